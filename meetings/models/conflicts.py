"""Where a document says something else than an editor wrote."""

from typing import ClassVar

from django.db import models

from meetings.models.choices import RecordKind
from meetings.models.documents import Document
from meetings.models.meetings import Meeting


class Conflict(models.Model):
    """A field that an editor changed and a later document says something else about: the editor decides.

    `archived` is what the field holds and `read` what the document says, both as plain values (see base.py):
    `"Bo Lind"` and `"Bo Krag Lind"` for a participant's `person`, two lists of names for an item's `municipalities`.
    `kind` and `record_id` name the record, which may be any that an import writes.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="conflicts", verbose_name="møde")
    kind = models.CharField("post", max_length=12, choices=RecordKind)
    record_id = models.PositiveBigIntegerField()
    record_title = models.CharField("i", max_length=600)
    field = models.CharField("felt", max_length=40)
    field_title = models.CharField("felt", max_length=80)
    archived = models.JSONField("i arkivet", null=True)
    read = models.JSONField("i dokumentet", null=True)
    document = models.ForeignKey(Document, models.CASCADE, related_name="conflicts", verbose_name="dokument")
    page = models.PositiveIntegerField("side", null=True)
    line = models.PositiveIntegerField("linje", null=True)
    # What stands at that place in the document.
    wording = models.TextField("ordlyd", blank=True)
    found_at = models.DateTimeField("fundet", auto_now=True)

    class Meta:
        verbose_name = "uenighed"
        verbose_name_plural = "uenigheder"
        ordering = ("-found_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("kind", "record_id", "field"), name="one_conflict_a_field")
        ]

    def __str__(self) -> str:
        return f"{self.record_title}: {self.field_title}"
