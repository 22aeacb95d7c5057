"""Checks that a table's last row, where it is a total, is the sum of the rows above it, column by column."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from meetings.danish.numbers import format_number, is_dash, parse_amount
from meetings.parsing.text.total_labels import is_total_label, is_whole_country_label

# Rows that add up to the whole country at least: the five KKR or regions.
_REGIONS = 5
_NOT_ADDED = re.compile(r"(?:gennemsnit|snit|heraf|ændring|vækst|median|andel|indeks|procent|pct)\b", re.IGNORECASE)
_ROUNDED = re.compile(r"\b(?:mio|mia|mill|t\.?kr|tkr|tusind|1\.000)\b", re.IGNORECASE)
_FEWEST_ADDENDS = 2


def wrong_sums(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Danish sentence for each column whose sum, in the last row, is another than what its figures give.

    Columns of averages and of other shares than those of 100 % are no sums. Rows of subtotals are left out, or are
    all that is added. Whole numbers add up exactly; decimals, shares and millions may be half a unit of the last
    digit off for each row.
    """
    if len(rows) <= _FEWEST_ADDENDS or not is_total_label(rows[-1][0]):
        return
    addends = [row for row in rows[:-1] if not _NOT_ADDED.search(row[0])]
    if is_whole_country_label(rows[-1][0]) and len(addends) < _REGIONS:
        return
    subtotals = [row for row in addends if is_total_label(row[0])]
    parts = [row for row in addends if not is_total_label(row[0])]
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
    """What the cells add up to, in Danish form, where that is not the total; None where it is, or cannot be said."""
    written = [cell for cell in cells if cell.strip() and not is_dash(cell)]
    addends = [amount for cell in written if (amount := parse_amount(cell))]
    stated = parse_amount(total)
    if stated is None or len(addends) < len(written) or len(addends) < _FEWEST_ADDENDS:
        return None
    added = sum((amount.value for amount in addends), Decimal(0))
    is_share = any(amount.unit == "%" for amount in (*addends, stated))
    decimals = [amount.decimals for amount in (*addends, stated)]
    if (is_share and stated.value != 100) or _is_average(stated.value, added, len(addends), max(decimals)):
        return None
    is_rounded = is_share or max(decimals) > 0 or _ROUNDED.search(heading) is not None
    tolerance = Decimal(len(addends) + 1) / 2 * Decimal(1).scaleb(-min(decimals)) if is_rounded else Decimal(0)
    return None if abs(stated.value - added) <= tolerance else format_number(added, decimals=max(decimals))


def _is_average(stated: Decimal, added: Decimal, count: int, decimals: int) -> bool:
    """Whether the last row is the mean of the others, as it is written."""
    return added != 0 and abs(stated - added / count) <= Decimal(1).scaleb(-decimals) / 2
