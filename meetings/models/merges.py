"""Two names that may be one person's, and what an editor decided."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Greatest, Least

from meetings.choices import MergeState
from meetings.models.named import Person


class PersonMerge(models.Model):
    """A pair of people: suggested by an import or chosen by an editor, then merged, refused or undone.

    There is one for a pair, whichever of the two is kept, so that what was decided is not suggested again.
    """

    kept = models.ForeignKey(Person, models.CASCADE, related_name="merges_as_kept", verbose_name="beholdes")
    merged = models.ForeignKey(Person, models.CASCADE, related_name="merges_as_merged", verbose_name="går op i den")
    reason = models.CharField("grund", max_length=200, blank=True)
    state = models.CharField("status", max_length=10, choices=MergeState, default=MergeState.SUGGESTED)
    moved = models.JSONField("flyttet", default=dict, editable=False)
    """What the merge moved, by relation and key, with the name that the document had then (see merging.py)."""
    stayed = models.JSONField("stod allerede der", default=dict, editable=False)
    """The keys of those that documents ascribe to the merged person and an editor had given to the kept one before."""
    suggested_at = models.DateTimeField("foreslået", auto_now_add=True)
    decided_at = models.DateTimeField("afgjort", null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="afgjort af",
    )

    class Meta:
        verbose_name = "sammenlægning"
        verbose_name_plural = "sammenlægninger"
        ordering = ("-suggested_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(Least("kept", "merged"), Greatest("kept", "merged"), name="one_merge_a_pair"),
            models.CheckConstraint(condition=~models.Q(kept=models.F("merged")), name="a_merge_is_of_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"
