"""Reading a document by what the archive knows."""

from meetings.danish.municipalities import also_known
from meetings.models import Municipality
from meetings.parsing.document import Document
from meetings.parsing.lines.pages import Pages
from meetings.parsing.parser import parse_document


def parse_here(pages: Pages) -> Document:
    """What is read in the pages: municipalities that an editor has made are as known as Denmark's."""
    with also_known(Municipality.objects.names_beside_denmarks()):
        return parse_document(pages)
