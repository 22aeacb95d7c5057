"""Which code makes the pages: one that is deployed must not be answered for by what an older one made."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.conf import settings

SOURCES = (
    ("kkrarchive", "*.py"),
    ("meetings", "*.py"),
    ("meetings", "*.txt"),
    ("templates", "*.html"),
    ("static", "*"),
)


@dataclass(frozen=True)
class CodeVersion:
    """A hash of what a page is made by, and when the newest of its files was written."""

    hash: str
    changed_at: datetime


@cache
def code_version() -> CodeVersion:
    """The version of the code and the settings that this process was started with."""
    content, newest = hashlib.sha256(repr(sorted(settings.CONTACT.items())).encode()), 0.0
    for path in _sources(settings.BASE_DIR):
        content.update(f"{path.relative_to(settings.BASE_DIR)}\0".encode())
        content.update(path.read_bytes())
        newest = max(newest, path.stat().st_mtime)
    return CodeVersion(content.hexdigest()[:12], datetime.fromtimestamp(newest, UTC))


def _sources(project: Path) -> Iterator[Path]:
    for folder, pattern in SOURCES:
        yield from sorted(path for path in (project / folder).rglob(pattern) if path.is_file())
