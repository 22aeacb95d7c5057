"""Which of the archive's meetings a file is about: certain, none, or a question for whoever imports it.

A meeting is its council, its day, and which meeting of that day it is: ordinary or extraordinary, its start, and what
is on its agenda (docs/decisions/0014-which-meeting.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time, timedelta
from enum import Enum

from django.db.models import Q

from meetings.danish.plurals import counted
from meetings.importing.files import ReadFile
from meetings.importing.matters import Likeness, Matters
from meetings.importing.refusals import Refused
from meetings.models import Council, Document, Meeting
from meetings.models.base import imported_value
from meetings.models.meeting_days import MeetingDay, is_day_path
from meetings.models.meetings import MeetingQuerySet

# Two starts of one meeting differ less than this: minutes tell when it began, an agenda when it should.
_SAME_START = timedelta(minutes=20)
# So many days around a document's are looked through for a meeting with the same items. Chosen by hand: a council
# that moves a meeting moves it by weeks.
_DAYS_OF_A_MOVE = timedelta(days=120)
# So many of the items of a meeting on another day must be the document's for a warning, and at least this many.
_NEARLY_ALL, _FEWEST = 0.75, 2


@dataclass(frozen=True)
class MeetingChoice:
    """What a person said of the document: that it is of the meeting with this key, or of one that the archive lacks."""

    meeting_id: int | None


class UncertainMeeting(Refused):
    """The document may be of one of `meetings`, or of another. The sentence says how a person can tell."""

    def __init__(self, file: ReadFile, meetings: list[Meeting], why: str) -> None:
        named = " eller ".join(f"»{_told_apart(meeting)}«" for meeting in meetings)
        ways = ", ".join(f"--into {meeting_path(meeting)}" for meeting in meetings)
        super().__init__(
            f"Arkivet har samme dag {named}, og det er ikke sikkert, om dokumentet er fra det møde: {why}. "
            f"Sig, hvilket møde det er: {ways}, eller --new-meeting for et andet møde samme dag.",
            f"it is not certain whether it is of the same meeting as {', '.join(map(meeting_path, meetings))}",
        )
        self.file, self.meetings = file, meetings


@dataclass(frozen=True)
class MatchedMeeting:
    """The archive's meeting that the file is about, None for one that it lacks."""

    meeting: Meeting | None
    # Meetings of other days with nearly the same items: the file may be of one of them that was moved.
    alike: tuple[Meeting, ...] = ()
    # What there is to be said of those, in Danish.
    remarks: tuple[str, ...] = ()


class _Relation(Enum):
    SAME = 1
    UNCERTAIN = 2
    OTHER = 3


def refuse_sample_council(file: ReadFile) -> None:
    """Raises Refused for a document that does not say that it is invented, where its council is one of the samples'."""
    if file.document.is_sample:
        return
    if Council.objects.known_as(file.document.council).filter(is_sample=True).exists():
        raise Refused(
            f"{file.document.council} er et opdigtet råd blandt arkivets eksempler, og dokumentet siger ikke, at det "
            "er et eksempel. Ret rådets navn i arkivet, eller angiv et andet råd.",
            "the council is a sample and the document is not",
        )


def matching_meeting(file: ReadFile, choice: MeetingChoice | None = None) -> Meeting | None:
    """The archive's meeting that the file is about, as `match_meeting` finds it."""
    return match_meeting(file, choice).meeting


def match_meeting(file: ReadFile, choice: MeetingChoice | None = None) -> MatchedMeeting:
    """The meeting that the file was read into before, that a person chose, or that the document's words tell.

    Raises UncertainMeeting where they do not tell it.
    """
    if known := Meeting.objects.filter(documents__sha256=file.source.sha256).first():
        return MatchedMeeting(known)
    if choice:
        return MatchedMeeting(Meeting.objects.filter(pk=choice.meeting_id).first() if choice.meeting_id else None)
    read = Matters.of_document(file.document)
    of_council = _meetings_of_council(file)
    on_day = list(of_council.filter(date=file.date))
    likeness = {meeting: read.likeness(matters) for meeting, matters in Matters.of_meetings(on_day).items()}
    relations = {meeting.pk: _relation(file, meeting, likeness[meeting.pk]) for meeting in on_day}
    same = [meeting for meeting in on_day if relations[meeting.pk] == _Relation.SAME]
    same.sort(key=lambda meeting: _closeness(file, meeting, likeness[meeting.pk]), reverse=True)
    if same:
        is_tie = len(same) > 1 and len({_closeness(file, one, likeness[one.pk]) for one in same[:2]}) == 1
        if is_tie:
            raise UncertainMeeting(file, same, "det passer lige godt på dem")
        return _with_meeting_left(file, of_council, read, same[0])
    if moved := _moved_meeting(file, of_council, read):
        return MatchedMeeting(moved)
    if uncertain := [meeting for meeting in on_day if relations[meeting.pk] == _Relation.UNCERTAIN]:
        raise UncertainMeeting(file, uncertain, _why(file, uncertain[0], likeness[uncertain[0].pk]))
    return _alike_on_other_days(file, of_council, read)


