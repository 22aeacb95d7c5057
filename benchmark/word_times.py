"""How long the lexemes of words take that no process has met: most words of an archive are such when they come in."""

from dataclasses import dataclass
from random import Random
from statistics import median
from time import process_time

from benchmark.vocabulary import vocabulary
from meetings.danish.lexemes import analyze_word

# Words are timed so many at a time: of each batch the mean, of the batches the median, which others' work upsets least.
BATCH = 500
# Of the vocabulary so many times the words that are measured, its commonest tenth left out: compounds and rare words.
_TIMES_MORE = 10


@dataclass(frozen=True)
class WordTimes:
    """Of a core's time a word, in microseconds: of half of the batches, and of the fastest one."""

    median: float
    fastest: float


def word_times(count: int) -> WordTimes:
    """The time for so many words, two batches at least, none of which this process has met. The first warm it up."""
    words = [word for word in vocabulary(_TIMES_MORE * count).words[count:] if " " not in word]
    Random(count).shuffle(words)
    for word in words[count : count + BATCH]:
        analyze_word(word)
    times = [_time(words[start : start + BATCH]) for start in range(0, count, BATCH)]
    return WordTimes(median(times), min(times))


def _time(words: list[str]) -> float:
    started = process_time()
    for word in words:
        analyze_word(word)
    return 1_000_000 * (process_time() - started) / len(words)
