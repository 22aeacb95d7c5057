"""Forms that write only what was changed in them, and ask where somebody else changed the same since they were opened.

A form that is opened carries a signed token with a digest of every value that it shows. When it is sent, the record is
locked and read anew. A field that the editor left as it was shown is taken from the record, whatever was sent. One that
only the editor changed is written. One that the editor and somebody else (a person, an import) changed is asked about,
with both wordings; the answer names the digest of the value that it is about, so a further change is asked about again.
Of a page that was sent without a token, or with another's, nobody knows what it showed: each field that says something
else than the record is asked about.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.formsets import DELETION_FIELD_NAME, ManagementForm
from django.forms.models import InlineForeignKeyField
from django.utils.functional import cached_property

from meetings.admin.chosen_records import ask_for_labels_at_once
from meetings.admin.django_classes import AnyInlineFormSet, AnyModelForm, AnyModelFormSet
from meetings.admin.opened_values import Digests, digest, seal, unseal
from meetings.admin.overwrite_questions import (
    CHANGED_BY_ANOTHER,
    DIFFERS,
    answer_name,
    deletion_question,
    field_question,
    gone_question,
    row_answer_name,
)

# The hidden field with the token, of a form and of a formset's management form.
TOKEN_FIELD = "opened_values"

# What an editor answers: the own wording is written, or what the archive has now stays.
Answer = Literal["own", "stored"]

# Of a form that was sent without a token, or with one that is none of its record.
NOTHING_KNOWN: Digests = {}
NO_TOKEN = (
    "Siden blev sendt uden det, som arkivet gav den med, så arkivet kan ikke se, hvad du har rettet. "
    "Vælg ved hvert felt, hvad der skal stå."
)


class OptimisticModelForm(AnyModelForm):
    """A form of a record that others may change while it is open (see the module)."""

    # Fields that are compared with what was shown by the form itself.
    compared_by_the_form: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The digests of what was shown; None for a record that is being added. A formset gives its forms theirs.
        self.opened: Digests | None = None
        if self.prefix is None and not self.is_adding:
            self._carry_token()
        self._untouched: frozenset[str] = frozenset()
        # Of a form in a formset: that somebody else deleted its row, and the editor wrote something in it.
        self.is_gone = False
        self._stored = {} if self.is_adding else _concrete_values(self.instance)

    @property
    def is_adding(self) -> bool:
        return self.instance.pk is None or self.instance._state.adding

    def full_clean(self) -> None:
        """Cleans as Django does, with every field that is not to be written taken from the record."""
        if not self.is_bound or self.is_adding or self.opened is None:
            super().full_clean()
            return
        self._untouched = frozenset(self._unwritten_fields())
        for name in self._untouched:
            self.fields[name].disabled = True
        try:
            super().full_clean()
        finally:
            for name in self._untouched:
                self.fields[name].disabled = False
        overwritten = self.overwritten_fields()
        if overwritten and self.opened is NOTHING_KNOWN:
            self.add_error(None, NO_TOKEN)
        for name in overwritten:
            sentence = DIFFERS if self.opened is NOTHING_KNOWN else CHANGED_BY_ANOTHER
            self.add_error(name, field_question(self[name], self.stored_digest(name), sentence))

    def _carry_token(self) -> None:
        """Gives a form that stands alone its hidden field. A refused form keeps the token that it was sent."""
        if not self.is_bound:
            self.initial[TOKEN_FIELD] = self._token  # called when the form is shown, as whoever extends it left it
        else:
            opened = unseal(self.data.get(TOKEN_FIELD, ""), type(self.instance))
            self.opened = opened.get(str(self.instance.pk), NOTHING_KNOWN)
        self.fields[TOKEN_FIELD] = forms.CharField(widget=forms.HiddenInput, required=False)

    def _token(self) -> str:
        return seal(type(self.instance), {str(self.instance.pk): self.digests()})

    @property
    def changed_data(self) -> list[str]:
        """The fields that are written: those that the editor changed and did not give up."""
        return [name for name in super().changed_data if name not in self._untouched and not self.fields[name].disabled]

    def touched_fields(self) -> list[str]:
        """The fields in which something else was sent than what was shown."""
        return [name for name in self._compared_fields() if self._is_touched(name)]

    def overwritten_fields(self) -> list[str]:
        """The fields that the editor and somebody else changed, to different values, and that are not yet answered."""
        return [name for name in self.touched_fields() if self._is_overwritten(name) and not self._answer(name)]

    def fields_changed_by_others(self) -> list[str]:
        """The fields whose value in the record is another than was shown."""
        return [name for name in self._compared_fields() if self.stored_digest(name) != self._opened_digest(name)]

    def fields_to_write(self) -> list[str]:
        """The record's columns that differ from what was read, by their fields' names: for `save(update_fields=…)`."""
        now = _concrete_values(self.instance)
        moments = [field.name for field in self.instance._meta.concrete_fields if getattr(field, "auto_now", False)]
        changed = [name for name, value in now.items() if name not in moments and value != self._stored.get(name)]
        return [*changed, *moments] if changed else []

    def save(self, commit: bool = True) -> Any:
        """Saves only the columns that changed, of a record that is there already."""
        if self.is_adding or not commit:
            return super().save(commit=commit)
        record = super().save(commit=False)
        record.save(update_fields=self.fields_to_write())
        self.save_m2m()
        return record

    def shown_fields(self) -> list[str]:
        """The fields whose values an editor sees and can change."""
        apart = {*self.compared_by_the_form, type(self.instance)._meta.pk.name, DELETION_FIELD_NAME, TOKEN_FIELD}
        return [
            name
            for name, field in self.fields.items()
            if name not in apart and not field.disabled and not isinstance(field, InlineForeignKeyField)
        ]

    def digests(self) -> dict[str, str]:
        """The digest of each shown field's value as the record has it."""
        return {name: self.stored_digest(name) for name in self.shown_fields()}

    def _compared_fields(self) -> list[str]:
        if self.opened is NOTHING_KNOWN:
            return self.shown_fields()
        return [name for name in (self.opened or {}) if name in self.fields]

    def _unwritten_fields(self) -> list[str]:
        """Those that were sent as they were shown, and those in which the editor gives up the own wording."""
        touched = set(self.touched_fields())
        return [
            name
            for name in self._compared_fields()
            if name not in touched or (self._is_overwritten(name) and self._answer(name) == "stored")
        ]

    def _is_touched(self, name: str) -> bool:
        bound, field = self[name], self.fields[name]
        if isinstance(field, forms.FileField):
            return bool(field.has_changed(bound.initial, bound.data))
        shown = self.stored_digest(name) if self.opened is NOTHING_KNOWN else self._opened_digest(name)
        return digest(field, bound.data) != shown

    def _is_overwritten(self, name: str) -> bool:
        stored = self.stored_digest(name)
        return stored != self._opened_digest(name) and stored != digest(self.fields[name], self[name].data)

    def _opened_digest(self, name: str) -> str | None:
        return (self.opened or {}).get(name)

    def stored_digest(self, name: str) -> str:
        return digest(self.fields[name], self[name].initial)

    def _answer(self, name: str) -> Answer | None:
        """What was answered about this field, if that was about what the record has now."""
        answer, _, about = str(self.data.get(answer_name(self[name]), "")).partition(":")
        return cast(Answer, answer) if answer in {"own", "stored"} and about == self.stored_digest(name) else None


