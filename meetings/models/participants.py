"""Who took part in a meeting."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import ExtractYear

from meetings.models.base import SourcedModel
from meetings.models.choices import DocumentKind, Status
from meetings.models.meetings import Meeting
from meetings.models.named import Municipality
from meetings.models.people import Party, Person
from meetings.models.public_reading import PublicManager
from meetings.models.samples import in_hidden_meeting


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def public(self) -> ParticipantQuerySet:
        """Those that the public may see."""
        return self.filter(person__is_withheld=False)

    def shown(self) -> ParticipantQuerySet:
        """Those of meetings that are shown: not those of hidden samples."""
        return self.exclude(in_hidden_meeting("meeting"))

    def attended(self, today: date) -> ParticipantQuerySet:
        """Those that tell who was there: of meetings held by `today`, from minutes or by hand.

        An agenda's list is of those who are summoned.
        """
        held = Meeting.objects.held(today).values("pk")
        return self.filter(meeting__in=held).exclude(document__kind=DocumentKind.AGENDA)

    def counted(self, today: date) -> ParticipantQuerySet:
        """Those of them that rates are made of: without the lists that are known not to be whole."""
        partial = Meeting.objects.with_partial_lists().filter(pk=OuterRef("meeting"))
        return self.attended(today).exclude(Exists(partial))

    def with_attended(self, today: date) -> ParticipantQuerySet:
        """Each with `attended` and `counted`: whether it is among those that the methods of these names give."""
        own = Participant.objects.filter(pk=OuterRef("pk"))
        return self.annotate(attended=Exists(own.attended(today)), counted=Exists(own.counted(today)))

    def counts_by_year(self) -> list[tuple[int, int, str, list[int]]]:
        """At which meetings each person was present and absent each year, as person, year, status and meetings' keys.

        Meetings of which it is not known are left out. To be asked of participants that `counted` gives.
        """
        known = self.exclude(status=Status.UNKNOWN)
        by_year = known.order_by().annotate(year=ExtractYear("meeting__date"))
        return list(by_year.values_list("person", "year", "status").annotate(meetings=ArrayAgg("meeting")))


class Participant(SourcedModel):
    """One person at one meeting, with the party and municipality of that day."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participants", verbose_name="møde")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations", verbose_name="person")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, verbose_name="parti")
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participants",
        verbose_name="kommune",
    )
    status = models.CharField("fremmøde", max_length=7, choices=Status, default=Status.PRESENT)
    role = models.CharField("rolle", max_length=120, blank=True)
    position = models.PositiveIntegerField("rækkefølge", default=0)

    objects = PublicManager.from_queryset(ParticipantQuerySet)()
    including_withheld = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = "deltager"
        verbose_name_plural = "deltagere"
        ordering = ("-meeting__date", "position")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("meeting", "person"),
                name="one_participation_a_person_and_meeting",
                violation_error_message="Personen står allerede på mødets deltagerliste.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_status_display().lower()})"

    @property
    def party_name(self) -> str:
        """What the party's letter stood for on the meeting's day; '' without a party or a known name."""
        return self.party.name_on(self.meeting.date) if self.party else ""
