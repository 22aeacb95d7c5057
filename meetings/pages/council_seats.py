"""Who sits in the councils themselves: those on a council's latest list of participants that is whole."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from meetings.models import Council, Document, Meeting, Municipality, Participant, Party, Person
from meetings.models.choices import DocumentKind
from meetings.models.named import CouncilQuerySet
from meetings.models.participants import ParticipantQuerySet
from meetings.pages.seats import period_mark
from meetings.people.seats import is_deputy

# What `council_seats` reads.
TABLES_OF_COUNCIL_SEATS = (
    *(Council, Meeting, Meeting.joint_councils.through, Document),
    *(Participant, Person, Party, Municipality),
)


@dataclass(frozen=True)
class CouncilSeats:
    """A council's members by the list of one meeting, in the list's order."""

    council: Council
    meeting: Meeting
    members: tuple[Participant, ...]
    # That the list is of an earlier period than the day shown: »valgt i perioden 2018–2021«; '' otherwise.
    mark: str


def council_seats(councils: CouncilQuerySet, day: date) -> list[CouncilSeats]:
    """The members of each of these councils on that day, as far as the archive has a whole list. One query.

    A list is whole that no document cut and that tells of everybody whether they came. Those of joint meetings are
    left out, as they have the members of several councils; so are deputies, who sit for somebody else.
    """
    listed = _told(Participant.objects.filter(meeting__in=_meetings_with_whole_lists(councils, day)))
    with_names = listed.select_related("person", "party", "municipality", "meeting__council")
    in_order = with_names.defer("imported", "meeting__imported", "meeting__written").order_by(
        "meeting__council__name", "meeting", "position", "pk"
    )
    own = (one for one in in_order if not is_deputy(one.role))
    of_meetings = ((meeting, tuple(of_one)) for meeting, of_one in groupby(own, key=lambda one: one.meeting))
    return [
        CouncilSeats(meeting.council, meeting, members, period_mark(meeting.date, day))
        for meeting, members in of_meetings
    ]


def _meetings_with_whole_lists(councils: CouncilQuerySet, day: date) -> QuerySet[Any, Any]:
    """The keys of the latest meeting of each council with a whole list of participants, held by that day."""
    listed = _told(Participant.objects.filter(meeting=OuterRef("pk")))
    joint = Meeting.joint_councils.through._default_manager.filter(meeting=OuterRef("pk"))
    partial = Meeting.objects.with_partial_lists().filter(pk=OuterRef("pk"))
    held = Meeting.objects.held(min(day, timezone.localdate())).filter(council__in=councils.order_by().values("pk"))
    whole = held.filter(Exists(listed), ~Exists(joint), ~Exists(partial))
    latest = whole.order_by("council_id", "-date", "-pk").distinct("council_id")
    return latest.values("pk")


def _told(participants: ParticipantQuerySet) -> ParticipantQuerySet:
    """Without those who were only summoned by an agenda."""
    return participants.exclude(document__kind=DocumentKind.AGENDA)
