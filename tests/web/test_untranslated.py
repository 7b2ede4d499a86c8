"""Every page in Ukrainian and Russian: no word in Latin letters but in what is quoted, in names and in codes."""

from typing import Any

from tests.foreignwords import latin_words
from tests.web.browsing import NEEDS_BROWSER

pytestmark = NEEDS_BROWSER


def test_no_english_word_is_left(tour: Any, bare_tour: Any) -> None:
    assert len(tour.read) > 80
    left = {
        (language, word, said): name
        for one in (tour, bare_tour)
        for (language, name), page in one.read.items()
        for word, said in latin_words(page, language, tour.names)
    }
    assert left == {}


def test_what_is_quoted_is_not_taken_for_words_of_the_page() -> None:
    page = '<p title="Seen">Слово <bdi>Name</bdi> <b class="mono">ab</b> <i lang="en">left</i> e-1f2 Q-LERELBN CSV</p>'
    assert list(latin_words(page, "uk")) == [("Seen", "Seen"), ("left", "left")]
