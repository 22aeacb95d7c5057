"""Two wordings of one text, word by word: what was taken out and what was put in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

RunKind = Literal["kept", "removed", "added"]

# In words of either text, without those that both begin and end with: beyond it the whole differing part is shown as
# removed and added. It bounds the time of SequenceMatcher, which grows with the square.
COMPARED_AT_MOST = 600


@dataclass(frozen=True)
class WordRun:
    """A run of words that both texts have, or one of them alone, with the white space after it."""

    kind: RunKind
    text: str


def is_reworded(one: str, other: str) -> bool:
    """Whether the words differ; capitals, punctuation and line breaks do not make another wording."""
    return _bare_words(one) != _bare_words(other)


def word_diff(old: str, new: str) -> tuple[WordRun, ...]:
    """The runs of words that turn `old` into `new`, in reading order, removed words before added ones."""
    old_pieces, new_pieces = re.findall(r"\S+\s*|^\s+", old), re.findall(r"\S+\s*|^\s+", new)
    old_words, new_words = [word.strip() for word in old_pieces], [word.strip() for word in new_pieces]
    start = _common_beginning(old_words, new_words)
    end = _common_beginning(old_words[start:][::-1], new_words[start:][::-1])
    runs = _RunCollector()
    runs.add("kept", new_pieces[:start])
    if max(len(old_words), len(new_words)) - start - end > COMPARED_AT_MOST:
        runs.add("removed", old_pieces[start : len(old_pieces) - end])
        runs.add("added", new_pieces[start : len(new_pieces) - end])
    else:
        matcher = SequenceMatcher(
            None, old_words[start : len(old_words) - end], new_words[start : len(new_words) - end], autojunk=False
        )
        for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
            if tag == "equal":
                runs.add("kept", new_pieces[start + new_start : start + new_end])
            else:
                runs.add("removed", old_pieces[start + old_start : start + old_end])
                runs.add("added", new_pieces[start + new_start : start + new_end])
    runs.add("kept", new_pieces[len(new_pieces) - end :])
    return tuple(runs.collected)


class _RunCollector:
    """Collects runs of words: neighbours of one kind become one, and white space parts a removed run from others."""

    def __init__(self) -> None:
        self.collected: list[WordRun] = []

    def add(self, kind: RunKind, words: Sequence[str]) -> None:
        text = "".join(words)
        if not text:
            return
        last = self.collected[-1] if self.collected else None
        if last and last.kind == kind:
            text = self.collected.pop().text + text
        elif last and not last.text[-1].isspace():
            if last.kind == "removed":
                self.collected[-1] = WordRun("removed", f"{last.text} ")
            elif kind == "removed":
                text = f" {text}"
        self.collected.append(WordRun(kind, text))


def _common_beginning(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    count = 0
    for word, counterpart in zip(one, other, strict=False):
        if word != counterpart:
            break
        count += 1
    return count


def _bare_words(text: str) -> list[str]:
    """The words without capitals and punctuation."""
    return re.findall(r"\w+", text.casefold())
