"""What the environment says: each setting is asked for by name, and one that cannot be is told of in one sentence.

The names are in README.md, in .env.example and in compose.yaml, which a test compares with what is asked for.
"""

import os
import re
from collections.abc import Collection
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off"}


def env_text(name: str, default: str | None = None) -> str:
    """The variable's value. Raises ImproperlyConfigured where it has none and there is no default."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set: in production (without DEBUG=1) the archive needs it.")
    return value


def env_flag(name: str, default: bool = False) -> bool:
    """The variable as yes or no. Raises ImproperlyConfigured where it is neither."""
    word = os.environ.get(name, "").strip().lower() or ("1" if default else "0")
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise ImproperlyConfigured(f"{name} is {word!r}: it must be 1 or 0.")
    return word in TRUE_WORDS


def env_number(name: str, default: int, *, least: int = 0) -> int:
    """The variable as a whole number, `least` or more. Raises ImproperlyConfigured where it is not one."""
    text = os.environ.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdecimal()):
        raise ImproperlyConfigured(f"{name} is {text!r}: it must be a whole number.")
    if int(text) < least:
        raise ImproperlyConfigured(f"{name} is {text}: it must be {least} or more.")
    return int(text)


def env_list(name: str, default: str | None = None) -> list[str]:
    """The values between the variable's commas. Raises ImproperlyConfigured as env_text does."""
    return [value.strip() for value in env_text(name, default).split(",") if value.strip()]


def env_choices(name: str, choices: Collection[str]) -> list[str]:
    """The values between the variable's commas, by default none. Raises ImproperlyConfigured for one that is none."""
    values = env_list(name, "")
    if unknown := set(values) - set(choices):
        raise ImproperlyConfigured(f"{name} has {', '.join(sorted(unknown))}: it takes {', '.join(choices)}.")
    return values


def env_path(name: str) -> str:
    """The variable as a path without a slash at its end, '' where it says nothing. Raises ImproperlyConfigured."""
    path = env_text(name, "").rstrip("/")
    if path and not re.fullmatch(r"(?:/[A-Za-z0-9_-]+)+", path):
        raise ImproperlyConfigured(f"{name} is {path!r}: it must be a path, as /arkiv.")
    return path


def development_hosts(host: str) -> str:
    """ALLOWED_HOSTS in development, comma-separated, for a server on `host`; `*` where it listens on every address."""
    return "*" if host in ("0.0.0.0", "::") else f"localhost,127.0.0.1,[::1],{host}"


def load_env_file(file: Path) -> None:
    """Set the variables of the developer's .env, which `make setup` writes, where the environment has not set them.

    Does nothing where the environment sets DEBUG, SECRET_KEY or DATABASE_URL without DEBUG=1: that is production.
    """
    is_configured = os.environ.keys() & {"DEBUG", "SECRET_KEY", "DATABASE_URL"}
    if not file.exists() or (is_configured and not env_flag("DEBUG")):
        return
    for line in file.read_text().splitlines():
        name, equals, value = line.partition("=")
        if equals and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())
