"""A meeting: its day, its status, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery
from django.utils.formats import date_format

from meetings.models.addresses import page_address
from meetings.models.base import ImportedModel, count_subquery, related_queryset
from meetings.models.choices import DocumentKind, MeetingStatus, Status
from meetings.models.documents import Document, MeetingAttachment
from meetings.models.meeting_days import MAX_SLUG_LENGTH, MeetingDay, free_slug
from meetings.models.named import Council
from meetings.models.samples import in_hidden_council

_IS_CALLED_OFF = Q(status=MeetingStatus.CANCELLED) | Q(status=MeetingStatus.MOVED, moved_from=[])


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def for_list(self) -> MeetingQuerySet:
        """With council, documents and `item_count`, newest first."""
        return (
            self.select_related("council")
            .defer("imported")
            .prefetch_related(Prefetch("documents", Document.objects.without_text().leading_first()))
            .annotate(item_count=count_subquery(related_queryset(self.model, "items"), "meeting"))
            .order_by("-date", "council__name", "start_time", "pk")
        )

    def shown(self) -> MeetingQuerySet:
        """Those that lists, figures and search show: not those of hidden samples."""
        return self.exclude(in_hidden_council("council"))

    def of_council(self, council: Council | int) -> MeetingQuerySet:
        """The meetings that the council held, alone or together with others."""
        joint = self.model.joint_councils.through.objects.filter(council=council).values("meeting")
        return self.filter(Q(council=council) | Q(pk__in=joint))

    def not_called_off(self) -> MeetingQuerySet:
        """The meetings that are planned or were held: not those cancelled, or moved to a day that is not known yet."""
        return self.exclude(_IS_CALLED_OFF)

    def called_off(self) -> MeetingQuerySet:
        """The others: cancelled, or moved to a day that is not known yet."""
        return self.filter(_IS_CALLED_OFF)

    def held(self, today: date) -> MeetingQuerySet:
        """The meetings that were held by the end of `today`, as far as the archive knows."""
        return self.not_called_off().filter(date__lte=today)

    def with_partial_lists(self) -> MeetingQuerySet:
        """The meetings whose list of participants is known not to be whole: its rates would say what nobody knows.

        The list is cut in the document, a line of it was not understood, or it does not say of somebody who came.
        """
        unknown = related_queryset(self.model, "participants").filter(status=Status.UNKNOWN)
        of_meeting = unknown.exclude(document__kind=DocumentKind.AGENDA).filter(meeting=OuterRef("pk"))
        return self.filter(Q(participants_complete=False) | Exists(of_meeting))

    def addressed(self, council_slug: str, day: MeetingDay) -> MeetingQuerySet:
        """The meeting that has this address now: none or one."""
        return self.filter(council__slug=council_slug, date=day.date, slug=day.slug)

    def formerly_addressed(self, council_slug: str, day: MeetingDay) -> MeetingQuerySet:
        """The meetings that had this address, or that a document or an editor says were to be on that day.

        The address that a joint meeting would have with another of its councils counts too.
        """
        was_there = Q(former_days__contains=[day.path])
        if not day.slug:
            was_there |= Q(imported__date=day.date.isoformat()) | Q(moved_from__contains=[day.date])
        joint = self.model.joint_councils.through.objects.filter(council__slug=council_slug).values("meeting")
        with_another = Q(pk__in=joint, date=day.date, slug=day.slug)
        return self.filter(Q(was_there, council__slug=council_slug) | with_another).order_by("-date", "pk")

    def free_slug(self, meeting: Meeting) -> str:
        """The slug that the meeting can have on its day: its own where no other has it."""
        others = self.filter(council=meeting.council_id, date=meeting.date).exclude(pk=meeting.pk)
        taken = set(others.values_list("slug", flat=True))
        if not meeting._state.adding and meeting.slug not in taken:
            return meeting.slug
        return free_slug(taken, is_extraordinary=meeting.is_extraordinary, start_time=meeting.start_time)

    def lacking_minutes(self, today: date) -> MeetingQuerySet:
        """The meetings held before `today` of which there is an agenda or a draft of the minutes, and no minutes."""
        documents = Document.objects.filter(meeting=OuterRef("pk"))
        minutes = documents.filter(kind="minutes", is_draft=False)
        return self.not_called_off().filter(Exists(documents), ~Exists(minutes), date__lt=today)

    def by_year(self) -> dict[int, int]:
        """How many meetings each year has that has any, the newest year first."""
        counted = self.order_by().values_list("date__year").annotate(meetings=Count("pk")).order_by("-date__year")
        return dict(counted)

    def with_rare_parts(self) -> MeetingQuerySet:
        """Each with `is_joint`, `has_attachments` and `has_withheld`.

        So what most meetings lack is asked for where it is.
        """
        joint = self.model.joint_councils.through.objects.filter(meeting=OuterRef("pk"))
        attachments = MeetingAttachment.objects.filter(meeting=OuterRef("pk"))
        items: Any = self.model._meta.get_field("items").related_model
        participants: Any = self.model._meta.get_field("participants").related_model
        of_meeting = Q(meeting=OuterRef("pk"), is_withheld=True)
        withheld = (
            Exists(items.including_withheld.filter(of_meeting))
            | Exists(Document.including_withheld.filter(of_meeting))
            | Exists(MeetingAttachment.including_withheld.filter(of_meeting))
            | Exists(participants.including_withheld.filter(meeting=OuterRef("pk"), person__is_withheld=True))
        )
        return self.annotate(is_joint=Exists(joint), has_attachments=Exists(attachments), has_withheld=withheld)

    def around(self, meeting: Meeting) -> MeetingQuerySet:
        """The council's meetings just before and after `meeting`, and those connected with it by their day, in order.

        Connected are the others of its day, those held on a day from which it was moved, and the reverse.
        """
        others = self.of_council(meeting.council_id).exclude(pk=meeting.pk)
        before = others.filter(_is_before(meeting)).reverse_in_time().values("pk")[:1]
        after = others.exclude(_is_before(meeting)).filter(date__gte=meeting.date).in_time().values("pk")[:1]
        connected = Q(date=meeting.date) | Q(date__in=meeting.moved_from) | Q(moved_from__contains=[meeting.date])
        near = connected | Q(pk=Subquery(before)) | Q(pk=Subquery(after))
        return others.select_related("council").filter(near).in_time()

    def in_time(self) -> MeetingQuerySet:
        """The earliest first; of one day that without a start comes first."""
        return self.order_by("date", F("start_time").asc(nulls_first=True), "pk")

    def reverse_in_time(self) -> MeetingQuerySet:
        """The reverse of `in_time`."""
        return self.order_by("-date", F("start_time").desc(nulls_last=True), "-pk")


def _is_before(meeting: Meeting) -> Q:
    """Of two meetings of one day that without a start comes first."""
    same_start = Q(start_time=meeting.start_time) if meeting.start_time else Q(start_time=None)
    earlier = Q(pk__lt=meeting.pk) & same_start
    if meeting.start_time:
        earlier |= Q(start_time__lt=meeting.start_time) | Q(start_time=None)
    return Q(date__lt=meeting.date) | Q(earlier, date=meeting.date)


class Meeting(ImportedModel):
    """A council's meeting, read from its agenda, its minutes or both. One day may have several."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="meetings", verbose_name="råd")
    date = models.DateField("dato")
    # Tells the meeting's address from those of the council's other meetings of the day (meeting_days.py).
    slug = models.CharField("adresse på dagen", max_length=MAX_SLUG_LENGTH, blank=True, editable=False)
    # The days, as MeetingDay.path, of the addresses that the meeting had before: ["2027-04-09"]. A trigger writes it.
    former_days = ArrayField(models.CharField(max_length=40), default=list, blank=True, editable=False)
    is_extraordinary = models.BooleanField("ekstraordinært møde", default=False)
    status = models.CharField(
        "hvad der blev af mødet",
        max_length=9,
        choices=MeetingStatus,
        blank=True,
        default="",
        help_text="Tom for et møde, der er planlagt eller holdt: det følger af datoen.",
    )
    moved_from = ArrayField(
        models.DateField(),
        default=list,
        blank=True,
        verbose_name="flyttet fra",
        help_text="De dage, som mødet først skulle holdes. Er den nye dag endnu ukendt, er feltet tomt.",
    )
    joint_councils = models.ManyToManyField(
        Council, blank=True, related_name="joint_meetings", verbose_name="fællesmøde med"
    )
    start_time = models.TimeField("begynder kl.", null=True, blank=True)
    place = models.CharField("sted", max_length=300, blank=True)
    participants_complete = models.BooleanField(
        "deltagerlisten er fuldstændig",
        null=True,
        blank=True,
        help_text="Nej, hvis dokumentet kun gengiver en del af listen. Ukendt for en dagsorden.",
    )
    # The keys (base.key_as_text) of the records that imports made: ["decision 3.6", "item 3.6", "participant Bo Lind"].
    # A record that is gone while its key stands here was deleted by a person, and is not made again.
    written = models.JSONField("indlæste poster", default=list, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "møde"
        verbose_name_plural = "møder"
        ordering = ("-date", "council__name")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("council", "date", "slug"),
                name="one_meeting_a_council_date_and_slug",
                violation_error_message="Rådet har allerede et møde på denne adresse.",
            ),
            models.CheckConstraint(condition=Q(status__in=["", *MeetingStatus.values]), name="meeting_status_is_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=("-date",), name="meeting_by_date"),
            GinIndex(fields=("former_days",), name="meeting_by_former_day"),
            GinIndex(fields=("moved_from",), name="meeting_by_day_moved_from"),
        ]

    def __str__(self) -> str:
        return f"{self.council.name}, {self.title}"

    def get_absolute_url(self) -> str:
        return page_address("meeting", self.council.slug, self.day.path)

    @property
    def day(self) -> MeetingDay:
        """What the meeting's address has after the council's."""
        return MeetingDay(self.date, self.slug)

    @property
    def title(self) -> str:
        """The day, and what tells the meeting from others of it: »5. marts 2027, ekstraordinært møde«."""
        return f"{date_format(self.date, 'j. F Y')}{self.title_on_day}"

    @property
    def title_on_day(self) -> str:
        """What follows the day in the title: », ekstraordinært møde«, » kl. 14.30«, or '' for most meetings."""
        if self.is_extraordinary:
            return ", ekstraordinært møde"
        return f" kl. {self.start_time:%H.%M}" if self.slug and self.start_time else ""

    @property
    def councils(self) -> list[Council]:
        """The councils that hold the meeting, its own first. A query, unless `joint_councils` are prefetched."""
        return [self.council, *self.joint_councils.all()]

    @property
    def is_cancelled(self) -> bool:
        return self.status == MeetingStatus.CANCELLED

    @property
    def awaits_new_day(self) -> bool:
        """Whether the meeting was moved to a day that nobody knows yet."""
        return self.status == MeetingStatus.MOVED and not self.moved_from

    @property
    def is_called_off(self) -> bool:
        """Whether no meeting is held on this day: it was cancelled, or moved to a day that nobody knows yet."""
        return self.is_cancelled or self.awaits_new_day

    @property
    def status_in_words(self) -> str:
        """What became of the meeting: »Aflyst«, »Flyttet fra 9. april 2027«; '' for one that is planned or was held."""
        if self.moved_from and not self.is_cancelled:
            days = " og ".join(date_format(day, "j. F Y") for day in self.moved_from)
            return f"Flyttet fra {days}"
        return "Flyttet, ny dag ukendt" if self.awaits_new_day else str(self.get_status_display())
