"""The tables that search reads. They hold nothing of their own: `search_index` writes them anew."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.functions import Length

from meetings.models.typeahead import folded_column
from meetings.search.bits import BLOCK
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


if TYPE_CHECKING:
    _Field = models.Field[str, str]
else:
    _Field = models.Field


class BlockOfBits(_Field):
    """A bit for each row of a block, as PostgreSQL's own `bit`, which it can join, cut and count."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return f"bit({BLOCK})"

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "meetings.models.search.BlockOfBits", args, kwargs


class NumberedItem(models.Model):
    """An item's place among all by date, for LexemeBits. In a table of its own, as search rows are costly to update."""

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


class LexemeBits(models.Model):
    """Where a common lexeme occurs: a bit for each number, in blocks. What many items have is counted by it."""

    lexeme = models.CharField(max_length=260)
    block = models.SmallIntegerField()
    bits = BlockOfBits()
    is_facet = models.BooleanField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("lexeme", "block"), name="one_row_a_lexeme_and_block")]
        indexes: ClassVar = [
            models.Index(fields=("block",), condition=models.Q(is_facet=True), name="bits_of_facets"),
        ]

    def __str__(self) -> str:
        return f"{self.lexeme}, blok {self.block}"


class CommonLexeme(models.Model):
    """How many numbered items a lexeme of LexemeBits occurs in."""

    lexeme = models.CharField(max_length=260, primary_key=True)
    items = models.IntegerField()

    def __str__(self) -> str:
        return self.lexeme


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
