"""`manage.py sbom`: what the image's Python packages are, in CycloneDX's words, from requirements.txt."""

import json
import re
from argparse import ArgumentParser
from collections.abc import Iterator
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand

# `django==5.2.19 \`, then a line for each file of it on PyPI.
_PACKAGE = re.compile(
    r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>\S+) \\\n(?P<files>(?: +--hash=sha256:.*\n)+)", re.M
)
_SHA256 = re.compile(r"sha256:([0-9a-f]{64})")


class Command(BaseCommand):
    help = "Skriv en SBOM (CycloneDX 1.6, JSON) over de pakker, som produktion kører med, ud fra requirements.txt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", type=Path, help="filen; ellers skrives der til terminalen")

    def handle(self, *, output: Path | None, **options: Any) -> None:
        requirements = Path(settings.BASE_DIR, "requirements.txt").read_text(encoding="utf-8")
        text = json.dumps(bill_of_materials(requirements), ensure_ascii=False, indent=2)
        if output:
            output.write_text(f"{text}\n", encoding="utf-8")
        else:
            self.stdout.write(text)


def bill_of_materials(requirements: str) -> dict[str, Any]:
    """The bill for a file that pip-compile wrote. It has no time and no number of its own: equal ones are equal."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "kkr-arkivet", "bom-ref": "kkr-arkivet"}},
        "components": list(_components(requirements)),
    }


def _components(requirements: str) -> Iterator[dict[str, Any]]:
    for found in _PACKAGE.finditer(requirements):
        name, version = found["name"], found["version"]
        address = f"pkg:pypi/{name}@{version}"
        yield {
            "type": "library",
            "bom-ref": address,
            "name": name,
            "version": version,
            "purl": address,
            **_licences(name),
            # Of each file that may be installed, and pip takes no other.
            "hashes": [{"alg": "SHA-256", "content": digest} for digest in _SHA256.findall(found["files"])],
        }


def _licences(name: str) -> dict[str, Any]:
    """What the installed package says of its licence: an SPDX expression, else a short name, else nothing."""
    try:
        said = cast("Message", metadata(name))  # which it is, whatever its type says
    except PackageNotFoundError:
        return {}
    if expression := said.get("License-Expression"):
        return {"licenses": [{"expression": expression}]}
    told = (said.get("License") or "").strip()
    of_classifiers = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if "License" in line]
    named = told if told and "\n" not in told else next(iter(of_classifiers), "")
    return {"licenses": [{"license": {"name": named}}]} if named else {}
