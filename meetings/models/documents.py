"""The documents that meetings were read from, and attachments of meetings as a whole."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTransform
from django.urls import reverse

from meetings.danish.plurals import counted
from meetings.danish.source_places import place_in_words
from meetings.models.base import key_as_text
from meetings.models.choices import DocumentEdition, DocumentKind, PlaceUnit
from meetings.models.public_reading import PublicManager
from meetings.models.samples import in_hidden_meeting


class DocumentQuerySet(models.QuerySet["Document"]):
    def public(self) -> DocumentQuerySet:
        """Those that the public may see."""
        return self.filter(is_withheld=False)

    def without_text(self) -> DocumentQuerySet:
        """Leave what is long in the database: the text and all that was read from it."""
        return self.defer("text", "said")

    def shown(self) -> DocumentQuerySet:
        """Those of meetings that are shown: not those of hidden samples."""
        return self.exclude(in_hidden_meeting("meeting"))

    def with_warnings(self) -> DocumentQuerySet:
        """Those of which the parser did not understand something."""
        return self.exclude(warnings=[])

    def leading_first(self) -> DocumentQuerySet:
        """The document whose wording is shown, then the others: minutes, drafts of them, agendas; newer ones first.

        Of several of one kind that which says of itself that it is later is newer, whenever it was imported.
        """
        return self.order_by(F("kind").desc(), "is_draft", "-rank", "-pk")

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


# What a document of each edition is called, around its kind.
EDITION_TITLES: dict[str, str] = {
    DocumentEdition.SUPPLEMENT: "tillægs{}",
    DocumentEdition.REVISED: "revideret {}",
    DocumentEdition.EXTRACT: "uddrag af {}",
}


class Document(models.Model):
    """A published file as it was read. The file and its text are kept as they came, save for redacted words."""

    meeting = models.ForeignKey("Meeting", models.PROTECT, related_name="documents", verbose_name="møde")
    kind = models.CharField("art", max_length=10, choices=DocumentKind)
    is_draft = models.BooleanField("udkast", default=False)
    edition = models.CharField("udgave", max_length=10, choices=DocumentEdition, blank=True, default="")
    # Where the document stands among those of its kind, by what it says of itself (importing/precedence.py).
    rank = models.PositiveSmallIntegerField(default=1, editable=False)
    file = models.FileField("fil", upload_to="dokumenter/%Y/", max_length=255)
    source_name = models.CharField("filnavn", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    # Of the words alone, without page headers: the same for a copy in another encoding or of other pages. '' where an
    # earlier version imported the document.
    text_sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)
    # Of the stored file, where words were taken out of it: `sha256` is of the one that came, which is known by it.
    redacted_sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)
    # That file, where it was kept for those who answer for personal data.
    unredacted_file = models.FileField(
        "uændret fil", upload_to="originaler/", max_length=60, blank=True, editable=False
    )
    size = models.PositiveIntegerField("størrelse i byte")
    # Of a document without pages the number of its paragraphs.
    pages = models.PositiveIntegerField("sider")
    # What its places are counted in: `SourcedModel.page` of what was read in it is a page or a paragraph.
    place_unit = models.CharField(
        "steder tælles i",
        max_length=9,
        choices=PlaceUnit,
        default=PlaceUnit.PAGE,
        db_default=PlaceUnit.PAGE,
        editable=False,
    )
    # Whether the text was recognized in pictures of the pages (OCR), and may have mistakes.
    is_recognized = models.BooleanField("tekstgenkendt", default=False, db_default=False, editable=False)
    text = models.TextField("udlæst tekst", help_text="Siderne er adskilt af sideskift.")
    parser_version = models.PositiveIntegerField("læst med version")
    # What whoever imported it said of it, which goes before what is read: {"council": "KKR X", "date": "2025-05-02"}.
    stated = models.JSONField("oplyst ved indlæsningen", default=dict, editable=False)
    # What was read from the document: the plain values of each record, by base.key_as_text of its key.
    # {"meeting ": {"date": "2026-06-19", …}, "item 3.6": {"number": "3.6", "title": "Ny bro", …}, "decision 3.6": {…}}
    said = models.JSONField("læste poster", default=dict, editable=False)
    # What the parser did not understand: [{"page": 2, "line": 14, "message": "Linjen hører ikke til noget punkt."}].
    warnings = models.JSONField("advarsler", default=list, blank=True)
    imported_at = models.DateTimeField("indlæst", auto_now=True)
    # Whether somebody withholds it now; `Withholding.objects.settle` writes it.
    is_withheld = models.BooleanField("tilbageholdt", default=False, db_default=False, editable=False)

    objects = PublicManager.from_queryset(DocumentQuerySet)()
    including_withheld = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "dokument"
        verbose_name_plural = "dokumenter"
        ordering = ("-meeting__date", "kind", "source_name")
        indexes: ClassVar = [models.Index(fields=("id",), condition=Q(is_withheld=True), name="withheld_documents")]

    def __str__(self) -> str:
        return f"{self.title}: {self.source_name}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:document", args=(self.pk,))

    @property
    def length(self) -> str:
        """How long the document is: »4 sider«, or »12 afsnit« where it has no pages."""
        return (
            f"{self.pages} afsnit" if self.place_unit == PlaceUnit.PARAGRAPH else counted(self.pages, "side", "sider")
        )

    def place_in_words(self, page: int) -> str:
        """The place of what was read in it: »side 4«, »afsnit 12«."""
        return place_in_words(page, self.place_unit)

    @property
    def title(self) -> str:
        """What the document is: »Udkast til referat«, »Revideret dagsorden«, »Uddrag af referat«."""
        kind = str(self.get_kind_display()).lower()
        named = EDITION_TITLES.get(self.edition, "{}").format(kind)
        return f"Udkast til {named}" if self.is_draft else named.capitalize()


class MeetingAttachmentQuerySet(models.QuerySet["MeetingAttachment"]):
    def public(self) -> MeetingAttachmentQuerySet:
        """Those that the public may see."""
        return self.filter(is_withheld=False)


class MeetingAttachment(models.Model):
    """An attachment of a meeting as a whole, which belongs to no item. An editor adds it."""

    meeting = models.ForeignKey("Meeting", models.CASCADE, related_name="attachments", verbose_name="møde")
    title = models.CharField("overskrift", max_length=300)
    file = models.FileField("fil", upload_to="bilag/%Y/", max_length=255)
    position = models.PositiveIntegerField("rækkefølge", default=0)
    # Whether somebody withholds it now; `Withholding.objects.settle` writes it.
    is_withheld = models.BooleanField("tilbageholdt", default=False, db_default=False, editable=False)

    objects = PublicManager.from_queryset(MeetingAttachmentQuerySet)()
    including_withheld = MeetingAttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "bilag til mødet"
        verbose_name_plural = "bilag til mødet"
        ordering = ("position", "pk")
        indexes: ClassVar = [
            models.Index(fields=("id",), condition=Q(is_withheld=True), name="withheld_meeting_attachments")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting_attachment", args=(self.pk,))
