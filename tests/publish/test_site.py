"""The static site: every page is there, in three languages, leads nowhere else, and shows hostile text as text."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest
from babel.messages.pofile import read_po
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from msgspec.structs import replace

from tests.publish import released
from tests.publish.manyreleased import HOSTILE, many
from tests.publish.sitemessages import every_message
from vidmova.lexicon.actgroups import GROUPS
from vidmova.lexicon.acts import acts
from vidmova.lexicon.unseen import visible
from vidmova.protect.release import Contents, Exposure, Release, Statement
from vidmova.publish import site
from vidmova.publish.pages import wording
from vidmova.publish.pages.addresses import digest_of, file_part, slices
from vidmova.publish.pages.drawing import BAR, bar
from vidmova.publish.pages.language import LANGUAGES, LOCALE, spoken
from vidmova.publish.pages.marking import boxed
from vidmova.publish.pages.prose import beside_site
from vidmova.totals.working import ORDER

POLICY = (
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' file:; base-uri 'none'; "
    "form-action 'none'"
)


def pages_of(release: Release) -> dict[str, str]:
    return dict(site.pages(release))


@pytest.fixture(scope="module")
def ours() -> dict[str, str]:
    return pages_of(many(60))


class Reader(HTMLParser):
    """Collects what a page links to, its ids, and its tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append((tag, named))
        self.links += [value for name in ("href", "src") if (value := named.get(name)) is not None]
        if identity := named.get("id"):
            self.ids.append(identity)


@pytest.fixture(scope="module")
def read(ours: dict[str, str]) -> dict[str, Reader]:
    return {path: Reader(text) for path, text in ours.items() if path.endswith(".html")}


def test_every_link_leads_to_a_page_of_the_site_and_to_a_place_in_it(
    ours: dict[str, str], read: dict[str, Reader]
) -> None:
    ids = {path: set(one.ids) for path, one in read.items()}
    for path, one in read.items():
        for link in one.links:
            file, _, place = link.partition("#")
            target = Path("/", path).parent.joinpath(file) if file else Path("/", path)
            there = str(Path(str(target)).resolve().relative_to("/"))
            assert there in ours, (path, link)
            assert not place or place in ids[there], (path, link)


def test_no_id_stands_twice_on_a_page(read: dict[str, Reader]) -> None:
    for path, one in read.items():
        assert len(one.ids) == len(set(one.ids)), path


def test_nothing_is_asked_of_the_network_and_nothing_is_inline(read: dict[str, Reader]) -> None:
    for path, one in read.items():
        named = [attributes for tag, attributes in one.tags if tag == "meta" and "http-equiv" in attributes]
        assert named[0]["content"] == (
            POLICY if path != "index.html" else POLICY.replace("script-src 'self' file:; ", "")
        )
        assert not any("://" in link or link.startswith("//") for link in one.links), path
        for tag, attributes in one.tags:
            assert tag not in {"style", "iframe", "object", "embed", "img"}, path
            assert not any(name == "style" or name.startswith("on") for name in attributes), (path, tag)
            assert tag != "script" or attributes.get("src"), path


def test_the_stylesheet_and_the_script_ask_for_nothing(ours: dict[str, str]) -> None:
    for asset in ("assets/site.css", "assets/site.js"):
        assert not re.search(r"https?:|url\(|@import|fetch\(|XMLHttp|eval|innerHTML", ours[asset]), asset
        assert len(ours[asset].encode()) < 32_000


def test_every_page_is_in_three_languages_and_says_so(read: dict[str, Reader]) -> None:
    of = {code: {path[3:] for path in read if path.startswith(f"{code}/")} for code in LANGUAGES}
    assert of["uk"] == of["ru"] == of["en"]
    for path, one in read.items():
        if path != "index.html":
            assert dict(one.tags)["html"]["lang"] == path[:2]
            spoken_in = [each["hreflang"] for tag, each in one.tags if tag == "link" and "hreflang" in each]
            assert spoken_in == list(LANGUAGES)


def test_counts_beside_a_list_are_those_of_the_list(ours: dict[str, str]) -> None:
    page = ours["uk/events/index.html"]
    facets = page[page.index('id="narrow"') :]
    found = re.findall(r'href="\.\./(events/[^"]+)"[^>]*><bdi>[^<]*</bdi> <span class="n">([\d\xa0]+)', facets)
    assert len(found) > 20
    for link, count in found:
        file, _, place = link.partition("#")
        if place.startswith(("year-", "month-")):
            continue
        heading = rf'id="{place}"><h2>.*?<span class="n">' if place else r'<h1>.*<span class="n">'
        total = re.search(heading + r"([\d\xa0]+)<", ours[f"uk/{file}"])
        assert total is not None, link
        assert total[1] == count, link


