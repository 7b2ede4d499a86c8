from typing import get_args

import pytest

from vidmova.entities.comparing import COMPARERS, KEYS, compare, keys
from vidmova.entities.comparison import DIFFERENT, SAME, Comparison
from vidmova.records import EntityKind

NAMES: dict[EntityKind, tuple[str, str]] = {
    "person": ("Дмитро Мішов", "Dmitry Mishov"),
    "unit": ("205-я отдельная мотострелковая казачья бригада", "205th Separate Motor Rifle Brigade"),
    "organisation": ("Медиазона", "Mediazona"),
    "court": ("Улан-Удэнский гарнизонный военный суд", "Ulan-Ude Garrison Military Court"),
    "place": ("Хакасия", "Khakassia"),
}


def test_every_kind_has_a_comparer_and_keys() -> None:
    assert set(COMPARERS) == set(KEYS) == set(get_args(EntityKind))


@pytest.mark.parametrize("kind", get_args(EntityKind))
def test_a_name_in_two_scripts_is_one_and_shares_a_key(kind: EntityKind) -> None:
    a, b = NAMES[kind]
    found = compare(kind, a, b)
    assert found.judgement == "same", found
    assert found.because
    assert keys(kind, a) & keys(kind, b)


@pytest.mark.parametrize(
    ("score", "judgement"), [(SAME, "same"), (0.89, "possible"), (0.41, "possible"), (DIFFERENT, "different")]
)
def test_a_score_is_judged(score: float, judgement: str) -> None:
    assert Comparison(score, "").judgement == judgement
