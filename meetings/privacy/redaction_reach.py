"""Which rows of which tables a redaction reaches: all that hold a text, or those of a meeting or a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, QuerySet

from meetings.models import (
    AgendaItem,
    Appointment,
    Attachment,
    Conflict,
    Council,
    Decision,
    Document,
    HistoryEntry,
    Meeting,
    MeetingAttachment,
    Participant,
    Redaction,
    Section,
    Synonym,
    Table,
    ThreadItem,
    Upload,
)
from meetings.models.choices import RedactionScope

# Written anew from the records as they are changed, or by what only counts them.
_DERIVED = frozenset(
    {
        *("analyzedwords", "archivechange", "mattersignature", "samecasepair", "searchrow", "searchword"),
        "titletail",
    }
)
# What was taken out, where it led to, and what was decided of files: digests, and reasons that were looked at.
_OF_REDACTIONS = frozenset({"redaction", "redactedphrase", "redactedaddress", "clearedfinding"})
# Columns of digests and of names of our own: a number in them is nobody's.
_NO_WORDING = frozenset(
    {"sha256", "text_sha256", "redacted_sha256", "key", "table", "field", "sort_key", "unredacted_file"}
)

# By model, how a row is joined to its meeting and to the document that it was read in; "" for not at all.
_JOINED: dict[type[models.Model], tuple[str, str]] = {
    Meeting: ("pk", ""),
    Section: ("meeting", ""),
    AgendaItem: ("meeting", "document"),
    Decision: ("item__meeting", "document"),
    Table: ("item__meeting", "document"),
    Attachment: ("item__meeting", "document"),
    Appointment: ("item__meeting", "document"),
    Participant: ("meeting", "document"),
    MeetingAttachment: ("meeting", ""),
    Document: ("meeting", "pk"),
    Conflict: ("meeting", "document"),
    ThreadItem: ("item__meeting", "item__document"),
    Synonym: ("item__meeting", "item__document"),
    Upload: ("document__meeting", "document"),
}


@dataclass(frozen=True)
class TextColumns:
    """A model's columns in which words may stand: plain texts, lists and JSON, and the names of stored files."""

    texts: tuple[str, ...]
    structures: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.texts, *self.structures, *self.files)


def redacted_models() -> Iterator[type[models.Model]]:
    """All models of the archive that hold wording of their own, and what the admin and the log-in log."""
    for model in apps.get_app_config("meetings").get_models(include_auto_created=True):
        if model._meta.model_name not in _DERIVED | _OF_REDACTIONS and text_columns(model).names:
            yield model
    yield LogEntry
    yield from apps.get_app_config("axes").get_models()


def text_columns(model: type[models.Model]) -> TextColumns:
    """The model's columns in which words may stand."""
    texts, structures, files = [], [], []
    for field in model._meta.concrete_fields:
        if field.choices or field.name in _NO_WORDING or field.generated:
            continue
        if field.name == "slug" and not isinstance(field, models.SlugField):  # which of a day's meetings it is
            continue
        if isinstance(field, models.FileField):
            files.append(field.name)
        elif isinstance(field, models.JSONField) or (
            isinstance(field, ArrayField) and isinstance(field.base_field, models.CharField | models.TextField)
        ):
            structures.append(field.name)
        elif isinstance(field, models.CharField | models.TextField):
            texts.append(field.name)
    return TextColumns(tuple(texts), tuple(structures), tuple(files))


@dataclass(frozen=True)
class Reach:
    """What a redaction reaches of the archive as it is now."""

    redaction: Redaction

    def rows(self, model: type[models.Model]) -> QuerySet[Any]:
        """The rows of the model that it reaches."""
        every: QuerySet[Any] = model._base_manager.all()
        if self.redaction.scope == RedactionScope.ARCHIVE:
            return every
        if model is HistoryEntry:
            return every.filter(self._of_records(lambda joined: Q(table=joined._meta.db_table), "key"))
        if model is LogEntry:
            types = ContentType.objects
            return every.filter(
                self._of_records(lambda joined: Q(content_type=types.get_for_model(joined)), "object_id")
            )
        return self._joined_rows(model)

    @cached_property
    def documents(self) -> QuerySet[Document]:
        """The documents whose texts and files it reaches."""
        redaction = self.redaction
        every = Document.objects.all()
        if redaction.scope == RedactionScope.ARCHIVE:
            return every
        if redaction.scope == RedactionScope.DOCUMENT:
            same = Q(sha256=redaction.sha256) | (Q(text_sha256=redaction.text_sha256) & ~Q(text_sha256=""))
            return every.filter(same)
        return every.filter(meeting__in=self._meetings)

    @cached_property
    def _meetings(self) -> list[int]:
        if self.redaction.date is None:
            return []
        councils = Council.objects.known_as(self.redaction.council_name).values("pk")
        of_day = Meeting.objects.filter(council__in=councils, date=self.redaction.date)
        return list(of_day.values_list("pk", flat=True))

    def _joined_rows(self, model: type[models.Model]) -> QuerySet[Any]:
        every: QuerySet[Any] = model._base_manager.all()
        to_meeting, to_document = _JOINED.get(model, ("", ""))
        if self.redaction.scope == RedactionScope.DOCUMENT:
            of_document = {f"{to_document}__in": self.documents.values("pk")}
            return every.filter(**of_document) if to_document else every.none()
        return every.filter(**{f"{to_meeting}__in": self._meetings}) if to_meeting else every.none()

    def _of_records(self, of_model: Callable[[type[models.Model]], Q], key: str) -> Q:
        """Those of a table about records of all others, told by the records that are reached."""
        told = Q(pk__in=[])
        for model in _JOINED:
            keys: list[Any] = list(self._joined_rows(model).values_list("pk", flat=True))
            if key == "object_id":  # the admin's log knows records by text
                keys = [str(one) for one in keys]
            if keys:
                told |= of_model(model) & Q(**{f"{key}__in": keys})
        return told
