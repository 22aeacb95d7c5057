"""The editors' admin: every record of the archive, to be looked at and corrected.

One module a group of records; importing this package registers them all.
"""

from meetings.admin import (
    conflicts,
    items,
    meetings,
    merges,
    objections,
    people,
    redactions,
    registers,
    synonyms,
    threads,
    topics,
    uploads,
    users,
    withholdings,
)

__all__ = [
    "conflicts",
    "items",
    "meetings",
    "merges",
    "objections",
    "people",
    "redactions",
    "registers",
    "synonyms",
    "threads",
    "topics",
    "uploads",
    "users",
    "withholdings",
]