def meeting_path(meeting: Meeting) -> str:
    """What `--into` calls the meeting: its address without the slashes around it, `kkr-x/2027-03-05`."""
    return f"{meeting.council.slug}/{meeting.day.path}"


def _meetings_of_council(file: ReadFile) -> MeetingQuerySet:
    councils = Council.objects.none()
    for name in (file.document.council, *file.document.joint_councils):
        councils |= Council.objects.known_as(name)
    held = Q(council__in=councils.values("pk")) | Q(joint_councils__in=councils.values("pk"))
    return Meeting.objects.select_related("council").filter(held).distinct().order_by("slug", "pk")


def _relation(file: ReadFile, meeting: Meeting, likeness: Likeness) -> _Relation:
    """How a meeting of the document's day stands to the document."""
    has_other_start = _starts_differ(file.document.start_time, meeting)
    has_same_start = has_other_start is False
    is_of_other_type = file.document.is_extraordinary != bool(imported_value(meeting, "is_extraordinary"))
    if likeness.is_most:
        return _Relation.UNCERTAIN if is_of_other_type and has_other_start else _Relation.SAME
    if is_of_other_type:
        return _Relation.UNCERTAIN if has_same_start else _Relation.OTHER
    is_supplement = file.document.edition == "supplement"
    if (is_supplement or _has_supplements_alone(meeting)) and not has_other_start:
        return _Relation.SAME
    if likeness.is_known and not likeness.common:
        if has_same_start and _continues(file, meeting):
            return _Relation.SAME
        return _Relation.OTHER if has_other_start else _Relation.UNCERTAIN
    if has_other_start:
        return _Relation.UNCERTAIN
    if not likeness.is_known:
        return _Relation.SAME
    is_second_of_kind = meeting.documents.filter(kind=file.document.kind, is_draft=file.document.is_draft).exists()
    return _Relation.UNCERTAIN if is_second_of_kind and not has_same_start else _Relation.SAME


def _has_supplements_alone(meeting: Meeting) -> bool:
    """Whether the meeting is known from supplements, which have none of the agenda's items."""
    editions = set(meeting.documents.values_list("edition", flat=True))
    return editions == {"supplement"}


def _continues(file: ReadFile, meeting: Meeting) -> bool:
    """Whether the document counts on from the meeting's items: it has no number of theirs."""
    return not meeting.items.filter(number__in=[item.number for item in file.document.items]).exists()


def _starts_differ(start: time | None, meeting: Meeting) -> bool | None:
    """Whether the meeting begins at another time; None where one of the two is unknown."""
    known = imported_value(meeting, "start_time") or meeting.start_time
    if start is None or not known:
        return None
    other = time.fromisoformat(known) if isinstance(known, str) else known
    minutes = [60 * each.hour + each.minute for each in (start, other)]
    return abs(minutes[0] - minutes[1]) >= _SAME_START.total_seconds() / 60


def _closeness(file: ReadFile, meeting: Meeting, likeness: Likeness) -> tuple[float, bool, bool]:
    has_same_start = _starts_differ(file.document.start_time, meeting) is False
    return likeness.share, meeting.is_extraordinary == file.document.is_extraordinary, has_same_start


