"""A meeting's agenda items and what belongs to them: sections, decisions, tables, attachments, appointments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Value, When
from django.db.models.functions import ExtractYear, Left, Upper
from django.urls import reverse

from meetings.models.base import ImportedModel, SourcedModel, related_queryset
from meetings.models.choices import ITEM_TEXT_FIELDS, CaseType, FieldName, Outcome
from meetings.models.meeting_days import MeetingDay
from meetings.models.meetings import Meeting
from meetings.models.named import Municipality, Topic
from meetings.models.public_reading import PartOfItemQuerySet, PublicManager
from meetings.models.samples import in_hidden_meeting
from meetings.parsing.meaning.programme import TIMED_ENTRY


class Section(ImportedModel):
    """A part of an agenda with a number and a heading of its own, under which its items stand: »3. Til drøftelse«."""

    NAME_FIELD: ClassVar[str] = "number"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sections", verbose_name="møde")
    number = models.CharField("nummer", max_length=10)
    # What imports know the section by, as AgendaItem.key.
    key = models.CharField(max_length=24, blank=True, editable=False)
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


# Characters of a decision that a list reads: more than it shows, as line breaks and the sentence's end are looked for.
OPENING_LENGTH = 1_200


# What a search's page says of an item besides its texts: of each other field it would be made with, and not look at it.
_SHOWN_OF_A_RESULT = (
    *("number", "withdrawn", "title", "case_number", "subject_number", "case_type"),
    *("meeting__date", "meeting__slug", "meeting__council__name", "meeting__council__slug"),
    *("decision__text", "decision__outcome", "decision__deciding_sentence"),
)


def item_text_fields(prefix: str = "") -> tuple[str, ...]:
    """The long texts of an item's own row, for `defer()`: from a part of an item `item_text_fields("item__")`."""
    return tuple(f"{prefix}{field.value}" for field in ITEM_TEXT_FIELDS)


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def public(self) -> AgendaItemQuerySet:
        """Those that the public may see."""
        return self.filter(is_withheld=False)

    def shown(self) -> AgendaItemQuerySet:
        """Those that lists, figures and search show: not those of hidden samples."""
        return self.exclude(in_hidden_meeting("meeting"))

    def hidden(self) -> AgendaItemQuerySet:
        """The others: those of hidden samples."""
        return self.filter(in_hidden_meeting("meeting"))

    def for_list(self) -> AgendaItemQuerySet:
        """With what a list shows of an item; the long texts stay in the database."""
        return self.for_results().defer(*item_text_fields(), "decision__text")

    def for_search(self) -> AgendaItemQuerySet:
        """With what a search's page shows of an item, and the texts of its passages: each search makes twenty."""
        return (
            self.select_related("meeting__council", "decision")
            .prefetch_related(Prefetch("tables", related_queryset(self.model, "tables").defer("imported", "document")))
            .only(*_SHOWN_OF_A_RESULT, *item_text_fields())
            .with_awaited()
        )

    def for_results(self) -> AgendaItemQuerySet:
        """With what is said of an item and its decision, their texts among it."""
        return (
            self.select_related("meeting__council", "decision")
            .defer("imported", "meeting__imported", "meeting__written", "decision__imported")
            .with_awaited()
        )

    def with_awaited(self) -> AgendaItemQuerySet:
        """Each item with `awaits_minutes`: whether it was read in an agenda, and no minutes have it yet."""
        return self.annotate(awaits_minutes=Q(document__kind="agenda", withdrawn=False, decision=None))

    def with_openings(self) -> AgendaItemQuerySet:
        """Each item with `decision_opening`, as much of its decision as a list may show."""
        return self.annotate(decision_opening=Left("decision__text", OPENING_LENGTH))

    def with_sources(self) -> AgendaItemQuerySet:
        """With what the item's own page shows. Whether the meeting `is_joint` is told, as most are not."""
        of_item = Q(item=OuterRef("pk"))
        joint = Meeting.joint_councils.through._default_manager.filter(meeting=OuterRef("meeting"))
        return (
            self.select_related("meeting__council", "section", "decision__document", "document")
            .defer(
                "document__text",
                "document__said",
                "decision__document__text",
                "decision__document__said",
                "meeting__imported",
            )
            .prefetch_related("tables")
            .annotate(
                has_withheld_attachment=Exists(Attachment.including_withheld.filter(of_item, is_withheld=True)),
                is_joint=Exists(joint),
            )
            .with_awaited()
        )

    def with_programmes(self) -> AgendaItemQuerySet:
        """Each item with `programme_text`: its presentation where that has lines with a time of day, else ''."""
        lists_hours = When(presentation__regex=TIMED_ENTRY, withdrawn=False, then="presentation")
        return self.annotate(programme_text=Case(lists_hours, default=Value(""), output_field=models.TextField()))

    def decided(self) -> AgendaItemQuerySet:
        """Items with a decision, without the formalities."""
        return self.exclude(decision=None).exclude(decision__outcome=Outcome.NONE).exclude(case_type=CaseType.FORMALITY)

    def with_years(self) -> AgendaItemQuerySet:
        """Each item with `year`, that of its meeting."""
        return self.annotate(year=ExtractYear("meeting__date"))

    def of_year(self, year: int) -> AgendaItemQuerySet:
        """The items of that year's meetings."""
        return self.filter(meeting__date__year=year)

    def of_meeting_at(self, council_slug: str, day: MeetingDay) -> AgendaItemQuerySet:
        """The items of the meeting that has this address now."""
        return self.filter(meeting__council__slug=council_slug, meeting__date=day.date, meeting__slug=day.slug)

    def in_order_of(self, keys: Sequence[int]) -> list[AgendaItem]:
        """The items with these keys, in their order."""
        found = self.order_by().in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def key_batches(self, size: int) -> Iterator[list[int]]:
        """All keys in lists of at most `size`, for work that must not hold the archive in memory."""
        last = 0
        while keys := list(self.order_by("pk").filter(pk__gt=last).values_list("pk", flat=True)[:size]):
            yield keys
            last = keys[-1]

    def referred_to_by(self, item: AgendaItem, case_numbers: Sequence[str]) -> AgendaItemQuerySet:
        """The items of the council's other meetings that `item` names, and those of the cases of these numbers."""
        places = Q(pk__in=[])
        for reference in item.distant_items:
            day, _, number = reference.partition(" ")
            places |= Q(meeting__date=day, number=number)
        of_council = self.model.objects.filter(places, meeting__council=item.meeting.council_id)
        return self._in_either(of_council, self.model.objects.filter(case_number__in=case_numbers)).exclude(pk=item.pk)

    def referring_to(self, item: AgendaItem, case_number: str) -> AgendaItemQuerySet:
        """The items of other meetings that name `item`, and those that name the case of this number, if it is one."""
        reference = f"{item.meeting.date.isoformat()} {item.number}"
        by_place = self.model.objects.filter(
            meeting__council=item.meeting.council_id, distant_items__contains=[reference]
        )
        by_case = self.model.objects.filter(case_references__contains=[case_number])
        return self._in_either(by_place, by_case if case_number else by_case.none()).exclude(pk=item.pk)

    def _in_either(self, one: AgendaItemQuerySet, other: AgendaItemQuerySet) -> AgendaItemQuerySet:
        """The items in at least one of two querysets: as a union, in which each part uses an index of its own."""
        keys = one.order_by().values("pk").union(other.order_by().values("pk"))
        return self.filter(pk__in=keys)

    def mentioning(self, meeting: Meeting) -> AgendaItemQuerySet:
        """The items of the same council's other meetings that name `meeting` by its date."""
        of_council = self.filter(meeting__council=meeting.council_id, references__contains=[meeting.date])
        return of_council.exclude(meeting=meeting)

    def by_date(self, *, oldest_first: bool = False) -> AgendaItemQuerySet:
        """In the order of their meetings, the latest first, and within a meeting in the agenda's."""
        date_order = "meeting__date" if oldest_first else "-meeting__date"
        return self.order_by(date_order, "meeting", "position")


