"""Progress on standard error, drawn only where a person sees it."""

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, TypeVar

T = TypeVar("T")


def followed(steps: Iterable[T], said: str, quiet: bool) -> Iterator[T]:
    """Yield the steps and draw their number meanwhile, unless quiet or standard error is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield from steps
        return
    with _bar(said) as bar:
        task = bar.add_task(said, total=None)
        for step in steps:
            bar.advance(task)
            yield step


def _bar(said: str) -> Any:
    # rich is imported only where it draws: it would cost every start a tenth of a second.
    progress, console = import_module("rich.progress"), import_module("rich.console")
    return progress.Progress(
        progress.SpinnerColumn(),
        progress.TextColumn("{task.description}"),
        progress.BarColumn(bar_width=24),
        progress.TextColumn("{task.completed} documents"),
        progress.TimeElapsedColumn(),
        console=console.Console(stderr=True),
        transient=True,
    )
