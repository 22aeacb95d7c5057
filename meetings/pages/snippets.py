"""What a list of results shows of an item: what was decided, and the passage that fits the search best."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from meetings.models import AgendaItem
from meetings.models.choices import FieldName
from meetings.pages.announced import announced_by, with_announced_tables
from meetings.pages.blocks import opening
from meetings.search.clauses import Term
from meetings.search.highlight import HighlightedSegment, highlight, snippet

# In characters.
SNIPPET_LENGTH = 240
# Of texts that fit equally well the first is shown: what was decided goes before what it was decided on.
_TEXTS_IN_ORDER = (FieldName.DECISION, FieldName.RECOMMENDATION, FieldName.PRESENTATION, FieldName.BACKGROUND)


@dataclass(frozen=True)
class Snippet:
    """A passage and the name of the text that it stands in."""

    field: str
    segments: tuple[HighlightedSegment, ...]

    @property
    def text(self) -> str:
        return "".join(segment.text for segment in self.segments)

    @property
    def marks(self) -> int:
        """How many different words are marked."""
        return len({segment.text.casefold() for segment in self.segments if segment.marked})


def decided_snippet(item: AgendaItem, terms: Sequence[Term]) -> Snippet | None:
    """The sentence that decided the item, else its decision's opening; None where nothing was decided."""
    decision = item.decision_or_none
    if not decision or not decision.text:
        return None
    sentence = " ".join(decision.deciding_sentence.split("\n")) or opening(decision.text, SNIPPET_LENGTH)
    if len(sentence) > SNIPPET_LENGTH:
        return _with_announced(item, snippet(sentence, terms, SNIPPET_LENGTH), terms)
    return _with_announced(item, highlight(sentence, terms), terms)


def best_snippet(item: AgendaItem, terms: Sequence[Term]) -> Snippet | None:
    """The passage with most of the terms; of equals the decision's, then the recommendation's,
    a table's last.

    Where no text holds a term, or there is none, the opening of the first text. None for an item without texts.
    """
    first: tuple[str, str] | None = None
    best, most = None, 0
    for field, text in chain(_item_texts(item, terms), _table_texts(item)):
        first = first or (field, text)
        found = Snippet(field, snippet(text, terms, SNIPPET_LENGTH)) if terms else None
        if found and found.marks > most:
            best, most = found, found.marks
        if most >= len(terms):
            break
    if best or not first:
        return best
    field, text = first
    return Snippet(field, (HighlightedSegment(opening(text, SNIPPET_LENGTH), False),))


def _with_announced(item: AgendaItem, segments: Sequence[HighlightedSegment], terms: Sequence[Term]) -> Snippet:
    """The decision's sentence, and the table or list that its end announces."""
    sentence = Snippet(str(FieldName.DECISION.label), tuple(segments))
    if not (announced := announced_by(sentence.text, item, FieldName.DECISION, terms)):
        return sentence
    return Snippet(sentence.field, (*sentence.segments, HighlightedSegment(" ", False), *highlight(announced, terms)))


def _item_texts(item: AgendaItem, terms: Sequence[Term]) -> Iterator[tuple[str, str]]:
    texts = item.texts()
    for field in _TEXTS_IN_ORDER:
        if texts[field]:
            yield str(field.label), with_announced_tables(texts[field], item, field, terms)


def _table_texts(item: AgendaItem) -> Iterator[tuple[str, str]]:
    """The rows of each table, its cells after one another."""
    tables = ([table.title, *map(_table_line, [table.columns, *table.rows])] for table in item.tables.all())
    return (("Tabel", "\n".join(filter(None, lines))) for lines in tables)


def _table_line(cells: Sequence[str]) -> str:
    return ", ".join(cell for cell in cells if cell)
