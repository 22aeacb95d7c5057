"""Child processes in which installed packages cannot be imported, as if they were not installed."""

import os
import re
from importlib.metadata import packages_distributions
from pathlib import Path

from django.conf import settings

# Python imports it before anything else, and so it holds in a child process too. argv is not there yet.
_SITECUSTOMIZE = """\
import os, sys

class Refuse:
    names = frozenset(os.environ["REFUSED_PACKAGES"].split())

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Refuse())
"""


def packages_not_required(*files: str) -> set[str]:
    """The packages installed here that these files of requirements ("requirements.txt") do not bring."""
    required = {
        _normalized(name)
        for file in files
        for name in re.findall(r"^([\w.-]+)==", Path(settings.BASE_DIR, file).read_text(), re.MULTILINE)
    }
    return {
        package
        for package, distributions in packages_distributions().items()
        if required.isdisjoint(map(_normalized, distributions))
    }


def environment_without(packages: set[str], folder: Path) -> dict[str, str]:
    """The environment of a Python process that cannot import `packages`; `folder` gets a file that sees to it."""
    (folder / "sitecustomize.py").write_text(_SITECUSTOMIZE)
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(folder), "REFUSED_PACKAGES": " ".join(packages)}


def _normalized(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()
