"""`vidmova courts`: the table of judgments, and medians, quartiles and counts made of it."""

from pathlib import Path
from typing import Any, cast

import click
import msgspec

from vidmova.cli import judging, options
from vidmova.cli.periods import first_day, last_day
from vidmova.cli.staleness import warn_if_stale
from vidmova.errors import UsageError
from vidmova.register.books import linked_records
from vidmova.register.folder import find
from vidmova.register.opening import open_store
from vidmova.totals.charts import terms_chart
from vidmova.totals.distributions import ALL, BY, By, Chosen, chosen, distribution, distributions
from vidmova.totals.judgments import Court, judgments
from vidmova.totals.pictures import check, write


@click.command()
@click.option("--by", type=click.Choice(BY), help="Medians, quartiles and counts for each of these instead.")
@click.option("--since", callback=first_day, metavar="DATE", help="Only judgments surely of then or later.")
@click.option("--until", callback=last_day, metavar="DATE", help="Only judgments surely of then or before.")
@click.option("--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Also draw the terms.")
@options.register
@options.as_json
def courts(by: str | None, plot: Path | None, register: Path, as_json: bool, **period: str | None) -> None:
    """List judgments: court, charge, absence, term, appeal, reason, and who disagrees.

    A judgment is a sentence or an acquittal of people whom a document names or describes one by one. Where claims
    disagree, a term is an interval and a word is given as all its values, with ≠. Sentences told as a number ("371
    were convicted") are kept apart: they are no judgments, and may be about the same people. A * marks what is told not
    of the sentence but elsewhere on the person's way.

    Under 5 terms no median is given. A median of terms that are intervals is one itself.

    \b
    Examples:
      vidmova courts --since 2023
      vidmova courts --by court --plot terms.svg
      vidmova courts --by charge --json
    """
    if plot is not None:
        check(plot)
    since, until = period["since"], period["until"]
    if since and until and since > until:
        raise UsageError(f"the period begins on {since}, after it ends on {until}; exchange --since and --until")
    with open_store(find(register)) as store:
        warn_if_stale(store)
        held = judgments(linked_records(store))
    within = chosen(held, since, until)
    if plot is not None:
        write(terms_chart(distributions(within.judgments, cast(By, by or "court")), by or "court"), plot)
    if as_json:
        click.echo(msgspec.json.encode(_shape(held, within, by)))
        return
    if by is None:
        judging.print_judgments(within.judgments)
        judging.print_tallies(within.tallies)
    else:
        judging.print_distributions(distributions(within.judgments, cast(By, by)), by)
    judging.say_rest(within, len(held.unnumbered))


def _shape(held: Court, within: Chosen, by: str | None) -> dict[str, Any]:
    groups = [] if by is None else distributions(within.judgments, cast(By, by))
    return {
        "judgments": within.judgments,
        "all": distribution(ALL, within.judgments),
        "by": by,
        "distributions": groups,
        "undated": within.undated,
        "astride": within.astride,
        "counts": within.tallies,
        "unnumbered": held.unnumbered,
        "not_held": held.not_held,
    }
