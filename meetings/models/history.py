"""What records said before: who changed them, when, from what to what. Written by triggers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from meetings.models.changes import ChangeKind, TransactionField


class HistoryQuerySet(models.QuerySet["HistoryEntry"]):
    def of_record(self, record: models.Model) -> HistoryQuerySet:
        """What happened to the record, the newest first."""
        return self.filter(table=record._meta.db_table, key=record.pk).order_by("-pk")

    def of_rows(self, model: type[models.Model], keys: Iterable[int]) -> HistoryQuerySet:
        """What happened to the model's rows of these keys, the newest first."""
        return self.filter(table=model._meta.db_table, key__in=keys).order_by("-pk")

    def deletions(self, model: type[models.Model]) -> HistoryQuerySet:
        """The deleted records of the model, the newest first; one that is there again is none."""
        there = model._base_manager.filter(pk=models.OuterRef("key"))
        deleted = self.filter(table=model._meta.db_table, kind=ChangeKind.DELETED)
        later = self.filter(table=models.OuterRef("table"), key=models.OuterRef("key"), pk__gt=models.OuterRef("pk"))
        return deleted.filter(~models.Exists(there), ~models.Exists(later)).order_by("-pk")

    def expired(self) -> HistoryQuerySet:
        """What is kept no longer: older than settings.HISTORY_DAYS; none where that is 0."""
        if not settings.HISTORY_DAYS:
            return self.none()
        return self.filter(at__lt=timezone.now() - timedelta(days=settings.HISTORY_DAYS))

    def has_long_expired(self) -> bool:
        """Whether the oldest entry should have gone a day ago: so they go once a day, and not one by one.

        An index answers, as entries are as old as their keys.
        """
        if not settings.HISTORY_DAYS:
            return False
        oldest = self.order_by("pk").values_list("at", flat=True).first()
        return oldest is not None and oldest < timezone.now() - timedelta(days=settings.HISTORY_DAYS + 1)


class HistoryEntry(models.Model):
    """One change of one row. `before` and `after` hold the columns that differ, as PostgreSQL writes them in JSON.

    Of a change `{"title": "Bro", "case_type": "decision"}` and `{"title": "Ny bro", "case_type": "briefing"}`; of a
    deletion `before` is the whole row and `after` empty; of a row that was made both are empty, save of a relation
    between two records. Nothing refers to other tables by key: an entry outlives the record and the user.
    """

    transaction = TransactionField(null=True)
    at = models.DateTimeField("hvornår", db_default=Now())
    # Whoever was logged in; None for an import, a command and SQL.
    user_id = models.BigIntegerField("af", null=True)
    # The file's name, of an import.
    source = models.CharField("indlæst fra", max_length=255, db_default="")
    table = models.CharField("tabel", max_length=63)
    key = models.BigIntegerField("nøgle")
    kind = models.CharField("hvad", max_length=7, choices=ChangeKind)
    before = models.JSONField("før", null=True)
    after = models.JSONField("efter", null=True)

    objects = HistoryQuerySet.as_manager()

    class Meta:
        verbose_name = "ændring"
        verbose_name_plural = "historik"
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="history_kind_is_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=("table", "key", "-id"), name="history_of_record"),
            models.Index(fields=("transaction",), name="history_of_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.table} {self.key}"

    @property
    def changed_columns(self) -> tuple[tuple[str, Any, Any], ...]:
        """The columns that differ, with what they held before and after, in the order of their names."""
        before, after = self.before or {}, self.after or {}
        if self.kind != ChangeKind.CHANGED:
            return ()
        return tuple((name, before.get(name), after.get(name)) for name in sorted({*before, *after}))
