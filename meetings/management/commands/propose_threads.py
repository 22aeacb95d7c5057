"""`manage.py propose_threads`: look for case threads in the whole archive."""

from typing import Any

from django.core.management.base import BaseCommand

from meetings.cases.proposals import propose_threads_for_items
from meetings.cases.same_case import compare_in_turn
from meetings.cases.signature_store import rewrite_signatures
from meetings.models import AgendaItem, Meeting

_MEETINGS_AT_ONCE = 100
_ITEMS_AT_ONCE = 500


class Command(BaseCommand):
    help = (
        "Find forløb i hele arkivet: punkter fra flere møder, som handler om den samme sag. Forslag, der ikke længere "
        "holder, tages tilbage. Det, en redaktør har bestemt, bliver stående."
    )

    def handle(self, **options: Any) -> None:
        meetings = list(Meeting.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(meetings), _MEETINGS_AT_ONCE):
            rewrite_signatures(meetings[start : start + _MEETINGS_AT_ONCE])
        for batch in AgendaItem.objects.key_batches(_ITEMS_AT_ONCE):
            compare_in_turn(batch)
        moved = sum(propose_threads_for_items(batch) for batch in AgendaItem.objects.key_batches(_ITEMS_AT_ONCE))
        self.stdout.write(f"{AgendaItem.objects.count()} punkter er set efter, {moved} har skiftet plads i et forløb.")
