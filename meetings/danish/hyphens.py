"""Decides whether the hyphen at the end of a line or page is removed, kept, or kept with a space after it.

Decided in this order: rules without exceptions, the document's own words, the word list (`word_list`), and rules for
what neither knows. A broken word's hyphen is removed (`god-/kendes`); it is kept after letters that stand for a word
(`SOSU-/uddannelserne`, `it-/drift`, `E-/commerce`) and before a capital or a figure (`Bach-/Laursen`, `2027-/2029`);
before a conjunction it is no break (`børne-/og`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from meetings.danish import word_list

# The hyphen is removed; it is kept within one word; it is kept, and a space separates it from the next word.
HyphenAction = Literal["drop", "keep", "apart"]
HyphenEvidence = Literal["rule", "document", "lexicon"]

# A document's words in small letters, as `document_words` gives them.
DocumentWords = frozenset[str]
NO_WORDS: DocumentWords = frozenset()

# In characters: of a longer word only the end is looked at, which bounds the time a line takes.
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
_LETTERS_AS_WORD = re.compile(
    r"[a-zæøå]|adhd|cd|cpr|cvr|dna|dvd|edb|eks|eu|eud|euv|ex|fgu|fm|gps|hf|hiv|hr|ikke|it|iu|kkr|kl|mr|non|ngo|pc|pcr|"
    r"pdf|ppr|pr|pvc|sms|sosu|stu|tv|usb|vip|vvm|vvs|wc"
)
# Words that stand between the hyphens of a phrase: *gør-det-selv*, *ansigt-til-ansigt*.
_WITHIN_A_PHRASE = frozenset({"det", "i", "og", "på", "til", "to"})
_OPPOSITE_DIRECTION = {"nord": "syd", "syd": "nord", "øst": "vest", "vest": "øst"}
_ADJECTIVE = re.compile(r"(?:sk|lig|iv|el|ær)e?$")


@dataclass(frozen=True)
class HyphenDecision:
    """What becomes of a hyphen, and what that was decided by: a rule, the document's words or the word list."""

    decision: HyphenAction
    source: HyphenEvidence


def document_words(lines: Iterable[str]) -> DocumentWords:
    """The distinct words of a document's lines, in small letters; one with a hyphen inside is one word."""
    return frozenset(_WORD.findall("\n".join(lines).casefold()))


def ends_within_word(line: str) -> bool:
    """Whether a line ends in a hyphen after a letter or digit, rather than in a dash."""
    return line.endswith("-") and not line.endswith((" -", "--")) and line != "-"


def mend_line_end(line: str, after: str, words: DocumentWords = NO_WORDS) -> str:
    """A line that ends in a hyphen, as `after` follows on it: without its hyphen, with it, or with a space too."""
    decision = decide_hyphen(line, after, words).decision
    if decision == "apart":
        return f"{line} "
    return line[:-1] if decision == "drop" else line


def decide_hyphen(line: str, after: str, words: DocumentWords = NO_WORDS) -> HyphenDecision:
    """Decides what becomes of the hyphen that `line` ends in.

    `after` is the text of the next line: not empty, without space before it. `words` are the document's own, as
    `document_words` gives them: a word written whole elsewhere in the document, or with its hyphen, decides.
    """
    left = line[-_LONGEST_WORD:-1].rsplit(maxsplit=1)[-1]
    last, first = _LAST_PART.search(left), _FIRST_PART.match(after)
    conjunction = _CONJUNCTION.match(after)
    if last is None or first is None or _ADDRESS.search(left):
        return HyphenDecision("apart" if conjunction else "keep", "rule")
    first_part, second_part = last.group(), first.group()
    joined, hyphenated = (first_part + second_part).casefold(), f"{first_part}-{second_part}".casefold()
    if conjunction:
        return _decide_before_conjunction(first_part.casefold(), joined, words)
    if second_part[0].isdigit():
        return HyphenDecision("keep", "rule")
    as_written = _as_document_writes_it(joined, hyphenated, words)
    if as_written:
        return HyphenDecision(as_written, "document")
    if second_part[0].isupper():
        return _decide_before_capital(first_part, second_part)
    if _ABBREVIATION.search(first_part):
        return HyphenDecision("keep", "rule")
    return _decide_between_small_letters(left, first_part.casefold(), second_part)


def _decide_before_conjunction(first_part: str, joined: str, words: DocumentWords) -> HyphenDecision:
    """*børne-/og* is no break; *dial-/og* and *tab-/eller* are words that end like a conjunction."""
    if joined in words:
        return HyphenDecision("drop", "document")
    may_be_compound = not word_list.begins_compound(first_part) and word_list.is_word(
        joined, not_split_at=len(first_part)
    )
    if may_be_compound or word_list.is_simple_word(joined):
        return HyphenDecision("drop", "lexicon")
    return HyphenDecision("apart", "rule")


def _as_document_writes_it(joined: str, hyphenated: str, words: DocumentWords) -> HyphenAction | None:
    """What to do with the hyphen by how the document writes the word elsewhere; None where it doesn't, or both ways."""
    if (joined in words) == (hyphenated in words):
        return None
    return "drop" if joined in words else "keep"


def _decide_before_capital(first_part: str, second_part: str) -> HyphenDecision:
    """*Bach-/Laursen* keeps its hyphen; a word all in capitals may be broken (*DAGS-/ORDEN*)."""
    in_capitals = first_part.isupper() and second_part.isupper()
    if in_capitals and word_list.is_word(
        (first_part + second_part).casefold(), not_split_at=len(first_part) if len(first_part) < 4 else 0
    ):
        return HyphenDecision("drop", "lexicon")
    return HyphenDecision("keep", "rule")


def _decide_between_small_letters(left: str, first_part: str, second_part: str) -> HyphenDecision:
    """Between small letters the hyphen goes, unless the first part stands for a word or the two are side by side."""
    joined = first_part + second_part
    if _LETTERS_AS_WORD.fullmatch(first_part):
        if word_list.is_hyphenated(first_part, second_part):
            return HyphenDecision("keep", "lexicon")
        is_broken_word = word_list.is_word(joined, not_split_at=len(first_part))
        return HyphenDecision("drop", "lexicon") if is_broken_word else HyphenDecision("keep", "rule")
    is_phrase = first_part in _WITHIN_A_PHRASE and "-" in left
    if is_phrase or _are_opposites_or_adjectives(first_part, second_part):
        return HyphenDecision("drop", "lexicon") if word_list.is_simple_word(joined) else HyphenDecision("keep", "rule")
    if word_list.is_hyphenated(first_part, second_part) and not word_list.is_simple_word(joined):
        return HyphenDecision("keep", "lexicon")
    return HyphenDecision("drop", "rule")


def _are_opposites_or_adjectives(first_part: str, second_part: str) -> bool:
    """Whether they are opposite directions (*nord-/sydgående*, not *syd-/vestjysk*) or adjectives (*dansk-/tysk*)."""
    opposite = _OPPOSITE_DIRECTION.get(first_part)
    return (opposite is not None and second_part.startswith(opposite)) or (
        first_part.endswith("sk") and _ADJECTIVE.search(second_part) is not None and word_list.is_word(first_part)
    )
