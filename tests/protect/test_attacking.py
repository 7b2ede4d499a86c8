"""The attack on finished files: every disguise of a protected name, in every place where a file can keep one."""

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter

from vidmova.protect.attacking import NEVER, attack, blockers, may_be_overruled
from vidmova.protect.policy import Hidden, Secrets, WithheldSource

openpyxl = pytest.importorskip("openpyxl")
TEXT = "Мого сина забрали третього березня і повезли в частину де його били за те що він відмовився стріляти"
SECRETS = Secrets(
    people={
        "p-1": ["Степан Рогальчук", "Stepan Rohalchuk"],
        "p-2": ["Олена Вовчкевич"],
        "p-3": ["Іван Ковальський-Білозір"],
        "p-4": ["Олександр Мельник"],
    },
    public=["Володимир Рогальчук"],
    hidden=[
        Hidden("contact", "+38 (067) 123-45-67"),
        Hidden("contact", "olena.v@example.org"),
        Hidden("day", "4 березня 2022", "s-AA-AA"),
        Hidden("place", "Вугледар", "s-AA-AA"),
        Hidden("age", "34", "s-AA-AA"),
    ],
    sources=[
        WithheldSource(
            released="s-AA-AA", id="f" * 64, name="in/lyst-materi.txt", title="Лист матері до редакції", text=TEXT
        )
    ],
    internal=["0123456789ab-c001", "ab" * 32],
    ledger={"p-1": "p-AB-CD", "p-2": "p-EF-GH", "p-3": "p-JK-LM", "p-4": "p-NP-QR"},
)
NAME = "Степанові Рогальчуку"


def found(folder: Path, name: str, content: str | bytes) -> set[str]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return {one.rule for one in blockers(attack(folder, SECRETS))}


def test_the_wording_of_a_month_is_a_warning_and_that_of_a_day_is_not(tmp_path: Path) -> None:
    hidden = [Hidden("day", "у березні", "s-AA-AA"), Hidden("day", "тиждень потому", "s-AA-AA")]
    secrets = Secrets(people={}, hidden=[*hidden, Hidden("day", "4 березня", "s-AA-AA")])
    (tmp_path / "a.csv").write_text("s-AA-AA,тиждень потому у березні\n")
    assert {(one.severity, one.rule) for one in attack(tmp_path, secrets)} == {("warning", "hidden-month")}
    (tmp_path / "a.csv").write_text("s-AA-AA,4 березня\n")
    assert {one.rule for one in blockers(attack(tmp_path, secrets))} == {"hidden-day"}


def test_packed_bytes_of_a_pdf_spell_no_names_by_chance(tmp_path: Path) -> None:
    name = b"(" + "Вовчкевич".encode("cp1251") + b")"
    body = b"%PDF-1.7\n1 0 obj <</Length 99>>\nstream\n\x00\x01\x00\x00" + name + b"\nendstream\nendobj\n"
    (tmp_path / "font.pdf").write_bytes(body)
    assert not blockers(attack(tmp_path, SECRETS))
    (tmp_path / "title.pdf").write_bytes(body + b"2 0 obj <</Title " + name + b">> endobj\n")
    assert blockers(attack(tmp_path, SECRETS))


SURE = [
    ("inflected.txt", NAME),
    ("initial.txt", "О. Вовчкевич"),
    ("swapped.txt", "Вовчкевич О."),
    ("alone.txt", "Казали, що Вовчкевич удома."),
    ("nickname.txt", "Оленка Вовчкевич"),
    ("half.txt", "Білозора забрали"),
    ("latin.txt", "Olena Vovchkevych"),
    ("otherlatin.txt", "Stiepan Rogalczuk"),
    ("common.txt", "Сашко Мельник"),
    ("spaced.txt", "В о в ч к е в и ч"),
    ("backwards.txt", "чивекчвоВ"),
    ("hyphens.txt", "Вов\u00adчке\u00adвич"),
    ("joined.txt", "Вов\u200bчкевич"),
    ("alike.txt", "Boвчкeвич"),
    ("composed.txt", "Ковальськии\u0306-Білозір"),
    ("percent.html", f'<a href="x?{"".join(f"%{byte:02X}" for byte in "Вовчкевич".encode())}">x</a>'),
    ("entities.html", "<p>" + "".join(f"&#{ord(letter)};" for letter in "Вовчкевич") + "</p>"),
    ("base64.json", json.dumps({"a": base64.b64encode("Олена Вовчкевич".encode()).decode()})),
    ("hexadecimal.csv", "a\n" + "Вовчкевич".encode().hex() + "\n"),
    ("escaped.json", json.dumps({"a": "Вовчкевич"})),
    ("key.json", json.dumps({"Вовчкевич": 1}, ensure_ascii=False)),
    ("twice.json", '{"a": "Вовчкевич", "a": "x"}'),
    ("broken.html", "<p>Ст<b>еп</b>ан Ро<i>гал</i>ьчук</p>"),
    ("alt.html", '<img alt="Olena Vovchkevych" src="x.png">'),
    ("comment.html", "<!-- Вовчкевич -->"),
    ("data.html", '<p data-who="Вовчкевич">x</p>'),
    ("title.svg", "<svg><title>Vovchkevych Olena</title></svg>"),
    ("content.css", ".x::after { content: '\\0412\\043e\\0432\\0447\\043a\\0435\\0432\\0438\\0447' }"),
    ("said.js", "const who = '\\u0412\\u043e\\u0432\\u0447\\u043a\\u0435\\u0432\\u0438\\u0447';"),
    ("folder/vovchkevych-olena.txt", "x"),
    ("OlenaVovchkevych.txt", "x"),
    ("olenavovchkevych.txt", "x"),
]


