"""Counted nouns in the singular or plural."""

from meetings.danish.numbers import format_number


def counted(count: int, singular: str, plural: str) -> str:
    """The number with its noun: »1 punkt«, »0 punkter«, »1.234 punkter«."""
    return f"{format_number(count)} {singular if count == 1 else plural}"