def test_years_and_months_lead_to_their_events(ours: dict[str, str]) -> None:
    page = ours["en/events/index.html"]
    for link, year, count in re.findall(r'href="\.\./([^"]+)"[^>]*><bdi>(\d{4})</bdi> <span class="n">(\d+)', page):
        assert re.search(rf'id="(?:year|month)-{year}', page), link
        parts = re.findall(rf'id="(?:year|month)-{year}[^>]*><h2>.*?<span class="n">(\d+)<', page)
        assert sum(map(int, parts)) == int(count), year


def test_each_event_is_told_once_in_each_language_and_where_lists_say(ours: dict[str, str]) -> None:
    for code in LANGUAGES:
        told = [
            (path[3:], one)
            for path, text in ours.items()
            if path.startswith(f"{code}/event/")
            for one in re.findall(r'<article class="event [^"]*" id="([^"]+)"', text)
        ]
        assert len(told) == len({one for _, one in told}) == 60
        listed = re.findall(r'<li><a class="s-\w+" href="\.\./([^"#]+)#([^"]+)"', ours[f"{code}/events/index.html"])
        assert sorted(listed) == sorted(told)


def test_hostile_text_is_shown_as_text(ours: dict[str, str], read: dict[str, Reader]) -> None:
    shown = "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert any(shown in text for text in ours.values())
    for path, one in read.items():
        assert "<script>alert" not in ours[path]
        assert "\u202e" not in ours[path]
        assert not any(tag == "script" and "src" not in attributes for tag, attributes in one.tags)
    assert "‹U+202E›" in ours["en/removed.html"]


def test_what_was_removed_stands_in_a_box() -> None:
    said = boxed("В [дата] [особа K7-2M] у [місце: Donetsk Oblast] і [sic] <b> […]", "uk")
    assert re.findall(r"<i>([^<]*)</i>", said) == [
        "[дата]",
        "[особа K7-2M]",
        "[місце: Донецька область]",
        "[…]",
    ]
    assert "[sic] &lt;b&gt;" in said


def test_a_withheld_source_says_so_and_nothing_else(ours: dict[str, str]) -> None:
    assert "Не названо" in ours["uk/sources/index.html"]
    rows = re.findall(r'<tr id="s-.*?</tr>', ours["en/sources/index.html"], re.DOTALL)
    withheld = [row for row in rows if "<b>Withheld</b>: its wording would lead to somebody at risk" in row]
    assert 0 < len(withheld) < len(rows)
    assert all("not named</th>" in row for row in withheld)
    assert not any("SHA-256" in row or "news.example" in row for row in withheld)


def test_the_search_index_leads_from_words_to_events(ours: dict[str, str]) -> None:
    shards = json.loads(ours["assets/search/shards.js"].removeprefix("var vidmova=").rstrip(";\n"))
    shard = ours[f"assets/search/{shards['files']['no']}.js"]
    words = json.loads(re.findall(r'^vidmova\.words\["no"\]=(.*);$', shard, re.MULTILINE)[0])
    numbers, at = [], 0
    for step in words["novomykhailivka"]:
        at += step
        numbers.append(at)
    titles = json.loads(ours["assets/search/uk-0.js"].partition("=")[2].rstrip(";\n"))
    assert numbers
    for number in numbers:
        file, _, event = titles[number][0].partition("#")
        told = ours[f"uk/{file}"].partition(f'id="{event}"')[2].partition('<article class="event')[0]
        assert "Novomykhailivka" in told


def test_the_same_release_makes_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "events.csv").write_text("id\n")
        files = site.write(many(12), tmp_path / name)
        made.append([(path.relative_to(tmp_path / name).as_posix(), path.read_bytes()) for path in files])
    assert made[0] == made[1]
    assert b"../../events.csv" in dict(made[0])["site/uk/about.html"]
    again = site.write(many(12), tmp_path / "one")
    assert [path.read_bytes() for path in again] == [text for _, text in made[0]]
    assert [name for name, _ in beside_site(tmp_path / "one", tmp_path / "one" / "site")] == ["events.csv"]


def test_an_empty_release_has_all_its_pages() -> None:
    ours = pages_of(released.release(Contents(edition=released.SOME_EDITION)))
    assert "У цьому випуску немає подій." in ours["uk/index.html"]
    assert "This release names nobody." in ours["en/people/index.html"]
    assert "Нічого не прибрано." in ours["uk/removed.html"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some.text(min_size=1, max_size=40))
