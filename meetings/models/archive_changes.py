"""The changes of what is public, from which the archive's version follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, models


class ArchiveChangeQuerySet(models.QuerySet["ArchiveChange"]):
    def version(self) -> ArchiveVersion:
        """The version that the database shows at this moment, in one query.

        What is read from the archive afterwards is of that version or of a later one.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(sum(changes), 0)::bigint, max(at), pg_current_xact_id_if_assigned() IS NULL"
                " FROM meetings_archivechange"
            )
            return ArchiveVersion(*cursor.fetchone())


class ArchiveChange(models.Model):
    """How many transactions changed what readers see, and when the latest of them did.

    Triggers write it (the first migration makes them): a row for each transaction, so that none waits for another. A
    transaction adds to its own row those that are committed, and deletes them.
    """

    changes = models.BigIntegerField()
    at = models.DateTimeField()

    objects = ArchiveChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.changes}: {self.at}"


@dataclass(frozen=True)
class ArchiveVersion:
    """How many transactions have changed the archive, and when the latest did; no time where none has.

    `is_committed` is False where the transaction that asks has written something itself: nobody else sees that yet.
    """

    number: int
    changed_at: datetime | None
    is_committed: bool = True
