"""One of the checkouts that `bench_save` compares, in a process of its own: imports and saves as it is told.

It is run by path in a process whose modules are the checkout's (benchmark/compared_checkouts.py). So it asks for
nothing that older checkouts lack, and for no other module of the benchmarks. Each line that it reads is a document to
import, or `save`; each that it writes says how much CPU time that took.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import psutil
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import override_settings, setup_test_environment
from django.urls import reverse

from meetings.importing.apply import import_file
from meetings.importing.files import load, read
from meetings.models import AgendaItem
from meetings.tests.editing import form_values

# The line that asks for a save in place of a document's path.
SAVE = "save"
_ADDED_WORD = "rettet"
_TITLE_LENGTH = 400
_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def answer(lines: Iterable[str]) -> None:
    """Do what each line asks for, in a database of its own."""
    setup_test_environment(debug=False)
    database = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"{database}_bench_save_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with TemporaryDirectory() as media, override_settings(MEDIA_ROOT=media, PASSWORD_HASHERS=_HASHERS):
            saves = _saves()
            _say("ready")
            for line in map(str.strip, lines):
                work = next(saves) if line == SAVE else partial(_import, Path(line))
                _say(json.dumps(_cpu_milliseconds(work)))
    finally:
        connection.creation.destroy_test_db(database, verbosity=0)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _cpu_milliseconds(work: Callable[[], object]) -> dict[str, float]:
    """The CPU time of this process, and of the one of the server's that its connection has."""
    connection.ensure_connection()
    backend = psutil.Process(connection.connection.info.backend_pid)
    before, started = sum(backend.cpu_times()[:2]), process_time()
    work()
    of_python = process_time() - started
    return {"python": 1000 * of_python, "postgresql": 1000 * (sum(backend.cpu_times()[:2]) - before)}


def _import(path: Path) -> None:
    import_file(read(load(path, settings.IMPORT_MAX_BYTES)))


def _saves() -> Iterator[Callable[[], None]]:
    """An editor's saves: an item of another meeting each time, with another title. The page was opened before."""
    editor = Client()
    editor.force_login(get_user_model()._default_manager.create_superuser("maaler", password="maaler"))
    items: list[int] = []
    for number in count():
        if not items:
            items += AgendaItem.objects.order_by("-position", "-meeting__date").values_list("pk", flat=True)
        page = reverse("admin:meetings_agendaitem_change", args=[items.pop()])
        values = form_values(editor.get(page))
        unchanged = values["title"].split(f" {_ADDED_WORD} ")[0]
        values["title"] = f"{unchanged[:_TITLE_LENGTH]} {_ADDED_WORD} {number}"
        yield partial(_save, editor, page, values)


def _save(editor: Client, page: str, values: dict[str, Any]) -> None:
    response = editor.post(page, values)
    if response.status_code != 302:
        raise ValueError(f"{page} was not saved: {response.context['errors']}")


if __name__ == "__main__":
    answer(sys.stdin)
