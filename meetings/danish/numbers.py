"""Numbers as Danish writes them."""

import re
from decimal import Decimal
from functools import lru_cache

_NUMBER = re.compile(
    r"(?P<sign>[-−+]?)(?P<whole>[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+))?\s?(?P<unit>%|pct\.?|kr\.?)?"
)


_DANISH_SIGNS = str.maketrans(",.", ".,")
_UNITS = {"%": "%", "pct": "%", "pct.": "%", "kr": "kr.", "kr.": "kr."}


def figure(text: str) -> Decimal | None:
    """The number that a cell is, written the Danish way; None for a dash and for whatever else it may say."""
    return _amount(text.strip())[0]


def with_thousands(number: int | Decimal) -> str:
    """The number with a full stop between thousands and a decimal comma: »12.345«, »12.345,6«."""
    return f"{Decimal(number):,f}".translate(_DANISH_SIGNS)


def danish(value: Decimal, unit: str = "") -> str:
    """A figure as Danish writes it: »12.345,6 %«."""
    number = with_thousands(value)
    return f"{number} {unit}" if unit else number


@lru_cache(maxsize=8192)
def _amount(cell: str) -> tuple[Decimal | None, str]:
    """A cell's number and unit."""
    found = _NUMBER.fullmatch(cell)
    if not found:
        return None, ""
    whole = found["whole"].replace(".", "")
    value = Decimal(f"{whole}.{found['part']}" if found["part"] else whole)
    return -value if found["sign"] in ("-", "−") else value, _UNITS.get(found["unit"] or "", "")
