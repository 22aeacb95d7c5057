"""All that anybody can read of an archive without logging in."""

import re
from collections.abc import Iterable

from django.test import Client

from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.lines.pages import Unreadable
from meetings.tests.reading import Page

_LOCATION = re.compile(r"<loc>https?://[^/]+(/[^<]*)</loc>")


def public_texts(client: Client, words: str) -> dict[str, str]:
    """By its address what every page, list, file and suggestion says: from the front page on, by every link, and what
    searches for `words` and every beginning of them answer.
    """
    waiting = ["/", "/sitemap.xml", "/opensearch.xml", *_searches(words)]
    read: dict[str, str] = {}
    while waiting:
        url = waiting.pop()
        if (
            url in read
            or not url.startswith("/")
            or url.startswith("/admin/")
            or (url.count("&") > 0 and "format=json" not in url)
        ):
            continue
        response = client.get(url)
        content = response.getvalue()
        kind = response["Content-Type"].partition(";")[0]
        read[url] = _text(content, kind)
        if kind == "text/html":
            links = [link.partition("#")[0] for link in Page(content.decode()).links]
            waiting += [link for link in links if link]
        if response.get("Location"):
            waiting.append(response["Location"])
        waiting += _LOCATION.findall(read[url]) if kind.endswith("xml") else []
    return read


def _searches(words: str) -> Iterable[str]:
    for length in range(1, len(words) + 1):
        beginning = words[:length].strip()
        yield f"/soeg/forslag/?q={beginning}"
        yield f"/opensearch/forslag/?q={beginning}"
        yield f"/soeg/?q={beginning}&format=json"


def _text(content: bytes, kind: str) -> str:
    if kind != "application/pdf":
        return content.decode("utf-8", "replace")
    try:
        return "\n".join(line for page in extract_pages(content, ".pdf") for line in page)
    except Unreadable:
        return ""
