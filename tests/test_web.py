"""The desk: its pages, its headers, and that nothing of a text gets through as anything but text."""

import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from vidmova.config import Config
from vidmova.records import Claim, Document, FieldSpan, Sentence
from vidmova.register.folder import create
from vidmova.register.rows import Skipped
from vidmova.register.store import Store
from vidmova.web import pages
from vidmova.web.acts import FIELDS, GROUPS, group_of
from vidmova.web.app import make_app

STATIC = Path(pages.__file__).parent / "static"
EVIL = "<script>alert('x')</script>"
TEXT = f"Heading {EVIL}\n\n  Twelve soldiers & two <b>officers</b> refused to go. Nobody was charged.\n"
BEGIN = TEXT.index("Twelve")
END = TEXT.index(" Nobody")
FIRST = Claim(
    id="c001",
    start=BEGIN,
    end=END,
    act="refuse",
    count=(12, 12),
    counted="persons",
    group=f"soldiers {EVIL}",
    date=("2022-03-01", "2022-03-31"),
    modality="asserted",
    spans=[FieldSpan("count", BEGIN, BEGIN + 6, "Twelve"), FieldSpan("act", END - 14, END - 7, "refused")],
    rule="refuse/1",
    sure=0.9,
)
SECOND = Claim(id="c002", start=END + 1, end=len(TEXT) - 1, act="charge", modality="denied", sure=0.6)
DOCUMENT = Document(
    id="ab" * 32, name=f"in/{EVIL}.txt", media_type="text/plain", text=TEXT, language="en", title=f"A {EVIL} title"
)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with Store(tmp_path / "register.db") as store:
        sentences = [Sentence(start=0, end=8, language="en", kind="heading")]
        store.add(DOCUMENT, sentences, [FIRST, SECOND], "r")
        store.skip("k", Skipped(f"{EVIL}.pdf", "in", f"broken {EVIL}"), "r")
        yield TestClient(make_app(store, Config(name=f"Ours {EVIL}")), base_url="http://127.0.0.1")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    with Store(tmp_path / "empty.db") as store:
        yield TestClient(make_app(store, Config()), base_url="http://127.0.0.1")


PAGES = ["/", "/documents/abababababab", "/nothing/here"]


