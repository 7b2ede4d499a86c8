"""The one list of stages and their order; keeps a failed document as a record and goes on."""

import os
import traceback
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from vidmova import __version__
from vidmova.archive import intake, provenance, receiving
from vidmova.archive.expunging import expunged_documents
from vidmova.errors import LexiconError, UnreadableDocumentError, UsageError, VidmovaError
from vidmova.extraction import encoder
from vidmova.extraction.acts import may_state_acts
from vidmova.extraction.claims import extract
from vidmova.extraction.judging import Judge, LateJudge
from vidmova.lexicon import files as lexicon
from vidmova.linking import linked
from vidmova.reading.kinds import media_type
from vidmova.reading.sentences import find_sentences
from vidmova.reading.text import read
from vidmova.reading.walk import Received, find_documents
from vidmova.records import Claim, Document, Judgement, Linked, Report, Sentence
from vidmova.register.rows import Skipped
from vidmova.review.applying import applied, documents_of
from vidmova.review.log import read_decisions, state_of
from vidmova.review.past import Moment, decisions_then, received_then
from vidmova.review.settling import Settled, settle

if TYPE_CHECKING:  # the store brings a database library, which `claims` must start without
    from vidmova.register.store import Store

NOTHING = "source:"
"""Begins the key of what was skipped before any bytes of it were received; its source follows."""
MODELS = ("auto", "lexicon", "encoder")
"""What decides on acts: the encoder beside the lexicon where it is installed, the lexicon alone, or both or nothing."""
BATCH, BATCH_BYTES = 32, 16_000_000
"""How many documents, or bytes of them, are archived before they are worked on."""

STAGES = (
    ("receive", "paths, folders, archives, addresses", "bytes, each with the name it came under"),
    ("keep", "bytes", "bytes under their digest in the register's archive (build only)"),
    ("read", "bytes", "one text a document, with its language"),
    ("split", "text", "sentences, headings and bullets"),
    ("extract", "document and sentences", "claims"),
    (
        "link",
        "claims of all documents, in the order of receipt",
        "the same claims with `event` and `subset_of`; entities, events, relations, contradictions, cases",
    ),
    (
        "store",
        "documents, sentences, claims, what linking made, what was skipped",
        "the register's database (build only)",
    ),
)
"""Name, need and gift of each stage, in order."""


class Reading(Struct, frozen=True):
    """A document that was read, with everything found in it."""

    document: Document
    sentences: list[Sentence]
    claims: list[Claim]


class Method(Struct, frozen=True):
    """How documents are read: in which languages, and whether the encoder gives a second opinion on acts."""

    languages: tuple[str, ...]
    encoder: bool

    @property
    def judge(self) -> Judge | None:
        """The encoder, loaded when first asked; None where the lexicon alone decides."""
        return _ENCODER if self.encoder else None


_ENCODER = LateJudge(encoder.Encoder)


def method(languages: Iterable[str] = (), model: str = "auto") -> Method:
    """Return how to read: the languages wanted, or all that the lexicon has; and `auto`, `lexicon` or `encoder`.

    Raises UsageError for a language that the lexicon does not have, and for an encoder that is not installed.
    """
    known, asked = lexicon.languages(), tuple(languages)
    if missing := [code for code in asked if code not in known]:
        raise UsageError(f"the lexicon has no language {', '.join(missing)}; it has {', '.join(known)}")
    if model not in MODELS:
        raise UsageError(f"there is no model {model}; choose one of {', '.join(MODELS)}")
    there = encoder.available()
    if model == "encoder" and not there:
        raise UsageError("the encoder is not installed; `vidmova doctor` says how, or use --model lexicon")
    return Method(asked or known, there and model != "lexicon")


def recipe(how: Method) -> str:
    """Return what claims follow from beside the bytes: the versions of program, lexicon and encoder, the languages."""
    reader = f", encoder {metadata.version('vidmova-encoder')}" if how.encoder else ""
    read_in = " ".join(how.languages)
    return f"vidmova {__version__}, lexicon {lexicon.digest()[:16]}{reader}, languages {read_in}"


def work(paths: Iterable[str], how: Method) -> Iterator[Reading | Skipped]:
    """Yield a Reading or a Skipped for each document under the paths, in the order of the walk.

    A text that cannot state an act is not split into sentences: its Reading has none.
    """
    for received in received_under(paths):
        yield work_one(received, how, only_claims=True)


def received_under(paths: Iterable[str]) -> Iterator[Received]:
    """Yield what lies under the paths, with names that can be written down."""
    for received in find_documents([str(path) for path in paths]):
        yield structs.replace(received, name=_writable(received.name), source=_writable(received.source))


