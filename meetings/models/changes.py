"""The log of what changed: a row for every record that was made, changed or deleted, written by triggers."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import connection, models, transaction
from django.db.models import Func, Q

from meetings.models.locks import Lock, take_lock

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


class ChangeKind(models.TextChoices):
    """What became of a record. Of a whole table: what the statement did that changed it."""

    CREATED = "created", "oprettet"
    CHANGED = "changed", "ændret"
    DELETED = "deleted", "slettet"


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


class ChangeQuerySet(models.QuerySet["Change"]):
    def number_committed(self) -> int:
        """Number the rows that other transactions have committed and nobody has numbered; gives how many there were.

        One process at a time does it, so that no number is given twice or left out. A row is numbered when it is seen,
        whichever number of the sequence it drew: one that is committed later has a higher number, and a reader that
        has read up to a number has read all that there will ever be below it. Opens a transaction where there is none.
        """
        with transaction.atomic():
            take_lock(Lock.CHANGES)
            with connection.cursor() as cursor:  # a statement after the lock: it sees the numbers given before
                cursor.execute(_NUMBER)
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
