"""»Lignende punkter«: items of other meetings that are most like one, by the distinctive words of its title and texts.

All is done in the database over the search rows. Which words are common is read in the planner's statistics (pg_stats);
before the first ANALYZE no word counts as common, and the ranking alone decides.
"""

from collections.abc import Sequence

from django.contrib.postgres.search import SearchRank
from django.db import connection
from django.db.models import DateField, ExpressionWrapper, F

from meetings.cases.signature_store import all_text, signatures_of
from meetings.cases.signatures import is_formality, searched_words, signatures
from meetings.models import AgendaItem, SearchRow, ThreadItem
from meetings.models.choices import CaseType
from meetings.models.items import AgendaItemQuerySet
from meetings.models.search import RawTsQuery

# Words by which items are looked for.
WORDS_AT_MOST = 10
# Items that are ranked: the newest that share two words.
RANKED_AT_MOST = 300
# Items that are read for each that is shown: formalities among them are dropped.
_READ_PER_ITEM_ASKED = 3
# Words of the vocabulary among which rare ones are looked for, the heaviest first.
_HEAVIEST_WORDS_AT_MOST = 20
# A word is too common where more than this share of all items have it, since it says too little, or more than this
# number, since looking it up takes too long. Both chosen by hand; no test notices a moderate change.
_COMMON_SHARE = 0.12
_COMMON_COUNT = 2_000
# Letters of the shortest word of a title that counts.
_SHORTEST_WORD = 3


def similar_items(item: AgendaItem, limit: int = 5) -> list[AgendaItem]:
    """At most `limit` items of other meetings that are most like `item`, as lists show them, the most similar first.

    Each has a word of the item's title and another of its distinctive words. Those of its own case thread are left
    out, as are formalities, which are all alike. Three queries at most.
    """
    if item.case_type == CaseType.FORMALITY or is_formality(item.title):
        return []
    of_title, of_texts = distinctive_words(item)
    if not of_title or len(of_title) + len(of_texts) < 2:
        return []
    ranked = _ranked_by_likeness(item, of_title, of_texts)[: limit * _READ_PER_ITEM_ASKED]
    return [other for other in ranked if not is_formality(other.title)][:limit]


def distinctive_words(item: AgendaItem) -> tuple[list[str], list[str]]:
    """The lexemes of the item's title, and those of its texts, that are rare in the archive: WORDS_AT_MOST in all."""
    known = signatures_of([item.pk]).get(item.pk)
    signature = known or signatures([item.title], [all_text(item)], [""])[0]
    of_title = [word for word in searched_words(item.title) if len(word) >= _SHORTEST_WORD]
    heaviest = sorted(signature.vocabulary.items(), key=lambda pair: (-pair[1], pair[0]))[:_HEAVIEST_WORDS_AT_MOST]
    of_texts = [word for word, _ in heaviest if word not in of_title]
    common = _too_common([*of_title, *of_texts])
    rare_of_title = [word for word in of_title if word not in common][:WORDS_AT_MOST]
    return rare_of_title, [word for word in of_texts if word not in common][: WORDS_AT_MOST - len(rare_of_title)]


def _too_common(words: Sequence[str]) -> frozenset[str]:
    """Those of the words that too many of the search rows hold."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT word FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs)
                AS common (word, share)
            WHERE schemaname = current_schema() AND tablename = 'meetings_searchrow' AND attname = 'vector'
            AND word = ANY(%(words)s) AND (share > %(share)s OR share * (
                SELECT reltuples FROM pg_class WHERE oid = 'meetings_searchrow'::regclass) > %(count)s)
            """,
            {"words": list(words), "share": _COMMON_SHARE, "count": _COMMON_COUNT},
        )
        return frozenset(word for (word,) in cursor.fetchall())


def _ranked_by_likeness(item: AgendaItem, of_title: Sequence[str], of_texts: Sequence[str]) -> AgendaItemQuerySet:
    """The items that hold a word of the title and another of the words, the most similar of the newest first."""
    words = [*of_title, *of_texts]
    pairs = [
        f"({word} & ({' | '.join(words[place:])}))" for place, word in enumerate(of_title, start=1) if words[place:]
    ]
    # Not by the index of dates, in which rare words would be looked for row by row.
    date = ExpressionWrapper(F("date") + 0, DateField())
    newest = SearchRow.objects.filter(vector=RawTsQuery(" | ".join(pairs))).order_by(date.desc(), "-item")
    rank = SearchRank(F("search_row__vector"), RawTsQuery(" | ".join(words)), normalization=1)
    return (
        AgendaItem.objects.for_list()
        .filter(pk__in=newest.values("item")[:RANKED_AT_MOST])
        .exclude(meeting=item.meeting_id)
        .exclude(case_type=CaseType.FORMALITY)
        .exclude(pk__in=ThreadItem.objects.in_thread_of(item).live().values("item"))
        .annotate(rank=rank)
        .order_by("-rank", "-search_row__date", "pk")
    )
