"""Files on their way into the archive: what an editor uploaded, what it would change, and what became of it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.models.choices import ClearingReason, UploadState
from meetings.models.documents import Document
from meetings.models.meetings import Meeting

# The states of what a worker is still to read or to import.
QUEUED_STATES = (UploadState.WAITING, UploadState.ACCEPTED)
# The states of what is neither imported nor given up.
OPEN_STATES = (*QUEUED_STATES, UploadState.PLANNED, UploadState.ASKS)
# The states of what an editor may throw away.
WITHDRAWABLE_STATES = (*OPEN_STATES, UploadState.REFUSED, UploadState.HELD)


class UploadQuerySet(models.QuerySet["Upload"]):
    def queued(self) -> UploadQuerySet:
        """What a worker is still to read or to import, in the order in which it was uploaded."""
        return self.filter(state__in=QUEUED_STATES).order_by("pk")

    def ready(self) -> UploadQuerySet:
        """What an editor may have imported: also a refused file, which the archive may accept after a correction."""
        has_content = ~Q(file="") | Q(document__isnull=False)
        return self.filter(has_content, state__in=(UploadState.PLANNED, UploadState.REFUSED)).order_by("pk")


class Upload(models.Model):
    """One file that is to be imported, or a document of the archive that is to be read again.

    The latter has no file of its own: its content is the document's. What `reading`, `plan` and `warnings` hold:

    - `reading`, by which uploads of one meeting are compared: `{"council": "KKR Nordjylland", "day": "2026-06-19",
      "kind": "minutes", "items": {"3.6": ["Ny bro", "approved"]}}`, each item with its title and outcome;
    - `plan`, the changes in words: `[{"action": "Ændres", "title": "Punkt 3.6", "fields": [{"title": "Overskrift",
      "old": "Bro", "new": "Ny bro"}], "kept": []}]`, in `kept` what stays as an editor wrote it;
      Where other meetings may be the document's, `reading` has them as `meetings`: `[{"key": 17, "title": "KKR X,
      19. juni 2026"}]`;
    - `warnings`, as Document.warnings: `[{"page": 2, "line": 14, "message": "…"}]`;
    - `findings`, for which it is held: `[{"page": 2, "line": 14, "place": "", "words": "010190-••••", "digest": "…"}]`.
    """

    # Of a scan, while its pages are recognized: how many it has, and the lines of those that are done.
    pages_to_recognize = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    recognized = models.JSONField("genkendte sider", default=list, editable=False)
    source_name = models.CharField("filnavn", max_length=255)
    file = models.FileField("fil", upload_to="indlaesninger/", max_length=60, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("størrelse i byte")
    batch = models.UUIDField("omgang", default=uuid.uuid4, db_index=True)
    state = models.CharField("tilstand", max_length=10, choices=UploadState, default=UploadState.WAITING)
    replaces = models.BooleanField("gælder, hvor den modsiger et tidligere dokument", default=False)
    # Which meeting an editor said that the document is of, where it is not certain.
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="møde")
    is_of_new_meeting = models.BooleanField("fra et møde, som arkivet ikke har", default=False)
    restores = models.BooleanField("henter det, som redaktionen har slettet", default=False)
    attempts = models.PositiveSmallIntegerField("forsøg", default=0)
    # What the editor said of the file, as Document.stated has it.
    stated = models.JSONField("oplyst", default=dict, blank=True)
    sentence = models.TextField("hvorfor", blank=True)
    summary = models.TextField("hvad der sker", blank=True)
    reading = models.JSONField("læst som", default=dict, blank=True)
    plan = models.JSONField("ændringer", default=list, blank=True)
    warnings = models.JSONField("advarsler", default=list, blank=True)
    findings = models.JSONField("fundet", default=list, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="uploads", verbose_name="dokument"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="af"
    )
    uploaded_at = models.DateTimeField("modtaget", auto_now_add=True)
    changed_at = models.DateTimeField("senest ændret", auto_now=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "indlæsning"
        verbose_name_plural = "indlæsninger"
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=UploadState.values), name="upload_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=UploadState.REFUSED) | ~Q(sentence=""), name="refused_upload_says_why"
            ),
            models.UniqueConstraint(
                fields=("sha256",),
                condition=Q(state__in=OPEN_STATES),
                name="one_open_upload_a_file",
                violation_error_message="Filen ligger allerede til indlæsning.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("id",), condition=Q(state__in=QUEUED_STATES), name="upload_queue"),
        ]

    def __str__(self) -> str:
        return self.source_name

    @property
    def is_recognized(self) -> bool:
        """Whether the upload is a scan all of whose pages were recognized."""
        return 0 < self.pages_to_recognize <= len(self.recognized)

    @property
    def awaits_recognition(self) -> bool:
        """Whether pages of it are to be recognized before it can be read."""
        return len(self.recognized) < self.pages_to_recognize

    @property
    def is_queued(self) -> bool:
        return self.state in QUEUED_STATES


class ClearedFinding(models.Model):
    """What a document is not held for any more: an editor said that it is no CPR number, or published it with a reason.

    It holds for the file of that SHA-256, however it comes in again. What was found is kept as a keyed digest alone.
    """

    sha256 = models.CharField("SHA-256", max_length=64)
    digest = models.CharField(max_length=64)
    verdict = models.CharField("afgørelse", max_length=12, choices=ClearingReason)
    reason = models.TextField("begrundelse", blank=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="af"
    )
    cleared_at = models.DateTimeField("afgjort", auto_now_add=True)

    class Meta:
        verbose_name = "frigivet fund"
        verbose_name_plural = "frigivne fund"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("sha256", "digest"), name="one_clearing_a_finding"),
            models.CheckConstraint(condition=Q(verdict__in=ClearingReason.values), name="clearing_verdict_is_known"),
            models.CheckConstraint(
                condition=~Q(verdict=ClearingReason.PUBLISHED) | ~Q(reason=""), name="published_finding_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.sha256[:12]}"
