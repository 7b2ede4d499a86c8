"""A small real register for tests of integrity: documents, a list, decisions, a release and a signed manifest."""

import shutil
from pathlib import Path

from vidmova import pipeline
from vidmova.archive import manifests
from vidmova.archive.intake import digest_of
from vidmova.archive.manifest import FORMAT, Head
from vidmova.archive.signing import new_key
from vidmova.pipeline import Builder
from vidmova.publish import checksums
from vidmova.register.folder import RegisterFolder, create
from vidmova.register.lists import Added, keep_list
from vidmova.register.opening import open_store
from vidmova.review.deciding import Author, Desk
from vidmova.review.log import read_decisions, save
from vidmova.totals.columns import ColumnMap

ANN = Author("Ann", "so it says")
TEXTS = {
    "a.txt": "Twelve soldiers from Krasnodar refused to go to the war in March 2022. They were dismissed.\n",
    "b.txt": "Двенадцать военных из Краснодара отказались ехать на войну в марте 2022 года. Их уволили.\n",
    "petrenko.txt": "Ivan Petrenko was sentenced to five years in prison for desertion in Kyiv on 3 May 2023.\n",
}
LISTS = {"leak": "ПІБ;Рік\nГайворон Павло;1990\n", "ngo": "ПІБ;Рік\nДуб Іван;1980\n"}
METHOD = pipeline.method(model="lexicon")


def build(folder: RegisterFolder, *paths: Path) -> list[object]:
    """Build a register with the lexicon alone."""
    with open_store(folder, make=True) as store:
        builder = Builder(store, folder.root, METHOD)
        outcomes = list(builder.take([str(path) for path in paths]))
        builder.link()
    return list(outcomes)


def a_register(root: Path) -> RegisterFolder:
    """Return a register of three documents, two lists and decisions about every claim."""
    folder = create(root / "register")
    config = folder.root / "config.toml"
    config.write_text(config.read_text().replace('model = "auto"', 'model = "lexicon"'))
    texts = root / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    build(folder, texts)
    with open_store(folder) as store:
        desk = Desk(store, [])
        keys = [f"{name[:12]}-{one.id}" for name, found in store.every_claim().items() for one in found]
        for key in keys:
            save(folder.root, [desk.judge_claim(ANN, "accept", key)])
        save(folder.root, [desk.expose(ANN, "Ivan Petrenko", "secret")])
        for name, table in LISTS.items():
            payload = table.encode()
            columns = ColumnMap({"name": "ПІБ", "born": "Рік"})
            new = Added(name=name, maker="unknown", file=f"{name}.csv", digest=digest_of(payload), map=columns)
            keep_list(folder.root, new, payload)
        store.bring_lists(folder.root)
    build(folder)
    return folder


def released(folder: RegisterFolder) -> None:
    """Put something like a release into a register."""
    place = folder.root / "releases" / "1"
    place.mkdir(parents=True)
    (place / "events.csv").write_text("id,act\n1,refuse\n")
    checksums.write(place)


def manifested(folder: RegisterFolder, when: str = "2026-01-02T03:04:05Z", key: Path | None = None) -> Path:
    """Make a manifest of a register."""
    head = Head(vidmova_manifest=FORMAT, register="Register", made=when, who="Ann")
    decisions = read_decisions(folder.root)
    releases = sorted((folder.root / "releases").glob(f"*/{checksums.FILE}"))
    return manifests.keep(folder.root, head, decisions[-1].seal if decisions else "", key, releases)


def whole(root: Path) -> RegisterFolder:
    """Return a register with a release and a manifest that is signed with `root/key`."""
    folder = a_register(root)
    released(folder)
    new_key(root / "key")
    manifested(folder, key=root / "key")
    return folder


def copied(folder: RegisterFolder, root: Path) -> RegisterFolder:
    """Return a copy of a register."""
    return RegisterFolder(Path(shutil.copytree(folder.root, root / "register")))
