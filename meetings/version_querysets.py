"""Which state of the archive a reader sees: a number that every change of what is public raises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Max, Sum

if TYPE_CHECKING:
    from meetings.models import ArchiveChange


@dataclass(frozen=True)
class ArchiveVersion:
    """How many transactions have changed the archive, and when the latest did; no time where none has."""

    number: int
    changed_at: datetime | None


class ArchiveChangeQuerySet(models.QuerySet["ArchiveChange"]):
    def version(self) -> ArchiveVersion:
        """The version that the database shows at this moment, in one question.

        Whoever asks for it first and reads the archive afterwards reads that version or a later one.
        """
        found = self.aggregate(number=Sum("changes"), changed_at=Max("at"))
        return ArchiveVersion(found["number"] or 0, found["changed_at"])
