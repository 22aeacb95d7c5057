"""How tests read a page: as words, as a reader sees them, and as links and tags."""

import re
from html import unescape
from html.parser import HTMLParser

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags


def words(html: str) -> str:
    """The words of a page as a reader sees them, on one line."""
    apart = re.sub(r"</(?:td|th|dt|dd|li|p|h\d)>", " ", html)
    return " ".join(unescape(strip_tags(apart)).split())


def text_of(client: Client, url: str) -> str:
    """The words of the main part of a page."""
    response = client.get(url)
    assert response.status_code == 200, url
    return words(response.content.decode().partition('tabindex="-1">')[2].partition("</main>")[0])


_BLOCK = (
    r"</?(?:address|article|aside|caption|details|div|d[dlt]|fig\w+|form|h\d|li|main|nav|[ou]l|option|p|section|select|summary"
    r"|t(?:able|body|foot|head|[dhr]))(?: [^>]*)?>"
)


def on_one_line(html: str) -> str:
    """The markup without its template's line breaks: nothing is left of those that nobody sees, beside a block."""
    in_tags = re.sub(r"\s*\n\s*(?=/?>)", "", html)
    return re.sub(f" ?({_BLOCK}) ?", r"\1", re.sub(r"\s*\n\s*", " ", in_tags))


class Page(HTMLParser):
    """What tests look at in a page: its links, tags, attributes and ids, and the names of its forms' fields."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.field_names: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attributes:
            self.attributes.add(name)
            if name == "href" and tag == "a" and value:
                self.links.add(value)
            if name == "name" and tag in {"input", "select", "textarea"} and value:
                self.field_names.add(value)
            if name == "id" and value:
                self.ids.append(value)


def html_of(client: Client, url: str) -> str:
    """The page's markup, on one line."""
    response = client.get(url)
    assert response.status_code == 200, url
    return on_one_line(response.content.decode())


def query_count(client: Client, url: str) -> int:
    """How many questions a page asks the database, besides the archive's version and what has changed since.

    Every page asks for the version, and the first page of a process after a save asks what has changed.
    """
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    asked_anyway = ("meetings_archivechange", "meetings_change")
    return sum(not any(table in query["sql"] for table in asked_anyway) for query in queries)
