"""The log of what changed: a row for every record that was made, changed or deleted, written by triggers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Func, Max, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from meetings.models.incarnation import database_incarnation
from meetings.models.locks import Lock, take_lock

# Rows of a record for which a newer one stands. A deleted record needs none of where it was: its deletion may have lost
# its council. A key that is empty, of a whole table, is compared as 0, which is nobody's: so the comparison can be
# hashed. The last of those that are old enough stays: a cursor may stand at it, and is proved by it.
_FOLD = """
DELETE FROM meetings_change AS old
WHERE at < %(oldest)s AND number < (SELECT max(number) FROM meetings_change WHERE at < %(oldest)s)
    AND is_derived AND kind <> 'deleted' AND EXISTS (
    SELECT FROM meetings_change AS newer
    WHERE newer."table" = old."table" AND coalesce(newer.key, 0) = coalesce(old.key, 0) AND newer.number > old.number
        AND (newer.kind = 'deleted' OR (newer.item, newer.council) IS NOT DISTINCT FROM (old.item, old.council))
)
"""

# Of the rows that other transactions have committed, in the order in which they were written. The statement sees them
# as its snapshot does: which of our own there are depends on nobody else, so they wait for the next time.
_NUMBER = """
UPDATE meetings_change SET number = numbered.number
FROM (
    SELECT id, (SELECT coalesce(max(number), 0) FROM meetings_change) + row_number() OVER (ORDER BY id) AS number
    FROM meetings_change
    WHERE number IS NULL AND transaction IS DISTINCT FROM pg_current_xact_id_if_assigned()
) AS numbered
WHERE meetings_change.id = numbered.id
"""

# The log is folded when so many numbers more have been given: seldom enough not to be felt, as it reads all of the log.
FOLDED_EVERY = 10_000


# What a statement sees: its snapshot, and the file of the log, which is another one after a TRUNCATE.
_STATE_OF_LOG = "SELECT pg_current_snapshot()::text, pg_relation_filenode('meetings_change')"

# The changes that this statement sees and an earlier snapshot did not, and which of them are of a whole table. Those
# that were written before the oldest transaction that ran then are not looked at.
_UNSEEN = """
SELECT "table", key, item, is_whole_table FROM meetings_change
WHERE transaction >= pg_snapshot_xmin(%(snapshot)s::pg_snapshot)
    AND NOT pg_visible_in_snapshot(transaction, %(snapshot)s::pg_snapshot)
