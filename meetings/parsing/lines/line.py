"""A line of a document's body, and where it stands."""

from dataclasses import dataclass

from meetings.parsing.document import Place


@dataclass(frozen=True)
class Line:
    """A line of the body.

    `number` counts from 1 through the whole file. `gap`: an empty line stands above it. `page_start`: it is the first
    of its page. `markers`: how many attachment markers (`./.`) stood at its start.
    """

    text: str
    page: int
    number: int
    gap: bool = False
    page_start: bool = False
    markers: int = 0

    @property
    def place(self) -> Place:
        return Place(self.page, self.number)