def _writable(name: str) -> str:
    # File names are bytes on some systems, and Python carries those that are no text as lone surrogates.
    return os.fsencode(name).decode("utf-8", "replace")


def work_one(received: Received, how: Method, only_claims: bool = False) -> Reading | Skipped:
    """Take one received document through reading, splitting and extraction; splitting only where claims need it."""
    if received.error is not None or received.payload is None:
        why = _because(received.error) if received.error else "nothing was received"
        return Skipped(received.name, received.source, why)
    name, payload, source = received.name, received.payload, received.source
    return guarded(name, source, lambda: _worked(name, payload, source, how, only_claims))


def extract_again(document: Document, how: Method) -> Reading | Skipped:
    """Take a document whose text is kept through splitting and extraction once more."""
    return guarded(document.name, document.source, lambda: _extracted(document, how))


def guarded(name: str, source: str, step: Callable[[], Reading | Skipped]) -> Reading | Skipped:
    """Return the step's result, or a Skipped that says why there is none; a wrong lexicon stops the run."""
    try:
        return step()
    except UnreadableDocumentError as fault:
        return Skipped(name, source, _because(fault))
    except (LexiconError, KeyboardInterrupt):
        raise
    except VidmovaError as fault:
        return Skipped(name, source, str(fault))
    except Exception as fault:  # the package's one catch-all: a bug on one document must not lose the others
        return Skipped(name, source, _bug(fault), ours=True)


def _because(fault: UnreadableDocumentError) -> str:
    return fault.reason + (f" – {fault.hint}" if fault.hint else "")