LIMIT %(limit)s
"""


@dataclass(frozen=True)
class LogState:
    """How far somebody has seen the log of changes: what was committed then, and the file that it was written to."""

    snapshot: str
    file: int


@dataclass(frozen=True)
class LoggedChange:
    """What a row of the log tells whoever counts: of which table, record and item it is."""

    table: str
    key: int | None
    item: int | None
    is_whole_table: bool


class CursorTooOld(LookupError):
    """The log cannot tell what has changed since a cursor: its reader has to read the archive anew.

    Some of it is more than settings.CHANGES_DAYS days old, or the cursor is of before a backup was restored.
    """


@dataclass(frozen=True)
class ToldChanges:
    """What a reader is told: rows of the log in their order, and the cursor by which to ask for those after them."""

    changes: list[Change]
    cursor: str


class ChangeKind(models.TextChoices):
    """What became of a record. Of a whole table: what the statement did that changed it."""

    CREATED = "created", "oprettet"
    CHANGED = "changed", "ændret"
    DELETED = "deleted", "slettet"


# A number and what proves it: 16 hexadecimal digits.
_CURSOR = re.compile(r"[0-9]{1,18}-[0-9a-f]{16}")


def _cursor(row: Change | None, incarnation: str) -> str:
    """The cursor of whoever has read up to the row, or has read an archive in which none has a number.

    A row that has the same number in another history was written at another time.
    """
    number, written = (row.number, (row.transaction, row.at.timestamp())) if row else (0, ())
    return f"{number}-{hashlib.sha256(repr((incarnation, number, *written)).encode()).hexdigest()[:16]}"


class TransactionField(models.BigIntegerField):  # type: ignore[type-arg]  # a class of types in the stubs alone
    """The number of a transaction as `pg_current_xact_id()` gives it: an `xid8`, which compares with its like alone."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """For migrations it is a number, and one of them gives the column its type: they import nothing of ours."""
        name, _, arguments, options = super().deconstruct()
        return name, "django.db.models.BigIntegerField", list(arguments), options

    def from_db_value(self, value: str | None, *_: object) -> int | None:
        return None if value is None else int(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return None if value is None else str(value)


def _oldest_told() -> datetime:
    """The time since which readers are told of every change."""
    return timezone.now() - timedelta(days=settings.CHANGES_DAYS)


# So many of the newest changes are looked at for when a record was last changed.
LOOKED_AT = 100_000


class ChangeQuerySet(models.QuerySet["Change"]):
    def waiting(self) -> ChangeQuerySet:
        """Those of which it is not written yet what follows from them."""
        return self.filter(is_derived=False)

    def of_this_transaction(self) -> ChangeQuerySet:
        """Those that this transaction has logged; none where it has written nothing."""
        return self.filter(RawSQL("transaction = pg_current_xact_id_if_assigned()", [], models.BooleanField()))

    def latest_times(self, table: str, keys: Collection[int]) -> dict[int, datetime]:
        """When each of the table's records was last changed, an item also by its parts; none of what the log forgot.

        Only of the newest LOOKED_AT changes, so that it costs the same however long the log is.
        """
        looked_at = self.filter(pk__gt=self.newest_key() - LOOKED_AT)
        if table == "meetings_agendaitem":
            found = looked_at.filter(item__in=keys).order_by().values_list("item").annotate(Max("at"))
        else:
            of_table = looked_at.filter(table=table, key__in=keys)
            found = of_table.order_by().values_list("key").annotate(Max("at"))
        return dict(found)

    def newest_key(self) -> int:
        """The key of the row that was written last, 0 where there is none. What comes has a greater one."""
        return self.aggregate(newest=Max("pk"))["newest"] or 0

    def number_committed(self) -> int:
        """Number the rows that other transactions have committed and nobody has numbered; gives how many there were.

        One process at a time does it, so that no number is given twice or left out. A row is numbered when it is seen,
        whichever number of the sequence it drew: one that is committed later has a higher number, and a reader that
        has read up to a number has read all that there will ever be below it. Now and then the log is folded. Opens a
        transaction where there is none.
        """
        with transaction.atomic():
            take_lock(Lock.CHANGES)
            with connection.cursor() as cursor:  # a statement after the lock: it sees the numbers given before
                cursor.execute(_NUMBER)
                count = int(cursor.rowcount)
            if count and self.model.objects.latest_number() % FOLDED_EVERY < count:
                self.fold()
            return count

    def state(self) -> LogState:
        """How far a reader sees the log now; what is read afterwards is of that state or a later one."""
        with connection.cursor() as cursor:
            cursor.execute(_STATE_OF_LOG)
            return LogState(*cursor.fetchone())

    def unseen(self, before: LogState, limit: int) -> tuple[LogState, list[LoggedChange] | None]:
        """The state now, and what was committed since the one before; None for more than `limit` of it.

        By what each transaction saw, not by numbers: nobody needs to have numbered the rows, and one that was written
        earlier and committed later is among them. None, too, where the log was emptied. Two queries.
        """
        now = self.state()
        if now.file != before.file:
            return now, None
        with connection.cursor() as cursor:
            cursor.execute(_UNSEEN, {"snapshot": before.snapshot, "limit": limit + 1})
            rows = [LoggedChange(*row) for row in cursor.fetchall()]
        return now, rows if len(rows) <= limit else None

    def latest_number(self) -> int:
        """The highest number that was given, 0 where none was."""
        return self.aggregate(latest=Max("number"))["latest"] or 0

    def latest_cursor(self) -> str:
        """The cursor of whoever reads the archive from now on.

        A reader asks for it before reading: what changes meanwhile is told again, and nothing is left out.
        """
        return _cursor(self.exclude(number=None).order_by("number").last(), database_incarnation())

    def after(self, cursor: str, limit: int) -> ToldChanges:
        """The first `limit` of these rows after a cursor, and the next cursor: the same one where there are none.

        Whoever reads each record that the rows name, as it is by then, comes to have the archive as it is: a row may
        stand for earlier ones of its record (`fold`). Raises CursorTooOld, as it says; so also for what is no cursor.
        """
        number = int(cursor.partition("-")[0]) if _CURSOR.fullmatch(cursor) else 0
        log, incarnation = self.model.objects.all(), database_incarnation()
        rows = list(self.filter(number__gt=number).order_by("number")[:limit])
        if cursor != _cursor(log.filter(number=number).first(), incarnation):
            raise CursorTooOld(f"The cursor {cursor} is of no history that this archive has.")
        if log.filter(number__gt=number, at__lt=_oldest_told()).exists():
            raise CursorTooOld(f"Some changes after number {number} are more than {settings.CHANGES_DAYS} days old.")
        return ToldChanges(rows, _cursor(rows[-1], incarnation) if rows else cursor)

    def fold(self) -> int:
        """Delete what no reader is told of any longer; gives how many rows that were.

        Of each record its newest row stays, for each item and council that it belonged to, and of each table the
        newest that is of all of it. All deletions stay, with the addresses that they took along. So do rows from which
        something still follows. Opens a transaction where there is none.
        """
        with transaction.atomic():
            take_lock(Lock.CHANGES)
            with connection.cursor() as cursor:
                cursor.execute(_FOLD, {"oldest": _oldest_told()})
                return int(cursor.rowcount)


class Change(models.Model):
    """That a record was made, changed or deleted, or that much of a table was. It holds none of the record's wording.

    Triggers write it (changes/triggers.py), in the transaction that changes the record. It outlives what it names: so
    there are no foreign keys. Where a record moved, by council or by item, there is a row for where it was and one for
    where it is.
    """

    # The place in the order in which readers are told, without gaps when given; empty until the row is committed.
    number = models.BigIntegerField(null=True, unique=True)
    transaction = TransactionField()
    # When the statement ran: an import's transaction may have begun long before.
    at = models.DateTimeField(db_default=Func(function="clock_timestamp"))
    table = models.CharField(max_length=63)
    # Empty where `is_whole_table`.
    key = models.BigIntegerField(null=True)
    # The item that the record is, or is a part of.
    item = models.BigIntegerField(null=True)
    # Empty where the record has none, or has lost it with a meeting that was deleted before it: it may be any.
    council = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=7, choices=ChangeKind)
    # Of a deleted record that had a page or a file of its own: `/kkr-nordjylland/2024-06-21/3-6/`.
    address = models.CharField(max_length=500, db_default="")
    # A statement that emptied the table or wrote more rows of it than the log has use for one by one.
    is_whole_table = models.BooleanField(db_default=False)
    # Whether all that follows from the change is written: search rows, topics, threads.
    is_derived = models.BooleanField(db_default=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("id",), condition=Q(is_derived=False), name="changes_to_follow"),
            models.Index(fields=("id",), condition=Q(number=None), name="changes_to_number"),
            models.Index(fields=("table", "key"), condition=Q(kind="deleted"), name="deleted_records"),
            models.Index(fields=("transaction",), name="changes_by_transaction"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="change_kind_is_known"),
            models.CheckConstraint(
                condition=Q(is_whole_table=True, key=None) | Q(is_whole_table=False, key__isnull=False),
                name="change_of_a_record_or_a_table",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {'*' if self.is_whole_table else self.key} {self.kind}"
