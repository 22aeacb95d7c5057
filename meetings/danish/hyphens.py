"""What becomes of a hyphen at a line's or page's end: it goes, it stays, or there is no break at all.

In this order: rules that know no exception, the document's own words, the word list (`word_list`), and the rules for
what neither knows. A broken word's hyphen goes (`god-/kendes`); it stays after letters that stand for a word
(`SOSU-/uddannelserne`, `it-/drift`, `E-/commerce`) and before a capital or a figure (`Bach-/Laursen`, `2027-/2029`);
before a conjunction it is no break (`børne-/og`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from meetings.danish import word_list

# The hyphen goes; it stays and the word goes on; it stays and a blank follows.
HyphenAction = Literal["drop", "keep", "apart"]
HyphenEvidence = Literal["rule", "document", "lexicon"]

# A document's words in small letters, as `own_words` gives them.
DocumentWords = frozenset[str]
NO_WORDS: DocumentWords = frozenset()

# In letters: of a longer one only the end is looked at.
_LONGEST_WORD = 80
_WORD = re.compile(r"\w+(?:-\w+)*")
_CONJUNCTION = re.compile(
    r"(?:og|eller|samt|henholdsvis|hhv\.|contra|kontra|og/eller|såvel|/|&)(?=[\s),;]|$)", re.IGNORECASE
)
_ADDRESS = re.compile(r"://|@|^www\.", re.IGNORECASE)
_LAST_PART = re.compile(r"[^\W_]+$")
_FIRST_PART = re.compile(r"[^\W_]+")
_ABBREVIATION = re.compile(r"(?:[A-ZÆØÅ0-9]{2,}[a-zæøå]?|\w*\d|ph\.?d)$")
# In small letters: one letter, abbreviations, and words that are not written together with the next.
_STANDS_FOR_A_WORD = re.compile(
    r"[a-zæøå]|adhd|cd|cpr|cvr|dna|dvd|edb|eks|eu|eud|euv|ex|fgu|fm|gps|hf|hiv|hr|ikke|it|iu|kkr|kl|mr|non|ngo|pc|pcr|"
    r"pdf|ppr|pr|pvc|sms|sosu|stu|tv|usb|vip|vvm|vvs|wc"
)
# Between hyphens: *gør-det-selv*, *ansigt-til-ansigt*.
_WITHIN_A_PHRASE = frozenset({"det", "i", "og", "på", "til", "to"})
_FACING = {"nord": "syd", "syd": "nord", "øst": "vest", "vest": "øst"}
_ADJECTIVE = re.compile(r"(?:sk|lig|iv|el|ær)e?$")


@dataclass(frozen=True)
class HyphenDecision:
    """What was decided of a hyphen, and who decided it."""

    decision: HyphenAction
    source: HyphenEvidence


def document_words(lines: Iterable[str]) -> DocumentWords:
    """The words of a document, in small letters; one with a hyphen inside is one word."""
    return frozenset(_WORD.findall("\n".join(lines).casefold()))


def ends_within_word(line: str) -> bool:
    """Whether a line ends within a word: in a hyphen that is no dash."""
    return line.endswith("-") and not line.endswith((" -", "--")) and line != "-"


def mend_line_end(line: str, after: str, words: DocumentWords = NO_WORDS) -> str:
    """A line that ends in a hyphen as it stands before `after`: with a blank, with its hyphen, or without it."""
    decision = decide_hyphen(line, after, words).decision
    if decision == "apart":
        return f"{line} "
    return line[:-1] if decision == "drop" else line


def decide_hyphen(line: str, after: str, words: DocumentWords = NO_WORDS) -> HyphenDecision:
    """What becomes of the hyphen that `line` ends in, before the text `after` (not empty, no blank before it).

    `words` are the document's own: a word written whole elsewhere in it, or with its hyphen, decides.
    """
    left = line[-_LONGEST_WORD:-1].rsplit(maxsplit=1)[-1]
    last, first = _LAST_PART.search(left), _FIRST_PART.match(after)
    conjunction = _CONJUNCTION.match(after)
    if last is None or first is None or _ADDRESS.search(left):
        return HyphenDecision("apart" if conjunction else "keep", "rule")
    begun, ended = last.group(), first.group()
    joined, hyphenated = (begun + ended).casefold(), f"{begun}-{ended}".casefold()
    if conjunction:
        return _decide_before_conjunction(begun.casefold(), joined, words)
    if ended[0].isdigit():
        return HyphenDecision("keep", "rule")
    written = _as_document_writes_it(joined, hyphenated, words)
    if written:
        return HyphenDecision(written, "document")
    if ended[0].isupper():
        return _decide_before_capital(begun, ended)
    if _ABBREVIATION.search(begun):
        return HyphenDecision("keep", "rule")
    return _decide_between_small_letters(left, begun.casefold(), ended)


def _decide_before_conjunction(begun: str, joined: str, words: DocumentWords) -> HyphenDecision:
    """*børne-/og* is no break; *dial-/og* and *tab-/eller* are words that end like a conjunction."""
    if joined in words:
        return HyphenDecision("drop", "document")
    may_be_compound = not word_list.begins_compound(begun) and word_list.is_word(joined, but_for=len(begun))
    if may_be_compound or word_list.is_simple_word(joined):
        return HyphenDecision("drop", "lexicon")
    return HyphenDecision("apart", "rule")


def _as_document_writes_it(joined: str, hyphenated: str, words: DocumentWords) -> HyphenAction | None:
    """How the document writes the word elsewhere; None where it doesn't, or both ways."""
    if (joined in words) == (hyphenated in words):
        return None
    return "drop" if joined in words else "keep"


def _decide_before_capital(begun: str, ended: str) -> HyphenDecision:
    """*Bach-/Laursen* keeps its hyphen; a word all in capitals may be broken (*DAGS-/ORDEN*)."""
    in_capitals = begun.isupper() and ended.isupper()
    if in_capitals and word_list.is_word((begun + ended).casefold(), but_for=len(begun) if len(begun) < 4 else 0):
        return HyphenDecision("drop", "lexicon")
    return HyphenDecision("keep", "rule")


def _decide_between_small_letters(left: str, begun: str, ended: str) -> HyphenDecision:
    """Between small letters the hyphen goes, unless the first part stands for a word or the two are side by side."""
    joined = begun + ended
    if _STANDS_FOR_A_WORD.fullmatch(begun):
        if word_list.is_hyphenated(begun, ended):
            return HyphenDecision("keep", "lexicon")
        is_broken_word = word_list.is_word(joined, but_for=len(begun))
        return HyphenDecision("drop", "lexicon") if is_broken_word else HyphenDecision("keep", "rule")
    is_phrase = begun in _WITHIN_A_PHRASE and "-" in left
    if is_phrase or _are_opposites_or_adjectives(begun, ended):
        return HyphenDecision("drop", "lexicon") if word_list.is_simple_word(joined) else HyphenDecision("keep", "rule")
    if word_list.is_hyphenated(begun, ended) and not word_list.is_simple_word(joined):
        return HyphenDecision("keep", "lexicon")
    return HyphenDecision("drop", "rule")


def _are_opposites_or_adjectives(begun: str, ended: str) -> bool:
    """Two directions that face each other (*nord-/sydgående*, not *syd-/vestjysk*) or adjectives (*dansk-/tysk*)."""
    faces = _FACING.get(begun)
    return (faces is not None and ended.startswith(faces)) or (
        begun.endswith("sk") and _ADJECTIVE.search(ended) is not None and word_list.is_word(begun)
    )
