"""`manage.py assign_topics`: give every item the topics that the rules say, where no editor has chosen."""

from typing import Any

from django.core.management.base import BaseCommand

from meetings.changes.change_pass import run_pass
from meetings.danish.plurals import counted
from meetings.models import Topic
from meetings.search.topics import assign_topics_everywhere


class Command(BaseCommand):
    help = (
        "Fordel alle punkter på emner efter emnernes regler. Hvad en redaktør har valgt for et punkt, står ved magt. "
        "Kør den, når en ny udgave af arkivet har ændret reglerne eller søgningen."
    )

    def handle(self, *, verbosity: int, **options: Any) -> None:
        changed = assign_topics_everywhere()
        run_pass()
        for topic in Topic.objects.all() if verbosity else ():
            added = sum(key == topic.pk for _, key in changed.missing)
            removed = sum(key == topic.pk for _, key in changed.superfluous)
            if added or removed:
                self.stdout.write(f"{topic}: {added} tilføjet, {removed} fjernet.")
        if verbosity:
            self.stdout.write(f"{counted(len(changed.item_ids), 'punkt', 'punkter')} har fået andre emner.")
