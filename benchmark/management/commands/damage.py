"""`manage.py damage`: what share of misspelled words a search finds, by each kind of slip."""

import re
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from benchmark.management.commands.relevance import find_items
from benchmark.scratch import import_folder, scratch_archive
from meetings.danish.base_forms import is_danish
from meetings.danish.dictionary import danish_dictionary
from meetings.models import SearchWord
from meetings.tests.slips import GOALS

# Documents of some twenty councils, which have words enough between them.
DOCUMENTS = tuple(
    Path(settings.BASE_DIR, *folder)
    for folder in (
        ("benchmark", "bodies"),
        ("benchmark", "councils"),
        ("meetings", "tests", "forms"),
        ("meetings", "tests", "parsing", "forms"),
    )
)
# In letters: a slip in a shorter word makes another word of it too often.
SHORTEST = 6
# Decides which words are taken, and where they are damaged.
SEED = 2_000
# Of what was not found so many are shown.
SHOWN = 12

Damage = Callable[[str, Random], str]


class Command(BaseCommand):
    help = "Measure in a scratch database how many misspelled words are found: exit status 1 below a goal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folders", type=Path, nargs="*", default=DOCUMENTS, help="the documents")
        parser.add_argument("--words", type=int, default=2_000, help="how many words, default %(default)s")

    def handle(self, *, folders: Sequence[Path], words: int, **options: Any) -> None:
        with scratch_archive():
            for folder in folders:
                import_folder(folder)
            chosen = _chosen_words(words)
            self.stdout.write(f"{len(chosen)} words of {SHORTEST} letters and more, no slip of which is a word")
            self.stdout.write(f"{'slip':<16}{'searches':>9}{'found':>8}{'goal':>7}")
            are_reached = [self._measure(damage, goal, chosen) for damage, goal in GOALS.items()]
        if not all(are_reached):
            sys.exit(1)

    def _measure(self, damage: Damage, goal: float, words: Sequence[str]) -> bool:
        tried, lost = 0, list[str]()
        for word, typed in _damaged(words, damage):
            tried += 1
            if set(find_items(typed)).isdisjoint(find_items(word)):
                lost.append(f"{typed} ({word})")
        found = 1 - len(lost) / tried if tried else 1.0
        self.stdout.write(f"{damage.__name__:<16}{tried:>9}{found:>8.3f}{goal:>7.2f}")
        self.stdout.write(f"    lost: {', '.join(lost[:: max(1, len(lost) // SHOWN)][:SHOWN])}")
        return found >= goal


def _chosen_words(count: int) -> list[str]:
    known = SearchWord.objects.order_by("word").values_list("word", flat=True)
    words = [word for word in known if len(word) >= SHORTEST and re.fullmatch("[a-zæøå]+", word) and is_danish(word)]
    return sorted(Random(SEED).sample(words, min(count, len(words))))


def _damaged(words: Sequence[str], damage: Damage) -> Iterator[tuple[str, str]]:
    """Each word with what is typed for it, where that is no word itself."""
    random = Random(f"{SEED} {damage.__name__}")
    for word in words:
        typed = damage(word, random)
        if typed != word and danish_dictionary().base(typed) is None:
            yield word, typed
