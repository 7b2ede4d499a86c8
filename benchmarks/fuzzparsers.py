"""Every parser of files from outside, each with small valid files that nobody but us made."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from tests.reading import makers
from tests.review.writer import decision
from tests.totals import sheets
from vidmova import pipeline
from vidmova.archive import provenance
from vidmova.archive.manifest import Changing, Head, Kept, Length, Manifest, parsed
from vidmova.archive.manifest import encoded as encoded_manifest
from vidmova.config import FILE, NEW, read_config
from vidmova.reading.text import read
from vidmova.reading.walk import Received, find_documents
from vidmova.register.rows import Skipped
from vidmova.review import log
from vidmova.review.decisions import encoded, sealed
from vidmova.review.merging import read_file
from vidmova.totals.columns import as_toml, from_text, propose
from vidmova.totals.listreading import make_list
from vidmova.totals.tables import read_table

EN = "Twelve soldiers from Krasnodar refused to go to the war in March 2022. They were dismissed."
RU = "Двенадцать военных из Краснодара отказались ехать на войну 3 марта 2022 года. Их уволили."
UK = "Дванадцять військових із Краснодара відмовилися їхати на війну; суд дав 5 років і 6 місяців."
ROWS = [["ПІБ", "Дата народження", "в/ч", "Дата"], ["Гайворон Павло Ілліч", "05.1990", "А1234", "01.03.2022"]]
METHOD = pipeline.method(model="lexicon")
Parse = Callable[[bytes, Path], object]


@dataclass(frozen=True)
class Parser:
    """A parser, valid inputs for it, and whether they are zips that are changed inside too."""

    parse: Parse
    seeds: Callable[[], list[bytes]]
    zipped: bool = False


def document(name: str) -> Parse:
    return lambda payload, _: read(name, payload, name)


def table(name: str) -> Parse:
    return lambda payload, _: make_list(propose(read_table(name, payload)), "list")


def archive(payload: bytes, folder: Path) -> object:
    (folder / "in.zip").write_bytes(payload)
    return [read(one.name, one.payload) for one in find_documents([folder / "in.zip"]) if one.payload is not None]


def claims(payload: bytes, _: Path) -> object:
    outcome = pipeline.work_one(Received(name="a.txt", payload=payload, source="a.txt"), METHOD)
    if isinstance(outcome, Skipped) and outcome.ours:
        raise AssertionError(outcome.reason)
    return outcome


def decisions(payload: bytes, folder: Path) -> object:
    (folder / "theirs.jsonl").write_bytes(payload)
    return read_file(folder / "theirs.jsonl")


def config(payload: bytes, folder: Path) -> object:
    (folder / FILE).write_bytes(payload)
    return read_config(folder)


def column_map(payload: bytes, _: Path) -> object:
    return from_text(payload.decode("utf-8", "replace"), "map.toml")


def chains(payload: bytes, folder: Path) -> object:
    (folder / "archive").mkdir(exist_ok=True)
    (folder / "archive" / "received.jsonl").write_bytes(payload)
    (folder / "decisions.jsonl").write_bytes(payload)
    return provenance.verify(folder), log.verify(folder), provenance.read_chain(folder)


def html() -> list[bytes]:
    page = f"""<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>{RU[:40]}</title>
