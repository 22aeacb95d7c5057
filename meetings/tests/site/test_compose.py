"""compose.yaml and the Dockerfile: they fit each other, and no service may do more than it needs."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

BYTES = {"k": 2**10, "m": 2**20, "g": 2**30}
# Of the machine that the file says it is for, with something left for the system.
MACHINE_BYTES = 4 * 2**30
# What Compose knows of a service, of that which is used here; a word that is none of these is a slip of the pen.
KEYS_OF_SERVICE = {
    *("image", "build", "command", "environment", "volumes", "tmpfs", "ports", "depends_on", "healthcheck", "restart"),
    *("user", "read_only", "cap_drop", "security_opt", "mem_limit", "shm_size"),
}
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
VARIABLE = re.compile(r"\$\{[A-Z_]+(?::[-?][^}]*)?\}")


def compose() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(settings.BASE_DIR, "compose.yaml").read_text(encoding="utf-8")))


SERVICES: dict[str, dict[str, Any]] = compose()["services"]


def stages() -> dict[str, str]:
    """The Dockerfile's stages that have a name, each with its lines."""
    dockerfile = Path(settings.BASE_DIR, "Dockerfile").read_text(encoding="utf-8")
    return dict(re.findall(r"^FROM \S+ AS (\w+)$(.*?)(?=^FROM |\Z)", dockerfile, re.MULTILINE | re.DOTALL))


def in_bytes(size: str) -> int:
    number, unit = re.fullmatch(r"(\d+)([kmg])b?", size).groups()  # type: ignore[union-attr]  # else the test fails
    return int(number) * BYTES[unit]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_made_of_words_that_compose_knows(name: str) -> None:
    service = SERVICES[name]
    assert service.keys() <= KEYS_OF_SERVICE
    assert all(isinstance(value, str | int) for value in service.get("environment", {}).values())
    for text in re.findall(r"\$.*", yaml.safe_dump(service)):
        assert VARIABLE.match(text), text
    for needed, told in dict.fromkeys(service.get("depends_on", {})).items():
        assert needed in SERVICES
        assert told is None
    if isinstance(service.get("depends_on"), dict):
        assert {told["condition"] for told in service["depends_on"].values()} <= CONDITIONS


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_writes_no_image_and_has_no_rights(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert in_bytes(service["mem_limit"]) < MACHINE_BYTES


@pytest.mark.parametrize("name", [name for name in SERVICES if "build" in SERVICES[name]])
def test_what_is_built_is_a_stage_that_runs_as_somebody_without_rights(name: str) -> None:
    stage = stages()[SERVICES[name]["build"]["target"]]
    [user] = re.findall(r"^USER (\w+)$", stage, re.MULTILINE)
    assert re.search(rf"useradd --system --uid \d{{5}} .*\b{user}\b", stage)
    assert "\nCMD [" in stage


def test_what_an_image_is_made_of_is_there_and_not_left_out() -> None:
    let_in = Path(settings.BASE_DIR, ".dockerignore").read_text(encoding="utf-8").splitlines()
    for stage in stages().values():
        for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", stage, re.MULTILINE):
            for source in sources.split():
                assert (settings.BASE_DIR / source).exists(), source
                assert f"!{source}" in let_in, source
        for source in re.findall(r"^COPY --from=(\w+)", stage, re.MULTILINE):
            assert source in stages()


def test_all_services_together_fit_the_machine() -> None:
    lasting = [service for service in SERVICES.values() if service["restart"] == "unless-stopped"]
    assert len(lasting) == 3
    assert sum(in_bytes(service["mem_limit"]) for service in lasting) <= MACHINE_BYTES


def test_volumes_are_named() -> None:
    used = {
        mount.partition(":")[0]
        for service in SERVICES.values()
        for mount in service.get("volumes", [])
        if not mount.startswith(("$", ".", "/"))
    }
    assert used == compose()["volumes"].keys()


def test_the_front_gets_what_its_script_asks_for() -> None:
    script = Path(settings.BASE_DIR, "front/start.sh").read_text(encoding="utf-8")
    asked = set(re.findall(r'"\$\{([A-Z_]+):=', script))
    given = SERVICES["front"]["environment"].keys()
    assert given <= asked
    # What the image has at the place that the script looks in by itself.
    assert asked - given == {
        *("PORT", "STATIC_ROOT", "WORK", "LOG", "TLS_PORT", "CERTIFICATE", "CERTIFICATE_KEY", "MODULES")
    }
    assert "COPY --from=build /archive/.static /static" in stages()["front"]
