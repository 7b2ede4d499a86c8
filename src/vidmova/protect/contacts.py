"""Finds what leads straight to somebody: phones, addresses, links, handles, numbers of papers, plates, ages."""

import re

from msgspec import Struct

from vidmova.protect.policy import HiddenKind


class Lead(Struct, frozen=True, order=True):
    """Characters of a text that lead to somebody, and of what kind they are."""

    start: int
    end: int
    kind: HiddenKind


_WEB = (
    r"(?:[a-z][a-z0-9+.-]{1,9}://|www\.)[^\s<>\"'()\[\]«»]+"
    r"|(?<![\w@])(?:[a-z0-9-]+\.)+(?:com|org|net|info|me|io|ru|рф|su|ua|укр|by|kz|eu|de|uk|fr|pl|lt|ge|am|tv|onion|press|media)"
    r"(?![\w.]*@)(?:/[^\s<>\"'()\[\]«»]*)?(?![\w-])"
)
_MAIL = (
    r"(?<![\w.+-])[\w.+-]+\s?(?:@|\[at\]|\(at\)|\(собака\)|\[собака\])\s?[\w-]+(?:\s?(?:\.|\[dot\]|\(dot\))\s?[\w-]+)+"
)
_HANDLE = (
    r"(?<![\w@.])@[a-zа-яіїєґ0-9_][\w.]{2,}(?<!\.)"
    r"|(?<![\w/])(?:tg|вк|vk|telegram|телеграм|телеграмм|instagram|skype|signal|whatsapp|viber):\s?@?[\w.]{3,}"
)
_PHONE = (
    r"(?<![\w+])\+\s?\d(?:[\s().-]{0,2}\d){8,14}(?!\d)"
    r"|(?<![\w.,-])(?:8|0)[\s-]?\(?\d{2,4}\)?(?:[\s-]?\d){5,8}(?![\d.,-]*\d)"
    r"|(?<!\w)(?:тел|телефон\w*|моб|номер телефона|phone|tel|mobile|call)\.?:?\s*(?:\d[\s().-]{0,2}){6,12}\d(?!\d)"
)
_CARD = r"(?<![\w-])\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?!\d)|(?<![\w.,])\d{9,}(?![\w])"
_PAPERS = (
    r"(?<!\w)(?:паспорт\w*|passport\w*|удостоверени\w*|посвідченн\w*|военн\w+ билет\w*|військов\w+ квит\w*|жетон\w*|"
    r"снилс|инн|іпн|рнокпп|military id|dog tag|id card)"
    r"(?:\s(?:гражданина\s\w+|громадянина\s\w+|серии|серия|серії|серія|"
    r"number|no\.?|номер\w*|№|nr\.?|с номером)){0,2}[\s:№#-]{1,3}(?:[a-zа-яіїєґ]{2}[\s-]?)?\d[\d\s№-]{3,14}\d"
    r"|(?<!\w)(?:серии|серия|серії|серія)\s[a-zа-яіїєґ\d]{2,4}\s?(?:№|номер)?\s?\d{5,7}"
    r"|(?<!\d)\d{3}-\d{3}-\d{3}[ -]\d{2}(?!\d)"
    r"|(?<!\w)[а-яіїєґa-z]{2}\s?№\s?\d{5,7}(?!\d)"
)
_CASES = (
    r"(?<!\w)(?:дел\w{0,3}|справ\w{1,3}|провадженн\w|производств\w|приговор\w*|вирок\w*|карточк\w|картк\w|case|file|docket|"
    r"єрдр|ердр|verdict|постановлени\w|ухвал\w|решени\w|рішенн\w)\s?(?:no\.?|n[º°]?|nr\.?|number|номер|№|#)\s?"
    r"[\w./()-]*\d[\w./()-]*"
    r"|(?<![\w/-])(?:\d{1,3}[a-zа-я]{0,2}-)?\d{1,6}/\d{1,6}/(?:20)?\d\d(?:-[а-яіїєґa-z])?(?![\w/])"
    r"|(?<![\w/-])\d{1,2}[а-яa-z]?-\d{1,5}/20\d\d(?![\w/])"
    r"|(?<!\w)\d{2}[a-zа-я]{2}\d{4}-\d{2}-\d{4}-\d{6}-\d{2}(?!\d)"
    r"|(?:№|(?<!\w)no\.)\s?(?=[\w/.-]*\d[\w/.-]*\d[\w/.-]*\d)[\w/.-]*[\w]"
)
_PLATES = (
    r"(?<![\w-])[авекмнорстухabekmhopctyx]\s?\d{3}\s?[авекмнорстухabekmhopctyx]{2}\s?\d{2,3}(?!\w)"
    r"|(?<![\w-])[авеікмнорстхabeikmhopctx]{2}\s?\d{4}\s?[авеікмнорстхabeikmhopctx]{2}(?!\w)"
)
_HOUSE = (
    r"(?:[,\s]{1,3}(?:д|дом|буд|будинок|кв|квартира|корп|к|оф|стр|house|apt|flat|no)?"
    r"\.?\s?№?\s?\d+[а-яa-z]?(?:/\d+)?(?!\d)){0,3}"
)
_ADDRESSES = (
    r"(?<!\w)(?:ул|вул|пр|пр-т|пер|пл|бул|бульв|просп|пров|наб|мкр|ш)\.\s?(?:\w+[\s-]){0,2}\w+" + _HOUSE + "|"
    r"(?<!\w)(?:улиц\w{1,2}|вулиц\w{1,3}|проспект\w{0,2}|переул\w{2,4}|провул\w{2,4}|площад\w{1,2}|площ\w{1,2}|бульвар\w{0,2}|"
    r"микрорайон\w{0,2}|мікрорайон\w{0,2}|набережн\w{2,3})\s(?:имени\s|імені\s)?(?:\w+[\s-])?\w+" + _HOUSE + "|"
    r"(?<!\w)\d{1,4}[a-z]?,?\s(?:\w+\s){1,2}(?:street|avenue|road|lane|boulevard|st\.|ave\.|rd\.)(?:,?\s(?:apt|flat)\.?\s?\d+)?"
    r"|(?<!\w)(?:\w+\s)(?:street|avenue|boulevard)(?!\w)(?:,?\s\d{1,4})?"
    r"|(?<!\w)(?:д|дом|буд|будинок)\.?\s?\d{1,4}[а-я]?,?\s(?:кв|квартира)\.?\s?\d+"
)
_UNITS = (
    r"(?<!\w)(?:в/ч|в\.ч\.|вч|войсков\w+ част\w{1,3}|військов\w+ частин\w{0,3}|military unit|unit|части\w?|частин\w)"
    r"\s?(?:no\.?|number|под номером|№|n|нг)?\s?[аa]?-?\d{4,5}(?!\d)"
    r"|(?<!\w)[аa]\d{4}(?!\w)"
)
_AGES = (
    r"(?<![\d.,])\d{1,2}-(?:летн\w{1,4}|річн\w{1,4}|years?-old)(?!\w)"
    r"|(?<![\d.,])\d{2}\s(?:years? old|years? of age|лет от роду|років від народження)"
    r"|(?<!\w)(?:aged|age of|age)\s\d{1,2}(?!\w)"
    r"|(?<!\w)(?:в возрасте|возраст|віком|у віці|вік)\s\d{1,2}(?:[\s-](?:лет|года|років|роки))?(?!\w)"
    r"|(?<!\w)(?:ему|ей|йому|їй)(?:\s(?:было|исполнилось|було|виповнилося|виповнилось|всего|лише|только|тільки))?\s\d{1,2}(?:\s(?:лет|год|года|років|рік|роки))(?!\w)"
    r"|(?<!\w)(?:he|she)\s(?:was|is|had turned|turned)\s(?:only\s|just\s)?\d{2}(?=[.,;!?\s])(?!\s\w+s\b)"
    r"|(?<!\w)(?:двадцати|тридцати|сорока|пятидесяти|двадцяти|тридцяти|п'ятдесяти)\w{0,9}(?:летн|річн)\w{1,4}(?!\w)"
    r"|(?<!\w)\w+надцати?(?:летн|річн)\w{1,4}(?!\w)"
    r"|(?<!\w)(?:twenty|thirty|forty|fifty)(?:-\w+)?-year-old(?!\w)|(?<!\w)\w+teen-year-old(?!\w)"
    r"|(?<=[^\W\d_],\s)\d{2}(?=,\s)"
    r"|(?<!\w)(?:born in|родился в|родилась в|народився|народилася)"
    r"\s(?:[ву]\s)?(?:19|20)\d\d(?:\s(?:году|году рождения|році|року|г\.|р\.))?"
    r"|(?<!\w)(?:19|20)\d\d\s(?:года рождения|року народження|г\.\s?р\.|р\.\s?н\.)"
)
_STREETS = (
    "улиц|вулиц|проспект|площ|бульвар|переул|провул|набереж|микрорайон|мікрорайон|street|avenue|road|lane|boulevard"
)
_NUMBERED = (
    r"№|\d/\d|\d-\d\d-\d{4}|\d{3}-\d{3}|билет|квит|(?<!\w)(?:no\.|паспорт|passport|удостоверени|посвідченн|жетон|"
    r"снилс|инн|іпн|рнокпп|military id|dog tag|id card|сери|сері|дел|справ|провадженн|производств|приговор|вирок|"
    r"карточк|картк|case|file|docket|єрдр|ердр|verdict|постановлени|ухвал|решени|рішенн)"
)
_AGED = (
    r"летн|річн|year|лет от|років від|возраст|вік|віці|(?<!\w)(?:age|(?:ему|ей|йому|їй|s?he)\s)|,\s\d\d,|born|родил|"
    r"народи|рожден|народж|г\.\s?р\.|р\.\s?н\."
)
_KINDS: tuple[tuple[HiddenKind, str, str], ...] = (
    ("contact", r"@|\[at\]|\(at\)|собака", _MAIL),
    ("contact", r"//|www|[a-z]\.[a-z]|[a-zа-я]\.(?:рф|укр)", _WEB),
    ("contact", "@|:", _HANDLE),
    ("number", _NUMBERED, f"{_PAPERS}|{_CASES}"),
    ("unit", r"\d{4}", _UNITS),
    ("contact", r"\d[\d\s().+-]{5}", _PHONE),
    ("number", r"\d{3}", f"{_CARD}|{_PLATES}"),
    (
        "place",
        rf"{_STREETS}|(?:ул|вул|пр|пр-т|пер|пл|бул|бульв|просп|пров|наб|мкр|ш|д|st|ave|rd)\.|дом|буд",
        _ADDRESSES,
    ),
    ("age", _AGED, _AGES),
    ("day", r"\d:\d\d", r"(?<![\d:.,/-])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])"),
)
"""Kinds of leads in the order in which they are looked for, each with signs without which none is there."""
_COMPILED = tuple((kind, re.compile(signs), re.compile(expression)) for kind, signs, expression in _KINDS)


def leads(folded: str, start: int = 0, end: int | None = None) -> list[Lead]:
    """Return what leads to somebody in a stretch of folded text, in order; none overlaps another."""
    until = len(folded) if end is None else end
    found: list[Lead] = []
    for kind, signs, expression in _COMPILED:
        if signs.search(folded, start, until) is None:
            continue
        for match in expression.finditer(folded, start, until):
            one = Lead(match.start(), _trimmed(folded, match.start(), match.end()), kind)
            if all(one.end <= other.start or other.end <= one.start for other in found):
                found.append(one)
    return sorted(found)


def _trimmed(folded: str, start: int, end: int) -> int:
    """Return where a lead ends without the stop or comma of the sentence."""
    while end > start + 1 and folded[end - 1] in ".,;:!?)- ":
        end -= 1
    return end
