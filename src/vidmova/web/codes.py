"""The words of the interface for the codes of the codebook and of linking; their translations are in `locale`."""

from vidmova.web.speech import Speech

ACTS = {
    "refuse": "refusal",
    "resign": "resignation filed",
    "awol": "left unit (AWOL)",
    "desert": "desertion",
    "leave_country": "left the country",
    "asylum": "asylum",
    "deport": "deported",
    "dismiss": "dismissed",
    "threaten": "threats",
    "detain": "detained",
    "ill_treat": "ill-treated",
    "kill": "killed by own side",
    "shame": "shamed",
    "deny": "denied by command or office",
    "send_back": "sent back to front",
    "charge": "case opened",
    "sentence": "sentence",
    "lawsuit": "lawsuit",
    "ruling": "ruling",
    "casualties": "killed or wounded in the war",
    "strength": "size of a force",
    "aid": "help from lawyers",
    "norm": "law or order",
}
GROUPS = {
    "refuse": "Refused or left",
    "punish": "Punished out of court",
    "trial": "On trial",
    "exile": "Gone abroad",
    "context": "Figures and context",
}
FIELDS = {
    "count": "how many",
    "counted": "counted",
    "person": "who",
    "group": "described as",
    "category": "kind of serviceman",
    "unit": "military unit",
    "origin": "from",
    "place": "where",
    "date": "when",
    "by": "by whom",
    "court": "court",
    "term_months": "term",
    "sentence_type": "kind of sentence",
    "charge": "charge",
    "outcome": "outcome",
    "absence_days": "absent for",
    "reason": "reason",
    "source_said": "said by",
    "modality": "how it is said",
    "event": "event",
    "subset_of": "part of",
}
"""Field of the codebook and the word beside its value."""
CODES = {
    "category": {
        "contract": "contract servicemen",
        "conscript": "conscripts",
        "mobilised": "mobilised",
        "volunteer": "volunteers",
        "officer": "officers",
        "national_guard": "National Guard",
        "riot_police": "riot police",
        "marine": "marines",
        "airborne": "paratroopers",
        "pilot": "pilots",
        "security_service": "security service",
        "pmc": "private military company",
        "prisoner_recruit": "recruited prisoners",
        "army": "army",
    },
    "counted": {
        "persons": "people",
        "cases": "court cases",
        "rulings": "court rulings",
        "reports": "reports and appeals",
        "cities": "cities",
        "other": "other",
    },
    "sentence_type": {
        "prison": "prison",
        "suspended": "suspended",
        "fine": "fine",
        "other": "other",
    },
    "charge": {
        "awol": "leaving unit without leave",
        "desertion": "desertion",
        "disobedience": "disobeying an order",
        "disciplinary": "disciplinary misconduct",
        "other": "other",
    },
    "outcome": {
        "rejected": "rejected",
        "granted": "granted",
        "partly": "granted in part",
        "pending": "not decided yet",
        "withdrawn": "withdrawn",
    },
    "reason": {
        "family": "family",
        "health": "health",
        "fear": "fear",
        "conviction": "conviction",
        "unprepared": "no training or equipment",
        "rights": "rights denied",
        "illegal_order": "unlawful order",
        "other": "other",
    },
    "modality": {
        "asserted": "asserted",
        "possible": "as possible",
        "denied": "denied",
    },
    "sure": {"strong": "strong", "fair": "fair", "weak": "weak"},
    "language": {"uk": "Ukrainian", "ru": "Russian", "en": "English"},
    "precision": {
        "settlement": "settlement",
        "district": "district",
        "region": "region",
        "area": "larger area",
        "country": "country",
    },
    "kind": {
        "count": "number",
        "counted": "what is counted",
        "who": "who it was",
        "category": "kind of serviceman",
        "date": "date",
        "place": "place",
        "identity": "identity",
        "modality": "whether it happened",
        "translation": "translation",
    },
    "relation": {
        "same": "is the same as",
        "part_of": "is part of",
        "disjoint": "has nobody in common with",
        "overlapping": "shares people with",
        "later_state": "is a later state of the count of",
        "sum_of": "is the sum of",
    },
    "feature": {
        "who": "who",
        "topic": "act",
        "category": "kind of serviceman",
        "group": "described as",
        "unit": "military unit",
        "origin": "from",
        "place": "where",
        "date": "when",
        "court": "court",
        "term": "term",
        "absence": "absent for",
        "charge": "charge",
        "source_said": "said by",
        "wording": "wording",
        "where": "how near in the text",
        "between": "what stands between",
    },
}
"""Codes of each kind with their words."""

NOUNS = {
    "persons": ("%(n)s person", "%(n)s people"),
    "cases": ("%(n)s court case", "%(n)s court cases"),
    "rulings": ("%(n)s court ruling", "%(n)s court rulings"),
    "reports": ("%(n)s report", "%(n)s reports"),
    "cities": ("%(n)s city", "%(n)s cities"),
}
"""What a number counts, of one and of several."""
NOUNS_OR_MORE = {
    "persons": ("%(n)s person or more", "%(n)s people or more"),
    "cases": ("%(n)s court case or more", "%(n)s court cases or more"),
    "rulings": ("%(n)s court ruling or more", "%(n)s court rulings or more"),
    "reports": ("%(n)s report or more", "%(n)s reports or more"),
    "cities": ("%(n)s city or more", "%(n)s cities or more"),
}
"""The same where a number is the least."""

FACETS = {
    "group": "group of acts",
    "act": "act",
    "year": "year",
    "month": "month",
    "region": "region",
    "place": "place",
    "unit": "military unit",
    "category": "kind of serviceman",
    "language": "language of the texts",
    "modality": "how it is said",
    "disputed": "contradicted",
    "named": "named",
}
PERIODS = {
    "year": {"wide": "several years", "open": "one bound known"},
    "month": {"wide": "several months", "open": "one bound known"},
}
SORTS = {
    "date": "earliest first",
    "-date": "latest first",
    "-number": "largest number first",
    "-claims": "most claims first",
    "-told": "most tellings first",
    "act": "by act",
}
COLUMNS = {"act": "act", "title": "event", "number": "how many", "when": "when", "place": "where"}
NAMED_SORTS = {
    "-events": "most events first",
    "name": "by name",
    "-mentions": "most mentions first",
    "date": "earliest first",
    "-date": "latest first",
}
DOCUMENT_SORTS = {
    "received": "received last first",
    "-published": "latest first",
    "published": "earliest first",
    "-claims": "most claims first",
    "title": "by title",
}
STATES = {"open": "open", "closed": "closed", "all": "all"}
SECTIONS = {
    "person": "People",
    "unit": "Units",
    "organisation": "Organisations",
    "court": "Courts",
    "place": "Places",
}


def act(speech: Speech, code: str) -> str:
    """Return an act in words."""
    return speech.say_of("act", ACTS[code]) if code in ACTS else code.replace("_", " ")


def group(speech: Speech, code: str) -> str:
    """Return the name of a group of acts."""
    return speech.say(GROUPS[code])


def field(speech: Speech, name: str) -> str:
    """Return the word for a field of the codebook."""
    return speech.say_of("field", FIELDS[name]) if name in FIELDS else name.replace("_", " ")


def act_field(speech: Speech) -> str:
    """Return the word for the characters that state the act itself."""
    return speech.say_of("field", "act")


def code(speech: Speech, kind: str, name: str) -> str:
    """Return a code of a kind in words; one that the desk does not know as it is."""
    known = CODES[kind]
    return speech.say_of(kind, known[name]) if name in known else name.replace("_", " ")
