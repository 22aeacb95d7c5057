"""What was taken out of the archive's texts: where, why, by whom; the words themselves are kept as keyed digests."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.models.choices import RedactionScope
from meetings.models.existing_tables import has_table
from meetings.models.named import Council


class RedactionQuerySet(models.QuerySet["Redaction"]):
    def newest_key(self) -> int:
        """The key of the newest; 0 where there is none, and before the archive has tables: a dry run needs none."""
        return (self.order_by("-pk").values_list("pk", flat=True).first() or 0) if has_table(self.model) else 0

    def of_whole_archive(self) -> RedactionQuerySet:
        return self.filter(scope=RedactionScope.ARCHIVE)

    def of_day(self, council: str, day: date) -> RedactionQuerySet:
        """Those of what the council treated that day, whatever the council is called now."""
        names = {council}
        for known in Council.objects.known_as(council):
            names |= {known.name, *known.former_names}
        return self.filter(scope=RedactionScope.MEETING, council_name__in=names, date=day)

    def of_file(self, sha256: str, text_sha256: str) -> RedactionQuerySet:
        """Those of the document that the file is, or another copy of."""
        same = Q(sha256=sha256) | (Q(text_sha256=text_sha256) & ~Q(text_sha256=""))
        return self.filter(same, scope=RedactionScope.DOCUMENT)


class Redaction(models.Model):
    """Words that stand nowhere in a part of the archive, whatever is imported into it.

    What it is of is kept by what documents say of themselves (a council and a day, a file's digest), as it holds for a
    record that is deleted and imported again. There is none of an item alone: what it says stands in its meeting's
    documents, in their lists of contents too.
    """

    scope = models.CharField("hvor", max_length=8, choices=RedactionScope)
    council_name = models.CharField("råd", max_length=200, blank=True, default="")
    date = models.DateField("mødets dato", null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    text_sha256 = models.CharField(max_length=64, blank=True, default="")
    reason = models.TextField("begrundelse")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="af"
    )
    made_at = models.DateTimeField("udeladt", auto_now_add=True)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        verbose_name = "udeladelse"
        verbose_name_plural = "udeladelser"
        ordering = ("-made_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(scope__in=RedactionScope.values), name="redaction_scope_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="redaction_says_why"),
            models.CheckConstraint(
                condition=~Q(scope=RedactionScope.MEETING) | (~Q(council_name="") & Q(date__isnull=False)),
                name="redaction_of_meeting_says_which",
            ),
            models.CheckConstraint(
                condition=~Q(scope=RedactionScope.DOCUMENT) | ~Q(sha256=""), name="redaction_of_document_says_which"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("scope", "council_name", "date"), name="redactions_of_day")]

    def __str__(self) -> str:
        return f"{self.get_scope_display()}, {self.made_at:%d.%m.%Y}"


class RedactedPhrase(models.Model):
    """The digest of words that a redaction takes out (privacy/redacted_words.py), and how many letters they have."""

    redaction = models.ForeignKey(Redaction, models.CASCADE, related_name="phrases")
    length = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "udeladte ord"
        verbose_name_plural = "udeladte ord"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("redaction", "digest"), name="one_phrase_a_redaction"),
        ]

    def __str__(self) -> str:
        return f"{self.length} bogstaver og cifre"


class RedactedAddress(models.Model):
    """An address that had redacted words in it, as a keyed digest, and the one that it leads to now."""

    digest = models.CharField(max_length=64, unique=True)
    path = models.CharField(max_length=300)

    class Meta:
        verbose_name = "adresse med udeladte ord"
        verbose_name_plural = "adresser med udeladte ord"

    def __str__(self) -> str:
        return self.path
