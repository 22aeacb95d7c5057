"""What stays of a meeting that was deleted: its address."""

from typing import ClassVar

from django.db import models
from django.utils.formats import date_format

from meetings.models.meeting_days import MAX_SLUG_LENGTH
from meetings.models.named import Council


class RemovedMeeting(models.Model):
    """That a council's meeting of that day was deleted: its address says so. A trigger writes it."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    date = models.DateField()
    # As Meeting.slug.
    slug = models.CharField(max_length=MAX_SLUG_LENGTH, blank=True, default="")

    class Meta:
        verbose_name = "fjernet møde"
        verbose_name_plural = "fjernede møder"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("council", "date", "slug"), name="one_removal_a_council_date_and_slug")
        ]

    def __str__(self) -> str:
        return f"{self.council.name}, {date_format(self.date, 'j. F Y')}, fjernet"
