"""Counted nouns in the singular or plural."""

from meetings.danish.numbers import with_thousands


def counted(count: int, singular: str, plural: str) -> str:
    """The number with its noun: »1 punkt«, »0 punkter«, »1.234 punkter«."""
    return f"{with_thousands(count)} {singular if count == 1 else plural}"
