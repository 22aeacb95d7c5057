"""A series of figures as CSV."""

import csv
import io
from decimal import Decimal

from meetings.danish.sorting import danish_sort_key
from meetings.pages.figures.series import Series

_FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


_BYTE_ORDER_MARK = "\ufeff"


def series_csv(series: Series) -> str:
    """A series as Danish spreadsheets open it: semicolons, decimal commas, no marks between thousands.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; figures are figures.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Kommune", *series.years])
    for name in sorted(series.municipalities, key=danish_sort_key):
        writer.writerow([_not_formula(name), *(_csv_number(column.figures.get(name)) for column in series.columns)])
    for label in series.sums:
        writer.writerow([_not_formula(label), *(_csv_number(column.sums.get(label)) for column in series.columns)])
    return _BYTE_ORDER_MARK + written.getvalue()


def _csv_number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}".replace(".", ",")


def _not_formula(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_BEGINNINGS) else text
