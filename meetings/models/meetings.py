"""A meeting, the documents that it was read from, and who took part."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.formats import date_format

from meetings.models.base import ImportedModel, SourcedModel, count_subquery, key_as_text, related_queryset
from meetings.models.choices import DocumentKind, Status
from meetings.models.derived import update_derived
from meetings.models.named import Council, Municipality
from meetings.models.people import Party, Person


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def for_list(self) -> MeetingQuerySet:
        """With council, documents and `item_count`, newest first."""
        return (
            self.select_related("council")
            .defer("imported")
            .prefetch_related(Prefetch("documents", Document.objects.without_text().leading_first()))
            .annotate(item_count=count_subquery(related_queryset(self.model, "items"), "meeting"))
            .order_by("-date", "council__name")
        )

    def lacking_minutes(self, today: date) -> MeetingQuerySet:
        """The meetings before `today` of which there is an agenda or a draft of the minutes, and no minutes."""
        documents = Document.objects.filter(meeting=OuterRef("pk"))
        minutes = documents.filter(kind="minutes", is_draft=False)
        return self.filter(Exists(documents), ~Exists(minutes), date__lt=today)

    def by_year(self) -> dict[int, int]:
        """How many meetings each year has that has any, the newest year first."""
        counted = self.order_by().values_list("date__year").annotate(meetings=Count("pk")).order_by("-date__year")
        return dict(counted)

    def before(self, meeting: Meeting) -> Meeting | None:
        """The same council's meeting before `meeting`."""
        of_council = self.select_related("council").filter(council=meeting.council_id)
        return of_council.filter(date__lt=meeting.date).order_by("-date").first()

    def after(self, meeting: Meeting) -> Meeting | None:
        """The same council's meeting after `meeting`."""
        of_council = self.select_related("council").filter(council=meeting.council_id)
        return of_council.filter(date__gt=meeting.date).order_by("date").first()


class Meeting(ImportedModel):
    """A council's meeting of one day, read from its agenda, its minutes or both."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="meetings", verbose_name="råd")
    date = models.DateField("dato")
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
                fields=("council", "date"),
                name="one_meeting_a_council_and_date",
                violation_error_message="Rådet har allerede et møde på denne dato.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=("-date",), name="meeting_by_date")]

    def __str__(self) -> str:
        return f"{self.council.name}, {date_format(self.date, 'j. F Y')}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        update_derived(self.items.values_list("pk", flat=True))

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=(self.council.slug, self.date.isoformat()))


class RemovedMeeting(models.Model):
    """That a council's meeting of that day was deleted: its address says so. A trigger writes it."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    date = models.DateField()

    class Meta:
        verbose_name = "fjernet møde"
        verbose_name_plural = "fjernede møder"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("council", "date"), name="one_removal_a_council_and_date")
        ]

    def __str__(self) -> str:
        return f"{self.council.name}, {date_format(self.date, 'j. F Y')}, fjernet"


class DocumentQuerySet(models.QuerySet["Document"]):
    def without_text(self) -> DocumentQuerySet:
        """Leave what is long in the database: the text and all that was read from it."""
        return self.defer("text", "said")

    def with_warnings(self) -> DocumentQuerySet:
        """Those of which the parser did not understand something."""
        return self.exclude(warnings=[])

    def leading_first(self) -> DocumentQuerySet:
        """The document whose wording is shown, then the others: minutes, drafts of them, agendas; newer ones first."""
        return self.order_by(F("kind").desc(), "is_draft", "-pk")

    def values_said_of_item(self, item_key: str) -> list[tuple[int, str, dict[str, Any] | None, dict[str, Any] | None]]:
        """What each document with stored values says of the item of that key: the leading document first.

        Each as the document's primary key, its kind, and the plain values of the item and of its decision, None where
        the document has none. Not so documents that were imported before `said` was stored.
        """
        with_values = self.exclude(said={}).leading_first()
        of_item, of_decision = key_as_text(("item", item_key)), key_as_text(("decision", item_key))
        return list(
            with_values.values_list("pk", "kind", KeyTransform(of_item, "said"), KeyTransform(of_decision, "said"))
        )


class Document(models.Model):
    """A published file as it was read. The file and its text are kept as they came."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="documents", verbose_name="møde")
    kind = models.CharField("art", max_length=10, choices=DocumentKind)
    is_draft = models.BooleanField("udkast", default=False)
    file = models.FileField("fil", upload_to="dokumenter/%Y/", max_length=255)
    source_name = models.CharField("filnavn", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    size = models.PositiveIntegerField("størrelse i byte")
    pages = models.PositiveIntegerField("sider")
    text = models.TextField("udlæst tekst", help_text="Siderne er adskilt af sideskift.")
    parser_version = models.PositiveIntegerField("læst med version")
    # What was read from the document: the plain values of each record, by base.key_as_text of its key.
    # {"meeting ": {"date": "2026-06-19", …}, "item 3.6": {"number": "3.6", "title": "Ny bro", …}, "decision 3.6": {…}}
    said = models.JSONField("læste poster", default=dict, editable=False)
    # What the parser did not understand: [{"page": 2, "line": 14, "message": "Linjen hører ikke til noget punkt."}].
    warnings = models.JSONField("advarsler", default=list, blank=True)
    imported_at = models.DateTimeField("indlæst", auto_now=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "dokument"
        verbose_name_plural = "dokumenter"
        ordering = ("-meeting__date", "kind", "source_name")

    def __str__(self) -> str:
        return f"{self.title}: {self.source_name}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:document", args=(self.pk,))

    @property
    def title(self) -> str:
        """What the document is: »Udkast til referat«."""
        kind = str(self.get_kind_display())
        return f"Udkast til {kind.lower()}" if self.is_draft else kind


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def counts_by_year(self) -> list[tuple[int, int, str, int]]:
        """How often each person was present and absent each year, as person, year, status and number."""
        by_year = self.order_by().annotate(year=ExtractYear("meeting__date"))
        return list(by_year.values_list("person", "year", "status").annotate(Count("pk")))


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

    objects = ParticipantQuerySet.as_manager()

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
