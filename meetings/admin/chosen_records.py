"""What is chosen in fields that complete what one types, in many rows at once: the records are asked for together."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect


class ChosenLabels:
    """What the records are called that the rows of a formset have chosen. One query a field, when it is shown."""

    def __init__(self, rows: Sequence[forms.BaseForm]) -> None:
        self._rows = rows
        self._by_field: dict[str, Mapping[str, str]] = {}

    def of_field(self, name: str, choices: Any) -> Mapping[str, str]:
        """By the key of each record chosen in that field, among the field's `choices`."""
        if name not in self._by_field:
            values = (row[name].value() for row in self._rows if name in row.fields)
            keys = {int(value) for value in values if str(value or "").isdecimal()}
            records = choices.queryset.filter(pk__in=keys) if keys else ()
            self._by_field[name] = {str(one.pk): choices.field.label_from_instance(one) for one in records}
        return self._by_field[name]


class AutocompleteInRows(AutocompleteSelect):
    """A field that completes what one types, in a row of many."""

    labels: ChosenLabels | None = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        chosen = [str(one) for one in value if str(one or "").isdecimal()]
        if self.labels is None or not chosen:
            return super().optgroups(name, chosen, attr)  # without what is no key: Django would stop at that
        labels = self.labels.of_field(self.field.name, self.choices)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        known = [key for key in chosen if key in labels]
        options += [self.create_option(name, key, labels[key], True, place) for place, key in enumerate(known, start=1)]
        return [(None, options, 0)]


def ask_for_labels_at_once(rows: Sequence[forms.BaseForm]) -> None:
    """Has the rows' AutocompleteInRows ask for what all of them have chosen."""
    labels = ChosenLabels(rows)
    for row in rows:
        for field in row.fields.values():
            widget = getattr(field.widget, "widget", field.widget)  # with links beside it, or alone
            if isinstance(widget, AutocompleteInRows):
                widget.labels = labels