class OptimisticFormSetMixin(AnyModelFormSet):
    """Rows that others may change, add and delete while the page is open. Each goes by its key."""

    @cached_property
    def forms(self) -> list[Any]:
        """Django's, whose fields ask together for what is chosen in them."""
        rows: list[Any] = super().forms
        ask_for_labels_at_once(rows)
        return rows

    @cached_property
    def management_form(self) -> ManagementForm:
        """Django's, and the token of all rows."""
        form: ManagementForm = super().management_form
        form.fields[TOKEN_FIELD] = forms.CharField(widget=forms.HiddenInput, required=False)
        if not self.is_bound:
            form.initial[TOKEN_FIELD] = seal(
                self.model,
                {
                    str(form.instance.pk): form.digests()
                    for form in self.initial_forms
                    if isinstance(form, OptimisticModelForm)
                },
            )
        return form

    def get_queryset(self) -> Any:
        """The rows; of a form that was sent those that were sent, in that order, and None for each that is gone."""
        if not self.is_bound:
            return super().get_queryset()
        if not hasattr(self, "_sent_rows"):
            stored = {record.pk: record for record in super().get_queryset()}
            self._sent_rows = [stored.get(self._sent_key(index)) for index in range(self.initial_form_count())]
        return self._sent_rows

    def _existing_object(self, pk: Any) -> Model | None:
        return next((record for record in self.get_queryset() if record is not None and record.pk == pk), None)

    def _sent_key(self, index: int) -> Any:
        field = self.model._meta.pk
        try:
            return field.to_python(self.data.get(f"{self.add_prefix(index)}-{field.name}"))
        except ValidationError:
            return None

    @cached_property
    def _opened(self) -> Mapping[str, Digests]:
        """The digests of each row by its key."""
        return unseal(self.data.get(f"{self.prefix}-{TOKEN_FIELD}", ""), self.model)

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        if self.is_bound and i < self.initial_form_count() and isinstance(form, OptimisticModelForm):
            form.opened = self._opened.get(str(self._sent_key(i)), NOTHING_KNOWN)
            if self.get_queryset()[i] is None:
                self._detach(form)
        return form

    def _detach(self, form: OptimisticModelForm) -> None:
        """A form whose row is gone becomes that of a new row where the editor wrote something in it, else of none."""
        key = form.fields[self.model._meta.pk.name]
        key.required, key.disabled, key.initial = False, True, None
        is_deleted = bool(form.data.get(form.add_prefix(DELETION_FIELD_NAME)))
        form.is_gone = bool(form.touched_fields()) and not is_deleted and self._answer(form) != "stored"
        form.opened = None
        if not form.is_gone:
            form.empty_permitted, form.use_required_attribute = True, False
            for field in form.fields.values():
                field.disabled = True

    def _answer(self, form: OptimisticModelForm) -> str:
        return str(form.data.get(row_answer_name(form), ""))

    @property
    def gone_forms(self) -> list[OptimisticModelForm]:
        """The forms whose row is gone and whose editor wrote something in it."""
        return [form for form in self.initial_forms if getattr(form, "is_gone", False)]

    def clean(self) -> None:
        """Asks about rows that are gone, and about rows to be deleted that somebody else has changed."""
        super().clean()
        errors = [gone_question(form, form.shown_fields()) for form in self.gone_forms if self._answer(form) != "own"]
        for form in self.initial_forms if self.can_delete else ():
            if self._should_delete_form(form) and isinstance(form, OptimisticModelForm) and not form.is_adding:
                errors += self._deletion_questions(form)
        if errors:
            raise ValidationError(errors)

    def _deletion_questions(self, form: OptimisticModelForm) -> list[ValidationError]:
        if form.opened is None:
            return []
        changed = form.fields_changed_by_others()
        answer = "own:" + "".join(form.stored_digest(name) for name in changed)
        if not changed or self._answer(form) == answer:
            return []
        return [deletion_question(form, changed, answer)]

    def save_new_objects(self, commit: bool = True) -> Any:
        """Also makes the rows again that were deleted meanwhile and that the editor wants."""
        super().save_new_objects(commit)
        for form in self.gone_forms:
            self.new_objects.append(self.save_new(form, commit=commit))
            if not commit:
                self.saved_forms.append(form)
        return self.new_objects


class OptimisticModelFormSet(OptimisticFormSetMixin, AnyModelFormSet):
    """The rows of a list that is edited in place."""


class OptimisticInlineFormSet(OptimisticFormSetMixin, AnyInlineFormSet):
    """The rows that belong to one record, on its page."""


def _concrete_values(record: Model) -> dict[str, Any]:
    deferred = record.get_deferred_fields()
    fields = [field for field in record._meta.concrete_fields if field.attname not in deferred]
    return {field.name: getattr(record, field.attname) for field in fields}
