import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from tests.reading.makers import docx, flagged_as_encrypted, locked_pdf, odt, para, pdf, zipped
from vidmova.errors import UnreadableDocumentError
from vidmova.reading.limits import Limits
from vidmova.reading.text import read

UK = "Двадцять троє військових із Чернігова не виконали наказ про штурм села."
PDF = pdf([UK])
PAGE = f"<html><body><article><h1>Рота відмовилася</h1>{f'<p>{UK}</p>' * 5}</article></body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-u", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_plain_text_is_what_open_gives(tmp_path: Path, encoding: str, ending: str) -> None:
    text = f"  Заголовок{ending}{ending}{UK} І все.{ending}"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    with path.open(encoding=encoding, newline="") as file:
        assert read("a.txt", path.read_bytes()).text.removeprefix("\ufeff") == file.read()


def test_a_byte_order_mark_stays_where_offsets_need_it() -> None:
    assert read("a.txt", ("\ufeff" + UK).encode()).text == "\ufeff" + UK


def test_a_sign_stands_for_nul_so_that_every_database_can_keep_the_text() -> None:
    assert read("a.txt", UK.encode() * 3 + b"\x00").text == UK * 3 + "\u2400"


@pytest.mark.parametrize(
    ("name", "payload", "kind"),
    [
        ("a.txt", UK.encode(), "text/plain"),
        ("a", UK.encode(), "text/plain"),
        ("a.md", f"# Рота\n\n{UK}".encode(), "text/markdown"),
        ("a.bin", PDF, "application/pdf"),
        ("a.txt", PAGE.encode(), "text/html"),
        ("a.htm", UK.encode(), "text/html"),
        ("a.txt", docx(para(UK)), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a", odt(f"<text:p>{UK}</text:p>"), "application/vnd.oasis.opendocument.text"),
        ("a", f"From: a@example.org\nSubject: A\nMIME-Version: 1.0\n\n{UK}".encode(), "message/rfc822"),
        ("note.txt", f"Увага: усім\nДата: учора\nХто: рота\n\n{UK}".encode(), "text/plain"),
    ],
)
def test_the_content_says_what_it_is(name: str, payload: bytes, kind: str) -> None:
    document = read(name, payload, "here")
    assert document.media_type == kind
    assert UK in document.text
    assert (document.language, document.name, document.source) == ("uk", name, "here")


FAULTS = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\x00 \r\n", "empty"),
    ("mark.txt", b"\xef\xbb\xbf", "empty"),
    ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "PNG"),
    ("photo.txt", b"\xff\xd8\xff\xe0" + bytes(range(256)), "JPEG"),
    ("a.exe", b"MZ\x90\x00" + bytes(range(256)) * 4, "EXE"),
    ("noise.txt", bytes(range(256)) * 20, "binary"),
    ("cut.pdf", PDF[: len(PDF) // 2], "breaks off"),
    ("head.pdf", PDF[:40], "breaks off"),
    ("garbled.pdf", b"%PDF-1.4\n" + b"x" * 200 + b"\n%%EOF\n", "damaged"),
    ("locked.pdf", locked_pdf(PDF), "encrypted"),
    ("scan.pdf", pdf([]), "pictures"),
    ("text.pdf", UK.encode(), "not a PDF"),
    ("a.docx", UK.encode(), "not a zip as Word"),
    ("b.docx", zipped({"a.txt": UK}), "holds no text"),
    ("cut.docx", docx(para(UK))[:200], "damaged"),
    ("xml.docx", zipped({"word/document.xml": "<w:document"}), "damaged"),
    ("entities.docx", zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "document type"),
    ("bodiless.docx", zipped({"word/document.xml": "<a/>"}), "no body"),
    ("locked.docx", flagged_as_encrypted(docx(para(UK))), "encrypted"),
    ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "encrypted or an old"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Office"),
    ("locked.odt", odt("<text:p>a</text:p>", manifest="<manifest:encryption-data/>"), "encrypted"),
    ("bodiless.odt", zipped({"mimetype": "x", "content.xml": "<a/>"}), "no text"),
    ("silent.docx", docx(para("")), "no text"),
    ("a.rtf", b"{\\rtf1 abc}", "RTF"),
    ("a.zip", zipped({"a.txt": UK}), "zip archive"),
    ("no.zip", UK.encode(), "not a zip"),
    ("empty.html", b"<html><body><script>1</script></body></html>", "no text"),
    ("a.eml", b"\n\nno headers", "no headers"),
    ("picture.eml", b"From: a@example.org\nContent-Type: image/png\n\nabc", "no text"),
]


@pytest.mark.parametrize(("name", "payload", "said"), FAULTS, ids=[row[0] for row in FAULTS])
def test_bad_input_gets_one_clear_line(name: str, payload: bytes, said: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=said) as caught:
        read(name, payload)
    line = str(caught.value)
    assert line.startswith(f"{name}: ")
    assert " – " in line
    assert "\n" not in line


def test_html_of_fifty_megabytes_is_refused_before_it_is_parsed() -> None:
    payload = b"<html><body>" + b"<p>word</p>" * 4_600_000
    tracemalloc.start()
    with pytest.raises(UnreadableDocumentError, match="51 MB, more than the 20 MB"):
        read("big.html", payload)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("name", "payload"), [("a.txt", UK.encode()), ("a.html", PAGE.encode()), ("a.docx", docx(para(UK * 90)))]
)
def test_limits_are_options(name: str, payload: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="more than"):
        read(name, payload, limits=Limits(file=1_000_000, text=50, html=50))
    with pytest.raises(UnreadableDocumentError, match="more than"):
        read(name, payload, limits=Limits(file=50))


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="2 pages"):
        read("a.pdf", pdf(["a"], ["b"]), limits=Limits(pages=1))


def test_plain_text_waits_for_no_other_format() -> None:
    code = (
        "import sys; from vidmova.reading.text import read; import vidmova.reading.walk;"
        "read('a.txt', b'The men refused to go.');"
        "print([name for name in ('lxml', 'trafilatura', 'pypdfium2', 'ssl') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.stdout.strip() == "[]", result.stderr
