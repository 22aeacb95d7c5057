"""Where a text's sentences end."""

import re
from functools import lru_cache

# A stop before a capital, but for that of an abbreviation, which is only looked for where there is such a stop.
SENTENCE_END = re.compile(
    r"[.!?\n](?:(?<=\n)\n*|(?<!\n)(?=\s+[A-ZÆØÅ–])"
    r"(?<![ .(]d.)(?<!\bjf.)(?<!\bpkt.)(?<!\bnr.)(?<!\bml.)(?<!\bkl.)(?<!\bpr.)(?<!\bca.)(?<!\bvedr.)(?<!\bift.)"
    r"(?<!\bifm.)(?<!\bstk.)(?<!\bbl\.a.)(?<!\bf\.eks.)(?<!\bevt.)(?<!\b[A-ZÆØÅ].)"
    r"(?:(?<!\d.)|(?<=\d\d\d.)|"
    r"(?<=[a-zæøå] \d\d.)(?=\s+(?:Den|Det|De|Der|Herefter|[A-ZÆØÅ]\w{2,40}(?:en|et|ne) [a-zæøå])))\s+)"
)


@lru_cache(maxsize=4)
def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; a paragraph and a list entry end a sentence too.

    One text is asked for by all that conclude something from it, one after the other: the last few are kept.
    """
    found, start = [], 0
    for end in SENTENCE_END.finditer(text):
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)
