"""Prints what a register holds, for a person."""

import click

from vidmova.register.rows import Summary

NAMES = {"uk": "Ukrainian", "ru": "Russian", "en": "English"}
WIDTH = 30


def print_summary(summary: Summary, note: str) -> None:
    """Print documents by language, claims by act as bars, what linking found, and what was not read."""
    click.echo(f"{summary.documents} documents ({note})")
    for code, number in summary.languages.items():
        click.echo(f"  {NAMES.get(code, code):<14}{number:>7,}")
    click.echo(f"{summary.claims:,} claims")
    most = max(summary.acts.values(), default=1)
    for act, number in summary.acts.items():
        click.echo(f"  {act:<14}{number:>7,}  {'█' * max(1, round(WIDTH * number / most))}")
    _print_linking(summary)
    if summary.skipped:
        click.echo(f"{len(summary.skipped)} not read")
        for left in summary.skipped:
            click.echo(f"  {left.name}: {left.reason}")


def _print_linking(summary: Summary) -> None:
    counted = (
        (summary.events, "event", "events"),
        (summary.people, "person named", "people named"),
        (summary.contradictions, "contradiction", "contradictions"),
    )
    said = [f"{number:,} {one if number == 1 else many}" for number, one, many in counted if number]
    if said:
        click.echo(", ".join(said))
    if summary.questions:
        noun = "question" if summary.questions == 1 else "questions"
        click.echo(f"{summary.questions:,} open {noun}: are two claims about one event?")
