"""Whether a table's last row, where it is a sum, is the sum of the rows above it, column by column."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

_TOTAL = re.compile(r"(?:(?:\S.{0,60}\s)?(?:i alt|ialt|total|totalt|sum|samlet)|hele landet)[:.]?", re.IGNORECASE)
_WHOLE_COUNTRY = re.compile(r"hele landet", re.IGNORECASE)
# Rows that add up to the whole country: the five KKR or regions.
_REGIONS = 5
_NOT_ADDED = re.compile(r"(?:gennemsnit|snit|heraf|ændring|vækst|median|andel|indeks|procent|pct)\b", re.IGNORECASE)
_ROUNDED = re.compile(r"\b(?:mio|mia|mill|t\.?kr|tkr|tusind|1\.000)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<sign>[-−+]?)(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+))?\s?(?P<unit>%|pct\.?|kr\.?)?"
)
_NOTHING = frozenset({"", "-", "–", "−"})
_FEWEST_ADDENDS = 2


def wrong_sums(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Danish sentence for each column whose sum, in the last row, is another than what its figures give.

    Columns of averages and of other shares than those of 100 % are no sums. Rows of subtotals are left out, or are
    all that is added. Whole numbers add up exactly; decimals, shares and millions may be half a unit of the last
    digit off for each row.
    """
    if len(rows) <= _FEWEST_ADDENDS or not _TOTAL.fullmatch(rows[-1][0].strip()):
        return
    addends = [row for row in rows[:-1] if not _NOT_ADDED.search(row[0])]
    if _WHOLE_COUNTRY.search(rows[-1][0]) and len(addends) < _REGIONS:
        return
    subtotals = [row for row in addends if _TOTAL.fullmatch(row[0].strip())]
    parts = [row for row in addends if not _TOTAL.fullmatch(row[0].strip())]
    for at in range(1, len(rows[-1])):
        heading = columns[at] if at < len(columns) else ""
        if _NOT_ADDED.search(heading):
            continue
        cells = [[row[at] for row in some if at < len(row)] for some in (parts, subtotals) if some]
        sums = [_wrong_sum(written, rows[-1][at], heading) for written in cells]
        if sums and all(added is not None for added in sums):
            name = f"»{heading}«" if heading else f"nr. {at + 1}"
            stated = rows[-1][at].rstrip(".")
            yield f"Tabellens sum stemmer ikke: kolonnen {name} giver {sums[0]}, men der står {stated}."


def _wrong_sum(cells: Sequence[str], total: str, heading: str) -> str | None:
    """What the cells add up to, in Danish form, where it is not the total; None where it is, or is not to be told."""
    matches = [_NUMBER.fullmatch(cell.strip()) for cell in cells if cell.strip() not in _NOTHING]
    written = _NUMBER.fullmatch(total.strip())
    figures = [match for match in matches if match]
    if written is None or len(figures) < len(matches) or len(figures) < _FEWEST_ADDENDS:
        return None
    stated, added = _value(written), sum(map(_value, figures), Decimal(0))
    is_share = any((match["unit"] or "")[:1] in {"%", "p"} for match in (*figures, written) if match["unit"])
    decimals = max(len(match["part"] or "") for match in (*figures, written))
    if (is_share and stated != 100) or _is_average(stated, added, len(figures), decimals):
        return None
    is_rounded = is_share or decimals > 0 or _ROUNDED.search(heading) is not None
    coarsest = min(len(match["part"] or "") for match in (*figures, written))
    tolerance = Decimal(len(figures) + 1) / 2 * Decimal(1).scaleb(-coarsest) if is_rounded else Decimal(0)
    return None if abs(stated - added) <= tolerance else _danish(added, decimals)


def _is_average(stated: Decimal, added: Decimal, count: int, decimals: int) -> bool:
    """Whether the last row is the mean of the others, as it is written."""
    return added != 0 and abs(stated - added / count) <= Decimal(1).scaleb(-decimals) / 2


def _value(match: re.Match[str]) -> Decimal:
    value = Decimal(f"{match['whole'].replace('.', '')}.{match['part'] or 0}")
    return -value if match["sign"] in {"-", "−"} and match["sign"] else value


def _danish(value: Decimal, decimals: int) -> str:
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
