"""What the person who imports a file says of it, where the file does not: council, day and kind of document."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from meetings.danish.dates import written_dates
from meetings.parsing.document import Document, DocumentKind


@dataclass(frozen=True)
class StatedFacts:
    """Facts that go before what is read in the file; '' and None where nothing is said."""

    council: str = ""
    day: date | None = None
    kind: DocumentKind | None = None

    def applied_to(self, document: Document) -> Document:
        """The document with what is stated in place of what was read."""
        return replace(
            document,
            council=self.council or document.council,
            date=self.day or document.date,
            kind=self.kind or document.kind,
        )

    def as_json(self) -> dict[str, Any]:
        """As Document and Upload store them: `{"council": "Byrådet, Odder Kommune", "date": "2025-05-02"}`."""
        said = {"council": self.council, "date": self.day.isoformat() if self.day else "", "kind": self.kind}
        return {name: value for name, value in said.items() if value}


NOTHING_STATED = StatedFacts()


def stated_facts(stored: dict[str, Any]) -> StatedFacts:
    """The facts from their stored form."""
    day = stored.get("date")
    return StatedFacts(stored.get("council", ""), date.fromisoformat(day) if day else None, stored.get("kind"))


def stated_day(text: str) -> date | None:
    """The day that somebody writes in any form of a date; None where it is none, or there is no such day."""
    written = written_dates(text.strip(), with_short_years=True)
    return written[0].day if len(written) == 1 else None
