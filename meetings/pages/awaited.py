"""The notice where the archive has the agenda alone, so that nobody takes what was put forward for decided."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from meetings.models import AgendaItem, Document, Meeting
from meetings.models.choices import DocumentKind

_DECISION_UNKNOWN = "Hvad der blev besluttet, kendes ikke endnu."


def notice_on_meeting(meeting: Meeting, documents: Iterable[Document], items: Iterable[AgendaItem]) -> str:
    """The notice on a meeting whose decisions nobody knows; '' where the archive has minutes or a decision."""
    kinds = {document.kind for document in documents}
    if kinds != {DocumentKind.AGENDA} or any(item.decision_or_none for item in items):
        return ""
    if called_off := _notice_of_calling_off(meeting):
        return f"{called_off} Punkterne er læst i dagsordenen."
    coming = notice_until_held(meeting.date)
    return (
        f"{coming} Punkterne er læst i dagsordenen." if coming else f"Kun dagsordenen er i arkivet. {_DECISION_UNKNOWN}"
    )


def notice_on_item(item: Any) -> str:
    """The notice in the decision's place of an item with `awaits_minutes`; '' where minutes are not awaited."""
    if not item.awaits_minutes:
        return ""
    called_off_or_coming = _notice_of_calling_off(item.meeting) or notice_until_held(item.meeting.date)
    return called_off_or_coming or f"Arkivet har kun punktet fra dagsordenen. {_DECISION_UNKNOWN}"


def _notice_of_calling_off(meeting: Meeting) -> str:
    """The notice on a meeting that is not held on its day; '' for others."""
    if meeting.is_cancelled:
        return "Mødet er aflyst."
    return "Mødet er flyttet til en dag, som arkivet ikke kender endnu." if meeting.awaits_new_day else ""


def notice_until_held(day: date) -> str:
    """The notice on a meeting of today or later; '' for one that was held."""
    today = timezone.localdate()
    if day > today:
        return "Mødet er ikke holdt endnu."
    return "Mødet holdes i dag." if day == today else ""
