"""A desk that acts on a register of its own, and somebody at it who fills in forms."""

import re
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

from httpx2 import Response
from starlette.testclient import TestClient

from vidmova.config import FILE, Config
from vidmova.register.folder import create
from vidmova.register.searching import Searching
from vidmova.web.acting import Acting
from vidmova.web.app import make_app

HOST = "http://127.0.0.1"
PATIENCE = 60.0
RU = (
    "Двенадцать контрактников из Читы отказались ехать на фронт 14 марта 2023 года. "
    "Командир угрожал им уголовным делом. Погода была холодной.\n"
)
EN = (
    "Twelve contract soldiers from Chita refused to go to the front on 14 March 2023. "
    "Their commander threatened them with prosecution.\n"
)
UK = "14 березня 2023 року близько десяти контрактників із Чити відмовилися їхати на фронт.\n"
TEXTS = {"ru.txt": RU, "en.txt": EN, "uk.txt": UK}


class Person:
    """Somebody at a desk."""

    def __init__(self, root: Path, who: str = "Anna") -> None:
        create(root, "Ours")
        settings = (root / FILE).read_text(encoding="utf-8")
        (root / FILE).write_text(settings.replace('model = "auto"', 'model = "lexicon"'), encoding="utf-8")
        self.root, self.who = root, who
        self.store = Searching(root / "register.db")
        self.app = make_app(self.store, Config(name="Ours"), root)
        self.client = TestClient(self.app, base_url=HOST, headers={"accept-language": "en"})

    @property
    def acting(self) -> Acting:
        acting: Acting = self.app.state.acting
        return acting

    @property
    def token(self) -> str:
        found = re.search(r'name="token" value="(\w+)"', self.client.get("/add").text)
        assert found
        return found[1]

    def get(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return str(answer.text)

    def read(self, address: str, language: str) -> str:
        """Return a page in a language, once it has counted all that it shows."""
        until = time.monotonic() + PATIENCE
        while "data-counting" in (said := self.client.get(address, headers={"accept-language": language}).text):
            assert time.monotonic() < until
            time.sleep(0.05)
        return str(said)

    def post(self, address: str, /, **fields: str) -> Response:
        given = {"token": self.token, "who": self.who, **fields}
        return self.client.post(address, data=given, headers={"origin": HOST})

    def look(self, files: Mapping[str, bytes]) -> Response:
        sent = [("files", (name, payload)) for name, payload in files.items()]
        return self.client.post("/add", data={"token": self.token}, files=sent, headers={"origin": HOST})

    def add(self, files: Mapping[str, bytes]) -> str:
        """Add files, wait for the job, and return its page."""
        plan = str(self.look(files).url.path)
        return self.done(str(self.post(plan, do="start").url.path))

    def done(self, job: str) -> str:
        until = time.monotonic() + PATIENCE
        while self.client.get(f"{job}/progress").json()["running"]:
            assert time.monotonic() < until
            time.sleep(0.05)
        return self.get(job)

    def settled(self) -> None:
        until = time.monotonic() + PATIENCE
        while self.acting.recount.waiting:
            assert time.monotonic() < until
            time.sleep(0.05)

    @property
    def question(self) -> str:
        """The address of the question that comes next; empty where none is open."""
        found = re.search(r'action="(/review/Q-\w+)"', self.get("/review"))
        return found[1] if found else ""

    @property
    def pair(self) -> str:
        """The address of the first question about a pair."""
        return next(f"/review/{one.id}" for one in self.acting.questions.now() if one.link)


def built(root: Path) -> Path:
    """Build a register of three documents about one happening, and return its folder."""
    person = Person(root)
    person.add({name: text.encode() for name, text in TEXTS.items()})
    person.store.__exit__(None, None, None)
    return root


def at_a_desk(register: Path, root: Path) -> Person:
    """Return somebody at a desk with a copy of a register."""
    shutil.copytree(register, root)
    return Person(root)
