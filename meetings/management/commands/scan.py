"""`manage.py scan`: CPR numbers and contact details in what the archive already shows."""

import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from meetings.importing.holding import uncleared
from meetings.models import AgendaItem, Document
from meetings.privacy.scan import Finding, scan_document


class Command(BaseCommand):
    help = (
        "Find CPR-numre, og kontaktoplysninger, der kan være private, i det, som arkivet viser allerede. "
        "Slutter med 1, hvor der er noget, som et nyt dokument ville blive tilbageholdt for."
    )

    def handle(self, *, verbosity: int, **options: Any) -> None:
        held = suspected = 0
        for address, finding in _findings():
            held, suspected = held + finding.is_held, suspected + (not finding.is_held)
            if verbosity:
                place = f"s. {finding.page}, linje {finding.line}" if finding.page else finding.place
                word = "ligner" if finding.is_held else "kan være"
                self.stdout.write(f"{address}: {place}: {finding.masked_words} {word} {finding.name}")
        if verbosity:
            self.stdout.write(f"{held} fundet, {suspected} måske.")
        if held:
            sys.exit(1)


def _findings() -> Iterator[tuple[str, Finding]]:
    """Of every document its text and name, of every item what an editor may have written; with their addresses."""
    for document in Document.objects.defer("said").order_by("pk").iterator(chunk_size=100):
        found = _scan(document.text.split("\f"), document.source_name)
        yield from ((document.get_absolute_url(), finding) for finding in uncleared(found, document.sha256))
    for item in AgendaItem.objects.for_results().prefetch_related("tables").order_by("pk").iterator(chunk_size=500):
        yield from ((item.get_absolute_url(), finding) for finding in _scan(["\n\n".join(_texts(item))], ""))


def _texts(item: AgendaItem) -> Iterator[str]:
    yield from (item.title, *item.texts().values())
    for table in item.tables.all():
        yield "\n".join(["  ".join(map(str, cells)) for cells in ([table.title], table.columns, *table.rows)])


def _scan(pages: list[str], name: str) -> tuple[Finding, ...]:
    held_details = settings.HELD_CONTACT_DETAILS
    return scan_document(pages, name=name, properties={}, today=localdate(), holding=held_details)
