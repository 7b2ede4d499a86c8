"""The proportions of the code: sizes, names, docstrings, where imports and catch-alls may stand."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "vidmova"
MODULES = sorted(ROOT.rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in MODULES]
MODULE_LINES, FUNCTION_LINES, PARAMETERS = 400, 60, 6
FORBIDDEN = {"util", "utils", "helper", "helpers", "manager", "managers", "handler", "handlers"}
IMPORTS_INSIDE = {
    # Where importing at the top would break an optional extra; each with its module.
    "extraction/encoder.py",
    "protect/reachpacked.py",
    "publish/internal.py",
    "totals/tables.py",
    "totals/splinking.py",
    "totals/pictures.py",
}
THE_CATCH_ALL = ["pipeline.py:guarded"]

Function = ast.FunctionDef | ast.AsyncFunctionDef


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_modules_are_short_and_say_what_they_are(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES
    assert ast.get_docstring(tree(path)), "a module begins with one sentence about itself"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_functions_are_short_and_take_little(path: Path) -> None:
    for function in functions(path):
        first = min([function.lineno, *(one.lineno for one in function.decorator_list)])
        length = (function.end_lineno or first) - first + 1
        assert length <= FUNCTION_LINES, f"{function.name} has {length} lines"
        given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        own = [one for one in given if one.arg not in {"self", "cls"}]
        assert len(own) <= PARAMETERS, f"{function.name} takes {len(own)} parameters"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_public_names_have_a_sentence(path: Path) -> None:
    for node in public(tree(path).body):
        assert ast.get_docstring(node), f"{node.name} has no docstring"


def public(body: list[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_import_hides_in_a_function(path: Path) -> None:
    if str(path.relative_to(ROOT)) in IMPORTS_INSIDE:
        return
    for function in functions(path):
        hidden = [node.lineno for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
        assert not hidden, f"{function.name} imports at line {hidden}"


def test_there_is_one_catch_all() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{function.name}"
        for path in MODULES
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.ExceptHandler) and catches_all(node)
    ]
    assert found == THE_CATCH_ALL


def catches_all(clause: ast.ExceptHandler) -> bool:
    kinds = clause.type.elts if isinstance(clause.type, ast.Tuple) else [clause.type]
    reraised = isinstance(clause.body[-1], ast.Raise) and clause.body[-1].exc is None
    return not reraised and any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"}) for kind in kinds
    )


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_name_says_nothing(path: Path) -> None:
    names = {path.stem, *(node.name for node in ast.walk(tree(path)) if isinstance(node, Function | ast.ClassDef))}
    words = {word for name in names for word in name.lower().strip("_").split("_")}
    assert not words & FORBIDDEN
