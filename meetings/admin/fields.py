"""Form fields of the admin: texts and tables as an editor types them, values as the archive keeps them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from meetings.admin import cells
from meetings.models.choices import VoteSide


class ParagraphsField(forms.CharField):
    """A text of several lines.

    Browsers send CR LF for each line's end; the archive has LF. Without this, a page that is saved as it was
    would count as edited, and imports would pass its texts over from then on.
    """

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if text else text


class RowsField(forms.CharField):
    """Rows of cells, written as text: a row a line."""

    def __init__(self, **kwargs: Any) -> None:
        # A row may begin with an empty cell, that is with a tab.
        super().__init__(strip=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else cells.rows_as_text(value or [])

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        try:
            return cells.rows_from_text(super().to_python(value) or "")
        except ValueError as error:
            raise ValidationError("En celle, der begynder med et anførselstegn, skal også slutte med et.") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool((initial or []) != self.to_python(data))
        except ValidationError:
            return True


class RowField(RowsField):
    """A single row of cells."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else super().prepare_value([value] if value else [])

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        rows = super().to_python(value)
        return rows[0] if rows else []


class VotesField(RowsField):
    """The sides of a vote, a row a side: »for;20;A, V«."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str):
            return value
        rows = [(VoteSide(vote["side"]).label.lower(), vote["count"], vote["who"]) for vote in value or []]
        return super().prepare_value([["" if cell is None else str(cell) for cell in row] for row in rows])

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        return [self._vote(row) for row in super().to_python(value)]

    def _vote(self, row: list[str]) -> dict[str, Any]:
        side, count, who = (*row, "", "")[:3]
        sides = {choice.label.lower(): choice.value for choice in VoteSide}
        if side.lower() not in sides or (count and not count.isdecimal()) or len(row) > 3:
            raise ValidationError(f"Skriv hver side som »for;20;A, V«. Siden er en af: {', '.join(sides)}.")
        return {"side": sides[side.lower()], "count": int(count) if count else None, "who": who}
