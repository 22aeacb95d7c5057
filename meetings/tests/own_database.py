"""A database beside the one of the tests, which this process and its children ask instead."""

import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from psycopg import sql

from benchmark.serving import database_url

ARCHIVE_OF_971E2B4 = Path(__file__).parent / "archives" / "971e2b4.sql"


@contextmanager
def empty_database() -> Iterator[str]:
    """An empty database on the server, which is dropped afterwards; gives its name."""
    name = f"{connection.settings_dict['NAME']}_{secrets.token_hex(4)}"
    _state("CREATE DATABASE {}", name)
    try:
        yield name
    finally:
        _state("DROP DATABASE {} WITH (FORCE)", name)


@contextmanager
def restored_archive(dump: Path) -> Iterator[None]:
    """Within it the archive of the dump is asked, in a database of its own."""
    with empty_database() as name:
        with psycopg.connect(database_url(name)) as restoring:
            restoring.execute(dump.read_bytes())
        with asking_database(name):
            yield


@contextmanager
def asking_database(name: str) -> Iterator[None]:
    """Within it the database of that name is asked."""
    shared = connection.settings_dict["NAME"]
    _turn_to(name)
    try:
        yield
    finally:
        _turn_to(shared)


def _state(statement: str, name: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(sql.Identifier(name)))


def _turn_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()  # their keys are others


def run_postgresql_program(program: str, *arguments: str) -> None:
    """One of PostgreSQL's programs, of the version of the tests' server."""
    path = settings.EMBEDDED_SERVER.programs / program if settings.DATABASE_IS_EMBEDDED else shutil.which(program)
    assert path, f"{program} is not installed"
    subprocess.run([str(path), *arguments], check=True, timeout=60, capture_output=True)
