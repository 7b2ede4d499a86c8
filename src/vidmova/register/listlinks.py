"""Links the lists of a register with each other, and with the people whom its documents name; anew only when needed."""

import hashlib
from pathlib import Path

import msgspec

from vidmova import __version__
from vidmova.records import Mention, claim_key
from vidmova.register.lists import added
from vidmova.register.store import Store
from vidmova.totals.linkage import Linkage, link
from vidmova.totals.lists import PersonList
from vidmova.totals.namedpeople import people_as_list


def linked_lists(store: Store, register: Path, with_register: bool = False) -> tuple[list[PersonList], Linkage]:
    """Return the lists of a register and who is one over them, linked anew only where something changed.

    With `with_register` the people whom the documents name are one more list. What people judged is not in it.
    """
    made = [*store.person_lists(), *([named_people(store)] if with_register else [])]
    names, recipe = [one.name for one in made], _recipe(register, made[-1] if with_register else None)
    found = store.linkage(names, recipe)
    if found is None:
        found = link(made)
        store.keep_linkage(names, found, recipe)
    return made, found


def last_linked(store: Store, register: Path) -> tuple[list[PersonList], Linkage] | None:
    """Return the lists as they were linked last, with the documents' people or without; None where they changed."""
    if not store.lists_linked_by():
        return None
    made = store.person_lists()
    if found := store.linkage([one.name for one in made], _recipe(register, None)):
        return made, found
    made.append(named_people(store))
    found = store.linkage([one.name for one in made], _recipe(register, made[-1]))
    return (made, found) if found else None


def named_people(store: Store) -> PersonList:
    """Return the people whom the documents of a register name as a list."""
    claims = {claim_key(document, one.id): one for document, found in store.every_claim().items() for one in found}
    return people_as_list(store.entities("person"), store.every(Mention), claims)


def _recipe(register: Path, people: PersonList | None) -> str:
    return hashlib.sha256(msgspec.json.encode([__version__, added(register), people])).hexdigest()
