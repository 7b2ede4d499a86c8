"""One tree of errors: the input is wrong, an engine failed, or this is our bug."""

from pathlib import Path


class VidmovaError(Exception):
    """Anything Vidmova reports to its user in one sentence: what, where, and what to do."""

    exit_code = 1


class InputError(VidmovaError):
    """What the user gave cannot be used as it is."""

    exit_code = 1


class UnreadableDocumentError(InputError):
    """A document cannot be turned into text; the run goes on without it."""

    def __init__(self, name: str, reason: str, hint: str = "") -> None:
        self.name, self.reason, self.hint = name, reason, hint
        super().__init__(f"{name}: {reason}" + (f" – {hint}" if hint else ""))

    def __reduce__(self) -> tuple[type["UnreadableDocumentError"], tuple[str, str, str]]:
        """Let another process send it."""
        return type(self), (self.name, self.reason, self.hint)


class LexiconError(InputError):
    """A lexicon file is wrong at a line."""

    exit_code = 2

    def __init__(self, path: Path, line: int, reason: str) -> None:
        self.path, self.line, self.reason = path, line, reason
        super().__init__(f"{path.parent.name}/{path.name}, line {line}: {reason}")

    def __reduce__(self) -> tuple[type["LexiconError"], tuple[Path, int, str]]:
        """Let another process send it."""
        return type(self), (self.path, self.line, self.reason)


class UsageError(InputError):
    """The command was asked for something it does not do."""

    exit_code = 2


class EngineError(VidmovaError):
    """A library, the disk or the database failed under us."""

    exit_code = 3


class OurBugError(VidmovaError):
    """A condition that the code promises never happens."""

    exit_code = 70
