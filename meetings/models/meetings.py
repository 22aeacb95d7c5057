"""A meeting and all that is said of it: documents, items, decisions, participants, appointments."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.formats import date_format

from meetings.choices import CaseType, DocumentKind, FieldName, Outcome, Status
from meetings.models.named import Body, Council, Municipality, Party, Person, Topic
from meetings.models.search import SearchRow
from meetings.querysets import (
    AgendaItemQuerySet,
    AppointmentQuerySet,
    DecisionQuerySet,
    DocumentQuerySet,
    MeetingQuerySet,
)
from meetings.search.index import Weight


class ImportedModel(models.Model):
    """A record that an import writes and an editor may correct.

    `imported` keeps, per field, what an import last wrote: a field that differs from it was edited and
    is left alone by later imports. It is empty for a record made by hand.
    """

    imported = models.JSONField("indlæste værdier", default=dict, editable=False)

    class Meta:
        abstract = True


class Meeting(ImportedModel):
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
    written = models.JSONField("indlæste poster", default=list, editable=False)
    """The keys of the records that imports made: one that is gone was deleted by a person, and stays deleted."""

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
        SearchRow.objects.write(self.items.values_list("pk", flat=True))

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=(self.council.slug, self.date.isoformat()))


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
    said = models.JSONField("læste poster", default=dict, editable=False)
    """Every record that the document asks for, as plain values by the key that the archive knows it by."""
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


class SourcedModel(ImportedModel):
    """A record that stands on a page and line of a document; both are empty for one made by hand."""

    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name="læst i"
    )
    page = models.PositiveIntegerField("side", null=True, blank=True)
    line = models.PositiveIntegerField("linje", null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Section(ImportedModel):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sections", verbose_name="møde")
    number = models.CharField("nummer", max_length=10)
    title = models.CharField("overskrift", max_length=300)
    position = models.PositiveIntegerField("rækkefølge")

    class Meta:
        verbose_name = "afsnit"
        verbose_name_plural = "afsnit"
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("meeting", "number"),
                name="one_section_a_number_and_meeting",
                violation_error_message="Mødet har allerede et afsnit med dette nummer.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class AgendaItem(SourcedModel):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items", verbose_name="møde")
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="items", verbose_name="afsnit"
    )
    number = models.CharField(
        "nummer",
        max_length=20,
        validators=[RegexValidator(r"^\d+(\.\d+)*$", "Skriv nummeret som »3.6«.")],
    )
    key = models.CharField(max_length=24, blank=True, editable=False)
    """What imports know the item by, for ever: its number when it was first read, whatever its number is now."""
    position = models.PositiveIntegerField("rækkefølge", default=0)
    withdrawn = models.BooleanField(
        "udgået",
        default=False,
        help_text="Punktet står i dagsordenen, men ikke i referatet. Det indgår i punktets adresse.",
    )
    title = models.CharField("overskrift", max_length=500)
    case_number = models.CharField("sagsnummer", max_length=60, blank=True)
    initials = ArrayField(models.CharField(max_length=12), default=list, blank=True, verbose_name="initialer")
    case_type = models.CharField("sagstype", max_length=12, choices=CaseType, default=CaseType.BRIEFING)
    background = models.TextField("baggrund", blank=True)
    recommendation = models.TextField("indstilling", blank=True)
    presentation = models.TextField("sagsfremstilling", blank=True)
    places = models.JSONField("hvor teksterne står", default=dict, editable=False)
    """The page and line of the title, the case number and each text, by field."""
    municipalities = models.ManyToManyField(Municipality, blank=True, related_name="items", verbose_name="kommuner")
    topics = models.ManyToManyField(Topic, blank=True, related_name="items", verbose_name="emner")
    references = ArrayField(
        models.DateField(),
        default=list,
        blank=True,
        verbose_name="henviser til møder",
        help_text="Datoer for rådets andre møder, som punktet nævner.",
    )
    item_references = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, verbose_name="henviser til punkter"
    )
    distant_items = ArrayField(
        models.CharField(max_length=32),
        default=list,
        blank=True,
        verbose_name="henviser til punkter på andre møder",
        help_text="Rådets andet møde og punktets nummer: »2025-06-20 3.5«.",
    )
    case_references = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name="henviser til sager"
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "punkt"
        verbose_name_plural = "punkter"
        ordering = ("-meeting__date", "meeting", "position")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("meeting", "number", "withdrawn"),
                name="one_item_a_number_and_meeting",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Mødet har allerede et punkt med dette nummer.",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=("case_number",), name="item_by_case_number"),
            GinIndex(fields=("references",), name="item_by_reference"),
            GinIndex(fields=("distant_items",), name="item_by_distant_item"),
            GinIndex(fields=("case_references",), name="item_by_case_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        SearchRow.objects.write([self.pk])

    def get_absolute_url(self) -> str:
        return reverse(
            "meetings:withdrawn_item" if self.withdrawn else "meetings:item",
            args=(self.meeting.council.slug, self.meeting.date.isoformat(), self.number.replace(".", "-")),
        )

    def searched_parts(self) -> list[tuple[str, Weight]]:
        """What search finds the item by, with the weight of each part (A counts most)."""
        parts: list[tuple[str, Weight]] = [(self.title, "A"), (self.case_number, "A")]
        if hasattr(self, "decision"):
            parts.append((self.decision.text, "B"))
        parts += [(self.recommendation, "C"), (self.presentation, "D"), (self.background, "D")]
        parts.append((" ".join(self.initials), "D"))
        for appointment in self.appointments.all():
            if appointment.person:
                parts.append((appointment.person.name, "B"))
        for table in self.tables.all():
            parts.append((table.title, "D"))
            parts += [(" ".join(row), "D") for row in [table.columns, *table.rows]]
        return [(text, weight) for text, weight in parts if text]


class Decision(SourcedModel):
    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="decision", verbose_name="punkt")
    text = models.TextField("ordlyd", blank=True)
    outcome = models.CharField("udfald", max_length=12, choices=Outcome, default=Outcome.NONE)
    further_outcomes = ArrayField(
        models.CharField(max_length=12, choices=Outcome),
        default=list,
        blank=True,
        verbose_name="andre udfald",
    )
    deciding_sentence = models.TextField(
        "afgørende sætning",
        blank=True,
        help_text="Fremhæves på siden, hvor den står i ordlyden. En linje for hver sætning.",
    )
    votes = models.JSONField("afstemning", default=list, blank=True)
    """The sides of the vote, each with `side` (one of VoteSide), `count` (a number or None) and `who`."""

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "beslutning"
        verbose_name_plural = "beslutninger"
        ordering = ("-item__meeting__date", "item__position")

    def __str__(self) -> str:
        return f"{self.item}: {self.get_outcome_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        SearchRow.objects.write([self.item_id])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        SearchRow.objects.write([self.item_id])
        return deleted


class Table(SourcedModel):
    """A table of an item: a heading a column and rows of cells, as text."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="tables", verbose_name="punkt")
    title = models.CharField("overskrift", max_length=500, blank=True)
    columns = models.JSONField("kolonner", default=list)
    rows = models.JSONField("rækker", default=list)
    field = models.CharField(
        "står i",
        max_length=14,
        choices=FieldName,
    )
    after_block = models.PositiveIntegerField("efter afsnit nr.", default=0)
    position = models.PositiveIntegerField("rækkefølge", default=0)

    class Meta:
        verbose_name = "tabel"
        verbose_name_plural = "tabeller"
        ordering = ("position",)

    def __str__(self) -> str:
        return self.title or f"Tabel i punkt {self.item.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        SearchRow.objects.write([self.item_id])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        SearchRow.objects.write([self.item_id])
        return deleted


