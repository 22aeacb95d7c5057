"""What the archive suggests to whoever types in a search field: names, words and titles by how their words begin."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Func

# Characters of a folded title that suggestions compare and the index holds.
LONGEST_TAIL = 60


def folded_column(name: str) -> models.GeneratedField:
    """The words of a column as suggestions compare them, kept by the database: »Ærø Kommune« as `aeroe kommune`."""
    return models.GeneratedField(
        expression=Func(F(name), function="meetings_folded"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )


class TitleTail(models.Model):
    """An item's title from one of its words on, folded: what is typed finds the titles that have a tail like it.

    Of »Ny bro over fjorden« there are four, of which the second is `bro over fjorden`. Written with the search row.
    """

    pk = models.CompositePrimaryKey("item", "position")
    item = models.ForeignKey("AgendaItem", models.CASCADE, related_name="title_tails", db_index=False)
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=LONGEST_TAIL, db_collation="C")
    date = models.DateField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=("words", "-date", "-item"), name="tails_newest_first")]

    def __str__(self) -> str:
        return self.words
