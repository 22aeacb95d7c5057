"""The one grammar of numbers as Danish writes them: points between thousands, a comma before decimals."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

# Fragments of regular expressions, without groups, for the patterns of texts, tables and search queries.
# Digits with points between thousands: 1.234, but neither 1.23 nor 0.123, which are decimals of another language.
# Six groups at most, which bounds the time that a pattern takes on a page full of digits.
THOUSANDS = r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5}"
# A number without sign and unit.
NUMBER = rf"(?:{THOUSANDS}|[0-9]+)(?:,[0-9]+)?"
# A plus, a hyphen or a minus. A dash is none: between two numbers it means »to«.
SIGN = "[-−+]"
UNIT = r"(?:%|pct\.?|kr\.?)"
# What a table says in place of a number where there is none; a minus too, as some type it for a dash.
DASHES = "-–−—"
DASH = f"[{DASHES}]"

_AMOUNT = re.compile(rf"(?P<sign>{SIGN}?)(?P<whole>{THOUSANDS}|[0-9]+)(?:,(?P<decimals>[0-9]+))?\s?(?P<unit>{UNIT}?)")
# From the signs that Python writes to those that Danish does.
_DANISH_SIGNS = str.maketrans(",.", ".,")
# What each way of writing a unit is shown as.
UNITS = {"%": "%", "pct": "%", "pct.": "%", "kr": "kr.", "kr.": "kr."}


@dataclass(frozen=True)
class Amount:
    """A number with its unit (»%«, »kr.« or '') and with how many decimals it is written."""

    value: Decimal
    unit: str
    decimals: int


@lru_cache(maxsize=8192)
def parse_amount(text: str) -> Amount | None:
    """The number and unit that a text is, written the Danish way; None for a dash and for whatever else it may say."""
    match = _AMOUNT.fullmatch(text.strip())
    if not match:
        return None
    whole, decimals = match["whole"].replace(".", ""), match["decimals"] or ""
    value = Decimal(f"{whole}.{decimals}" if decimals else whole)
    return Amount(-value if match["sign"] in {"-", "−"} else value, UNITS.get(match["unit"], ""), len(decimals))


def parse_number(text: str) -> Decimal | None:
    """The number that a text is, with a unit or without; None where `parse_amount` gives None."""
    amount = parse_amount(text)
    return amount.value if amount else None


def is_dash(text: str) -> bool:
    """Whether a cell says by a dash that it has no number."""
    return len(written := text.strip()) == 1 and written in DASHES


def format_number(value: Decimal | float, unit: str = "", decimals: int | None = None) -> str:
    """A number as Danish writes it: »12.345,6 %«.

    It has `decimals` decimals, or without them as many as the value has: none for an int, those of a Decimal.
    """
    if decimals is not None:
        written = f"{value:,.{decimals}f}"
    else:
        written = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    number = written.translate(_DANISH_SIGNS)
    return f"{number} {unit}" if unit else number
