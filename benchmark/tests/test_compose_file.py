"""What is measured is what is shipped: the settings of PostgreSQL and gunicorn's workers come from compose.yaml."""

from pathlib import Path

import pytest
from django.db import connection

from benchmark import compose_file
from benchmark.compose_file import gunicorn_workers, postgresql_settings


@pytest.mark.django_db
def test_postgresql_knows_every_setting_that_is_shipped() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_settings")
        known = {name for (name,) in cursor.fetchall()}
    shipped = dict(postgresql_settings())
    assert shipped.keys() <= known
    assert shipped["shared_buffers"] == "1GB"
    assert shipped["jit"] == "off"


def test_as_many_workers_as_compose_starts() -> None:
    assert gunicorn_workers() == 2


def test_a_file_that_ships_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "compose.yaml"
    empty.write_text("services:\n  database:\n    image: postgres:17\n")
    monkeypatch.setattr(compose_file, "COMPOSE_FILE", empty)
    with pytest.raises(ValueError, match="no settings"):
        postgresql_settings()
    with pytest.raises(ValueError, match="no number of workers"):
        gunicorn_workers()
