"""Makes small files of every format for the tests of reading."""

import io
import zipfile

import pypdf

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "text", "table", "meta")
)


def pdf(*pages: list[str], title: str = "") -> bytes:
    """Return a PDF whose pages hold lines of text in any script (through a ToUnicode map)."""
    letters = sorted({letter for page in pages for line in page for letter in line})
    codes = {letter: number + 1 for number, letter in enumerate(letters)}
    mapped = "\n".join(f"<{code:02x}> <{ord(letter):04x}>" for letter, code in codes.items())
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def "
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{mapped}\nendbfchar endcmap end end"
    ).encode()
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R /FirstChar 0 /LastChar 255 /Widths ["
        + b"500 " * 256
        + b"] >>",
        4: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(unicode_map), unicode_map),
        5: f"<< /Title ({title}) >>".encode(),
    }
    kids = []
    for page in pages:
        number = len(objects) + 2
        shown = "".join(f"<{''.join(f'{codes[letter]:02x}' for letter in line)}> Tj 0 -14 Td\n" for line in page)
        stream = f"BT /F1 12 Tf 50 780 Td\n{shown}ET".encode()
        objects[number] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
        objects[number + 1] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1600 842] /Contents {number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        kids.append(f"{number + 1} 0 R")
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _with_table(objects)


def _with_table(objects: dict[int, bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    return out + b"trailer << /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def locked_pdf(payload: bytes) -> bytes:
    """Return a PDF that asks for a password."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(payload))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(files: dict[str, bytes | str]) -> bytes:
    """Return a zip of files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def flagged_as_encrypted(payload: bytes) -> bytes:
    """Return a zip whose members say that they are encrypted."""
    changed = bytearray(payload)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = payload.find(magic)
        while at >= 0:
            changed[at + offset] |= 1
            at = payload.find(magic, at + 4)
    return bytes(changed)


def docx(body: str, title: str = "", author: str = "", notes: str = "") -> bytes:
    """Return a Word document from the XML inside its body."""
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "docProps/core.xml": f"<c {CORE}><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator></c>",
    }
    if notes:
        files["word/footnotes.xml"] = f"<w:footnotes {W}><w:footnote>{notes}</w:footnote></w:footnotes>"
    return zipped(files)


def para(*runs: str, before: str = "") -> str:
    """Return a Word paragraph of runs of text."""
    return f"<w:p>{before}{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def odt(body: str, title: str = "", author: str = "", manifest: str = "") -> bytes:
    """Return an OpenDocument text from the XML inside its body."""
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {ODF}>{text}</office:document-content>"
    meta = f"<m {ODF} {CORE}><dc:title>{title}</dc:title><meta:initial-creator>{author}</meta:initial-creator></m>"
    files: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "meta.xml": meta,
    }
    if manifest:
        space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        files["META-INF/manifest.xml"] = f"<manifest:manifest {space}>{manifest}</manifest:manifest>"
    return zipped(files)