@pytest.mark.parametrize(("name", "content"), SURE, ids=[name for name, _ in SURE])
def test_a_protected_name_is_found(name: str, content: str, tmp_path: Path) -> None:
    assert "protected-name" in found(tmp_path, name, content)


def pdf() -> bytes:
    made = PdfWriter()
    made.add_blank_page(100, 100)
    made.add_metadata({"/Author": "Олена Вовчкевич"})
    return packed(made.write)


def attached() -> bytes:
    made = PdfWriter()
    made.add_blank_page(100, 100)
    made.add_attachment("x.txt", "Олену Вовчкевич били".encode())
    return packed(made.write)


def outlined() -> bytes:
    made = PdfWriter()
    made.add_blank_page(100, 100)
    made.add_outline_item(title="Stepan Rohalchuk", page_number=0)
    return packed(made.write)


def workbook() -> bytes:
    made = openpyxl.Workbook()
    made.create_sheet("x").sheet_state = "hidden"
    made["x"]["A1"] = "Вовчкевич"
    return packed(made.save)


def remarked() -> bytes:
    made = openpyxl.Workbook()
    made["Sheet"]["A1"].comment = openpyxl.comments.Comment("Вовчкевич", "x")
    return packed(made.save)


def authored() -> bytes:
    made = openpyxl.Workbook()
    made.properties.creator = "Олена Вовчкевич"
    return packed(made.save)


def picture() -> bytes:
    said = PngImagePlugin.PngInfo()
    said.add_itxt("Title", "Олена Вовчкевич", zip=True)
    return packed(lambda out: Image.new("RGB", (9, 9)).save(out, "png", pnginfo=said))


def photograph() -> bytes:
    image = Image.new("RGB", (9, 9))
    exif = image.getexif()
    exif[0x013B] = "Stepan Rohalchuk"
    return packed(lambda out: image.save(out, "jpeg", exif=exif))


def archive() -> bytes:
    def write(out: BytesIO) -> None:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as into:
            into.writestr("вовчкевич олена.txt", "x")

    return packed(write)


def packed(write: Callable[[BytesIO], object]) -> bytes:
    out = BytesIO()
    write(out)
    return out.getvalue()


PACKED = [
    ("a.pdf", pdf),
    ("attached.pdf", attached),
    ("outlined.pdf", outlined),
    ("a.xlsx", workbook),
    ("remarked.xlsx", remarked),
    ("authored.xlsx", authored),
    ("a.png", picture),
    ("a.jpg", photograph),
    ("a.zip", archive),
]


