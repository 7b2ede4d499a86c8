"""What `vidmova show` prints of an event."""

from itertools import groupby
from typing import Any

import click
import msgspec
from msgspec import Struct

from vidmova.cli.marking import print_claim, print_head, print_section
from vidmova.cli.show_document import claim_shape
from vidmova.records import Contradiction, Link, Relation
from vidmova.register.rows import Account
from vidmova.register.values import side_by_side, teller
from vidmova.register.wording import counted_as, how_many, when

RELATIONS = {
    "same": "is the same as",
    "part_of": "is part of",
    "disjoint": "has nobody in common with",
    "overlapping": "shares people with",
    "later_state": "is a later state of the counter of",
    "sum_of": "is the sum of",
}
"""How each kind of relation is said."""


class EventPage(Struct, frozen=True):
    """An event with everything held of it."""

    account: Account

    def shape(self) -> dict[str, Any]:
        """Return the event with its documents' names, its claims with their passages, and what is held of them."""
        account = self.account
        event = msgspec.to_builtins(account.row.event)
        rest = {
            name: msgspec.to_builtins(getattr(account, name))
            for name in ("contradictions", "relations", "links", "tellings", "chains", "cases")
        }
        return {
            **event,
            "document_ids": event["documents"],
            "documents": account.row.documents,
            "claims": [{**claim_shape(one), "document": one.document.name} for one in account.stated],
            "values": msgspec.to_builtins(side_by_side(account.stated)),
            "parts": [part.id for part in account.parts],
            "tellings_counted": account.row.tellings,
            "languages": account.row.languages,
            **rest,
        }

    def show(self) -> None:
        """Print the event."""
        self._head()
        self._passages()
        self._values()
        self._disagreements()
        self._parts()
        self._links()
        self._told()
        for case in self.account.cases:
            place = case.events.index(self.account.row.event.id) + 1
            click.echo(f"\nOn the way of {case.name} ({case.id}): event {place} of {len(case.events)}")

    def _head(self) -> None:
        row, event = self.account.row, self.account.row.event
        number = f"{how_many(event)} {counted_as(event)}".strip()
        modality = None if event.modality == "asserted" else event.modality
        print_head(event.title, event.id)
        click.echo("  " + " · ".join(p for p in (event.act, modality, number, when(event.date), event.place) if p))
        told = f"{len(self.account.stated)} claims in {len(row.documents)} documents"
        languages = ", ".join(row.languages)
        click.echo(f"  {told}, {row.tellings} of them independent" + (f" ({languages})" if languages else ""))

    def _passages(self) -> None:
        print_section("What the documents say")
        for document, of_one in groupby(self.account.stated, lambda stated: stated.document):
            click.echo("")
            print_head(document.name, document.outlet, document.published, document.language)
            for stated in of_one:
                print_claim(stated, document.language, fields=False)

    def _values(self) -> None:
        print_section("Value against value")
        for field in side_by_side(self.account.stated):
            several = len(field.values) > 1
            for number, value in enumerate(field.values):
                name = "" if number else field.field
                shown = click.style(value.value, fg="yellow") if several else value.value
                click.echo(f"  {name:<14}{shown}")
                click.echo(click.style(f"{'':<18}{', '.join(value.tellers)}: {' '.join(value.claims)}", dim=True))

    def _disagreements(self) -> None:
        if self.account.contradictions:
            print_section("What disagrees")
        for one in self.account.contradictions:
            self._print_contradiction(one)

    def _print_contradiction(self, one: Contradiction) -> None:
        sign = click.style("!", fg="red", bold=True) if one.state == "open" else " "
        closed = "" if one.state == "open" else " (closed)"
        click.echo(f"{sign} {one.kind}{closed}: {one.because}  {one.id}")
        for value, side in zip(one.values, one.sides, strict=False):
            click.echo(f"    {value}: {', '.join(map(self._claim, side))}")
        for other in one.events:
            if other in self.account.others:
                click.echo(f"    also about {self._named(other)}")

    def _parts(self) -> None:
        event, account = self.account.row.event, self.account
        if event.subset_of or account.parts or account.relations:
            print_section("Parts and sums")
        related = {(one.event, other) for one in account.relations if one.kind == "part_of" for other in one.others}
        if event.subset_of and (event.id, event.subset_of) not in related:
            click.echo(f"  part of {self._named(event.subset_of)}")
        for part in account.parts:
            if (part.id, event.id) not in related:
                click.echo(f"  has the part {self._named(part.id)}")
        for relation in account.relations:
            click.echo(f"  {self._related(relation)}")
            click.echo(click.style(f"      {relation.because}: {' '.join(relation.claims)}", dim=True))

    def _related(self, relation: Relation) -> str:
        whole = f"{self._named(relation.event)} {RELATIONS[relation.kind]}"
        return f"{whole} {' and '.join(map(self._named, relation.others))}{_gap(relation.gap)}"

    def _links(self) -> None:
        joined = [link for link in self.account.links if link.judgement == "same"]
        questions = [link for link in self.account.links if link.judgement == "possible"]
        if joined:
            print_section("Why joined")
        for link in joined:
            _print_link(link)
        if questions:
            print_section("Questions: one event or two?")
        for link in questions:
            _print_link(link)

    def _told(self) -> None:
        if self.account.tellings or self.account.chains:
            print_section("Who tells it")
        names = {one.document.id: teller(one.document) for one in self.account.stated}
        for telling in self.account.tellings:
            told = [names.get(identity, identity[:12]) for identity in telling.documents]
            click.echo(f"  one text: {', '.join(told)} – {telling.because}")
        for chain in self.account.chains:
            click.echo(f"  {chain.claim}  " + " ← ".join(chain.voices))

    def _claim(self, key: str) -> str:
        known = {stated.key: teller(stated.document) for stated in self.account.stated}
        return f"{known[key]} {key}" if key in known else key

    def _named(self, identity: str) -> str:
        if identity == self.account.row.event.id:
            return "this event"
        other = self.account.others.get(identity)
        number = f"{how_many(other)} – " if other and how_many(other) else ""
        return f"“{number}{other.title}” ({identity})" if other else identity


def _print_link(link: Link) -> None:
    click.echo(f"  {link.a} and {link.b}  {link.score:.2f}")
    click.echo(click.style(f"      {link.because}", dim=True))


def _gap(gap: int | None) -> str:
    if gap is None:
        return ""
    if gap == 0:
        return "; it adds up"
    return f"; the parts are {abs(gap):,} {'less' if gap > 0 else 'more'} than the whole"
