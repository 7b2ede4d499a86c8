"""`vidmova doctor`: what is installed, what is missing, and what that costs."""

import click
import msgspec

from vidmova.cli import options
from vidmova.doctor import Finding, examine

SIGNS = {True: click.style("yes", fg="green"), False: click.style("no ", fg="yellow")}


@click.command()
@options.as_json
def doctor(as_json: bool) -> int:
    """Say what is installed, what is missing and what that costs.

    \b
    Example:
      vidmova doctor

    Exit status is 1 when something is missing that Vidmova cannot work without.
    """
    findings = examine()
    if as_json:
        click.echo(msgspec.json.encode(findings))
    else:
        for finding in findings:
            _print(finding)
    return 1 if any(finding.needed and not finding.there for finding in findings) else 0


def _print(finding: Finding) -> None:
    click.echo(f"{SIGNS[finding.there]}  {finding.name:<24}{finding.said}")
    if not finding.there:
        click.echo(f"     {finding.cost}")
