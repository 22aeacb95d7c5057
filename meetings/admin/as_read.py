"""Beside each field of a form what the import read there, paragraphs kept."""

from typing import Any

from django.utils.html import format_html

from meetings.admin.optimistic_locking import OptimisticModelForm
from meetings.models import ImportedModel
from meetings.models.base import is_edited
from meetings.models.value_words import value_in_words

AS_READ, UNCHANGED = "Som det blev læst", "Som det blev læst."


class RecordForm(OptimisticModelForm):
    """The form of a record that an import may have written: each field says what was read, where that was changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.instance, ImportedModel) and self.instance.imported:
            for name in self.fields.keys() & self.instance.imported.keys():
                field = self.fields[name]
                field.help_text = format_html("{} {}", field.help_text, self._as_read(self.instance, name)).strip()

    @staticmethod
    def _as_read(record: ImportedModel, name: str) -> str:
        if not is_edited(record, name):
            return format_html('<span class="as-read">{}</span>', UNCHANGED)
        read = value_in_words(type(record), name, record.imported[name])
        return format_html(
            '<details class="as-read"><summary>{}</summary><div class="wording">{}</div></details>', AS_READ, read
        )