@pytest.mark.parametrize(("name", "make"), PACKED, ids=[name for name, _ in PACKED])
def test_a_name_inside_of_a_file_is_found(name: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    assert "protected-name" in found(tmp_path, name, make())


def test_parquet_is_read_with_its_schema(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = arrow.table({"a": ["x"]}).replace_schema_metadata({"by": "Олена Вовчкевич"})
    assert "protected-name" in found(tmp_path, "a.parquet", packed(lambda out: parquet.write_table(table, out)))


OTHERS = [
    ("phone.txt", "тел. 067 123 45 67", "protected-contact"),
    ("mail.txt", "Olena.V@example.org", "protected-contact"),
    ("day.csv", "s-AA-AA,4 березня 2022\n", "hidden-day"),
    ("value.html", "<dl><dd><b>4 березня 2022</b> <ul><li>s-BB-BB <q>[дата]</q><li>s-AA-AA</ul></dl>", "hidden-day"),
    (
        "side.html",
        "<div><p>4 березня 2022</p><ul><li>s-AA-AA</ul></div><div><p>5 березня</p><ul><li>s-BB-BB</ul></div>",
        "hidden-day",
    ),
    ("name.html", "<div><p title='Олена Вовчкевич'>1</p><ul><li>s-BB-BB</ul></div>", "protected-name"),
    ("quote.txt", "сказала: забрали третього березня і повезли в частину де", "withheld-quote"),
    ("title.txt", "Див. «Лист матері до редакції»", "withheld-source"),
    ("digest.txt", "f" * 64, "withheld-source"),
    ("claim.txt", "0123456789ab-c001", "internal-id"),
    ("document.txt", "ab" * 10, "internal-id"),
    ("hash.txt", hashlib.sha256("Олена Вовчкевич".encode()).hexdigest()[:12], "digest-of-a-secret"),
    ("md5.txt", hashlib.md5("олена вовчкевич".encode()).hexdigest(), "digest-of-a-secret"),
    ("masks.txt", "Пішов [████████] і [█████████], потім ██████ сказав", "mask-of-equal-length"),
]


@pytest.mark.parametrize(("name", "content", "rule"), OTHERS, ids=[name for name, _, _ in OTHERS])
def test_other_secrets_are_found(name: str, content: str, rule: str, tmp_path: Path) -> None:
    assert rule in found(tmp_path, name, content)


WARNED = [
    ("place.csv", "s-AA-AA,у Вугледарі\n", "hidden-place"),
    ("age.csv", 's-AA-AA,"йому 34, він з Полтави"\n', "hidden-age"),
    ("figures.csv", "s-AA-AA,2022-03-04\n", "hidden-day-in-figures"),
    ("surname.txt", "Рогальчук мовчить", "common-name"),
]


@pytest.mark.parametrize(("name", "content", "rule"), WARNED, ids=[name for name, _, _ in WARNED])
def test_what_may_rightly_stand_there_is_a_warning(name: str, content: str, rule: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    assert {one.rule: one.severity for one in attack(tmp_path, SECRETS)} == {rule: "warning"}


HARMLESS = [
    ("public.txt", "Генерал Володимир Рогальчук сказав"),
    ("day.csv", "s-BB-BB,4 березня 2022\n"),
    (
        "value.html",
        "<dl><dd><b>х</b> <ul><li>s-AA-AA <q>[дата]</q></ul><dd><b>4 березня 2022</b> <ul><li>s-BB-BB</ul></dl>",
    ),
    ("side.html", "<div><p>х</p><ul><li>s-AA-AA</ul></div><div><p>4 березня 2022</p><ul><li>s-BB-BB</ul></div>"),
    ("place.csv", "s-BB-BB,у Вугледарі\n"),
    ("age.csv", "s-AA-AA,e-AA-34-XX\n"),
    ("quote.txt", "забрали третього березня і повезли в частину"),
    ("broken.txt", "забрали третього березня і повезли [дата] в частину де його били"),
    ("words.txt", "мельник меле борошно"),
    ("line.md", "текст\n\n*****\n\nтекст\n\n________\n"),
    ("equal.txt", "Пішов [████] і [████], потім [████] сказав"),
]


@pytest.mark.parametrize(("name", "content"), HARMLESS, ids=[name for name, _ in HARMLESS])
def test_what_is_no_leak_is_left_alone(name: str, content: str, tmp_path: Path) -> None:
    assert found(tmp_path, name, content) == set()


def test_a_given_name_said_twice_is_not_that_of_somebody_who_is_known_by_it_alone(tmp_path: Path) -> None:
    secrets = Secrets(people={"one": ["Vadim"], "two": ["Вадим Петрович"]}, public=["Вадим Куценко"])
    (tmp_path / "a.txt").write_text("who: Вадим Куценко, Вадима Куценка")
    assert {one.rule for one in attack(tmp_path, secrets)} == {"common-name"}
    (tmp_path / "a.txt").write_text("Вадима Петровича забрали")
    assert {one.rule for one in blockers(attack(tmp_path, secrets))} == {"protected-name"}


def test_a_report_tells_no_secret(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Степан Рогальчук, Олена Вовчкевич, 067 123 45 67")
    said = " ".join(one.said.lower() for one in attack(tmp_path, SECRETS))
    assert "рогальчук" not in said
    assert "p-ab-cd" in said
    assert "123" not in said


def test_secret_names_can_never_be_overruled() -> None:
    assert not any(may_be_overruled(rule) for rule in NEVER)
    assert may_be_overruled("joined-editions")


def test_what_was_not_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(archive()[:40])
    assert [one.rule for one in attack(tmp_path, Secrets())] == ["unread"]
