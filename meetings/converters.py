"""What the parts of an address may look like."""

from datetime import date


class DateConverter:
    """A date as `2026-06-19`. A day that the calendar does not have is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return str(value)


class NumberConverter:
    """An item's number with dashes, `3-6`, as full stops at an address's end get lost in letters and mails."""

    regex = r"\d+(?:-\d+)*"

    def to_python(self, value: str) -> str:
        return value.replace("-", ".")

    def to_url(self, value: str) -> str:
        return value.replace(".", "-")
