"""Errors of ours, as they are told and as another process sends them."""

import pickle
from pathlib import Path

import pytest

from vidmova.errors import LexiconError, UnreadableDocumentError, UsageError, VidmovaError

ERRORS = [
    UnreadableDocumentError("a.pdf", "no text", "add a scan"),
    LexiconError(Path("uk/acts.yml"), 3, "no such act"),
    UsageError("name a folder"),
]


@pytest.mark.parametrize("fault", ERRORS, ids=lambda fault: type(fault).__name__)
def test_an_error_is_the_same_when_another_process_sent_it(fault: VidmovaError) -> None:
    sent = pickle.loads(pickle.dumps(fault))
    assert (type(sent), str(sent), sent.exit_code, vars(sent)) == (
        type(fault),
        str(fault),
        fault.exit_code,
        vars(fault),
    )
