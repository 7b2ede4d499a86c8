"""Makes the demo documents in src/vidmova/demo from the texts in scripts/demo: txt, html, docx and pdf.

The pdf files need fpdf2 and a font with Cyrillic letters: pip install fpdf2; apt-get install fonts-dejavu-core.
The same texts give the same bytes.
"""

import html
import io
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent
TEXTS = ROOT / "demo"
TARGET = ROOT.parent / "src" / "vidmova" / "demo"
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


class Block(NamedTuple):
    """A paragraph, heading (`h2`) or bullet (`li`)."""

    kind: str
    text: str


class Source(NamedTuple):
    """A text with what is known about it."""

    facts: dict[str, str]
    blocks: list[Block]


def parse(text: str) -> Source:
    """Return the facts at the head of a source and its blocks."""
    head, _, body = text.partition("\n\n")
    facts = {name: value.strip() for name, _, value in (line.partition(":") for line in head.splitlines())}
    blocks = []
    for line in body.splitlines():
        if line.startswith("## "):
            blocks.append(Block("h2", line[3:]))
        elif line.startswith("- "):
            blocks.append(Block("li", line[2:]))
        elif line:
            blocks.append(Block("p", line))
    return Source(facts, blocks)


def as_txt(source: Source) -> bytes:
    """Return a plain text file with its title and date on top."""
    head = [source.facts["title"], " ".join(filter(None, (source.facts["outlet"], source.facts["published"])))]
    lines = [f"– {text}" if kind == "li" else text for kind, text in source.blocks]
    return ("\n\n".join([*head, *lines]) + "\n").encode()


def as_html(source: Source) -> bytes:
    """Return a page as an outlet would make it: meta data, menu, article, footer."""
    facts = {name: html.escape(value) for name, value in source.facts.items()}
    body = "\n".join(f"<{kind}>{html.escape(text, quote=False)}</{kind}>" for kind, text in source.blocks)
    page = f"""<!doctype html>
<html lang="{facts["language"]}">
<head>
<meta charset="utf-8">
<title>{facts["title"]} – {facts["outlet"]}</title>
<meta property="og:title" content="{facts["title"]}">
<meta property="og:site_name" content="{facts["outlet"]}">
<meta name="author" content="{facts["author"]}">
<meta property="article:published_time" content="{facts["published"]}T09:00:00+00:00">
</head>
<body>
<nav><a href="/">{facts["outlet"]}</a></nav>
<article>
<h1>{facts["title"]}</h1>
<p class="byline">{facts["author"]}, <time datetime="{facts["published"]}">{facts["published"]}</time></p>
{body}
</article>
<footer>© {facts["outlet"]}</footer>
</body>
</html>
"""
    return page.encode()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = {"h1": "Title", "h2": "Heading1", "li": "ListBullet", "p": "Normal"}
TYPES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
ContentType="application/xml"/><Override PartName="/word/document.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override \
PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
</Types>
"""
LINKS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{DOCUMENT}/officeDocument" \
Target="word/document.xml"/><Relationship Id="r2" Type="{PACKAGE}/relationships/metadata/core-properties" \
Target="docProps/core.xml"/></Relationships>
"""
WORD_LINKS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{DOCUMENT}/styles" Target="styles.xml"/>\
</Relationships>
"""
STYLE_PART = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal">\
<w:name w:val="Normal"/></w:style>\
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>\
<w:style w:type="paragraph" w:styleId="Heading1">\
<w:name w:val="heading 1"/><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>\
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/></w:style></w:styles>
"""


def as_docx(source: Source) -> bytes:
    """Return a Word document: the smallest package that Word opens."""
    title = Block("h1", source.facts["title"])
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{STYLES[kind]}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r></w:p>'
        for kind, text in (title, *source.blocks)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": LINKS,
        "word/_rels/document.xml.rels": WORD_LINKS,
        "word/styles.xml": STYLE_PART,
        "word/document.xml": f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>\n',
        "docProps/core.xml": head + _core(source.facts),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _core(facts: dict[str, str]) -> str:
    day = f'<dcterms:created xsi:type="dcterms:W3CDTF">{facts["published"]}T09:00:00Z</dcterms:created>'
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{html.escape(facts['title'])}</dc:title><dc:creator>{html.escape(facts['author'])}</dc:creator>"
        f"<dc:publisher>{html.escape(facts['outlet'])}</dc:publisher>{day}</cp:coreProperties>\n"
    )


def as_pdf(source: Source) -> bytes:
    """Return a page set in a serif face, with title, author and date in its properties."""
    page = import_module("fpdf").FPDF(format=(148, 210))
    page.set_creation_date(datetime.fromisoformat(f"{source.facts['published']}T09:00:00").replace(tzinfo=UTC))
    page.set_title(source.facts["title"])
    page.set_author(source.facts["author"])
    page.set_lang(source.facts["language"])
    page.add_font("Serif", "", FONT)
    page.add_page()
    head = " · ".join(filter(None, (source.facts["outlet"], source.facts["author"], source.facts["published"])))
    for kind, text in (("h1", source.facts["title"]), ("p", head), *source.blocks):
        page.set_font("Serif", size={"h1": 16, "h2": 13}.get(kind, 10))
        page.multi_cell(0, {"h1": 8, "h2": 7}.get(kind, 5.5), text, align="L", new_x="LMARGIN", new_y="NEXT")
        page.ln(3)
    return bytes(page.output())


FORMATS: dict[str, Callable[[Source], bytes]] = {"txt": as_txt, "html": as_html, "docx": as_docx, "pdf": as_pdf}


def main() -> None:
    """Make every demo document, or only those of the formats named on the command line."""
    wanted = sys.argv[1:] or list(FORMATS)
    TARGET.mkdir(exist_ok=True)
    for path in sorted(TEXTS.glob("*.txt")):
        kind = path.stem.rpartition(".")[2]
        if kind in wanted:
            (TARGET / path.stem).write_bytes(FORMATS[kind](parse(path.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
