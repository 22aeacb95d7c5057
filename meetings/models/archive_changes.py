"""The changes of what is public, from which the archive's version follows."""

from django.db import models

from meetings.version_querysets import ArchiveChangeQuerySet


class ArchiveChange(models.Model):
    """One transaction that changed what readers see, and the earlier ones that it took into its row.

    Triggers write it (watched_tables.py): a row a transaction, so that none waits for another.
    """

    changes = models.BigIntegerField()
    at = models.DateTimeField()

    objects = ArchiveChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.changes}: {self.at}"