class Page(HTMLParser):
    """Collects what a page asks for, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"href", "src", "action"}:
                self.addresses.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words += data + " "


def test_the_overview_says_what_is_in_the_register(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    words = " ".join(Page(answer.text).words.split())
    assert "1 documents in 1 languages · 2 claims · 1 not read" in words
    assert "Refused or left 1 refuse 1 On trial 1 charge 1" in words
    assert "broken" in words


def test_an_empty_register_says_what_to_do(empty: TestClient) -> None:
    assert "vidmova build PATH" in empty.get("/").text


def test_the_document_shows_its_whole_text_with_its_claims(client: TestClient) -> None:
    answer = client.get("/documents/abababababab")
    page = Page(answer.text)
    assert answer.status_code == 200
    marked = [re.sub("<[^>]+>", "", found) for found in re.findall("<mark.*?</mark>", answer.text)]
    assert marked == ["Twelve", "refused"]
    words = " ".join(page.words.split())
    assert "Twelve soldiers & two <b>officers</b> refused to go." in words
    assert "how many 12 Twelve" in words
    assert "when 2022-03-01 to 2022-03-31" in words
    assert "Nobody was charged." in words
    assert "charge denied" in words


def test_the_pieces_of_the_page_are_the_text(client: TestClient) -> None:
    page = pages.reader(DOCUMENT, [FIRST, SECOND], {})
    shown = ["".join(piece.text for piece in paragraph.pieces) for paragraph in page.paragraphs]
    assert shown == [line.strip() for line in TEXT.split("\n") if line.strip()]


@pytest.mark.parametrize("address", PAGES)
def test_every_link_within_a_page_leads_somewhere(client: TestClient, address: str) -> None:
    page = Page(client.get(address).text)
    assert len(set(page.ids)) == len(page.ids)
    for link in page.addresses:
        if link.startswith("#"):
            assert link[1:] in page.ids
        else:
            assert client.get(link).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_nothing_of_a_text_is_code_and_nothing_comes_from_outside(client: TestClient, address: str) -> None:
    answer = client.get(address)
    page = Page(answer.text)
    assert not {"script", "iframe", "form", "style"} & set(page.tags)
    assert not {name for name in page.attributes if name == "style" or name.startswith("on")}
    assert all(link.startswith(("/", "#")) and not link.startswith("//") for link in page.addresses)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"


def test_the_stylesheet_asks_for_nothing(client: TestClient) -> None:
    answer = client.get("/static/desk.css")
    assert answer.status_code == 200
    assert "url(" not in answer.text
    assert "@import" not in answer.text
    assert "prefers-color-scheme: dark" in answer.text


def test_what_is_not_there_is_said(client: TestClient) -> None:
    assert client.get("/documents/ffff").status_code == 404
    assert "Nothing is here" in client.get("/nothing").text


def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


def test_nothing_can_be_written(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert client.request(method, "/").status_code == 405


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_can_be_told_from_their_ground(theme: int) -> None:
    text = (STATIC / "desk.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6})", text.split("color-scheme: dark)")[theme]))
    grounds = [colours[name] for name in ("page", "card", "sunk")]
    for name in ("ink", "ink-2", "link", "ask", *(f"{group.code}-t" for group in GROUPS)):
        assert min(contrast(colours[name], ground) for ground in grounds) >= 4.5, name
    for name in ("edge", "focus", *(group.code for group in GROUPS)):
        assert min(contrast(colours[name], ground) for ground in grounds) >= 3, name
    assert contrast(colours["ink"], colours["mark"]) >= 4.5
    assert contrast(colours["ask"], colours["ask-bg"]) >= 4.5


def test_every_field_of_the_codebook_has_a_word() -> None:
    unsaid = {"id", "start", "end", "act", "approx", "spans", "rule", "sure"}
    assert set(FIELDS) == set(Claim.__struct_fields__) - unsaid


def test_an_act_that_the_desk_does_not_know_is_context() -> None:
    assert group_of("something_new") is GROUPS[-1]
    page = pages.reader(DOCUMENT, [msgspec.structs.replace(FIRST, act="something_new")], {})
    assert (page.cards[0].act, page.cards[0].group) == ("something new", "context")


def started(*arguments: str | Path) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "vidmova", *map(str, arguments)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert running.stdout is not None
    for line in running.stdout:
        if found := re.search(r"http://(127\.0\.0\.1:\d+)", line):
            return running, found[1]
    raise AssertionError(f"it did not serve: {running.wait()}")


def stopped(running: subprocess.Popen[str]) -> int:
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=20)
    return running.returncode


def test_serve_answers_until_ctrl_c(tmp_path: Path) -> None:
    folder = create(tmp_path)
    with Store(folder.database) as store:
        store.add(DOCUMENT, [], [FIRST], "r")
    running, host = started("serve", "--register", tmp_path, "--port", "0")
    connection = http.client.HTTPConnection(host)
    connection.request("GET", "/documents/abababababab")
    answer = connection.getresponse()
    assert (answer.status, b"<mark" in answer.read()) == (200, True)
    connection.close()
    assert stopped(running) == 0


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    folder = create(tmp_path)
    Store(folder.database).__exit__(None, None, None)
    running, host = started("serve", "--register", tmp_path, "--port", "0")
    command = [sys.executable, "-m", "vidmova", "serve", "-r", str(tmp_path), "--port", host.split(":")[1]]
    second = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (second.returncode, "name another with --port" in second.stderr) == (2, True)
    assert stopped(running) == 0


def test_the_demo_builds_and_serves(tmp_path: Path) -> None:
    running, host = started("demo", "--register", tmp_path / "demo", "--port", "0")
    connection = http.client.HTTPConnection(host)
    connection.request("GET", "/")
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    assert answer.status == 200
    assert len(set(re.findall(r"/documents/([0-9a-f]+)", page))) == 10
    assert stopped(running) == 0
