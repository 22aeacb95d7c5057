"""A meeting's agenda items and what belongs to them: sections, decisions, tables, attachments, appointments."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from meetings.choices import CASE_TYPE_NUMBERS, OUTCOME_NUMBERS, CaseType, FieldName, Outcome
from meetings.models.distribution import MunicipalitiesOfRows
from meetings.models.meetings import ImportedModel, Meeting, SourcedModel
from meetings.models.named import Body, Municipality, Party, Person, Topic
from meetings.models.search import SearchRow
from meetings.querysets import AgendaItemQuerySet, AppointmentQuerySet
from meetings.search import facets
from meetings.search.facets import Kind
from meetings.search.index import SearchedText
from meetings.search.namespaces import IN_CASE_NUMBER, IN_DECISION, IN_TITLE
from meetings.table_querysets import TableQuerySet


class Section(ImportedModel):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sections", verbose_name="møde")
    number = models.CharField("nummer", max_length=10)
    key = models.CharField(max_length=24, blank=True, editable=False)
    """What imports know the section by, as AgendaItem.key."""
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
                deferrable=models.Deferrable.DEFERRED,
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

    def searched_texts(self) -> list[SearchedText]:
        """What search finds the item by."""
        texts = [SearchedText(self.title, "A", IN_TITLE), SearchedText(self.case_number, "A", IN_CASE_NUMBER)]
        if hasattr(self, "decision"):
            texts.append(SearchedText(self.decision.text, "B", IN_DECISION))
        texts.append(SearchedText(self.recommendation, "C"))
        texts += [SearchedText(text, "D") for text in (self.presentation, self.background, " ".join(self.initials))]
        for appointment in self.appointments.all():
            if appointment.person:
                texts.append(SearchedText(appointment.person.name, "B"))
        for table in self.tables.all():
            texts += [SearchedText(text, "D") for text in (table.title, *map(" ".join, [table.columns, *table.rows]))]
        return [text for text in texts if text.text]

    def facets(self) -> list[int]:
        """What search can be narrowed to the item by, besides words."""
        outcome = self.decision.outcome if hasattr(self, "decision") else None
        return [
            facets.EVERY_ITEM,
            *facets.of_date(self.meeting.date),
            facets.facet(Kind.COUNCIL, self.meeting.council_id),
            facets.facet(Kind.CASE_TYPE, CASE_TYPE_NUMBERS[self.case_type]),
            *([facets.facet(Kind.OUTCOME, OUTCOME_NUMBERS[outcome])] if outcome else []),
            *(facets.facet(Kind.MUNICIPALITY, municipality.pk) for municipality in self.municipalities.all()),
            *(facets.facet(Kind.TOPIC, topic.pk) for topic in self.topics.all()),
        ]


class SearchedPart(SourcedModel):
    """A part of an item that search finds the item by: its search row follows every save and deletion."""

    item_id: int

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        SearchRow.objects.write([self.item_id])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        SearchRow.objects.write([self.item_id])
        return deleted


class Decision(SearchedPart):
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

    class Meta:
        verbose_name = "beslutning"
        verbose_name_plural = "beslutninger"
        ordering = ("-item__meeting__date", "item__position")

    def __str__(self) -> str:
        return f"{self.item}: {self.get_outcome_display()}"


class Table(SearchedPart):
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
    municipalities = MunicipalitiesOfRows(verbose_name="kommuner i rækkerne")

    objects = TableQuerySet.as_manager()

    class Meta:
        verbose_name = "tabel"
        verbose_name_plural = "tabeller"
        ordering = ("position",)
        indexes: ClassVar = [
            GinIndex(fields=("municipalities",), name="table_by_municipality"),
            models.Index(fields=("item",), condition=~Q(municipalities=[]), name="tables_by_municipalities"),
        ]

    def __str__(self) -> str:
        return self.title or f"Tabel i punkt {self.item.number}"


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


class Appointment(SearchedPart):
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
