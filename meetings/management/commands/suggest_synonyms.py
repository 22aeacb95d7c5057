"""`manage.py suggest_synonyms`: suggests the abbreviations that the items explain which are in the archive already."""

from typing import Any

from django.core.management.base import BaseCommand

from meetings.danish.plurals import counted
from meetings.models import AgendaItem
from meetings.search.synonym_suggestions import suggest_synonyms

_BATCH = 500


class Command(BaseCommand):
    help = (
        "Foreslå de forkortelser, som punkterne i arkivet selv forklarer. Nye dokumenter bliver set igennem, når de "
        "indlæses; kommandoen tager dem, der var der i forvejen. En redaktør godkender."
    )

    def handle(self, *, verbosity: int, **options: Any) -> None:
        count = sum(suggest_synonyms(batch) for batch in AgendaItem.objects.key_batches(_BATCH))
        if verbosity:
            self.stdout.write(f"{counted(count, 'forkortelse', 'forkortelser')} foreslået.")
