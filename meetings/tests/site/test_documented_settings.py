"""Every setting is in the README, reaches the containers, and is asked for in one place of the code."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ASKED = re.compile(r"\benv_(?:text|flag|number|list|choices|path)\(\s*[\"']([A-Z_]+)")
# Of development alone: no container has them.
OF_DEVELOPMENT = {"DEBUG", "KKR_POSTGRES_DIR"}
# compose.yaml sets these itself, as the image does; or makes them of others.
SET_BY_COMPOSE = {"BEHIND_PROXY", "TRUSTED_PROXIES", "DATABASE_URL", "MEDIA_ROOT", "STATIC_ROOT", "HOST", "PORT"}
# What is read besides: by PostgreSQL's container and by compose.yaml for nginx.
OF_COMPOSE = {
    "POSTGRES_PASSWORD",
    "FRONT_TLS",
    "FRONT_CERTIFICATES",
    "FRONT_HTTP",
    "FRONT_HTTPS",
    "FRONT_PROXIES",
    "SEARCHES",
}
# The environment is asked by name in these modules and nowhere else; others hand it on whole to programs that they run.
ASKED_BY_NAME = re.compile(r"os\.environ(?:\[|\.get|\.setdefault|\.pop)|\bgetenv\b")
READERS = {"kkrarchive/environment.py", "kkrarchive/wsgi.py", "local_postgres/server.py"}


def read(name: str) -> str:
    return Path(settings.BASE_DIR, name).read_text(encoding="utf-8")


def sources() -> Iterator[tuple[str, str]]:
    """Name and content of each module of the site."""
    for folder in ("kkrarchive", "meetings", "local_postgres"):
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*.py")):
            name = str(path.relative_to(settings.BASE_DIR))
            if "/tests/" not in name:
                yield name, path.read_text(encoding="utf-8")


def asked_for() -> set[str]:
    """The settings that the code asks for."""
    content = "".join(text for _, text in sources()) + read("gunicorn.conf.py")
    return set(ASKED.findall(content)) | {"KKR_POSTGRES_DIR"}


def of_readme() -> set[str]:
    """The settings of the README's table."""
    rows = re.findall(r"^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|", read("README.md"), re.MULTILINE)
    return {name for row in rows for name in re.findall("[A-Z_]+", row)}


def of_archive_in_compose() -> dict[str, str]:
    """What compose.yaml gives the archive's containers, each with its value."""
    return dict(re.findall(r"^ {4,6}([A-Z_]+): (\S.*)$", read("compose.yaml"), re.MULTILINE))


def of_example() -> set[str]:
    """The settings of .env.example."""
    return set(re.findall(r"^([A-Z_]+)=", read(".env.example"), re.MULTILINE))


def test_the_readme_has_every_setting_and_no_other() -> None:
    assert of_readme() == asked_for() | OF_COMPOSE


def test_compose_hands_every_setting_on() -> None:
    handed = of_archive_in_compose()
    assert asked_for() - OF_DEVELOPMENT - handed.keys() == {"MEDIA_ROOT", "STATIC_ROOT", "HOST", "PORT"}
    for name in asked_for() - OF_DEVELOPMENT - SET_BY_COMPOSE:
        assert handed[name].startswith(f"${{{name}:"), name


def test_the_image_sets_where_it_lies_and_listens() -> None:
    [set_by_image] = re.findall(r"^ENV (PATH=.*MEDIA_ROOT.*)$", read("Dockerfile"), re.MULTILINE)
    assert {"MEDIA_ROOT=/media", "HOST=0.0.0.0", "PORT=8000"} <= set(set_by_image.split())


def test_the_example_has_every_setting_that_may_be_said() -> None:
    said = set(re.findall(r"\$\{([A-Z_]+)", read("compose.yaml")))
    assert of_example() == said == asked_for() - OF_DEVELOPMENT - SET_BY_COMPOSE | OF_COMPOSE


def test_the_environment_is_read_in_one_place() -> None:
    assert {name for name, content in sources() if ASKED_BY_NAME.search(content)} == READERS


def test_front_and_archive_take_as_much() -> None:
    [least] = re.findall(r"UPLOAD_MAX_BYTES: \$\{UPLOAD_MAX_BYTES:-(\d+)\}", read("compose.yaml"))
    assert int(least) == settings.UPLOAD_MAX_BYTES
