"""Converters of the parts of an address: dates and item numbers."""

from datetime import date


class DateConverter:
    """A date as `2026-06-19`. A day that the calendar does not have matches no address (404)."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return str(value)


class NumberConverter:
    """An item's number with dashes, `3-6` for 3.6: a full stop at an address's end gets lost in letters and mails."""

    regex = r"\d+(?:-\d+)*"

    def to_python(self, value: str) -> str:
        return value.replace("-", ".")

    def to_url(self, value: str) -> str:
        return value.replace(".", "-")
