"""Abbreviations and other words with what they stand for, so that a search for the one finds the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

from meetings.models.choices import SynonymOrigin, SynonymStatus
from meetings.models.items import AgendaItem
from meetings.models.samples import in_hidden_item

LONGEST_WORD = 60
LONGEST_MEANING = 200


class SynonymQuerySet(models.QuerySet["Synonym"]):
    def approved(self) -> SynonymQuerySet:
        """Those that search may use."""
        return self.filter(status=SynonymStatus.APPROVED)

    def awaiting(self) -> SynonymQuerySet:
        """The suggestions that wait for an editor; not those read in hidden samples."""
        return self.filter(status=SynonymStatus.SUGGESTED).exclude(in_hidden_item("item"))

    def of_words(self, words: Collection[str]) -> SynonymQuerySet:
        """Those of these words, in whatever case, and those that documents had under one of them."""
        small = {word.lower() for word in words}
        named = self.annotate(small_word=Lower("word"), small_word_read=Lower("word_read"))
        return named.filter(models.Q(small_word__in=small) | models.Q(small_word_read__in=small))

    def suggest(self, suggestions: Iterable[Synonym]) -> None:
        """Store what is not known yet, decided or not; all processes in one order, so that none waits for another's."""
        ordered = sorted(suggestions, key=lambda one: (one.word.lower(), one.meaning.lower()))
        self.bulk_create(ordered, ignore_conflicts=True)


class Synonym(models.Model):
    """A word with one of its meanings: known from the start, read in a document, or written by an editor.

    There is one a pair, whatever was decided of it, so that it is not suggested again. `word_read` and
    `meaning_read` keep what the document said, by which a pair that an editor corrected is known again.
    """

    word = models.CharField("forkortelse eller ord", max_length=LONGEST_WORD, help_text="Som det skrives: »SOSU«.")
    meaning = models.CharField(
        "betydning", max_length=LONGEST_MEANING, help_text="Skrevet helt ud: »social- og sundhed«."
    )
    is_two_way = models.BooleanField(
        "begge veje",
        default=True,
        help_text="En søgning efter betydningen finder også forkortelsen. Ellers gælder det kun den anden vej.",
    )
    status = models.CharField(
        "status",
        max_length=10,
        choices=SynonymStatus,
        default=SynonymStatus.APPROVED,
        help_text="Søgningen bruger kun det, der er godkendt.",
    )
    origin = models.CharField(
        "kommer fra", max_length=10, choices=SynonymOrigin, default=SynonymOrigin.EDITOR, editable=False
    )
    item = models.ForeignKey(
        AgendaItem,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="først læst i",
    )
    wording = models.TextField("ordlyd i dokumentet", blank=True, editable=False)
    word_read = models.CharField(max_length=LONGEST_WORD, blank=True, editable=False)
    meaning_read = models.CharField(max_length=LONGEST_MEANING, blank=True, editable=False)

    objects = SynonymQuerySet.as_manager()

    class Meta:
        verbose_name = "forkortelse eller synonym"
        verbose_name_plural = "forkortelser og synonymer"
        ordering = (Lower("word"), Lower("meaning"), "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("word"),
                Lower("meaning"),
                name="one_synonym_a_word_and_meaning",
                violation_error_message="Ordet har allerede denne betydning. Find det i listen; det kan være afvist.",
            ),
            models.UniqueConstraint(
                Lower("word_read"),
                Lower("meaning_read"),
                condition=~models.Q(meaning_read=""),
                name="one_synonym_a_pair_read",
            ),
            models.CheckConstraint(
                condition=models.Q(word__regex=r"\S", meaning__regex=r"\S"),
                name="a_synonym_has_a_word_and_a_meaning",
                violation_error_message="Skriv både et ord og en betydning.",
            ),
            models.CheckConstraint(
                condition=~models.Q(Exact(Lower("word"), Lower("meaning"))),
                name="a_synonym_is_another_word",
                violation_error_message="Betydningen er den samme som ordet.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word}: {self.meaning}"
