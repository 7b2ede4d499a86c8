"""Rooms import only from rooms above them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, cwd=ROOT, check=False)


def test_the_contract_holds() -> None:
    result = run("-c", "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())")
    assert result.returncode == 0, result.stdout


def test_the_package_is_light() -> None:
    heavy = "sqlalchemy rich starlette uvicorn jinja2 yaml torch onnxruntime"
    code = f"import sys, vidmova; print([name for name in {heavy.split()!r} if name in sys.modules])"
    assert run("-c", code).stdout.strip() == "[]"


def test_claims_starts_without_what_it_does_not_need() -> None:
    heavy = "sqlalchemy rich starlette uvicorn jinja2 filelock torch"
    code = f"import sys, vidmova.cli.claims; print([name for name in {heavy.split()!r} if name in sys.modules])"
    result = run("-c", code)
    assert result.stdout.strip() == "[]", result.stderr
