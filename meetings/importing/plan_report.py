"""An import plan in Danish words: what an editor reads before she lets a document into the archive."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format

from meetings.danish.plurals import counted
from meetings.importing.files import ReadFile
from meetings.importing.known_documents import known_document
from meetings.importing.match_meeting import MeetingChoice, matching_meeting
from meetings.importing.planned_changes import ImportPlan, PlannedChange
from meetings.importing.records import RECORD_MODELS, ArchivedRecords, existing_records
from meetings.models.base import RecordType, plain_value
from meetings.models.value_words import value_in_words

# So many characters of a value, at most, are shown and stored; a plan of a whole meeting stays readable.
EXCERPT_LENGTH = 700
# So many characters are shown before the first difference between two long texts.
LEADING_CONTEXT = 60

# Fields that are not shown of a new record: its title says the number, and the position follows from the order.
_SHOWN_IN_TITLE = frozenset({"number", "position"})
# Fields that say where in a document a record stands: every document has others, and no editor decides them.
_SOURCE_FIELDS = frozenset({"page", "line", "places"})
# So many of what is held back are named in the summary; the plan has all of it.
_MOST_TOLD = 12
# What is shown for a change, by its action.
_ACTION_WORDS = {"create": "Tilføjes", "update": "Ændres", "remove": "Fjernes"}


def archived_records(file: ReadFile, choice: MeetingChoice | None = None) -> ArchivedRecords:
    """The records of the file's meeting as they are now, before it is imported; empty for a meeting that is new.

    Raises UncertainMeeting as `plan_import` does.
    """
    known, _ = known_document(file)
    meeting = known.meeting if known else matching_meeting(file, choice)
    return existing_records(meeting) if meeting else {}


def meeting_title(file: ReadFile, archived: ArchivedRecords) -> str:
    """What the meeting is called: »KKR X, 19. juni 2026«."""
    known = archived.get(("meeting", ""))
    return str(known) if known else f"{file.document.council}, {date_format(file.date, 'j. F Y')}"


def plan_summary(plan: ImportPlan, title: str) -> str:
    """The plan in one line: »KKR X, 19. juni 2026: tilføjer 2 punkter; ændrer 1 felt.« `title` is the meeting's."""
    after = "".join(f" {sentence}" for sentence in (*plan.remarks, held_back_sentence(plan)) if sentence)
    if plan.action == "unchanged":
        return f"{title}: {plan.same_text or 'intet at ændre.'}{after}"
    counts: dict[str, Counter[RecordType]] = {"create": Counter(), "remove": Counter()}
    for change in plan.changes:
        if change.action in counts and change.key[0] != "meeting":
            counts[change.action][change.key[0]] += 1
    if plan.action == "created":
        return f"Nyt møde: {title}: {_record_counts(counts['create']) or 'ingen punkter'}.{after}"
    fields = sum(len(change.values.keys() - _SOURCE_FIELDS) for change in plan.changes if change.action == "update")
    parts = [
        f"tilføjer {_record_counts(counts['create'])}" if counts["create"] else "",
        f"ændrer {counted(fields, 'felt', 'felter')}" if fields else "",
        f"fjerner {_record_counts(counts['remove'])}" if counts["remove"] else "",
    ]
    effects = "; ".join(part for part in parts if part) or "dokumentet lægges til mødet, som ikke ændres"
    return f"{title}: {effects}.{_kept_edits_sentence(plan)}{after}"


def change_rows(plan: ImportPlan, archived: ArchivedRecords) -> list[dict[str, Any]]:
    """Every change in words, with the old and the new values of its fields: what `Upload.plan` holds.

    `[{"action": "Ændres", "title": "punkt 3.6", "fields": [{"title": "overskrift", "old": "Bro", "new": "Ny bro"}],
    "kept": [{"title": "sted", "old": "Rådhuset", "new": "Salen"}]}]`: `fields` are written, `kept` are edits that
    stay though the document says something else. `archived` are the records before the import.
    """
    return [
        {
            "action": _ACTION_WORDS[change.action],
            "title": change.title,
            "fields": _field_rows(change, change.values, archived),
            "kept": _field_rows(change, change.conflicting, archived),
        }
        for change in plan.changes
        if change.action != "update" or change.conflicting or change.values.keys() - _SOURCE_FIELDS
    ] + [
        {
            "action": "Holdes tilbage",
            "title": f"{change.title}, som redaktionen har slettet",
            "fields": _field_rows(change, {"title": change.values["title"]} if change.values.get("title") else {}, {}),
            "kept": [],
        }
        for change in plan.held_back
    ]


def _field_rows(change: PlannedChange, values: Mapping[str, Any], archived: ArchivedRecords) -> list[dict[str, str]]:
    kind, record = change.key[0], archived.get(change.key)
    rows = []
    for name, value in values.items():
        if name in _SOURCE_FIELDS or (record is None and value is False):
            continue
        old = value_in_words(RECORD_MODELS[kind], name, plain_value(record, name)) if record is not None else ""
        new = value_in_words(RECORD_MODELS[kind], name, value)
        if record is None and (new == "–" or name in _SHOWN_IN_TITLE):
            continue
        old, new = differing_excerpts(old, new)
        rows.append({"title": change.field_title(name), "old": old, "new": new})
    return rows


def differing_excerpts(old: str, new: str) -> tuple[str, str]:
    """Two texts to be read side by side: long ones are cut, to begin shortly before they first differ."""
    same = next((place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    same = min(len(old), len(new)) if same is None else same
    start = max(0, same - LEADING_CONTEXT) if max(len(old), len(new)) > EXCERPT_LENGTH and old else 0
    return _excerpt(old, start), _excerpt(new, start)


def _excerpt(text: str, start: int) -> str:
    before, after = "… " if start else "", " …" if len(text) > start + EXCERPT_LENGTH else ""
    return f"{before}{text[start : start + EXCERPT_LENGTH]}{after}"


def _record_counts(counts: Counter[RecordType]) -> str:
    """»12 punkter, 1 tabel«, in the order of MODELS."""
    words = []
    for kind, model in RECORD_MODELS.items():
        if counts[kind]:
            options = model._meta
            words.append(counted(counts[kind], str(options.verbose_name), str(options.verbose_name_plural)))
    return ", ".join(words)


def held_back_sentence(plan: ImportPlan) -> str:
    """What of the document an editor deleted, and stays away; '' for nothing."""
    if not plan.held_back:
        return ""
    told = ", ".join(change.title for change in plan.held_back[:_MOST_TOLD])
    more = f" og {len(plan.held_back) - _MOST_TOLD} mere" if len(plan.held_back) > _MOST_TOLD else ""
    return f"Redaktionen har slettet {told}{more}: det holdes tilbage."


def _kept_edits_sentence(plan: ImportPlan) -> str:
    kept = plan.kept_edits
    if not kept:
        return ""
    return f" {counted(kept, 'rettelse', 'rettelser')} i arkivet bevares, hvor dokumentet siger noget andet."
