"""Measures the linking of two large generated lists: time, memory, precision, recall, and the total that follows.

`python -m benchmarks.lists [PEOPLE] [SHARE] [SEED] [hard]`: two lists of PEOPLE records each, SHARE of them on both;
with `hard`, more gaps and slips: a fifth of the records without a patronymic, a sixth without a whole date of birth.
"""

import random
import resource
import sys
import time
from typing import NamedTuple

from vidmova.lexicon.namelists import common_surnames, given_names
from vidmova.totals.linkage import Linkage, link
from vidmova.totals.lists import PersonList, Row
from vidmova.totals.presence import lay_over, on

PEOPLE, SHARE, SEED = 300_000, 0.12, 11


class Noise(NamedTuple):
    """How often a record of a list is not as it should be."""

    surname: float = 0.04
    """A letter of the surname is dropped, changed or swapped with the next."""
    given: float = 0.015
    initials: float = 0.03
    no_father: float = 0.15
    no_birth: float = 0.02
    only_year: float = 0.04
    only_month: float = 0.04
    swapped: float = 0.03
    """Day and month are swapped, where the day can be a month."""
    other_year: float = 0.01
    other_day: float = 0.02
    unit_said: float = 0.6
    other_unit: float = 0.15
    place_said: float = 0.5


USUAL = Noise()
HARD = Noise(0.05, 0.02, 0.06, 0.2, 0.03, 0.07, 0.05, 0.03, 0.02, 0.02)
SCRIPTS = (("uk", "ru", "latin"), ((0.7, 0.2, 0.1), (0.15, 0.6, 0.25)))
"""How each list writes its names."""


def _words(said: str) -> tuple[str, ...]:
    return tuple(said.split())


def _letters(said: str) -> dict[str, str]:
    return {pair[0]: pair[1:] for pair in said.split()}


STEMS = _words(
    "бондар ковал шевч мельн крав ткач гонч руд чорн біл сид гр мар пет ів сем кост лев стеф дан гав яр вол мир"
    " бор тим зах кир лук мак наз ол пан ром сав тар фед хом юр як бур вер гал дер жур зім кал лис"
)
MIDDLES = (
    "",
    *_words(
        "ен ищ ул ар оч анд им ош ей ел ет ал ан от ур ич ин ат ох еч ас ом ун ав ил ок иц уш об ев уд юх аг ож ерн"
        " анч инд устр аск ивн орт айд ельн"
    ),
)
ENDINGS = _words("енко чук ко ець ський ов ук ик ин аль ака ера ій юк")
CITIES = _words(
    "Житомир Полтава Суми Рівне Луцьк Чернігів Херсон Одеса Львів Тернопіль Вінниця Черкаси Ужгород Чернівці Харків"
)
_TO_RUSSIAN = (("ський", "ский"), ("ець", "ец"), ("і", "и"), ("є", "е"), ("ї", "и"), ("'", "ъ"), ("ґ", "г"))
_COMMON = "аa бb вv дd жzh зz кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ь ъ эe "
_UKRAINIAN = _letters(_COMMON + "гh ґg еe єie иy іi їi йi юiu яia ' ыy ёio")
_RUSSIAN = _letters(_COMMON + "гg еe ёyo иi йy ыy юyu яya")


class Person(NamedTuple):
    """Somebody, as the one who knows all would write it."""

    surname: str
    given: tuple[str, ...]
    father: tuple[str, ...]
    born: str
    unit: int
    city: str


class Figures(NamedTuple):
    """What was measured."""

    seconds: float
    gigabytes: float
    precision: float
    recall: float
    on_both: int
    expected: int
    """On both, by the probabilities: what the total is made from."""
    total: float
    questions: int


def people(number: int, chance: random.Random) -> list[Person]:
    """Return people with names as unevenly spread as they are, some of them brothers."""
    given = [name for name in given_names().values() if name.sex == "m" and name.uk and name.ru and name.latin]
    weights = [1 / (place + 2) for place in range(len(given))]
    made = [word.lower() for word in common_surnames() if word[-1] not in "ая"]
    made += sorted({stem + middle + ending for stem in STEMS for middle in MIDDLES for ending in ENDINGS})
    heads, tails = made[:180], made[180:]
    chance.shuffle(tails)
    surnames = chance.choices(heads + tails, [(place + 30) ** -0.9 for place in range(len(made))], k=number)
    first, fathers = (chance.choices(range(len(given)), weights, k=number) for _ in range(2))
    found: list[Person] = []
    for at in range(number):
        name, father = given[first[at]], given[fathers[at]]
        year, month, day = 1962 + int(chance.triangular(0, 43, 26)), chance.randint(1, 12), chance.randint(1, 28)
        unit, city = int(chance.triangular(1, 160, 1)), chance.choice(CITIES)
        surname = surnames[at]
        if found and chance.random() < 0.02:
            brother = found[-1]
            surname, father_forms, city = brother.surname, brother.father, brother.city
        else:
            father_forms = (father.uk[0], father.ru[0], father.latin[0])
        forms = (name.uk[0], name.ru[0], name.latin[0])
        found.append(Person(surname, forms, father_forms, f"{year}-{month:02}-{day:02}", unit, city))
    return found