def test_any_text_comes_out_as_it_went_in(said: str) -> None:
    source = replace(released.FIRST, text=said, outlet=said, title=said)
    stated = Statement(id="st", source=source.id, start=0, end=len(said), event="ev1", act=said, unit=said, group=said)
    event = replace(released.EVENTS[0], statements=["st"], act=said)
    contents = Contents(edition=released.SOME_EDITION, sources=[source], statements=[stated], events=[event])
    page = pages_of(released.release(contents))["en/event/1.html"]
    quoted = re.search(r"<blockquote[^>]*>(.*?)</blockquote>", page, re.DOTALL)
    assert quoted is not None
    assert "<" not in re.sub(r"</?i>", "", quoted[1])
    plain = re.sub(r"<[^>]*>", "", quoted[1])
    assert unescape(plain).split() == visible(said).split() or "\r" in said
    page.encode()


@pytest.mark.parametrize("identity", ["../x", "a/b", "Ім’я", "", ".hidden", "x" * 200, "con\x00"])
def test_what_cannot_name_a_file_is_digested(identity: str) -> None:
    assert file_part(identity) == digest_of(identity)
    assert file_part("e-7K2M") == "e-7K2M"


def test_lists_are_cut_into_pages() -> None:
    made = slices("events/index", 101, 50)
    assert [path for path, _ in made] == ["events/index.html", "events/index-2.html", "events/index-3.html"]
    assert [(one.first, one.last) for _, one in made] == [(0, 50), (50, 100), (100, 101)]
    assert made[2][1].before == "events/index-2.html"
    assert slices("x", 0, 50)[0][1].pages == 1


def test_an_interval_is_drawn_as_one() -> None:
    known, open_end, unsure = bar(12, 12), bar(10, None), bar(50, 100)
    assert known is not None
    assert open_end is not None
    assert unsure is not None
    assert (known.floor, known.ceiling) == (BAR, BAR)
    assert open_end.open
    assert open_end.floor < open_end.ceiling
    assert (unsure.floor, unsure.ceiling) == (BAR // 2, BAR)
    assert bar(None, 3) is None


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_every_message_is_translated_and_none_is_left_over(language: str) -> None:
    with (LOCALE / language / "site.po").open("rb") as source:
        kept = {
            one.id if isinstance(one.id, tuple) else (one.id,): one
            for one in read_po(source)
            if one.id and not one.context
        }
    assert set(kept) == every_message()
    for message, one in kept.items():
        said = [str(each) for each in (one.string if isinstance(one.string, list | tuple) else (one.string,))]
        assert all(said), message
        assert len(said) == (3 if len(message) > 1 else 1), message
        for each in said:
            assert set(re.findall(r"%\(\w+\)s", each)) == set(re.findall(r"%\(\w+\)s", str(message[0]))), message
            assert not re.search("[ыэъё]" if language == "uk" else "[іїєґ]", each), message
            assert "'" not in each


def coded(language: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with (LOCALE / language / "site.po").open("rb") as source:
        for one in read_po(source):
            if one.context and isinstance(one.id, str):
                assert one.string, (one.context, one.id)
                found.setdefault(one.context, set()).add(one.id)
    return found


def test_codes_have_words_in_every_language() -> None:
    english = coded("en")
    for language in ("uk", "ru"):
        assert coded(language) == english
    assert english["act"] == set(acts()) == {act for group in GROUPS for act in group.acts}
    assert english["group"] == {group.code for group in GROUPS}
    assert english["field"] >= set(wording.FIELDS)
    assert english["exposure"] == set(get_args(Exposure))
    assert english["part"] == set(ORDER)
    states = get_args(Statement.__annotations__["state"])
    assert english["state"] >= set(states)


@pytest.mark.parametrize(
    ("language", "interval", "said"),
    [
        ("uk", ("2022-07-04", "2022-07-04"), "4 липня 2022 р."),
        ("ru", ("2022-07", "2022-07"), "июль 2022"),
        ("en", ("2022", "2022"), "2022"),
        ("en", ("2022-01-01", "2023-12-31"), "2022–2023"),
        ("en", ("2022-04-01", "2022-06-30"), "April 2022 – June 2022"),
        ("uk", ("2022-02-24", None), "з 24 лютого 2022"),
        ("ru", (None, "2022-08"), "не позднее августа 2022"),
        ("en", ("then", "2022"), "then – 2022"),
        ("en", None, ""),
    ],
)
def test_dates_are_said_as_far_as_they_are_told(language: str, interval: Any, said: str) -> None:
    assert " ".join(spoken(language).when(interval).split()) == said


def test_numbers_are_said_with_what_they_count() -> None:
    assert spoken("uk").counted((54, None), "persons") == "від 54 осіб"
    assert " ".join(spoken("ru").counted((1204, 1611), "persons").split()) == "1 204–1 611 человек"
    assert spoken("en").counted((50, 50), "persons", True) == "≈ 50 people"
    assert spoken("en").term((66, 66)) == "5 years 6 months"
    assert spoken("uk").territory("Donetsk Oblast") == "Донецька область"
    assert spoken("ru").territory("Russia") == "Россия"
    assert HOSTILE
