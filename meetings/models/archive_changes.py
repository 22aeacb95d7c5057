"""The changes of what is public, counted by council, from which the archive's version follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection, models

from meetings.models.incarnation import INCARNATION

# In place of a council's key: what changed is shown by pages that show the whole archive, and by no council's own.
NO_COUNCIL = 0


@dataclass(frozen=True)
class CouncilVersion:
    """How many transactions have changed what belongs to a council, and when the latest of them did.

    Without a council: what may belong to any, and counts for all of them.
    """

    council: int | None
    number: int
    changed_at: datetime


@dataclass(frozen=True)
class ArchiveVersion:
    """The versions of all councils, in the order of their keys: none where nothing was ever changed.

    They are never added up: a sum may be the same for another state. `is_committed` is False where the transaction
    that asks has written something itself: nobody else sees that yet. A restored backup counts on from older numbers,
    in another `incarnation`.
    """

    councils: tuple[CouncilVersion, ...] = ()
    is_committed: bool = True
    incarnation: str = ""

    @property
    def numbers(self) -> tuple[tuple[int | None, int], ...]:
        """Each council with its number: what one state of the archive has and no other of the same incarnation."""
        return tuple((each.council, each.number) for each in self.councils)

    @property
    def changed_at(self) -> datetime | None:
        """When the latest change was made, None where there was none."""
        return max((each.changed_at for each in self.councils), default=None)

    def of_council(self, council: int) -> ArchiveVersion:
        """The version of what a page shows that shows this council alone."""
        return replace(self, councils=tuple(each for each in self.councils if each.council in (None, council)))


class ArchiveChangeQuerySet(models.QuerySet["ArchiveChange"]):
    def version(self) -> ArchiveVersion:
        """The version that the database shows at this moment, in one query.

        What is read from the archive afterwards is of that version or of a later one.
        """
        return self.version_and_council("NULL", {})[0]

    def version_and_council(self, council: str, values: Mapping[str, Any]) -> tuple[ArchiveVersion, int | None]:
        """The same, and the council whose key `council` selects: SQL with `values`. None where it selects none."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT council, sum(changes)::bigint, max(at), pg_current_xact_id_if_assigned() IS NULL,"
                f" {INCARNATION}, ({council})::bigint"
                " FROM meetings_archivechange GROUP BY council ORDER BY council NULLS FIRST",
                values,
            )
            rows = cursor.fetchall()
        if not rows:
            return ArchiveVersion(), None
        is_committed, incarnation, shown = rows[0][3:]
        return ArchiveVersion(tuple(CouncilVersion(*row[:3]) for row in rows), is_committed, incarnation), shown


class ArchiveChange(models.Model):
    """How many transactions changed what readers see of a council, and when the latest of them did.

    Triggers write it (changes/triggers.py): a row for each transaction and council, so that no transaction waits for
    another. A transaction adds to its own rows those that are committed, and deletes them.
    """

    # Empty for what counts for every council; NO_COUNCIL for what no council's own pages show.
    council = models.BigIntegerField(null=True)
    changes = models.BigIntegerField()
    at = models.DateTimeField()

    objects = ArchiveChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.council}: {self.changes}, {self.at}"
