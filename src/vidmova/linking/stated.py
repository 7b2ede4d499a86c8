"""A claim with its document and its key: what all of linking works on."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from vidmova.records import Claim, Document, Report, claim_key


class Stated(Struct, frozen=True):
    """A claim in its document."""

    key: str
    claim: Claim
    document: Document

    @property
    def passage(self) -> str:
        """The characters that state the claim."""
        return self.document.text[self.claim.start : self.claim.end]


def stated(reports: Iterable[Report]) -> Iterator[Stated]:
    """Yield every claim of the reports in order of receipt, then of place."""
    for report in reports:
        for claim in report.claims:
            yield Stated(claim_key(report.document.id, claim.id), claim, report.document)
