"""The accounts of the operating system that the server runs as. PostgreSQL refuses to run as root."""

import os
import pwd
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from local_postgres import DatabaseUnavailable

ACCOUNTS_FOR_ROOT = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """An account of the operating system."""

    name: str
    uid: int
    gid: int

    @property
    def is_root(self) -> bool:
        return self.uid == 0


def current_account() -> Account:
    """The account of this process. Raises DatabaseUnavailable for a user without a name (some containers')."""
    return account_of(os.geteuid())


def account_of(uid: int) -> Account:
    """The account with that number. Raises DatabaseUnavailable where there is none."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise DatabaseUnavailable(
            f"PostgreSQL needs a user with a name, and the user id {uid} has none in the password file: "
            "use another user, or set DATABASE_URL."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def account_for_root(cluster: Path) -> Account:
    """The account that root lets the server run as: the cluster's owner, or the first suitable account of the machine.

    Raises DatabaseUnavailable where it has none.
    """
    with suppress(FileNotFoundError):
        return account_of(cluster.stat().st_uid)
    for name in ACCOUNTS_FOR_ROOT:
        with suppress(KeyError):
            return account_of(pwd.getpwnam(name).pw_uid)
    raise DatabaseUnavailable(
        f"PostgreSQL does not run as root, and there is no account {' or '.join(ACCOUNTS_FOR_ROOT)} "
        "to run it as: use an ordinary user, or set DATABASE_URL."
    )
