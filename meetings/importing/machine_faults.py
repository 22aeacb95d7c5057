"""What is the machine's fault and no file's: the database is gone, the disk is full. Told in a sentence."""

import errno

from django.db import connection

from meetings.changes.database_retry import DATABASE_ERRORS

# Of PostgreSQL: its own disk is full.
_DISK_FULL = "53100"
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})
# What is raised where a machine fails.
MACHINE_FAULTS = (*DATABASE_ERRORS, OSError)

NOT_TRIED = "Ikke prøvet. Databasen svarer ikke. Indlæs filen igen, når den svarer."
_FULL = "Disken er fuld. Intet af filen er gemt. Skaf plads, og indlæs den igen."
_DATABASE = "Databasen afbrød indlæsningen. Intet af filen er gemt. Indlæs den igen."
_STORAGE = "Arkivets disk kan ikke bruges ({}). Intet af filen er gemt."


def sentence_of_fault(error: BaseException) -> str:
    """What to tell of a fault of the machine."""
    if isinstance(error, OSError):
        return _FULL if error.errno in _NO_SPACE else _STORAGE.format(error.strerror or "ukendt fejl")
    return _FULL if getattr(error.__cause__, "sqlstate", "") == _DISK_FULL else _DATABASE


def database_answers() -> bool:
    """Whether the database can be reached; a connection that was lost is opened anew."""
    if connection.in_atomic_block:
        return True
    try:
        connection.close_if_unusable_or_obsolete()
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DATABASE_ERRORS:
        connection.close()
        return False
    return True
