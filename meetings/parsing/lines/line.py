"""A line of a document's body, and where it stands."""

from dataclasses import dataclass

from meetings.parsing.document import Place


@dataclass(frozen=True)
class Line:
    """A line of the body. `gap`: an empty line stands before it. `markers`: attachment markers at its start."""

    text: str
    page: int
    number: int
    gap: bool = False
    page_start: bool = False
    markers: int = 0

    @property
    def place(self) -> Place:
        return Place(self.page, self.number)
