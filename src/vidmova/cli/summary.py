"""Prints what a register holds, for a person."""

import click

from vidmova.register.rows import Summary

NAMES = {"uk": "Ukrainian", "ru": "Russian", "en": "English"}
WIDTH = 30


def print_summary(summary: Summary, note: str) -> None:
    """Print documents by language, claims by act as bars, and what was not read."""
    click.echo(f"{summary.documents} documents ({note})")
    for code, number in summary.languages.items():
        click.echo(f"  {NAMES.get(code, code):<14}{number:>7,}")
    click.echo(f"{summary.claims:,} claims" + (f", {summary.events:,} events" if summary.events else ""))
    most = max(summary.acts.values(), default=1)
    for act, number in summary.acts.items():
        click.echo(f"  {act:<14}{number:>7,}  {'█' * max(1, round(WIDTH * number / most))}")
    if summary.skipped:
        click.echo(f"{len(summary.skipped)} not read")
        for left in summary.skipped:
            click.echo(f"  {left.name}: {left.reason}")