def row(number: int, one: Person, which: int, chance: random.Random, noise: Noise = USUAL) -> Row:
    """Return how a list writes somebody down: in its script and form, with slips and gaps."""
    script = chance.choices((0, 1, 2), SCRIPTS[1][which])[0]
    surname = _slipped(_surname(one.surname, script, chance), chance, noise.surname)
    given = _slipped(one.given[script], chance, noise.given)
    father = _father(one.father, script)
    form = chance.random()
    if form < noise.initials:
        words = [surname, f"{given[0]}.{father[0]}."]
    elif form < noise.initials + noise.no_father:
        words = [surname, given]
    else:
        words = [surname, given, father]
    name = " ".join(word.capitalize() if "." not in word else word.upper() for word in words)
    unit = one.unit if chance.random() > noise.other_unit else chance.randint(1, 160)
    return Row(
        number=number,
        name=name,
        born=_born(one.born, chance, noise),
        unit=_unit(unit, script) if chance.random() < noise.unit_said else "",
        place=one.city if chance.random() < noise.place_said else "",
    )


def _surname(word: str, script: int, chance: random.Random) -> str:
    if script == 0:
        return word
    if script == 1:
        for said, meant in _TO_RUSSIAN:
            word = word.replace(said, meant)
        return word
    letters = _UKRAINIAN if chance.random() < 0.6 else _RUSSIAN
    if letters is _RUSSIAN:
        word = _surname(word, 1, chance)
    return "".join(letters.get(letter, letter) for letter in word)


def _father(forms: tuple[str, ...], script: int) -> str:
    name = forms[script]
    end = (("йович", "ович"), ("евич", "ович"), ("evich", "ovich"))[script]
    soft, hard = end
    stem = name.rstrip("йьоаяyia" if script == 2 else "йьоая")
    return stem + (soft if stem != name else hard)


def _slipped(word: str, chance: random.Random, often: float) -> str:
    if chance.random() > often or len(word) < 4:
        return word
    at = chance.randrange(1, len(word) - 1)
    what = chance.random()
    if what < 0.3:
        return word[:at] + word[at + 1 :]
    if what < 0.6:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + chance.choice(word) + word[at + 1 :]


def _born(born: str, chance: random.Random, noise: Noise) -> str | None:
    year, month, day = born.split("-")
    forms = (
        (noise.no_birth, None),
        (noise.only_year, year),
        (noise.only_month, f"{year}-{month}"),
        (noise.swapped, f"{year}-{day}-{month}" if int(day) <= 12 else born),
        (noise.other_year, f"{int(year) + chance.choice((-1, 1))}-{month}-{day}"),
        (noise.other_day, f"{year}-{month}-{chance.randint(1, 28):02}"),
    )
    what = chance.random()
    for often, form in forms:
        if what < often:
            return form
        what -= often
    return born


def _unit(number: int, script: int) -> str:
    return (f"{number} ОМБр", f"{number} омбр", f"{number}th mechanized brigade")[script]


def lists(
    number: int, share: float, seed: int, noise: Noise = USUAL
) -> tuple[PersonList, PersonList, set[tuple[int, int]]]:
    """Return two lists and the rows of those who are on both."""
    chance = random.Random(seed)
    both = round(number * share)
    everybody = people(2 * number - both, chance)
    on_first, on_second = everybody[:number], everybody[number - both :]
    order = list(range(number))
    chance.shuffle(order)
    first = tuple(row(at + 2, one, 0, chance, noise) for at, one in enumerate(on_first))
    second = [row(at + 2, on_second[order[at]], 1, chance, noise) for at in range(number)]
    place = {who: at + 2 for at, who in enumerate(order)}
    true = {(number - both + who + 2, place[who]) for who in range(both)}
    return PersonList(name="first", rows=first), PersonList(name="second", rows=tuple(second)), true


def measure(number: int, share: float, seed: int, noise: Noise = USUAL) -> tuple[Figures, Linkage]:
    """Return the figures for two lists of a size."""
    first, second, true = lists(number, share, seed, noise)
    started = time.perf_counter()
    found = link([first, second], threads=2)
    seconds = time.perf_counter() - started
    said = {(pair.a.row, pair.b.row) for pair in found.pairs if pair.judgement == "same" and pair.a.list != pair.b.list}
    laid = lay_over([first, second], found)
    both, on_both = laid.patterns.get((1, 1), 0), laid.expected.get((1, 1), 0)
    total = (on(laid.expected, 0) + 1) * (on(laid.expected, 1) + 1) / (on_both + 1) - 1
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    hits = len(said & true)
    questions = sum(pair.judgement == "possible" for pair in found.pairs)
    return Figures(
        seconds, memory, hits / max(1, len(said)), hits / max(1, len(true)), both, on_both, total, questions
    ), found


def main() -> int:
    """Print the figures."""
    given = sys.argv[1:]
    number = int(given[0]) if given else PEOPLE
    share = float(given[1]) if len(given) > 1 else SHARE
    figures, _ = measure(number, share, int(given[2]) if len(given) > 2 else SEED, HARD if "hard" in given else USUAL)
    truth = number * number / round(number * share)
    sys.stdout.write(
        f"2 × {number:,} people, {share:.0%} on both: {figures.seconds:.0f} s, {figures.gigabytes:.1f} GB; "
        f"precision {figures.precision:.4f}, recall {figures.recall:.4f}, {figures.questions:,} questions; on both "
        f"{figures.on_both:,} (true {round(number * share):,}; expected {figures.expected:,}); "
        f"total {figures.total:,.0f} (true {truth:,.0f}, {figures.total / truth - 1:+.1%})\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
