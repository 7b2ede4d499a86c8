"""What `vidmova show` prints of a person, a unit, an organisation, a court or a place."""

from itertools import groupby
from typing import Any

import click
import msgspec
from msgspec import Struct

from vidmova.cli.marking import print_head, print_section
from vidmova.cli.table import event_shape, print_events
from vidmova.records import Case
from vidmova.register.rows import Found, Way
from vidmova.register.wording import when


class EntityPage(Struct, frozen=True):
    """Somebody or something named, with everything held of them."""

    way: Way
    found: Found | None = None
    """How a name led here; None where an id did."""

    def shape(self) -> dict[str, Any]:
        """Return the record with its mentions, events and cases."""
        found = self.found
        return {
            **msgspec.to_builtins(self.way.entity),
            "mentions": msgspec.to_builtins(self.way.mentions),
            "events": [event_shape(row) for row in self.way.events],
            "cases": msgspec.to_builtins(self.way.cases),
            "found": found and {"score": found.score, "judgement": found.judgement, "because": found.because},
        }

    def show(self) -> None:
        """Print names, the way, the events and the mentions."""
        entity = self.way.entity
        print_head(entity.name, entity.kind, entity.precision, entity.id)
        if self.found and self.found.judgement != "same":
            click.echo(f"  perhaps: {self.found.because}")
        if others := [name for name in entity.names if name != entity.name]:
            click.echo(f"  also {', '.join(others)}")
        if entity.part_of:
            click.echo(f"  in {', '.join(entity.part_of)}")
        for case in self.way.cases:
            self._print_case(case)
        if self.way.events:
            print_section("Events")
            print_events(self.way.events)
        self._print_mentions()

    def _print_case(self, case: Case) -> None:
        print_section(f"The way of {case.name}")
        for number, identity in enumerate(case.events):
            event = self.way.along.get(identity)
            said = [when(event.date), event.act, event.title] if event else []
            click.echo("  " + "  ".join(part for part in [f"{number + 1}.", *said, f"({identity})"] if part))
            if 0 < number <= len(case.because):
                click.echo(click.style(f"      {case.because[number - 1]}", dim=True))

    def _print_mentions(self) -> None:
        print_section("Named")
        for name, of_one in groupby(sorted(self.way.mentions, key=lambda one: one.name), lambda one: one.name):
            named = [f"{one.claim} ({one.field})" for one in of_one]
            click.echo(f"  {name}: {', '.join(named)}")
