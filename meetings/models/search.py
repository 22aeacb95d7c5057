"""The tables that search reads. They hold nothing of their own: `search_index` writes them anew."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from meetings.search_querysets import SearchRowQuerySet, SearchWordQuerySet


class SearchRow(models.Model):
    """The narrow table that search reads: one row an item, written by SearchRowQuerySet.write alone."""

    item = models.OneToOneField("AgendaItem", models.CASCADE, primary_key=True, related_name="search_row")
    date = models.DateField()
    vector = SearchVectorField()
    analyzer_version = models.PositiveSmallIntegerField()

    objects = SearchRowQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=("vector",), name="search_by_vector"),
            models.Index(fields=("-date", "-item"), name="search_by_date"),
        ]

    def __str__(self) -> str:
        return f"Søgerække for punkt {self.pk}"


class SearchWord(models.Model):
    """A word of the archive's texts, for »Mente du …?«."""

    word = models.CharField(max_length=40, primary_key=True)

    objects = SearchWordQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [GinIndex(fields=("word",), name="words_by_trigram", opclasses=("gin_trgm_ops",))]

    def __str__(self) -> str:
        return self.word
