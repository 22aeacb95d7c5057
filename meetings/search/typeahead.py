"""Suggestions while a reader types: words, names and titles that begin so. What it costs does not grow with the titles.

All texts are compared as the database's function `meetings_folded` gives them: words of small letters and figures
with one space between them; æ, ø, å as ae, oe, aa; no accents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, models

from meetings.danish.lexemes import STOP_WORDS
from meetings.models import AgendaItem
from meetings.models.samples import HIDDEN_COUNCILS
from meetings.models.typeahead import LONGEST_TAIL

# So many different tails are looked at, and of each so many of the newest titles: further letters narrow them. Chosen
# by hand; `make bench-search` measures what suggestions take.
MAX_TAILS = 40
TITLES_PER_TAIL = 3
# Of the words that begin so, as many of the shortest are compared by how many titles have them, counted up to a bound:
# commoner words are all alike.
MAX_WORDS_READ, MAX_TITLES_COUNTED = 100, 50
# Twice as long as the longest word of the archive: each of its letters may become two.
_LONGEST_FOLDED_WORD = 80
# In byte order whatever begins with a text comes before the text with this letter after it.
_LAST_LETTER = "\U0010ffff"

# The tails that items are to have: their titles from each word on, but for function words. One that is withheld, or a
# hidden sample's, has none.
_WANTED = f"""
    SELECT item.id AS item_id, nth AS position, meeting.date,
        left(array_to_string(words[nth:], ' '), %(longest)s) AS words
    FROM meetings_agendaitem AS item
    JOIN meetings_meeting AS meeting ON meeting.id = item.meeting_id
    CROSS JOIN LATERAL string_to_array(meetings_folded(item.title), ' ') AS words
    CROSS JOIN LATERAL generate_subscripts(words, 1) AS nth
    WHERE item.id = ANY(%(items)s) AND NOT item.is_withheld
    AND words[nth] NOT IN (SELECT meetings_folded(word) FROM unnest(%(stop_words)s::text[]) AS word)
    AND meeting.council_id NOT IN ({HIDDEN_COUNCILS})
"""

_WRITE = f"""
    WITH wanted AS ({_WANTED}), unwanted AS (
        DELETE FROM meetings_titletail AS tail WHERE item_id = ANY(%(items)s)
        AND NOT EXISTS (
            SELECT FROM wanted WHERE wanted.item_id = tail.item_id AND wanted.position = tail.position
        )
    )
    INSERT INTO meetings_titletail AS tail (item_id, position, words, date)
    SELECT item_id, position, words, date FROM wanted ORDER BY item_id, position
    ON CONFLICT (item_id, position) DO UPDATE SET words = excluded.words, date = excluded.date
    WHERE (tail.words, tail.date) <> (excluded.words, excluded.date)
"""

_DRIFTED = f"""
    SELECT DISTINCT item_id
    FROM (SELECT item_id, position, words, date FROM meetings_titletail WHERE item_id = ANY(%(items)s)) AS written
    FULL JOIN ({_WANTED}) AS wanted USING (item_id, position)
    WHERE (written.words, written.date) IS DISTINCT FROM (wanted.words, wanted.date)
    ORDER BY item_id
"""

# From each tail straight to the next, as thousands of items may have one title.
_NEWEST_OF_TAILS = """
    WITH RECURSIVE tails AS (
        (
            SELECT words, 1 AS number FROM meetings_titletail
            WHERE words >= %(begun)s AND words < %(end)s ORDER BY words LIMIT 1
        )
        UNION ALL
        SELECT following.words, number + 1 FROM tails CROSS JOIN LATERAL (
            SELECT words FROM meetings_titletail AS tail
            WHERE tail.words > tails.words AND tail.words < %(end)s ORDER BY tail.words LIMIT 1
        ) AS following
        WHERE number < %(tails)s
    )
    SELECT item_id FROM tails CROSS JOIN LATERAL (
        SELECT item_id FROM meetings_titletail AS tail WHERE tail.words = tails.words
        ORDER BY date DESC, item_id DESC LIMIT %(titles)s
    ) AS newest
"""

# Length by length, so that words of a length that is not needed are not read.
_WORDS = """
    SELECT word FROM (
        SELECT word, folded FROM generate_series(%(shortest)s, %(longest)s) AS letters CROSS JOIN LATERAL (
            SELECT word, folded FROM meetings_searchword
            WHERE length(folded) = letters AND folded > %(begun)s AND folded < %(end)s
            ORDER BY folded LIMIT %(read)s
        ) AS of_length
        LIMIT %(read)s
    ) AS shortest
    CROSS JOIN LATERAL (
        SELECT count(*) AS number FROM (
            SELECT FROM meetings_titletail AS tail
            WHERE tail.words >= shortest.folded AND tail.words < shortest.folded || %(after_a_space)s
            LIMIT %(counted)s
        ) AS titled
    ) AS titles
    ORDER BY titles.number DESC, length(folded), folded, word LIMIT %(count)s
"""


def folded_text(text: str) -> str:
    """The text as the folded columns have it, by which they are searched."""
    return str(_first_column("SELECT meetings_folded(%(text)s)", {"text": text})[0])


def words_beginning_with(begun: str, count: int) -> list[str]:
    """The archive's words that go on where `begun`, which is folded, ends.

    Of the shortest MAX_WORDS_READ those that most titles have come first: they say what the archive is about.
    """
    values = {
        "shortest": len(begun) + 1,
        "longest": _LONGEST_FOLDED_WORD,
        "read": MAX_WORDS_READ,
        "counted": MAX_TITLES_COUNTED,
        "after_a_space": "!",
        "count": count,
    }
    return [str(word) for word in _first_column(_WORDS, {**_prefix_range(begun), **values})]


def name_begins_with(begun: str) -> models.Q:
    """The condition that a word of the folded name begins so."""
    return models.Q(folded_name__startswith=begun) | models.Q(folded_name__contains=f" {begun}")


def write_title_tails(item_ids: Iterable[int]) -> None:
    """Write the tails of these items' titles as they are now, and none but those.

    The rows are the item's own, so that no two processes wait for each other over them, and go with it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, _item_values(item_ids))


def items_with_drifted_tails(batch_size: int) -> Iterator[AgendaItem]:
    """The items whose tails in the database are not those of their titles; read in batches of so many."""
    for keys in AgendaItem.objects.key_batches(batch_size):
        yield from AgendaItem.objects.filter(pk__in=_first_column(_DRIFTED, _item_values(keys))).order_by("pk")


def items_titled(begun: str) -> list[int]:
    """The keys of items, the newest of each title, in whose titles a word and what follows it begin so."""
    values = {**_prefix_range(begun[:LONGEST_TAIL]), "tails": MAX_TAILS, "titles": TITLES_PER_TAIL}
    return [int(key) for key in _first_column(_NEWEST_OF_TAILS, values)]


def _item_values(item_ids: Iterable[int]) -> dict[str, Any]:
    return {"items": list(item_ids), "longest": LONGEST_TAIL, "stop_words": STOP_WORDS.split()}


def _prefix_range(begun: str) -> dict[str, str]:
    return {"begun": begun, "end": begun + _LAST_LETTER}


def _first_column(statement: str, values: dict[str, Any]) -> list[Any]:
    """The first column of the answer."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]