class Attachment(SourcedModel):
    """Where a text refers to an attachment. Documents only mark it; an editor can name it and add the file."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="attachments", verbose_name="punkt")
    title = models.CharField("overskrift", max_length=300, blank=True)
    file = models.FileField("fil", upload_to="bilag/%Y/", max_length=255, blank=True)
    field = models.CharField("står i", max_length=14, choices=FieldName, default=FieldName.PRESENTATION)
    after_block = models.PositiveIntegerField("ved afsnit nr.", default=0)
    position = models.PositiveIntegerField("rækkefølge", default=0)

    class Meta:
        verbose_name = "bilag"
        verbose_name_plural = "bilag"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title or f"Bilag {self.position + 1}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:attachment", args=(self.pk,))


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


class Appointment(SourcedModel):
    """Somebody appointed to a seat; without a person the item left the seat empty."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="appointments", verbose_name="punkt")
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name="person",
        help_text="Tom, hvis pladsen blev stående ubesat.",
    )
    vacancy_number = models.PositiveSmallIntegerField(default=0, editable=False)
    """Which of the seats that a document leaves empty in that body it is, from 1: a later reading knows it by it."""
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, verbose_name="parti")
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name="kommune",
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="appointments", verbose_name="hverv i")
    role = models.CharField("rolle", max_length=120, blank=True)
    replaces = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="succeeded_by",
        verbose_name="i stedet for",
    )
    starts = models.DateField("fra", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "udpegning"
        verbose_name_plural = "udpegninger"
        ordering = ("-item__meeting__date", "item__position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("item", "person", "body"),
                name="one_appointment_an_item_person_and_body",
                violation_error_message="Personen er allerede udpeget hertil under dette punkt.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person or 'Ubesat'} – {self.body}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        SearchRow.objects.write([self.item_id])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        SearchRow.objects.write([self.item_id])
        return deleted
