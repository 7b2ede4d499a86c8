import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidmova.reading.encodings import decode

RUSSIAN = [
    "Командир отказался выдать бойцам бронежилеты, и рота ушла с позиций.",
    "Суд в Чите приговорил контрактника к пяти годам колонии.",
    "Жена солдата рассказала: «Его держат в подвале третью неделю».",
    "В марте двенадцать человек подали рапорты об увольнении.",
    "Отказ",
    "СУД ОТКЛОНИЛ ИСК ВОЕННОСЛУЖАЩЕГО",
    "Рядовой Е. Ёлкин самовольно оставил часть 12345 в Уфе.",
]
UKRAINIAN = [
    "Командир відмовився видати бійцям бронежилети, і рота пішла з позицій.",
    "Суд у Дніпрі засудив військового до п'яти років.",
    "Дружина солдата розповіла, що його тримають у підвалі третій тиждень.",
    "У березні дванадцятеро подали рапорти про звільнення.",
    "Відмова",
    "СУД ВІДХИЛИВ ПОЗОВ ВІЙСЬКОВОГО",
    "Їхні ґвинтівки залишилися в бліндажі, а Єгор пішов пішки.",
]
WESTERN = [
    "Café owner Zoë said naïve things – “no”, he’d go.",
    "Le soldat a refusé d’obéir à l’été.",
    "“We refuse,” he said — it’s over. Colonel’s men…",
]
WIDE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


def cases() -> list[tuple[str, str]]:
    rows = [(text, name) for text in RUSSIAN for name in [*WIDE, "cp1251", "koi8-r", "cp866"]]
    rows += [(text, name) for text in UKRAINIAN for name in [*WIDE, "cp1251", "koi8-u"]]
    rows += [(text, "cp1252") for text in WESTERN]
    return [row for row in rows if encodable(*row)]


def encodable(text: str, name: str) -> bool:
    try:
        return bool(text.encode(name))
    except UnicodeEncodeError:
        return False


@pytest.mark.parametrize(("text", "name"), cases(), ids=[f"{name}-{text[:20]}" for text, name in cases()])
def test_texts_come_back(text: str, name: str) -> None:
    assert decode(text.encode(name)).text.removeprefix("\ufeff") == text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(RUSSIAN), min_size=1, max_size=4), st.sampled_from(["cp1251", "koi8-r", "utf-16", "utf-8"])
)
def test_russian_round_trip(parts: list[str], name: str) -> None:
    text = "\r\n".join(part.replace("«", '"').replace("»", '"') for part in parts)
    assert decode(text.encode(name)).text.removeprefix("\ufeff") == text


@given(st.text(max_size=60).filter(lambda text: "\x00" not in text and not text.startswith("\ufffe")))
def test_utf8_is_never_mistaken(text: str) -> None:
    wide = sum(letter < "\x05" for letter in text)
    assert (
        wide
        or decode(text.encode("utf-8", "surrogatepass")).text == text
        or any("\ud800" <= one <= "\udfff" for one in text)
    )


def test_a_declared_encoding_tips_the_scale_only() -> None:
    text = UKRAINIAN[0]
    assert decode(text.encode("cp1251"), "koi8-r").text == text
    assert decode(text.encode("cp1251"), "windows-1251").text == text
    assert decode(text.encode("cp1251"), "no-such-encoding").text == text


def test_a_few_broken_bytes_do_not_spoil_utf8() -> None:
    decoded = decode("Рота ушла. ".encode() * 40 + b"\xd0 \xff " + "Рота ушла. ".encode() * 40)
    assert decoded.encoding == "utf-8"
    assert decoded.broken == 2


def test_mixed_encodings_are_read_as_far_as_they_go() -> None:
    decoded = decode("Рота ушла. ".encode() * 60 + "Рота".encode("cp1251"))
    assert decoded.text.startswith("Рота ушла.")
    assert decoded.broken == 4
