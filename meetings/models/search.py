"""The tables that search reads. They hold nothing of their own: `search_index` writes them anew."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Length

from meetings.models.typeahead import folded_column
from meetings.search_querysets import SearchRowQuerySet, SearchWordQuerySet


class SearchRow(models.Model):
    """The narrow table that search reads: one row an item, written by SearchRowQuerySet.write alone."""

    item = models.OneToOneField("AgendaItem", models.CASCADE, primary_key=True, related_name="search_row")
    date = models.DateField()
    facets = ArrayField(models.IntegerField(), default=list)
    """What the item can be narrowed by (search/facets.py); its lexemes are in the vector too."""
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


class Numbering(models.Model):
    """That the items are numbered by date (search_numbers.py), and the number that each day begins with: one row."""

    made = models.UUIDField(primary_key=True)
    """New each time: a process keeps what it has read of a numbering."""
    items = models.BinaryField()
    """The key of each number's item, in eight bytes: NumberedItem in a form that a process reads at once."""
    days = ArrayField(models.DateField())
    firsts = ArrayField(models.IntegerField())

    def __str__(self) -> str:
        return f"Nummerering {self.made}"


class NumberedItem(models.Model):
    """An item's place among all by date, for sets. In a table of its own, as search rows are costly to update."""

    number = models.IntegerField(primary_key=True)
    item = models.OneToOneField("AgendaItem", models.DO_NOTHING, db_constraint=False, related_name="+")

    def __str__(self) -> str:
        return f"{self.number}: punkt {self.item_id}"


class UnnumberedItem(models.Model):
    """An item whose search row was written since the items were numbered. A trigger keeps it."""

    item = models.OneToOneField(
        "AgendaItem", models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="+"
    )

    def __str__(self) -> str:
        return f"Punkt {self.pk}"


class CommonLexeme(models.Model):
    """The numbers of the items that have a common lexeme, or a facet: a set, as a Roaring bitmap."""

    lexeme = models.CharField(max_length=260, primary_key=True)
    is_facet = models.BooleanField()
    numbers = models.BinaryField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("lexeme",), condition=models.Q(is_facet=True), name="sets_of_facets"),
        ]

    def __str__(self) -> str:
        return self.lexeme


class CommonPair(models.Model):
    """The numbers of the items in which two words stand together, as many do (word_pairs.py)."""

    pair = models.TextField(primary_key=True)
    numbers = models.BinaryField()

    def __str__(self) -> str:
        return self.pair


class RarePairs(models.Model):
    """The numbers of the items that have one of many pairs, all of them rare."""

    place = models.IntegerField(primary_key=True)
    numbers = models.BinaryField()

    def __str__(self) -> str:
        return str(self.place)


class StaleNumber(models.Model):
    """A number whose item's search row was written anew or deleted since. A trigger keeps it."""

    number = models.IntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.number)


class SearchWord(models.Model):
    """A word of the archive's texts, for »Mente du …?« and for what is suggested to whoever types."""

    word = models.CharField(max_length=40, primary_key=True)
    folded = folded_column("word")

    objects = SearchWordQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=("word",), name="words_by_trigram", opclasses=("gin_trgm_ops",)),
            models.Index(Length("folded"), "folded", name="words_shortest_first"),
        ]

    def __str__(self) -> str:
        return self.word
