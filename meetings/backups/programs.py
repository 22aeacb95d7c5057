"""PostgreSQL's own programs, run on the archive's database."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

# Of a connection's options, those that PostgreSQL's programs read in the environment.
_OPTIONS = ("sslmode", "sslrootcert", "sslcert", "sslkey", "options")


class ProgramFailed(Exception):
    """A program that is not there, or that ended with an error. `sentence` is for people, in Danish."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def program_path(program: str) -> Path | None:
    """Where the program is: of the embedded server's version where there is one, else the first of the PATH."""
    if settings.DATABASE_IS_EMBEDDED:
        return Path(settings.EMBEDDED_SERVER.programs) / program
    found = shutil.which(program)
    return Path(found) if found else None


def run_program(program: str, *arguments: str) -> None:
    """Run the program, which finds the database in its environment. Raises ProgramFailed."""
    path = program_path(program)
    if path is None:
        raise ProgramFailed(f"Programmet {program} mangler. Installér PostgreSQL's programmer (postgresql-client).")
    done = subprocess.run(
        [str(path), *arguments], env={**os.environ, **_environment()}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise ProgramFailed(f"{program} sluttede med fejl {done.returncode}: {said[0] if said else 'uden besked'}")


def _environment() -> dict[str, str]:
    address: dict[str, Any] = connection.settings_dict
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    found = {variable: str(address[name]) for variable, name in named.items() if address.get(name)}
    options: dict[str, Any] = address.get("OPTIONS") or {}
    return found | {f"PG{name.upper()}": str(options[name]) for name in _OPTIONS if name in options}
