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

    With `with_register` the people whom the documents name are one more list.
    """
    made = store.person_lists()
    if with_register:
        claims = {claim_key(document, one.id): one for document, found in store.every_claim().items() for one in found}
        made.append(people_as_list(store.entities("person"), store.every(Mention), claims))
    recipe = hashlib.sha256(msgspec.json.encode([__version__, added(register), made[-1] if with_register else None]))
    names = [one.name for one in made]
    found = store.linkage(names, recipe.hexdigest())
    if found is None:
        found = link(made)
        store.keep_linkage(names, found, recipe.hexdigest())
    return made, found
