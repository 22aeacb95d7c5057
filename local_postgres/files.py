"""Directories and locks of the server."""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local_postgres import DatabaseUnavailable
from local_postgres.accounts import Account


def make_directory(path: Path, mode: int, owner: Account | None = None) -> None:
    """Make the directory and its parents, whatever the umask. One that is there already is left as it is.

    Raises DatabaseUnavailable where it cannot be made, or is not the owner's: another user may have prepared it.
    """
    if not path.parent.exists():
        make_directory(path.parent, mode)
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or (owner and found.st_uid != owner.uid):
            raise DatabaseUnavailable(f"{path} is not a directory of the server's own: remove it.") from None
    except OSError as error:
        raise DatabaseUnavailable(
            f"The directory {path} cannot be made ({error.strerror}): set KKR_POSTGRES_DIR to another place."
        ) from None
    else:
        path.chmod(mode)
        if owner:
            os.chown(path, owner.uid, owner.gid)


def open_lock(path: Path) -> int:
    """A descriptor to lock the file by. Programs do not inherit it: the server must never hold a lock."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Wait for the lock, and hold it for the block."""
    lock = open_lock(path)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
