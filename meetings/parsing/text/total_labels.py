"""Which labels of a table's rows say that the row is a total."""

import re

_TOTAL = re.compile(
    r"(?:(?:\S.{0,60}\s)?(?:i ?alt|totalt?|sum|samlet)|hele landet|alle kommuner)[\s.:]*", re.IGNORECASE
)
_WHOLE_COUNTRY = re.compile(r"\bhele landet\b", re.IGNORECASE)


def is_total_label(label: str) -> bool:
    """Whether a row's label says that it is the sum of other rows: »I alt«, »Midtjylland i alt:«, »Hele landet«."""
    return _TOTAL.fullmatch(label.strip()) is not None


def is_whole_country_label(label: str) -> bool:
    """Whether a row's label says that it is the sum of the whole country: »Hele landet«, »Hele landet i alt«."""
    return is_total_label(label) and _WHOLE_COUNTRY.search(label) is not None