<meta property="og:site_name" content="Вести"><meta property="article:published_time" content="2022-03-04T10:00:00Z">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"x","datePublished":"2022-03-04"}}</script></head>
<body><nav><a href="/">x</a></nav><article><h1>{EN}</h1><p>{RU}</p><ul><li>{UK}</li></ul><table><tr><td>1</td></tr>
</table></article></body></html>"""
    legacy = f'<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>{RU}</p></html>'
    return [page.encode(), legacy.encode("cp1251"), f"<p>{EN}<p>{EN}".encode()]


def pdf() -> list[bytes]:
    return [makers.pdf([EN, RU]), makers.pdf([UK], [EN], title="Report")]


def docx() -> list[bytes]:
    body = makers.para(EN) + makers.para(RU, UK)
    return [makers.docx(body, "Title", "Author", makers.para("note")), makers.docx(makers.para(UK))]


def odt() -> list[bytes]:
    return [makers.odt(f"<text:h>{EN}</text:h><text:p>{RU}</text:p>", "Title"), makers.odt(f"<text:p>{UK}</text:p>")]


def text() -> list[bytes]:
    whole = f"{EN}\n\n{RU}\n— {UK}\n"
    return [whole.encode(), whole.encode("utf-16"), RU.encode("cp1251"), RU.encode("koi8-r"), RU.encode("cp866")]


def mail() -> list[bytes]:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Анна <a@example.org>", "b@example.org", RU[:50]
    made["Date"] = "Fri, 04 Mar 2022 10:00:00 +0300"
    made.set_content(RU)
    made.add_alternative(f"<p>{EN}</p>", subtype="html")
    made.add_attachment(UK.encode(), maintype="text", subtype="plain", filename="звіт.txt")
    plain = f"From: a@example.org\r\nSubject: =?utf-8?B?0KLQtdC80LA=?=\r\n\r\n{EN}\r\n"
    return [made.as_bytes(), plain.encode()]


def zips() -> list[bytes]:
    inner = makers.zipped({"в.txt": RU, "b/c.html": f"<p>{EN}</p>"})
    return [makers.zipped({"a.txt": EN, "inner.zip": inner, "x/d.docx": docx()[1]}), inner]


def csv() -> list[bytes]:
    lines = "\r\n".join(";".join(row) for row in ROWS)
    quoted = 'name,born,unit\n"Hayvoron, ""P""",1990-05-17,A1\n'
    return [lines.encode(), lines.encode("cp1251"), quoted.encode(), f"sep=|\n{lines.replace(';', '|')}".encode()]


def xlsx() -> list[bytes]:
    return [sheets.xlsx({"One": ROWS, "Two": [["a", 1, 2.5]]})]


def ods() -> list[bytes]:
    return [sheets.ods({"One": ROWS})]


def dumped() -> list[bytes]:
    one = sealed(decision("Ann", 1), None)
    two = sealed(decision("Ганна", 2), one)
    return [encoded(one) + b"\n" + encoded(two) + b"\n", encoded(one) + b"\n"]


def settings() -> list[bytes]:
    return [NEW.encode(), b'name = "\xd0\x90"\nlanguages = ["uk"]\nport = 1\n']


def maps() -> list[bytes]:
    given = as_toml(propose(read_table("a.csv", csv()[0])).map).encode()
    return [given, b'{"columns": {"name": "x"}}']


def chained() -> list[bytes]:
    line = (
        b'{"digest":"%s","name":"a","source":"/a","when":"2022-03-04T10:00:00Z","size":1,"media_type":"text/plain"}\n'
    )
    return [line % (b"a" * 64), *dumped()]


def listed() -> list[bytes]:
    head = Head(vidmova_manifest=1, register="Р", made="2026-01-01T00:00:00Z", who="Ann")
    kept = [Kept(document="a" * 64, name="a.txt", source="/a.txt", received="2026-01-01T00:00:00Z")]
    length = Length(file="decisions.jsonl", lines=1, bytes=9, sha256="b" * 64, seal="c" * 64)
    changing = [Changing(changing="config.toml", sha256="d" * 64)]
    sums = {"archive/aa/" + "a" * 62: "a" * 64}
    return [encoded_manifest(Manifest(head=head, lengths=[length], kept=kept, changing=changing, sums=sums))]


PARSERS: dict[str, Parser] = {
    "html": Parser(document("a.html"), html),
    "pdf": Parser(document("a.pdf"), pdf),
    "docx": Parser(document("a.docx"), docx, zipped=True),
    "odt": Parser(document("a.odt"), odt, zipped=True),
    "text": Parser(document("a.txt"), text),
    "mail": Parser(document("a.eml"), mail),
    "zip": Parser(archive, zips, zipped=True),
    "csv": Parser(table("a.csv"), csv),
    "xlsx": Parser(table("a.xlsx"), xlsx, zipped=True),
    "ods": Parser(table("a.ods"), ods, zipped=True),
    "decisions": Parser(decisions, dumped),
    "config": Parser(config, settings),
    "map": Parser(column_map, maps),
    "chains": Parser(chains, chained),
    "manifest": Parser(lambda payload, _: parsed("manifest.txt", payload), listed),
    "claims": Parser(claims, text),
}
