"""Reading a document by what the archive knows."""

from meetings.danish.municipalities import also_known
from meetings.importing.plain_reading import PlainReading, reading_of_pages
from meetings.importing.stated_facts import StatedFacts
from meetings.models import Municipality
from meetings.parsing.document import Document
from meetings.parsing.lines.pages import Pages
from meetings.parsing.parser import parse_document


def parse_here(pages: Pages) -> Document:
    """What is read in the pages: municipalities that an editor has made are as known as Denmark's."""
    with also_known(Municipality.objects.names_beside_denmarks()):
        return parse_document(pages)


def read_here(pages: Pages, stated: StatedFacts, ahead: PlainReading | None = None) -> PlainReading:
    """The same, with what is stated of the file.

    What was read `ahead` stands if it was of these very pages and by the same municipalities.
    """
    names = Municipality.objects.names_beside_denmarks()
    if ahead and ahead.pages is pages and ahead.municipalities == names:
        return ahead
    return reading_of_pages(pages, stated, names)
