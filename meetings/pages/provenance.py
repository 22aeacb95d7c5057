"""Where a text or a fact was read: the page of the stored original, and the line of its text."""

from dataclasses import dataclass

from django.urls import reverse

from meetings.models import AgendaItem, Document, SourcedModel
from meetings.models.choices import DocumentKind, FieldName, PlaceUnit
from meetings.parsing.structure.clean import PrintedPage


@dataclass(frozen=True)
class Source:
    """Where `part` of a record was read; page and line are None where nobody knows them.

    In a document without pages `page` is the paragraph.
    """

    part: str
    document: Document
    page: int | None
    line: int | None = None

    @property
    def original_url(self) -> str:
        """The document as it came, opened at the page."""
        has_page = self.page and self.document.place_unit == PlaceUnit.PAGE
        return self.document.get_absolute_url() + (f"#page={self.page}" if has_page else "")

    @property
    def place(self) -> str:
        """»side 4«, »afsnit 12«, or '' where nobody knows it."""
        return self.document.place_in_words(self.page) if self.page else ""

    @property
    def line_in_text(self) -> str:
        """What leads to the line of the text: »linje 112«; »tekst« where it is not known, or is the paragraph."""
        has_line = self.line and self.document.place_unit == PlaceUnit.PAGE
        return f"linje {self.line}" if has_line else "tekst"

    @property
    def text_url(self) -> str:
        """The document's text, at the line or else at the page."""
        url = reverse("meetings:document_text", args=(self.document.pk,))
        if self.line:
            return f"{url}#linje-{self.line}"
        return f"{url}#side-{self.page}" if self.page and self.document.place_unit == PlaceUnit.PAGE else url


@dataclass(frozen=True)
class TextLine:
    """A line of a document's text that is not empty; `gap`: an empty one stands before it on its page."""

    number: int
    text: str
    gap: bool


def source_of_record(part: str, record: SourcedModel) -> Source | None:
    """Where the record stands, None for one made by hand."""
    return Source(part, record.document, record.page, record.line) if record.document else None


def source_of_text(item: AgendaItem, field: FieldName) -> Source | None:
    """Where one of the item's texts stands; the place of the item where the text has none of its own."""
    label = str(field.label)
    if field == FieldName.DECISION:
        decision = item.decision_or_none
        return source_of_record(label, decision) if decision else None
    place = item.places.get(field)
    if place is None or item.document is None:
        return source_of_record(label, item)
    return Source(label, item.document, place.get("page"), place.get("line"))


def sources_of_item(item: AgendaItem) -> list[Source]:
    """Where the item stands, and its decision where that is another page or document."""
    found = [source_of_record("Punktet", item)]
    decision = item.decision_or_none
    if decision and (item.document_id, item.page) != (decision.document_id, decision.page):
        found.append(source_of_record("Beslutningen", decision))
    return [source for source in found if source]


def is_draft_of_minutes(document: Document) -> bool:
    """Whether what was decided may read otherwise in the minutes to come; an agenda's draft decides nothing."""
    return document.is_draft and document.kind == DocumentKind.MINUTES


def written_lines(page: PrintedPage) -> list[TextLine]:
    """The page's lines as the document's text shows them, without the empty ones."""
    lines: list[TextLine] = []
    for number, text in page.lines:
        if text.strip():
            lines.append(TextLine(number, text, bool(lines) and number > lines[-1].number + 1))
    return lines
