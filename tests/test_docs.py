"""The documents cannot lie: what is generated is fresh, and everything that can be used is described."""

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from vidmova.cli.group import VERBS
from vidmova.config import NEW, Config

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PACKAGE = ROOT / "src" / "vidmova"
ROOMS = [
    "archive", "cli", "entities", "extraction", "lexicon", "linking", "pipeline", "protect", "publish", "reading",
    "records", "register", "review", "totals", "web",
]  # fmt: skip
OTHERS = ["codebook", "dependencies", "method", "threats", "why", "words"]
PAGES = sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md")])


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("page", "maker"), [("cli", "build_docs"), ("codebook", "build_codebook")])
def test_generated_pages_are_fresh(page: str, maker: str) -> None:
    made: str = script(maker).page()
    assert read(page) == made, f"docs/{page}.md is stale: make docs"


@pytest.mark.parametrize("page", ROOMS + OTHERS)
def test_every_room_has_its_page(page: str) -> None:
    assert read(page).startswith(f"# {page}: ")


@pytest.mark.parametrize("room", [room for room in ROOMS if (PACKAGE / room).is_dir() and room != "cli"])
def test_every_module_of_a_room_is_on_its_page(room: str) -> None:
    text = read(room)
    missing = [path.stem for path in (PACKAGE / room).glob("*.py") if f"`{path.stem}`" not in text]
    assert [name for name in missing if name != "__init__"] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_is_described(verb: str) -> None:
    assert f"## vidmova {verb}\n" in read("cli")


def test_every_setting_is_described_with_its_value() -> None:
    assert tomllib.loads(NEW) == {name: getattr(Config(), name) for name in Config.__struct_fields__}
    assert NEW in read("cli")


def test_every_variable_of_the_environment_is_described() -> None:
    used = {name for path in PACKAGE.rglob("*.py") for name in re.findall(r"VIDMOVA_[A-Z]+", path.read_text("utf-8"))}
    assert {name for name in used if f"`{name}`" not in read("cli")} == set()


def test_every_dependency_is_described() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    names = {re.split(r"[<>=\[; ]", line)[0] for line in named}
    text = read("dependencies")
    assert {name for name in names if f"| {name} |" not in text} == set()


@pytest.mark.parametrize("path", PAGES, ids=[path.name for path in PAGES])
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("verb", re.findall(r"^ *vidmova (\w+)", (ROOT / "README.md").read_text("utf-8"), re.M))
def test_commands_of_the_readme_exist(verb: str) -> None:
    assert verb in VERBS


def test_the_demo_documents_are_those_of_their_texts() -> None:
    maker = script("build_demo")
    for source in sorted((ROOT / "scripts" / "demo").glob("*.txt")):
        made = PACKAGE / "demo" / source.stem
        if made.suffix != ".pdf":  # a pdf's bytes depend on the font that is installed
            content = maker.FORMATS[made.suffix[1:]](maker.parse(source.read_text(encoding="utf-8")))
            assert made.read_bytes() == content, f"{made.name} is stale: python scripts/build_demo.py"


def test_every_demo_document_says_that_it_is_invented() -> None:
    sources = sorted((ROOT / "scripts" / "demo").glob("*.txt"))
    assert [source.stem for source in sources] == sorted(path.name for path in (PACKAGE / "demo").iterdir())
    for source in sources:
        last = source.read_text(encoding="utf-8").splitlines()[-1]
        assert re.search("invented|вигадані|вымышлены", last), source.name
