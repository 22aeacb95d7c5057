"""The archive as compose.yaml runs it, for the tests that ask it over HTTP."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from benchmark.serving import SITE_APPLICATION, collect_static, gunicorn, production_environment
from meetings.models import AgendaItem
from meetings.tests.factories import make_council, make_item, make_meeting
from meetings.tests.own_database import asking_database


@dataclass(frozen=True)
class ServedArchive:
    """gunicorn's port, static and temporary files, the database, an item, the address of another council's meeting."""

    port: int
    static: Path
    temporary: Path
    database: str
    item: AgendaItem
    other_address: str


@pytest.fixture(scope="package")
def served_archive(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedArchive]:
    """The archive with one item, in a database of its own."""
    folder, suffix = tmp_path_factory.mktemp("served"), secrets.token_hex(4)
    with django_db_blocker.unblock():
        connection.creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
        name = str(connection.creation.get_test_db_clone_settings(suffix)["NAME"])
        with asking_database(name):
            item = make_item("Rent vand", decision="Vandet er rent.")
            other = make_meeting(council=make_council("KKR Andet"))
            environment = production_environment(str(folder / "media"))
    temporary = tmp_path_factory.mktemp("temporary")
    environment |= {"STATIC_ROOT": str(folder / "static"), "TRUSTED_PROXIES": "1", "TMPDIR": str(temporary)}
    collect_static(environment)
    with gunicorn(SITE_APPLICATION, environment, "/readyz") as port:
        yield ServedArchive(port, folder / "static", temporary, name, item, other.get_absolute_url())
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(suffix=suffix, verbosity=0)
