"""The version of the code that makes the pages: what a browser has of an older one must not count as unchanged."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.conf import settings

# Folders and file names of all that a page is made of.
SOURCES = (
    ("kkrarchive", "*.py"),
    ("meetings", "*.py"),
    ("meetings", "*.txt"),
    ("templates", "*.html"),
    ("static", "*"),
)


@dataclass(frozen=True)
class CodeVersion:
    """A hash of all that pages are made of, 12 hexadecimal digits, and when the newest of the files was written."""

    hash: str
    changed_at: datetime


@cache
def code_version() -> CodeVersion:
    """The version of the code, and of the contact details in the settings, when this process first asked."""
    content, newest = hashlib.sha256(repr(sorted(settings.CONTACT.items())).encode()), 0.0
    for path in _sources(settings.BASE_DIR):
        content.update(f"{path.relative_to(settings.BASE_DIR)}\0".encode())
        content.update(path.read_bytes())
        newest = max(newest, path.stat().st_mtime)
    return CodeVersion(content.hexdigest()[:12], datetime.fromtimestamp(newest, UTC))


def _sources(project: Path) -> Iterator[Path]:
    for folder, pattern in SOURCES:
        yield from sorted(path for path in (project / folder).rglob(pattern) if path.is_file())
