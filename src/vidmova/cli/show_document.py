"""What `vidmova show` prints of a document or of one claim in it."""

from typing import Any, Self

import msgspec
from msgspec import Struct

from vidmova.cli.marking import print_claim, print_head
from vidmova.errors import OurBugError
from vidmova.linking.stated import Stated
from vidmova.records import Claim, Document, claim_key
from vidmova.register.store import Store


class DocumentPage(Struct, frozen=True):
    """A document with its claims, or with one of them."""

    document: Document
    claims: list[Claim]
    languages: dict[int, str]
    """Language of each sentence by its start."""
    single: bool

    @classmethod
    def of_document(cls, store: Store, document: Document) -> Self:
        """Return a document with all its claims."""
        return cls(document, store.claims(document.id), _languages(store, document.id), False)

    @classmethod
    def of_claim(cls, store: Store, identity: str, claim: Claim) -> Self:
        """Return one claim in its document."""
        document = store.document(identity)
        if document is None:
            raise OurBugError(f"claim {claim.id} has no document {identity}")
        return cls(document, [claim], _languages(store, identity), True)

    def shape(self) -> dict[str, Any]:
        """Return the document with its claims, or the claim with its document, each with its passage."""
        about = msgspec.to_builtins(self.document)
        about.pop("text")
        rows = [claim_shape(Stated(self._key(claim), claim, self.document)) for claim in self.claims]
        return {**rows[0], "document": about} if self.single else {**about, "claims": rows}

    def show(self) -> None:
        """Print the document's name and each claim."""
        document = self.document
        print_head(document.name, document.title, document.outlet, document.published, document.language)
        for claim in self.claims:
            language = self.languages.get(claim.start, document.language)
            print_claim(Stated(self._key(claim), claim, document), language)

    def _key(self, claim: Claim) -> str:
        return claim_key(self.document.id, claim.id)


def claim_shape(stated: Stated) -> dict[str, Any]:
    """Return a claim as JSON has it, with its key and its passage."""
    return {"key": stated.key, **msgspec.to_builtins(stated.claim), "passage": stated.passage}


def _languages(store: Store, document: str) -> dict[int, str]:
    return {sentence.start: sentence.language for sentence in store.sentences(document)}
