"""What an editor is asked where somebody else changed or deleted the same while a form was open."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meetings.admin.wordings import marked_differences

# In characters. Shorter values are seen to differ without being compared word by word.
_COMPARED_FROM = 60

# Why a field is asked about.
CHANGED_BY_ANOTHER = "Feltet er ændret af en anden, siden du åbnede siden."
DIFFERS = "Her står noget andet i arkivet."


def answer_name(bound: BoundField) -> str:
    return f"_answer-{bound.html_name}"


def row_answer_name(form: forms.BaseForm) -> str:
    return f"_answer-{form.prefix}"


def gone_question(form: forms.BaseForm, shown: Iterable[str]) -> ValidationError:
    """What becomes of a row that is gone, and in whose fields `shown` the editor wrote something."""
    written = "; ".join(f"»{label}«: {value}" for label, value in written_values(form, shown))
    sentence = f"En række, som du har rettet, er slettet af en anden, siden du åbnede siden. Du skrev {written}."
    options = {"own": "Opret den igen med det, jeg har skrevet", "stored": "Lad den være slettet"}
    return ValidationError(choices(sentence, row_answer_name(form), options))


def written_values(form: forms.BaseForm, names: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """What was written in these fields (by default all) that are not empty: their labels and values."""
    bounds = (form[name] for name in (form.fields if names is None else names))
    return [(str(bound.label), _in_words(bound.field, bound.data)) for bound in bounds if bound.data]


def field_question(bound: BoundField, stored_digest: str, sentence: str) -> ValidationError:
    """Which of two wordings of a field is to stand: what the archive has now, of this digest, or what was written.

    The `sentence` says why it is asked.
    """
    stored, own = _in_words(bound.field, bound.initial), _in_words(bound.field, bound.data)
    options = {f"own:{stored_digest}": "Gem det, jeg har skrevet", f"stored:{stored_digest}": "Behold det, der står nu"}
    return ValidationError(
        choices(sentence, answer_name(bound), options, _both_wordings(stored, own)), code="overwritten"
    )


def deletion_question(form: Any, changed: Iterable[str], answer: str) -> ValidationError:
    """Whether a row is to be deleted though somebody else has changed these fields of it."""
    labels = ", ".join(f"»{form[name].label}«" for name in changed)
    sentence = f"»{form.instance}« er ændret af en anden, siden du åbnede siden: {labels}."
    return ValidationError(choices(sentence, row_answer_name(form), {answer: "Slet den alligevel"}))


def choices(sentence: str, name: str, options: Mapping[str, str], detail: str = "") -> SafeString:
    """A question with its answers as radio buttons, to stand among a form's errors."""
    rows = ((name, value, label) for value, label in options.items())
    radios = format_html_join("", '<label><input type="radio" name="{}" value="{}"> {}</label>', rows)
    return format_html('<div class="overwritten"><p>{}</p>{}<p>{}</p></div>', sentence, detail, radios)


def _both_wordings(stored: str, own: str) -> SafeString:
    if max(len(stored), len(own)) < _COMPARED_FROM:
        return format_html("<p>Nu står der »{}«. Du har skrevet »{}«.</p>", stored, own)
    return format_html(
        "{}<p><del>Overstreget</del> er det, der står nu, <ins>understreget</ins> det, du har skrevet.</p>",
        marked_differences(stored, own),
    )


def _in_words(field: Any, value: Any) -> str:
    """The field's value as an editor reads it."""
    prepared = field.prepare_value(value)
    labelled: Any = field
    if isinstance(field, forms.ModelChoiceField):
        sent = prepared if isinstance(prepared, list) else [prepared]
        keys = [key for key in sent if str(key or "").isdecimal()]  # anything may be sent
        return ", ".join(str(record) for record in labelled.queryset.filter(pk__in=keys)) if keys else "–"
    if isinstance(field, forms.ChoiceField):
        labels = {str(choice): str(label) for choice, label in labelled.choices}
        chosen = prepared if isinstance(prepared, list) else [prepared]
        return ", ".join(labels.get(str(choice), str(choice)) for choice in chosen if choice not in (None, "")) or "–"
    if isinstance(prepared, bool):
        return "Ja" if prepared else "Nej"
    return str(prepared).replace("\r\n", "\n") if prepared not in (None, "") else "–"
