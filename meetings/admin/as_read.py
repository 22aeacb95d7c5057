"""Beside each field of a form what the import read there, paragraphs kept."""

from typing import Any

from django.db.models import Model
from django.utils.html import format_html

from meetings.admin.optimistic_locking import OptimisticModelForm
from meetings.models import ImportedModel, Meeting, Redaction
from meetings.models.base import is_edited
from meetings.models.redactions import RedactionQuerySet
from meetings.models.value_words import value_in_words
from meetings.privacy.redacted_values import redacted_value
from meetings.privacy.redacting import words_of_redactions

OMITTED_WORDS = "Her står ord, som er udeladt af arkivet. Skriv uden dem."
AS_READ, UNCHANGED = "Som det blev læst", "Som det blev læst."


class RecordForm(OptimisticModelForm):
    """The form of a record that an import may have written: each field says what was read, where that was changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.instance, ImportedModel) and self.instance.imported:
            for name in self.fields.keys() & self.instance.imported.keys():
                field = self.fields[name]
                field.help_text = format_html("{} {}", field.help_text, self._as_read(self.instance, name)).strip()

    def clean(self) -> dict[str, Any]:
        """Words that were taken out of the archive are not written again."""
        cleaned = super().clean() or self.cleaned_data
        written = {name: cleaned[name] for name in self.changed_data if name in cleaned}
        if written and (words := words_of_redactions(self._redactions())):
            for name, value in written.items():
                if redacted_value(value, words) != value:
                    self.add_error(name, OMITTED_WORDS)
        return cleaned

    def _redactions(self) -> RedactionQuerySet:
        """Those of the whole archive, and of the record's meeting."""
        meeting = self.instance if isinstance(self.instance, Meeting) else _meeting_of(self.instance)
        everywhere = Redaction.objects.of_whole_archive()
        if meeting is None or meeting.council_id is None or meeting.date is None:
            return everywhere
        return everywhere | Redaction.objects.of_day(meeting.council.name, meeting.date)

    @staticmethod
    def _as_read(record: ImportedModel, name: str) -> str:
        if not is_edited(record, name):
            return format_html('<span class="as-read">{}</span>', UNCHANGED)
        read = value_in_words(type(record), name, record.imported[name])
        return format_html(
            '<details class="as-read"><summary>{}</summary><div class="wording">{}</div></details>', AS_READ, read
        )


def _meeting_of(record: Model) -> Meeting | None:
    """The meeting that the record belongs to, by itself or by its item; None for one that belongs to none."""
    owner: Any = record
    for name in ("item", "meeting"):
        if getattr(owner, f"{name}_id", None):
            owner = getattr(owner, name)
    return owner if isinstance(owner, Meeting) else None