def _moved_meeting(file: ReadFile, of_council: MeetingQuerySet, read: Matters) -> Meeting | None:
    """The meeting that a document of another day is about: it says so, or another document of the meeting does.

    Also one whose date an editor corrected, by the date that was read.
    """
    former = Q(moved_from__contains=[file.date]) | Q(imported__date=file.date.isoformat())
    if file.document.moved_from:
        former |= Q(date=file.document.moved_from)
    for meeting in of_council.filter(former).exclude(date=file.date):
        likeness = read.likeness(Matters.of_meeting(meeting))
        is_told_alone = not read.items and meeting.date == file.document.moved_from
        if likeness.is_most or is_told_alone:
            return meeting
    return None


def _with_meeting_left(file: ReadFile, of_council: MeetingQuerySet, read: Matters, meeting: Meeting) -> MatchedMeeting:
    """The meeting, and that of the day which the document says it left, where the archive has taken it for another."""
    left = of_council.filter(date=file.document.moved_from).exclude(pk=meeting.pk) if file.document.moved_from else ()
    alike = [(other, likeness) for other in left if (likeness := read.likeness(Matters.of_meeting(other))).is_most]
    return MatchedMeeting(meeting, tuple(other for other, _ in alike), tuple(_remark_on(*each) for each in alike))


def _alike_on_other_days(file: ReadFile, of_council: MeetingQuerySet, read: Matters) -> MatchedMeeting:
    """No meeting, but those of the weeks around that have nearly the same items."""
    around = of_council.filter(date__range=(file.date - _DAYS_OF_A_MOVE, file.date + _DAYS_OF_A_MOVE))
    meetings = list(around.exclude(date=file.date).order_by("date"))
    matters = Matters.of_meetings(meetings)
    alike, remarks = [], []
    for meeting in meetings:
        likeness = read.likeness(matters[meeting.pk])
        if likeness.common >= _FEWEST and likeness.share >= _NEARLY_ALL:
            alike.append(meeting)
            remarks.append(_remark_on(meeting, likeness))
    return MatchedMeeting(None, tuple(alike), tuple(remarks))


def _remark_on(meeting: Meeting, likeness: Likeness) -> str:
    kinds = set(Document.objects.filter(meeting=meeting).values_list("kind", flat=True))
    lacking = "" if "minutes" in kinds else ", som ikke har noget referat"
    items = counted(likeness.common, "punkt", "punkter")
    return (
        f"De samme {items} står på mødet »{meeting}«{lacking}. Er det samme møde, der er flyttet, "
        f"så sig det med --into {meeting_path(meeting)}, eller saml de to møder i redaktionen."
    )


def _told_apart(meeting: Meeting) -> str:
    start = f" kl. {meeting.start_time:%H.%M}" if meeting.start_time and not meeting.title_on_day else ""
    return f"{meeting}{start}"


def _why(file: ReadFile, meeting: Meeting, likeness: Likeness) -> str:
    reasons = []
    if file.document.is_extraordinary != meeting.is_extraordinary:
        types = ("ekstraordinært", "ikke er ekstraordinært")
        one, other = types if file.document.is_extraordinary else reversed(types)
        reasons.append(f"dokumentet siger, at mødet {'er ' if one == types[0] else ''}{one}, det i arkivet {other}")
    if _starts_differ(file.document.start_time, meeting):
        reasons.append(f"det begynder kl. {file.document.start_time:%H.%M}")
    if likeness.is_known:
        reasons.append(f"kun {likeness.common} af {len(file.document.items)} er de samme punkter")
    return "; ".join(reasons) or "punkterne siger det ikke"


def meetings_in_words(meetings: Iterable[Meeting]) -> list[dict[str, object]]:
    """Meetings that a person may choose among, as `Upload.reading` keeps them."""
    return [{"key": meeting.pk, "title": _told_apart(meeting)} for meeting in meetings]


def meeting_at(path: str) -> Meeting | None:
    """The meeting that `--into` names by its address, with or without slashes around it; also by a former one."""
    council, _, day_path = path.strip("/").partition("/")
    from_path = _day_of_path(day_path)
    if from_path is None:
        return None
    meetings = Meeting.objects.select_related("council")
    return meetings.addressed(council, from_path).first() or meetings.formerly_addressed(council, from_path).first()


def _day_of_path(path: str) -> MeetingDay | None:
    try:
        return MeetingDay.from_path(path) if is_day_path(path) else None
    except ValueError:
        return None