class AgendaItem(SourcedModel):
    """An item of a meeting's agenda, with its texts; what was decided of it is its `decision`."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items", verbose_name="møde")
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="items", verbose_name="afsnit"
    )
    number = models.CharField(
        "nummer",
        max_length=20,
        validators=[RegexValidator(r"^\d+(\.\d+)*$", "Skriv nummeret som »3.6«.")],
    )
    # What imports know the item by, for ever: its number when it was first read, whatever its number is now.
    key = models.CharField(max_length=24, blank=True, editable=False)
    position = models.PositiveIntegerField("rækkefølge", default=0)
    withdrawn = models.BooleanField(
        "udgået",
        default=False,
        help_text="Punktet står i dagsordenen, men ikke i referatet. Det indgår i punktets adresse.",
    )
    title = models.CharField("overskrift", max_length=500)
    case_number = models.CharField("sagsnummer", max_length=60, blank=True)
    # In KLE, the municipalities' list of subjects.
    subject_number = models.CharField("KLE-nummer", max_length=60, blank=True, default="", db_default="")
    initials = ArrayField(models.CharField(max_length=12), default=list, blank=True, verbose_name="initialer")
    case_type = models.CharField("sagstype", max_length=12, choices=CaseType, default=CaseType.BRIEFING)
    background = models.TextField("baggrund", blank=True)
    recommendation = models.TextField("indstilling", blank=True)
    presentation = models.TextField("sagsfremstilling", blank=True)
    # Where the title, the case number and each text stand in `document`, by field:
    # {"title": {"page": 2, "line": 5}, "recommendation": {"page": 2, "line": 11}}. Both are counted from 1.
    places = models.JSONField("hvor teksterne står", default=dict, editable=False)
    municipalities = models.ManyToManyField(Municipality, blank=True, related_name="items", verbose_name="kommuner")
    topics = models.ManyToManyField(Topic, blank=True, related_name="items", verbose_name="emner")
    references = ArrayField(
        models.DateField(),
        default=list,
        blank=True,
        verbose_name="henviser til møder",
        help_text="Datoer for rådets andre møder, som punktet nævner.",
    )
    # Numbers of items of the same meeting: ["3.5"].
    item_references = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, verbose_name="henviser til punkter"
    )
    # Items of the council's other meetings, each as its day, a space and its number: ["2025-06-20 3.5"].
    distant_items = ArrayField(
        models.CharField(max_length=32),
        default=list,
        blank=True,
        verbose_name="henviser til punkter på andre møder",
        help_text="Rådets andet møde og punktets nummer: »2025-06-20 3.5«.",
    )
    # Case numbers as documents write them: ["23/1042"].
    case_references = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name="henviser til sager"
    )
    # Whether somebody withholds it now; `Withholding.objects.settle` writes it.
    is_withheld = models.BooleanField("tilbageholdt", default=False, db_default=False, editable=False)

    objects = PublicManager.from_queryset(AgendaItemQuerySet)()
    including_withheld = AgendaItemQuerySet.as_manager()

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
            models.Index(fields=("id",), condition=Q(is_withheld=True), name="withheld_items"),
            # As `icontains` compares: for the admin's search by any letters.
            GinIndex(
                OpClass(Upper("title"), "gin_trgm_ops"),
                OpClass(Upper("case_number"), "gin_trgm_ops"),
                name="items_by_letters",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        number = self.number.replace(".", "-")
        return f"{self.meeting.get_absolute_url()}{number}{'-udgaaet' if self.withdrawn else ''}/"

    @property
    def decision_or_none(self) -> Decision | None:
        """The decision, None for an item without one. A query, unless the item was read with `decision` joined."""
        return getattr(self, "decision", None)

    def texts(self) -> dict[FieldName, str]:
        """The item's four texts, '' for each that it does not have, in the order of FieldName. Asks for the decision.

        >>> AgendaItem.objects.for_results().first().texts()
        {FieldName.BACKGROUND: '', FieldName.RECOMMENDATION: 'Det indstilles, at …', …, FieldName.DECISION: 'Godkendt.'}
        """
        decision = self.decision_or_none
        texts = {field: str(getattr(self, field.value)) for field in ITEM_TEXT_FIELDS}
        return {**texts, FieldName.DECISION: decision.text if decision else ""}


class Decision(SourcedModel):
    """What a meeting decided of an item, as its minutes have it."""

    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="decision", verbose_name="punkt")
    text = models.TextField("ordlyd", blank=True)
    outcome = models.CharField("udfald", max_length=12, choices=Outcome, default=Outcome.NONE)
    # What else became of the item besides its main outcome: ["postponed"].
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
    # The sides of the vote: `side` is one of VoteSide, `count` null where only names are given, `who` as printed.
    # [{"side": "for", "count": 12, "who": ""}, {"side": "against", "count": null, "who": "Enhedslisten"}].
    votes = models.JSONField("afstemning", default=list, blank=True)

    objects = PublicManager.from_queryset(PartOfItemQuerySet)()

    class Meta:
        verbose_name = "beslutning"
        verbose_name_plural = "beslutninger"
        ordering = ("-item__meeting__date", "item__position")

    def __str__(self) -> str:
        return f"{self.item}: {self.get_outcome_display()}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def public(self) -> AttachmentQuerySet:
        """Those that the public may see."""
        return self.filter(is_withheld=False, item__is_withheld=False)


class Attachment(SourcedModel):
    """Where a text refers to an attachment. Documents only mark it; an editor can name it and add the file."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="attachments", verbose_name="punkt")
    title = models.CharField("overskrift", max_length=300, blank=True)
    file = models.FileField("fil", upload_to="bilag/%Y/", max_length=255, blank=True)
    field = models.CharField("står i", max_length=14, choices=FieldName, default=FieldName.PRESENTATION)
    after_block = models.PositiveIntegerField("ved afsnit nr.", default=0)
    position = models.PositiveIntegerField("rækkefølge", default=0)
    # Whether somebody withholds it now; `Withholding.objects.settle` writes it.
    is_withheld = models.BooleanField("tilbageholdt", default=False, db_default=False, editable=False)

    objects = PublicManager.from_queryset(AttachmentQuerySet)()
    including_withheld = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "bilag"
        verbose_name_plural = "bilag"
        ordering = ("position", "pk")
        indexes: ClassVar = [models.Index(fields=("id",), condition=Q(is_withheld=True), name="withheld_attachments")]

    def __str__(self) -> str:
        return self.title or f"Bilag {self.position + 1}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:attachment", args=(self.pk,))


class TopicChoice(models.Model):
    """An editor's choice that an item has a topic, or has not, whatever the topic's rule finds."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="topic_choices", verbose_name="punkt")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="choices", verbose_name="emne")
    is_assigned = models.BooleanField("punktet har emnet")

    class Meta:
        verbose_name = "valg af emne"
        verbose_name_plural = "valg af emner"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("item", "topic"), name="one_choice_an_item_and_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {'tilføjet' if self.is_assigned else 'fjernet'}"
