"""Which of a meeting's documents goes before which: by what each says of itself, not by when it was imported."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.models import Document
from meetings.models.choices import DocumentEdition, DocumentKind
from meetings.parsing import document as minutes

# The rank of a document that is only a part, of one that is whole, and what one adds to that which says that the
# meeting was moved or cancelled. Revisions count up from a whole one's, to less than a thousand.
_PART, _WHOLE, _TELLS_OF_STATUS = 0, 1, 1_000
_PARTS = (DocumentEdition.SUPPLEMENT, DocumentEdition.EXTRACT)


@dataclass(frozen=True, order=True)
class Precedence:
    """Of two documents the greater leads: minutes, then drafts of them, then agendas; of one kind the later."""

    is_minutes: bool
    is_final: bool
    rank: int

    @classmethod
    def of_reading(cls, document: minutes.Document, rank: int) -> Precedence:
        return cls(document.kind == "minutes", not document.is_draft, rank)

    @classmethod
    def of_archived(cls, document: Document) -> Precedence:
        return cls(document.kind == DocumentKind.MINUTES, not document.is_draft, document.rank)


def is_part(edition: str) -> bool:
    """Whether a document of this edition says nothing of the items that it lacks: a supplement or an extract."""
    return edition in _PARTS


def rank_of(document: minutes.Document, *, was_moved_away: bool) -> int:
    """What `Document.rank` is to be; `was_moved_away` is whether the archive knows that the meeting left that day."""
    if is_part(document.edition):
        return _PART
    rank = _WHOLE + document.revision
    return rank + _TELLS_OF_STATUS if document.status and not was_moved_away else rank
