"""Pages that a process keeps as they were rendered, by their ETags: one whose version is unchanged is not made twice.

An ETag names all that its page follows from (caching/conditional_get.py), so what is kept under it needs no date. What
shows an older version can be asked for by nobody; it is dropped as soon as the process hears of the newer one, so that
words that were taken out of the archive do not lie about in its memory.
"""

import zlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.http import HttpResponse, HttpResponseBase

from meetings.models.archive_changes import ArchiveVersion

# Of a process, compressed: some 1,500 pages of the usual 8 kB. compose.yaml runs two.
MOST_BYTES = 12 * 1024 * 1024
# A larger page is rendered each time: it would drive out many that are asked for more often.
MOST_BYTES_OF_A_PAGE = 512 * 1024
# What an entry takes besides its page: measured, some 700 bytes.
_BYTES_OF_AN_ENTRY = 1024
# zlib's fastest: a page of 100 kB takes 1 ms in and 0.2 ms out.
_COMPRESSION = 1


@dataclass(frozen=True)
class ShownState:
    """What a page shows: the whole archive's version, or that of one council."""

    version: ArchiveVersion
    council: int | None

    def is_of(self, archive: ArchiveVersion) -> bool:
        """Whether that is how the archive stands."""
        shown = archive if self.council is None else archive.of_council(self.council)
        return (shown.numbers, shown.incarnation) == (self.version.numbers, self.version.incarnation)


@dataclass(frozen=True)
class _KeptPage:
    state: ShownState
    headers: tuple[tuple[str, str], ...]
    compressed: bytes

    @property
    def size(self) -> int:
        return len(self.compressed) + _BYTES_OF_AN_ENTRY


class KeptPages:
    """Pages by their ETags, at most `most_bytes` of them: those that were asked for last."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._pages: OrderedDict[str, _KeptPage] = OrderedDict()
        self._size = 0
        self._seen: ArchiveVersion | None = None
        self._lock = Lock()

    @property
    def size(self) -> int:
        """The bytes that are kept."""
        return self._size

    def notice(self, archive: ArchiveVersion) -> None:
        """Drop what shows another state of the archive than this one."""
        if archive == self._seen:
            return
        with self._lock:
            self._seen = archive
            self._drop(lambda page: not page.state.is_of(archive))

    def keep(self, etag: str, state: ShownState, response: HttpResponseBase) -> None:
        """Keep a page of this ETag, if it is one that everybody may be sent: whole, of no reader's own, not too large.

        Nothing is kept of a version that nobody else sees yet, nor of an archive in which nothing was ever changed.
        """
        if not isinstance(response, HttpResponse) or not state.version.is_committed or not state.version.councils:
            return
        if response.cookies or response.has_header("Vary") or response.has_header("Content-Encoding"):
            return
        page = _KeptPage(state, tuple(response.items()), zlib.compress(response.content, _COMPRESSION))
        if page.size > min(MOST_BYTES_OF_A_PAGE, self._most_bytes):
            return
        with self._lock:
            if self._seen is not None and not state.is_of(self._seen):
                return  # another thread has heard of a newer one meanwhile
            self._drop_page(etag)
            self._pages[etag] = page
            self._size += page.size
            while self._size > self._most_bytes:
                self._drop_page(next(iter(self._pages)))

    def page(self, etag: str) -> HttpResponse | None:
        """The page of this ETag, as it was made; None where it is not kept."""
        with self._lock:
            page = self._pages.get(etag)
            if page is None:
                return None
            self._pages.move_to_end(etag)
        response = HttpResponse(zlib.decompress(page.compressed))
        for name, value in page.headers:
            response.headers[name] = value
        return response

    def clear(self) -> None:
        """Forget all pages."""
        with self._lock:
            self._drop(lambda _: True)

    def _drop(self, is_old: Callable[[_KeptPage], bool]) -> None:
        for etag in [etag for etag, page in self._pages.items() if is_old(page)]:
            self._drop_page(etag)

    def _drop_page(self, etag: str) -> None:
        if page := self._pages.pop(etag, None):
            self._size -= page.size


kept_pages = KeptPages()
