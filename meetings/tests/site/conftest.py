"""The archive as compose.yaml runs it, for the tests that ask it over HTTP."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from benchmark.serving import SITE_APPLICATION, collect_static, gunicorn, production_environment
from meetings.models import AgendaItem
from meetings.tests.factories import make_council, make_item, make_meeting
from meetings.tests.own_database import asking_database
from meetings.tests.site.troubled_archive import TroubledArchive, troubled


@dataclass(frozen=True)
class ServedArchive:
    """gunicorn's port, its files of each kind, the database, an item, the address of another council's meeting."""

    port: int
    static: Path
    media: Path
    temporary: Path
    database: str
    item: AgendaItem
    other_address: str


@pytest.fixture(scope="package")
def static_files(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Style sheets and scripts as a site in production has them."""
    folder = tmp_path_factory.mktemp("static")
    collect_static(production_environment("unused") | {"STATIC_ROOT": str(folder)})
    return folder


@pytest.fixture(scope="package")
def served_archive(
    static_files: Path, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedArchive]:
    """The archive with one item, in a database of its own."""
    media, suffix = tmp_path_factory.mktemp("media"), secrets.token_hex(4)
    with django_db_blocker.unblock():
        connection.creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
        name = str(connection.creation.get_test_db_clone_settings(suffix)["NAME"])
        with asking_database(name):
            item = make_item("Rent vand", decision="Vandet er rent.")
            other = make_meeting(council=make_council("KKR Andet"))
            environment = production_environment(str(media))
    temporary = tmp_path_factory.mktemp("temporary")
    environment |= {"STATIC_ROOT": str(static_files), "TRUSTED_PROXIES": "1", "TMPDIR": str(temporary)}
    with gunicorn(SITE_APPLICATION, environment, "/readyz") as port:
        yield ServedArchive(port, static_files, media, temporary, name, item, other.get_absolute_url())
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(suffix=suffix, verbosity=0)


@pytest.fixture(scope="package")
def troubled_archive(
    static_files: Path, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TroubledArchive]:
    """The archive on a PostgreSQL and a disk of its own, which may be killed and filled."""
    if not settings.DATABASE_IS_EMBEDDED:
        # Another server has others' databases too.
        pytest.skip("only the embedded PostgreSQL may be killed")
    with django_db_blocker.unblock(), troubled(tmp_path_factory.mktemp("troubled"), static_files) as archive:
        yield archive
