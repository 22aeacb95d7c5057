"""Making the bits of common lexemes: a number for each item in order of date, and a bit an item and lexeme.

Counting the 600,000 items that hold a common word, or finding the newest of them, takes PostgreSQL's own index long;
with a bit an item it takes a few milliseconds. Only large archives have them: `search_index` makes them. Rows that are
written afterwards have no number and are looked up as in a small archive.
"""

from collections.abc import Iterator, Mapping

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from meetings.search import facets
from meetings.search.bits import BLOCK, blocks_of
from meetings.search.namespaces import FACET

NUMBERED_FROM = 20_000
"""Smaller archives answer fast enough without."""
COMMON_FROM = 2_000
COMMON_SHARE = 100
"""So many items make a lexeme common, and in a large archive one in a hundred."""
_SAMPLED = 20_000


def number_rows(*, numbered_from: int = NUMBERED_FROM, common_from: int | None = None) -> int:
    """Number the items and make the bits anew; returns how many lexemes have them, 0 in a small archive.

    In one transaction: searches go on with the old ones until it ends, imports wait for it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE meetings_searchrow IN SHARE ROW EXCLUSIVE MODE")
        for table in ("lexemebits", "commonlexeme", "numbereditem", "unnumbereditem", "stalenumber"):
            cursor.execute(f"DELETE FROM meetings_{table}")
        cursor.execute("SELECT count(*) FROM meetings_searchrow")
        (rows,) = cursor.fetchone()
        if rows < numbered_from:
            return 0
        if common_from is None:
            common_from = max(COMMON_FROM, rows // COMMON_SHARE)
        cursor.execute(
            "INSERT INTO meetings_numbereditem (number, item_id)"
            " SELECT row_number() OVER (ORDER BY date, item_id DESC) - 1, item_id FROM meetings_searchrow"
        )
        cursor.execute("SELECT item_id, number FROM meetings_numbereditem")
        numbers = dict(cursor.fetchall())
        # Most of a large table has a common word: to look it up by index is no detour, to read all of its vectors is.
        cursor.execute("SET LOCAL enable_seqscan = off")
        made = 0
        for lexeme, is_facet in _candidates(cursor, rows, common_from):
            made += _write_bits(cursor, numbers, lexeme, is_facet=is_facet, common_from=common_from)
        cursor.execute("ANALYZE meetings_lexemebits, meetings_numbereditem")
        return made


def drifted_facets() -> list[str]:
    """The facets of which the bits count other rows than those that have a number and the facet."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH stale AS (SELECT number / %(block)s AS block, number %% %(block)s AS place FROM meetings_stalenumber),
            counted AS (
                SELECT lexeme, sum(bit_count(bits)) - (
                    SELECT count(*) FROM stale JOIN meetings_lexemebits AS own USING (block)
                    WHERE own.lexeme = every.lexeme AND get_bit(own.bits, place) = 1
                ) AS rows FROM meetings_lexemebits AS every WHERE is_facet GROUP BY lexeme
            ), held AS (
                SELECT %(facet)s || facet AS lexeme, count(*) AS rows
                FROM meetings_searchrow JOIN meetings_numbereditem USING (item_id), unnest(facets) AS facet
                GROUP BY facet
            )
            SELECT lexeme FROM counted LEFT JOIN held USING (lexeme) WHERE counted.rows <> coalesce(held.rows, 0)
            """,
            {"block": BLOCK, "facet": FACET},
        )
        return [lexeme for (lexeme,) in cursor.fetchall()]


def _candidates(cursor: CursorWrapper, rows: int, common_from: int) -> Iterator[tuple[str, bool]]:
    """Each lexeme that may be common, by a sample, and whether it is a facet to be counted."""
    cursor.execute("SELECT DISTINCT unnest(facets) FROM meetings_searchrow")
    numbers = [number for (number,) in cursor.fetchall()]
    yield from ((facets.lexeme(number), True) for number in numbers)
    share = min(1.0, _SAMPLED / rows)
    cursor.execute(
        "SELECT word FROM ts_stat(format('SELECT vector FROM meetings_searchrow JOIN meetings_numbereditem"
        " USING (item_id) WHERE mod(number, %%s) = 0', %s::int)) WHERE ndoc >= %s AND word !~ %s",
        [round(1 / share), 0.8 * common_from * share, f"^{FACET}"],
    )
    yield from ((word, False) for (word,) in cursor.fetchall())


def _write_bits(
    cursor: CursorWrapper, numbers: Mapping[int, int], lexeme: str, *, is_facet: bool, common_from: int
) -> bool:
    cursor.execute("SELECT item_id FROM meetings_searchrow WHERE vector @@ %s::tsquery", [lexeme])
    item_ids = [item_id for (item_id,) in cursor.fetchall()]
    if len(item_ids) < common_from and not is_facet:
        return False
    blocks = blocks_of(numbers[item_id] for item_id in item_ids)
    cursor.execute(
        "INSERT INTO meetings_lexemebits (lexeme, block, bits, is_facet)"
        " SELECT %s, block, bits::bit varying, %s FROM unnest(%s::int[], %s::text[]) AS made (block, bits)",
        [lexeme, is_facet, list(blocks), list(blocks.values())],
    )
    cursor.execute("INSERT INTO meetings_commonlexeme (lexeme, items) VALUES (%s, %s)", [lexeme, len(item_ids)])
    return True
