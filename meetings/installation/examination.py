"""The whole installation looked at, as far as its database lets one."""

from django.db import Error

from meetings.installation.configured import settings_findings
from meetings.installation.database import database_findings, unapplied_migrations
from meetings.installation.finding import Finding
from meetings.installation.machine import machine_findings
from meetings.installation.waiting import waiting_findings


def examine() -> list[Finding]:
    """All that is wrong, what must be mended first."""
    found = [*settings_findings(), *machine_findings()]
    try:
        found += database_findings()
        if not unapplied_migrations():
            found += waiting_findings()
    except Error as error:
        said = (str(error).strip() or repr(error)).splitlines()[0]
        remedy = "Er PostgreSQL startet, og er DATABASE_URL rigtig?"
        found.append(Finding("Database", f"Databasen svarer ikke: {said}", remedy, is_serious=True))
    return sorted(found, key=lambda finding: not finding.is_serious)
