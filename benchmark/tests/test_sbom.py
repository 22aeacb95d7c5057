"""The bill of materials has every package of requirements.txt, each once, with the digests that pip insists on."""

import json
import re
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from benchmark.management.commands.sbom import bill_of_materials

REQUIREMENTS = Path(settings.BASE_DIR, "requirements.txt").read_text(encoding="utf-8")


def test_every_package_is_there_with_its_digests() -> None:
    components = bill_of_materials(REQUIREMENTS)["components"]
    listed = re.findall(r"^([a-z0-9._-]+)==(\S+)", REQUIREMENTS, re.MULTILINE)
    assert [(component["name"], component["version"]) for component in components] == listed
    digests = [each for component in components for each in component["hashes"]]
    assert len(digests) == REQUIREMENTS.count("--hash=sha256:")
    assert len({component["purl"] for component in components}) == len(components)


def test_licences_are_named_as_the_packages_do() -> None:
    found = {component["name"]: component for component in bill_of_materials(REQUIREMENTS)["components"]}
    assert found["django"]["licenses"] == [{"expression": "BSD-3-Clause"}]
    unknown = "no-such-package==1 \\\n    --hash=sha256:" + "0" * 64 + "\n"
    [component] = bill_of_materials(unknown)["components"]
    assert "licenses" not in component


def test_the_command_writes_the_same_each_time(tmp_path: Path) -> None:
    out = StringIO()
    call_command("sbom", stdout=out)
    call_command("sbom", output=tmp_path / "sbom.json")
    assert json.loads(out.getvalue()) == json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
