"""A synthetic archive made once, in parallel, and read by every engine: what is measured is then theirs alone."""

import multiprocessing
import pickle
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import TypeVar

from benchmark.questions import WordSurvey
from benchmark.synthetic_archive import SyntheticArchive, SyntheticItem
from benchmark.vocabulary import MUNICIPAL_WORDS, SET_PHRASES, vocabulary

ITEMS_A_BLOCK = 5_000
_WORD = re.compile(r"[^\W\d_]+")
_SURVEY = "survey"
_COMMON_WORDS = frozenset(word.lower() for word in MUNICIPAL_WORDS)
# There are 64,000 phrases of three of these; of all common words there would be five million.
_COMMONEST_WORDS = frozenset(word.lower() for word in MUNICIPAL_WORDS[:40])

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True)
class StoredArchive:
    """A synthetic archive whose items lie in a folder, in blocks; where it is surveyed, `copies` of it."""

    archive: SyntheticArchive
    folder: Path
    copies: int = 1

    @property
    def blocks(self) -> list[range]:
        """The numbers of the items of each block."""
        numbers = range(1, self.archive.size + 1)
        return [numbers[start : start + ITEMS_A_BLOCK] for start in range(0, self.archive.size, ITEMS_A_BLOCK)]

    def write(self, processes: int) -> None:
        """Make every item, unless that was done before, and survey their words."""
        if self._file(_SURVEY).exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        vocabulary(seed=self.archive.seed)  # once, before the processes part
        words, phrases, common = Counter[str](), Counter[str](), Counter[str]()
        for in_words, in_phrases, in_common in map_in_processes(self._write_block, self.blocks, processes):
            words.update(in_words)
            phrases.update(in_phrases)
            common.update(in_common)
        self._file(_SURVEY).write_bytes(pickle.dumps(WordSurvey(self.archive.size, words, phrases, common)))

    def survey(self) -> WordSurvey:
        """How many of the items have each word."""
        survey: WordSurvey = pickle.loads(self._file(_SURVEY).read_bytes())
        return survey.times(self.copies) if self.copies > 1 else survey

    def items(self) -> Iterator[SyntheticItem]:
        """Every item in order."""
        for block in self.blocks:
            yield from self.block(block)

    def block(self, numbers: range) -> list[SyntheticItem]:
        """The items of one of the blocks."""
        items: list[SyntheticItem] = pickle.loads(self._file(str(numbers.start)).read_bytes())
        return items

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.pickle"

    def _write_block(self, numbers: range) -> tuple[Counter[str], Counter[str], Counter[str]]:
        items = list(self.archive.items(numbers))
        self._file(str(numbers.start)).write_bytes(pickle.dumps(items, protocol=5))
        return _count_words(items)


def map_in_processes(work: Callable[[Task], Result], tasks: Iterable[Task], processes: int) -> Iterator[Result]:
    """What `work` makes of each task, in any order; with one process in this very one."""
    if processes == 1:
        yield from map(work, tasks)
        return
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap_unordered(work, tasks)


def _count_words(items: Iterable[SyntheticItem]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How many of the items have each word, each of SET_PHRASES, and each phrase of common words."""
    words, phrases, common = Counter[str](), Counter[str](), Counter[str]()
    for item in items:
        text = "\n".join(item.texts).lower()
        words.update(set(_WORD.findall(text)))
        phrases.update(phrase for phrase in SET_PHRASES if phrase in text)
        common.update(set(chain.from_iterable(map(_phrases_of_common_words, item.texts))))
    return words, phrases, common


def _phrases_of_common_words(text: str) -> Iterator[str]:
    """Every two words of MUNICIPAL_WORDS that stand side by side, and every three of its commonest."""
    words = _WORD.findall(text.lower())
    for place, (first, second) in enumerate(pairwise(words)):
        if first in _COMMON_WORDS and second in _COMMON_WORDS:
            yield f"{first} {second}"
            three = words[place : place + 3]
            if len(three) == 3 and _COMMONEST_WORDS.issuperset(three):
                yield " ".join(three)
