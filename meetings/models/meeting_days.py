"""Which of a council's meetings of one day: the part of an address that follows the council's.

The first meeting of a day to come into the archive has the day alone, `2027-03-05`; a later one has a slug of its own
after it: `2027-03-05/ekstraordinaert`, `2027-03-05/kl-1430`. What was once given stays, whichever meetings follow.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

# What an address has after the day. A meeting that is neither extraordinary nor known by its start is »ordinaert«.
SLUG = r"(?:ekstraordinaert|ordinaert|kl-\d{4})(?:-\d+)?"
DAY_PATH = rf"\d{{4}}-\d{{2}}-\d{{2}}(?:/{SLUG})?"
# The longest slug that SLUG allows, with three figures to tell meetings apart.
MAX_SLUG_LENGTH = 20


@dataclass(frozen=True)
class MeetingDay:
    """A day, and which of the council's meetings of that day; '' for the first."""

    date: date
    slug: str = ""

    @classmethod
    def from_path(cls, path: str) -> MeetingDay:
        """The reverse of `path`. Raises ValueError for a day that the calendar does not have."""
        day, _, slug = path.partition("/")
        return cls(date.fromisoformat(day), slug)

    @property
    def path(self) -> str:
        """`2027-03-05`, or `2027-03-05/ekstraordinaert`."""
        return f"{self.date.isoformat()}/{self.slug}" if self.slug else self.date.isoformat()


def free_slug(taken: Collection[str], *, is_extraordinary: bool, start_time: time | None) -> str:
    """The slug of a meeting on a day whose other meetings have the slugs `taken`."""
    if "" not in taken:
        return ""
    wanted = "ekstraordinaert" if is_extraordinary else f"kl-{start_time:%H%M}" if start_time else "ordinaert"
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found


def is_day_path(text: str) -> bool:
    """Whether the text has the form of a `path`."""
    return re.fullmatch(DAY_PATH, text) is not None
