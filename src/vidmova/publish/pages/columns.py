"""The columns of the site's tables, and a style sheet that names them beside each cell where the page is narrow."""

from vidmova.publish.pages.language import Language

NARROW = "@media (max-width: 719px) {\n%s}\n"


def columns(language: Language) -> dict[str, list[str]]:
    """Return the names of the columns of each kind of table."""
    say = language.say
    return {
        "people": [say("Name or pseudonym"), say("Exposure"), say("Events")],
        "places": [say("Place"), say("Precision"), say("Lies in"), say("Coordinates"), say("Events")],
        "courts": [
            say("When"),
            say("What"),
            say("Court"),
            say("Charge"),
            say("Absence"),
            say("Term"),
            say("Outcome"),
            say("Who says it"),
        ],
        "sources": [say("Source"), say("Which"), say("Events")],
        "figures": [say("What"), say("How many"), say("Drawn")],
        "working": [say("Event"), say("Floor"), say("Ceiling"), say("Because")],
    }


def sheet(language: Language) -> tuple[str, str]:
    """Return the style sheet of a language: path and text; thousands of cells need not each hold their name."""
    rules = [
        f"  .k-{kind} td:nth-child({number})::before {{ content: {_quoted(name)}; }}\n"
        for kind, names in columns(language).items()
        for number, name in enumerate(names, 1)
        if number > 1 or kind == "courts"
    ]
    return f"assets/{language.code}.css", NARROW % "".join(rules)


def _quoted(name: str) -> str:
    said = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{said}: "'
