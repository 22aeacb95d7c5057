"""What compose.yaml ships, read from the file itself: what is measured is then what is shipped."""

import re
from pathlib import Path

from django.conf import settings

COMPOSE_FILE = Path(settings.BASE_DIR, "compose.yaml")
# `- --shared_buffers=1GB`: of all commands in the file, PostgreSQL's alone has such arguments.
_POSTGRESQL_SETTING = re.compile(r"^ +- --([a-z_]+)=(\S+)$", re.MULTILINE)
# `WEB_CONCURRENCY: ${WEB_CONCURRENCY:-2}`
_WORKERS = re.compile(r"^ +WEB_CONCURRENCY: \$\{WEB_CONCURRENCY:-(\d+)\}$", re.MULTILINE)


def postgresql_settings() -> tuple[tuple[str, str], ...]:
    """The settings that PostgreSQL is started with, as name and value: ("jit", "off"). Raises ValueError for none."""
    found = _POSTGRESQL_SETTING.findall(COMPOSE_FILE.read_text(encoding="utf-8"))
    if not found:
        raise ValueError("compose.yaml gives PostgreSQL no settings.")
    return tuple(found)


def gunicorn_workers() -> int:
    """How many workers the web process has where nothing else is said. Raises ValueError where it says none."""
    found = _WORKERS.search(COMPOSE_FILE.read_text(encoding="utf-8"))
    if not found:
        raise ValueError("compose.yaml gives gunicorn no number of workers.")
    return int(found[1])