def _bug(fault: Exception) -> str:
    frames = traceback.extract_tb(fault.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
    said = " ".join(str(fault).split())[:200]
    return f"a fault of the program ({type(fault).__name__} at {place}: {said}) – please report it"


def _worked(name: str, payload: bytes, source: str, how: Method, only_claims: bool = False) -> Reading | Skipped:
    return _extracted(read(name, payload, source), how, only_claims)


def _other_language(code: str, languages: tuple[str, ...]) -> str:
    said = "its language was not recognised" if code == "und" else f"its language is {code}"
    return f"{said}; read are {', '.join(languages)}"


def _extracted(document: Document, how: Method, only_claims: bool = False) -> Reading | Skipped:
    if document.language not in how.languages:
        return Skipped(document.name, document.source, _other_language(document.language, how.languages))
    if only_claims and not may_state_acts(document.text, document.language):
        return Reading(document, [], [])
    sentences = find_sentences(document.text, document.language)
    return Reading(document, sentences, extract(document, sentences, how.judge))


def link(reports: list[Report], judged: Mapping[frozenset[str], Judgement] | None = None) -> Linked:
    """Join the claims of all documents, given in the order of receipt, and name what does not fit.

    `judged` holds what people decided about pairs of claims, by their keys.
    """
    return linked.link(reports, judged)


def place(reports: list[Report]) -> dict[str, list[Claim]]:
    """Return the claims with `event` and `subset_of` alone: what `claims` needs of linking."""
    return linked.place(reports)


def as_of(store: "Store", root: Path, then: Moment) -> Settled:
    """Return what the register came to at a past moment: the documents and decisions there were, read and linked as
    today.

    It is what was shown then where the program and its lexicon are those of then. Links anew: takes as long as that.
    """
    decisions = decisions_then(read_decisions(root), then)
    received = received_then(provenance.read_chain(root), then, decisions)
    there = frozenset(received)
    reports = [one for one in store.reports(received, documents_of(decisions)) if one.document.id in there]
    ground = applied(reports, decisions)
    return settle(link(ground.reports, ground.judged), ground)


class Known(Struct, frozen=True):
    """A document that the register already has, made with the same recipe."""

    name: str


class Builder:
    """One run of `build`: takes documents into a register's archive and store."""

    def __init__(self, store: "Store", root: Path, how: Method | None = None) -> None:
        self._store, self._root = store, root
        self._how = how or method()
        self._recipe = recipe(self._how)
        self._made_with = store.recipes()
        self._received = {(one.digest, one.name, one.source) for one in provenance.read_chain(root)}

    @property
    def outdated(self) -> int:
        """How many documents were made with another program or lexicon."""
        return sum(made != self._recipe for key, made in self._made_with.items() if not key.startswith(NOTHING))

    def take(self, paths: Iterable[str]) -> Iterator[Reading | Skipped | Known]:
        """Archive and store what lies under the paths, one transaction a document, then make anew what is outdated."""
        yield from self.take_received(one for one in received_under(paths) if not self._is_ours(one))
        for receipt in provenance.read_chain(self._root):
            if self._made_with.get(receipt.digest) != self._recipe:
                yield self._again(receipt)

    def take_received(self, every: Iterable[Received]) -> Iterator[Reading | Skipped | Known]:
        """Archive and store what was received, one transaction a document; what was expunged does not come back."""
        gone = expunged_documents(self._root)
        self._received |= {(one.digest, one.name, one.source) for one in receiving.finish(self._root)}
        for batch in _batches(every):
            wanted = [one for one in batch if not _is_among(one, gone)]
            yield from (_expunged(one) for one in batch if one not in wanted)
            for received, digest in zip(wanted, self._archive(wanted), strict=True):
                yield self._take(received, digest)

    def link(self) -> None:
        """Join the claims of all documents as decided, unless that was done since they or decisions last changed."""
        decisions = read_decisions(self._root)
        recipe = ", ".join(filter(None, (self._recipe, state_of(decisions))))
        if self._store.linked_by() == recipe:
            return
        received = (one.digest for one in provenance.read_chain(self._root))
        ground = applied(self._store.reports(received, documents_of(decisions)), decisions)
        made = settle(link(ground.reports, ground.judged), ground)
        self._store.linked(made.linked, recipe, ground.changed)

    def _is_ours(self, received: Received) -> bool:
        # Whoever builds from the folder that the register lies in does not mean the register itself.
        return Path(received.source).resolve().is_relative_to(self._root.resolve())

    def _archive(self, batch: list[Received]) -> list[str | None]:
        digests = [None if one.payload is None else intake.digest_of(one.payload) for one in batch]
        receipts = []
        for one, digest in zip(batch, digests, strict=True):
            if one.payload is not None and digest and (digest, one.name, one.source) not in self._received:
                self._received.add((digest, one.name, one.source))
                receipts.append(_receipt(one, one.payload, digest))
        receiving.receive(self._root, [one.payload for one in batch if one.payload is not None], receipts)
        return digests

    def _take(self, received: Received, digest: str | None) -> Reading | Skipped | Known:
        nothing = NOTHING + received.source
        if digest is None:
            return self._keep(nothing, work_one(received, self._how))
        if nothing in self._made_with:
            self._store.unskip(nothing)
        if self._made_with.get(digest) == self._recipe:
            return self._store.skipped(digest) or Known(received.name)
        # A text that was stored once is never read from the bytes again: decisions point into it.
        document = self._store.document(digest)
        again = document and extract_again(document, self._how)
        return self._keep(digest, again or work_one(received, self._how))

    def _again(self, receipt: provenance.Receipt) -> Reading | Skipped | Known:
        document = self._store.document(receipt.digest)
        if document:
            return self._keep(receipt.digest, extract_again(document, self._how))

        def fetched() -> Reading | Skipped:
            payload = intake.fetch_kept(self._root, receipt.digest)
            return _worked(receipt.name, payload, receipt.source, self._how)

        return self._keep(receipt.digest, guarded(receipt.name, receipt.source, fetched))

    def _keep(self, key: str, outcome: Reading | Skipped) -> Reading | Skipped:
        if isinstance(outcome, Skipped):
            self._store.skip(key, outcome, self._recipe)
        else:
            self._store.add(outcome.document, outcome.sentences, outcome.claims, self._recipe)
        self._made_with[key] = self._recipe
        return outcome


def _is_among(received: Received, expunged: Container[str]) -> bool:
    return bool(expunged) and received.payload is not None and intake.digest_of(received.payload) in expunged


def _expunged(received: Received) -> Skipped:
    # Said and not stored: its very name may be what was to be forgotten.
    return Skipped(received.name, received.source, "it was expunged from this register, and does not come back")


def _kind(received: Received, payload: bytes) -> str:
    try:
        return media_type(received.name, payload)
    except UnreadableDocumentError:
        return "application/octet-stream"


def _receipt(received: Received, payload: bytes, digest: str) -> provenance.Receipt:
    return provenance.Receipt(
        digest=digest,
        name=received.name,
        source=received.source,
        when=received.fetched or provenance.now(),
        size=len(payload),
        media_type=_kind(received, payload),
    )


def _batches(every: Iterable[Received]) -> Iterator[list[Received]]:
    """Yield a few documents at a time: enough to spare the disk, few enough to hold in memory."""
    batch: list[Received] = []
    size = 0
    for received in every:
        batch.append(received)
        size += len(received.payload or b"")
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
