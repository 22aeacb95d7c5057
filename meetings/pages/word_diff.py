"""Two wordings of one text, word by word: what was taken out and what was put in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

RunKind = Literal["kept", "removed", "added"]

# Words of either text, without those that both begin and end with: beyond it the whole differing part is shown.
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
    """The parts that turn `old` into `new`, in the order in which they are read, removed words before added ones."""
    before, after = re.findall(r"\S+\s*|^\s+", old), re.findall(r"\S+\s*|^\s+", new)
    olds, news = [word.strip() for word in before], [word.strip() for word in after]
    start = _common_beginning(olds, news)
    end = _common_beginning(olds[start:][::-1], news[start:][::-1])
    parts = _RunCollector()
    parts.add("kept", after[:start])
    if max(len(olds), len(news)) - start - end > COMPARED_AT_MOST:
        parts.add("removed", before[start : len(before) - end])
        parts.add("added", after[start : len(after) - end])
    else:
        matcher = SequenceMatcher(None, olds[start : len(olds) - end], news[start : len(news) - end], autojunk=False)
        for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
            if tag == "equal":
                parts.add("kept", after[start + new_start : start + new_end])
            else:
                parts.add("removed", before[start + old_start : start + old_end])
                parts.add("added", after[start + new_start : start + new_end])
    parts.add("kept", after[len(after) - end :])
    return tuple(parts.found)


class _RunCollector:
    """Parts in the making: neighbours of one kind are one part, and a removed part stands apart from others."""

    def __init__(self) -> None:
        self.found: list[WordRun] = []

    def add(self, kind: RunKind, words: Sequence[str]) -> None:
        text = "".join(words)
        if not text:
            return
        last = self.found[-1] if self.found else None
        if last and last.kind == kind:
            text = self.found.pop().text + text
        elif last and not last.text[-1].isspace():
            if last.kind == "removed":
                self.found[-1] = WordRun("removed", f"{last.text} ")
            elif kind == "removed":
                text = f" {text}"
        self.found.append(WordRun(kind, text))


def _common_beginning(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    count = 0
    for word, counterpart in zip(one, other, strict=False):
        if word != counterpart:
            break
        count += 1
    return count


def _bare_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
