import pytest

from vidmova.reading.text import read
from vidmova.records import Document

LINKED = '<script type="application/ld+json">'
BODY = "".join(
    f"<p>Абзац {number}. Військові третьої роти не виконали наказ і повернулися до частини, "
    "розповіла дружина одного з них.</p>"
    for number in range(4)
)


def page(head: str = "", body: str = "", encoding: str = "utf-8") -> Document:
    text = (
        f"<!doctype html><html><head>{head}</head><body><nav><a href='/'>Меню</a></nav>"
        f"<article><h1>Рота відмовилася</h1>"
        f"{body}{BODY}</article><footer>Усі права захищено</footer></body></html>"
    )
    return read("a.html", text.encode(encoding))


def test_the_article_and_nothing_else() -> None:
    text = page().text
    assert text.startswith("Рота відмовилася\n")
    assert all(f"Абзац {number}." in text for number in range(4))
    assert "Меню" not in text
    assert "права" not in text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-u", "utf-16"])
def test_encodings_of_pages(encoding: str) -> None:
    assert "Військові третьої роти" in page(encoding=encoding).text
    assert "Військові третьої роти" in page('<meta charset="windows-1251">', encoding=encoding).text


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta property="article:published_time" content="2024-03-05T10:00:00+02:00">', "", "2024-03-05"),
        ('<meta name="pubdate" content="05.03.2024">', "", "2024-03-05"),
        (
            f'{LINKED}{{"@graph":[{{"@type":"NewsArticle","datePublished":"2024-03-05"}}]}}</script>',
            "",
            "2024-03-05",
        ),
        ("", '<time datetime="2024-03-05T10:00">5 березня</time>', "2024-03-05"),
        ('<script type="application/ld+json">{broken</script>', "", None),
        ('<meta name="date" content="2024-13-45">', "", None),
        ("", "", None),
    ],
)
def test_the_date_of_publication(head: str, body: str, published: str | None) -> None:
    assert page(head, body).published == published


def test_who_wrote_it_and_where() -> None:
    told = page(
        '<meta name="author" content="Олена  Жук"><meta property="og:site_name" content="Вісник">'
        "<title>А | Вісник</title>"
    )
    assert (told.title, told.author, told.outlet) == ("Рота відмовилася", "Олена Жук", "Вісник")
    linked = '{"@type":"Article","author":[{"name":"О. Жук"},{"name":"І. Лось"}],"publisher":{"name":"Вісник"}}'
    told = page(f'<script type="application/ld+json">{linked}</script><meta property="og:title" content="Рота пішла">')
    assert (told.title, told.author, told.outlet) == ("Рота пішла", "О. Жук, І. Лось", "Вісник")


def test_a_title_alone_loses_the_outlet() -> None:
    told = read(
        "a.html", b"<title>A refusal | Desk</title><meta property='og:site_name' content='Desk'><p>Ten men refused.</p>"
    )
    assert told.title == "A refusal"


def test_a_short_page_is_read_whole() -> None:
    told = read(
        "a.html",
        b"<p>Ten <b>men</b> refused.<br>They left.</p><!-- no --><style>p{}</style><ul><li>one</li><li>two</li></ul>",
    )
    assert told.text.split("\n") == ["Ten men refused.", "", "They left.", "", "one", "", "two"]


@pytest.mark.parametrize(
    "payload", [b"<p>" * 5_000 + b"Ten men refused.", b"<p>Ten men refused.\x00</p" + b"<" * 99, b"Ten men refused. <"]
)
def test_broken_pages_are_read_as_far_as_they_go(payload: bytes) -> None:
    assert "Ten men refused" in read("a.html", payload).text


@pytest.mark.parametrize(
    "body", ["<b>x</b> " * 30_000, "<p>Ten men refused to go.</p>" * 60_000, "Ten men refused. " * 700_000]
)
def test_pages_of_unusual_size_are_read_whole(body: str) -> None:
    told = read("a.html", f"<html><body><nav>Menu</nav><article>{body}</article></body></html>".encode())
    assert len(told.text) > 0.4 * len(body) - 120_000
    assert "Menu" not in told.text
