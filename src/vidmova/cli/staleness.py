"""Says when events are older than the documents."""

import click

from vidmova.register.store import Store


def warn_if_stale(store: Store) -> None:
    """Say on standard error that claims changed since they were linked."""
    if not store.linked_by():
        click.echo("documents changed since their claims were joined; run vidmova build on this register", err=True)
