"""Each page says what it is for; every page keeps to itself and every link of it leads somewhere."""

import re

import pytest
from starlette.testclient import TestClient

from tests.happened import A
from tests.web.desks import EVIL, EVILS, LANGUAGES, OURS, SEEN, Page


def words(client: TestClient, address: str) -> str:
    answer = client.get(address, headers={"accept-language": "en"})
    assert answer.status_code == 200
    return Page(answer.text).words


def test_the_overview_says_what_is_in_the_register(ours: TestClient) -> None:
    said = words(ours, "/")
    assert "3 documents (" in said
    assert "5 claims · 3 events · People 2 · Places 1 · 1 file not read" in said
    assert "Refused or left 1 refusal 1 Punished out of court 1 dismissed 1" in said
    assert "1 event whose month is known" in said
    assert "Open contradictions 1" in said
    assert "one event or two? 1" in said
    assert "scan.pdf no text" in said


@pytest.mark.parametrize("page", ["", "events", "people", "contradictions", "questions", "documents", "search"])
def test_an_empty_register_says_so_everywhere(empty: TestClient, page: str) -> None:
    said = words(empty, f"/{page}")
    assert re.search("Nothing has been read|No event|name none|No contradiction|No question|All words must stand", said)


def test_an_event_shows_values_passages_and_reasons(ours: TestClient) -> None:
    said = words(ours, "/events/e-refused")
    assert "Refusal: 10–12 people, Krasnodar" in said
    assert "since 25 February 2022" in said
    assert "how many 12 Вести Кубани Двенадцать" in said
    assert "≈ 10 en.txt" in said
    assert "one says twelve, the other about ten" in said
    assert "the English text translates the Russian one" in said
    assert "en.txt ← has it from Вести Кубани ← has it from a lawyer" in said
    assert "The parts are 7 less than the whole." in said
    assert "the act and the place agree" in said
    assert "both speak of fighters" in said
    assert "Part of" not in said
    assert "Part of: Refusal: 10–12 people, Krasnodar" in words(ours, "/events/e-sued")


def test_a_person_shows_names_way_events_and_passages(ours: TestClient) -> None:
    said = words(ours, "/people/p-stepan")
    assert "Степан Гайворон Russian · 1" in said
    assert "Stepan Haivoron English · 1" in said
    assert "he was among those who refused" in said
    assert said.index("refusal Refusal") < said.index("dismissed Dismissed: Степан Гайворон")
    assert "Степана Гайворона уволили в марте 2022 года." in said


def test_an_open_question_does_not_say_how_the_program_would_answer(ours: TestClient) -> None:
    for address in ("/questions", "/events/e-refused"):
        text = ours.get(address, headers={"accept-language": "en"}).text.split("one event or two?")[-1]
        assert "both speak of fighters" in text
        assert "what counted" not in text
        assert "0.5" not in text


def test_the_folders_above_a_file_are_not_shown(ours: TestClient) -> None:
    for address in ("/", "/events/e-refused", "/documents", "/people/p-stepan"):
        assert "in/en.txt" not in ours.get(address).text


def test_names_are_in_no_title(ours: TestClient) -> None:
    for address in ("/people/p-stepan", "/events/e-dismissed"):
        assert not re.search("<title>.*(Гайворон|Haivoron).*</title>", ours.get(address).text)


def test_a_place_shows_what_it_lies_in(ours: TestClient) -> None:
    assert "settlement · Krasnodar Krai, Russia" in words(ours, "/places/l-krasnodar")


def test_contradictions_stand_open_first_and_side_by_side(ours: TestClient) -> None:
    said = words(ours, "/contradictions")
    assert "12 people Двенадцать бойцов отказались ехать." in said
    assert "≈ 10 people About ten fighters refused to go." in said
    assert "a month apart" not in said
    assert "a month apart" in words(ours, "/contradictions?state=all")
    assert "No contradiction of this kind" in words(ours, "/contradictions?kind=date")


def test_a_name_is_found_in_another_script_and_case(ours: TestClient) -> None:
    for asked in ("Haivoron", "Гайворону", "Степана Гайворона"):
        assert "/people/p-stepan" in ours.get("/search", params={"q": asked}).text
    assert "/places/l-krasnodar" in ours.get("/search", params={"q": "Краснодаре"}).text


