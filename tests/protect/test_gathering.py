"""A release of whole registers: the demonstration, and the articles in ../shared/seeds."""

from pathlib import Path

import pytest

from tests.protect.heldtexts import POLICY, longest_run
from tests.protect.test_releasing import check, strings
from vidmova.cli.running import run
from vidmova.config import FILE
from vidmova.lexicon.folding import fold
from vidmova.protect.gathering import STATES, holdings_of, usual_questions
from vidmova.protect.holdings import Holdings
from vidmova.protect.redaction import RUN
from vidmova.protect.releasing import Protected, protect
from vidmova.register.folder import create
from vidmova.register.opening import open_store

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
DEMO = Path(__file__).parents[2] / "src" / "vidmova" / "demo"
NAMES = (
    "маркин", "markin", "брусницын", "brusnitsyn", "галеев", "galeev", "дорошенко", "doroshenko", "сычёв",
    "сычев", "sychyov", "ахметшин", "akhmetshin", "кочкин", "беньков", "гайворон", "haivoron", "кульбаб", "тополянськ",
)  # fmt: skip


def built(documents: Path, root: Path) -> Holdings:
    """Return what a release is made from, of a register built of some documents."""
    folder = create(root, "Refusers")
    (root / FILE).write_text((root / FILE).read_text().replace('model = "auto"', 'model = "lexicon"'))
    assert run(lambda *_: None, ["build", str(documents), "--register", str(root), "--quiet"]) == 0
    with open_store(folder) as store:
        return holdings_of(folder, store)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Holdings:
    return built(DEMO, tmp_path_factory.mktemp("protect") / "register")


@pytest.fixture(scope="module")
def protected(demo: Holdings) -> Protected:
    return protect(demo, POLICY)


def test_all_of_a_register_is_gathered(demo: Holdings) -> None:
    assert demo.register == "Refusers"
    assert len(demo.reports) == 10
    assert {one.act for one in demo.figures} <= {one.act for one in demo.linked.events}
    assert all(row.event for one in demo.figures for row in one.working)
    assert [one.acts for one in usual_questions(demo.linked.events)] == [
        (act,) for act in sorted({one.act for one in demo.linked.events})
    ]
    assert set(STATES.values()) == {"accepted", "corrected", "added"}


def test_the_demonstration_leaves_without_a_name(protected: Protected) -> None:
    contents = protected.release.contents
    check(contents)
    said = strings(contents)
    assert not [name for name in NAMES if fold(name) in said]
    assert len(contents.statements) > 60
    assert len(contents.figures) > 10


def test_what_is_not_named_is_not_quoted_long_enough_to_be_found(protected: Protected) -> None:
    texts = {one.id: one.text for one in protected.release.contents.sources}
    assert protected.secrets.sources
    for one in protected.secrets.sources:
        assert longest_run(one.text, texts[one.released]) <= RUN


def test_nothing_of_the_register_itself_leaves(protected: Protected) -> None:
    said = strings(protected.release.contents)
    assert not [one for one in protected.secrets.internal if fold(one) in said]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here")
def test_the_articles_of_the_seeds_leave_without_those_who_refused(tmp_path: Path) -> None:
    held = built(SEEDS, tmp_path / "register")
    contents = protect(held, POLICY).release.contents
    check(contents)
    said = strings(contents)
    for name in ("мішов", "філатьєв", "каракулов", "musaelyan", "severin", "mutsolgov"):
        assert name not in said, name
    assert "путін" in said or "putin" in said or len(contents.people) > 0