def test_words_of_texts_are_found_and_marked(ours: TestClient) -> None:
    answer = ours.get("/search", params={"q": "БОЙЦЫ отказались"})
    assert "<mark>бойц</mark>" in answer.text
    assert "<mark>отказалис</mark>" in answer.text
    assert f"/documents/{A[:12]}" not in answer.text
    assert "No text of this register holds" in words(ours, "/search?q=nothing+like+it")


def test_a_document_links_each_value_to_its_claim_and_the_claim_to_its_event(evil: TestClient) -> None:
    answer = evil.get("/documents/abababababab")
    marked = [re.sub("<[^>]+>", "", found) for found in re.findall("<mark.*?</mark>", answer.text)]
    assert marked == ["Twelve", "refused"]
    assert re.search('<span id="c001-count"[^>]*><a class="value" href="#card-c001"[^>]*><mark', answer.text)
    assert 'href="#c001-count"' in answer.text
    assert 'href="/events/e-evil"' in answer.text
    assert "Twelve soldiers & two <b>officers</b> refused to go." in "".join(Page(answer.text).parts)


def test_documents_are_listed_with_their_claims(ours: TestClient) -> None:
    assert "Вести Кубани not said – Russian 2" in words(ours, "/documents?language=ru")


@pytest.mark.parametrize("desk", ["ours", "evil"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_keep_to_themselves(request: pytest.FixtureRequest, desk: str, language: str) -> None:
    client: TestClient = request.getfixturevalue(desk)
    for address in OURS if desk == "ours" else EVILS:
        answer = client.get(address, headers={"accept-language": language})
        page = Page(answer.text)
        assert answer.status_code == (404 if address == "/nothing/here" else 200), address
        assert f'<html lang="{language}"' in answer.text
        assert page.tags.count("h1") == 1
        assert {"main", "header", "nav", "footer"} <= set(page.tags)
        assert not {"iframe", "style", "img", "object"} & set(page.tags)
        ours_alone = re.findall(r'<script src="/static/[a-z]+\.js" defer></script>', answer.text)
        assert page.tags.count("script") == len(ours_alone)
        assert not {name for name in page.attributes if name == "style" or name.startswith("on")}, address
        assert all(link.startswith(("/", "#")) and not link.startswith("//") for link in page.addresses), address
        assert len(set(page.ids)) == len(page.ids), address
        assert {link[1:] for link in page.addresses if link.startswith("#")} <= set(page.ids), address
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "script-src 'self'" in policy
        assert "form-action 'self'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"


def test_hostile_texts_are_shown_as_text(evil: TestClient) -> None:
    for address in EVILS:
        text = evil.get(address).text
        assert "<script>" not in text
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x07]", text), address
    said = "".join(Page(evil.get("/documents/abababababab").text).parts)
    assert SEEN in said
    assert EVIL.split("\u202e")[0] in said


@pytest.mark.parametrize("address", OURS)
def test_every_link_leads_somewhere(ours: TestClient, address: str) -> None:
    for link in set(Page(ours.get(address).text).addresses):
        if not link.startswith("#"):
            # The documents of this desk were never received: their files cannot be given.
            status = 404 if link.startswith("/nothing") else 409 if link.endswith("/original") else 200
            assert ours.get(link).status_code == status, link


def test_what_is_not_there_is_said(ours: TestClient) -> None:
    for address in ("/documents/ffff", "/events/e-", "/people/l-krasnodar", "/people/nobody"):
        answer = ours.get(address)
        assert (answer.status_code, "Nothing is here" in answer.text) == (404, True)


def test_another_host_name_is_refused(ours: TestClient) -> None:
    assert ours.get("/", headers={"host": "elsewhere.example"}).status_code == 400


def test_nothing_can_be_written(ours: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert ours.request(method, "/").status_code == 405


def test_odd_addresses_do_no_harm(ours: TestClient) -> None:
    for query in ("page=-1", "page=99999999999", "page=x", "sort=x", "year=x&month=-", "named=%00", "lang=xx&theme=x"):
        for path in ("/events", "/people", "/contradictions", "/documents", "/search", "/questions"):
            assert ours.get(f"{path}?{query}").status_code == 200, (path, query)
    for asked in ("%25", "_", "\\", "'", '"', "а" * 3000, "\u202e", "(", "*"):
        assert ours.get("/search", params={"q": asked}).status_code == 200
