"""Reads the people that one line or sentence lists, with commas and »og«, or in columns that nothing parts."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from meetings.parsing.structure.party_names import with_party_in_brackets
from meetings.parsing.structure.person_entries import (
    LONGEST_ENTRY,
    NAME,
    ORGANISATION,
    REMARK,
    ROLE,
    Entry,
    has_word_of_agendas,
    is_name,
    parse_entry,
    with_detail,
)
from meetings.parsing.text.flow import join_lines

_ONLY_NAME = re.compile(rf"^{NAME}$")
# Words of a sentence, which no name and no remark beside one has.
_SENTENCE_WORDS = re.compile(r"(?<!\w)(?:var|er|har|havde|blev|bliver|deltog|mødte|skal|at|som|der)(?!\w)")
# How last names end that no first name ends like.
_LAST_NAME = re.compile(
    r"(?:[^k]sen|sson|g(?:aa|å)rd|lund|by|dal|holm|bæk|skov|strup|trup|rup|borg|berg|toft|vig|mann|qvist|kvist|ager|holt)$"
)
# People parted by dashes: »Bo Riis (A), formand - Ane Holk (V) - Mie Lund (C)«.
_DASHED_PERSON = re.compile(rf" [–-] (?={NAME} \([A-ZÆØÅ]{{1,2}}\))")
_FEWEST_DASHED = 2
# Of the parts of an enumeration, so many for each that is a sentence.
_FEWEST_BESIDE_SENTENCE = 3
# Whose substitute somebody is, who was named before: »Bo Riis og dennes suppleant Ane Holk«.
_WHOSE = re.compile(r"\b(?:dennes|hans|hendes) (?=(?:suppleant|stedfortræder) [A-ZÆØÅ])")
# The same without a name: »Bo Riis og dennes suppleant«.
_AND_SUBSTITUTE = re.compile(
    r",? (?:og|samt) (?:dennes|hans|hendes|deres) (?:personlige )?(?:suppleant|stedfortræder)(?:er)?$"
)
_OFFICE = r"[A-ZÆØÅ][\w-]{0,30}(?:mester|direktør|inspektør|chef|leder|konsulent|sekretær|formand)"
_OFFICE_AND_NAME = re.compile(rf"^{_OFFICE} {NAME}")
# An office before the next name, where what parted it from the name before is lost: »Bo Riis Politidirektør Ane Holk«.
_NAME_THEN_OFFICE = re.compile(rf"(?<=[a-zæøå]) (?={_OFFICE} {NAME})")
# Two names have four words at least; so many lines of them show that a list is of pairs.
_WORDS_OF_TWO, _FEWEST_PAIRS = 4, 3
# The administration's people at the end of an enumeration: »… og Bo Riis samt fra sekretariatet Ane Holk«.
FROM_ADMINISTRATION = re.compile(
    r"[,;]?\s(?:og |samt )?fra "
    r"[\w-]*(?:sekretariatet|administrationen|forvaltningen|direktionen|kommunen|(?<!be)styrelsen)"
    r"(?: deltog| deltager)?:?\s+(?P<names>[A-ZÆØÅ].*)$"
)
_OF_TOWN = re.compile(r"\b(?:Regionsk|K)ommune$")


def parse_several(text: str) -> list[Entry] | None:
    """The people that a text lists with commas, »og« or semicolons, each with what follows the name; None if others.

    »Ane Holk (A), formand, Bo Riis og Karl Vad«.
    """
    stripped = with_party_in_brackets(_AND_SUBSTITUTE.sub("", text.strip(" ,;.")))
    if len(_DASHED_PERSON.findall(stripped)) >= _FEWEST_DASHED:
        stripped = _DASHED_PERSON.sub(", ", stripped)
    if not stripped or len(stripped) > 10 * LONGEST_ENTRY:
        return None
    parts = _parts_of(stripped)
    entries: list[Entry] = []
    for part in parts:
        if entry := parse_entry(part):
            entries.append(entry)
        elif entries and _is_detail(part):
            entries[-1] = with_detail(entries[-1], part)
        else:
            return None
    return entries or None


def those_named(text: str) -> tuple[list[Entry], list[str]]:
    """The people among those that a text lists, and the parts that name nobody: »Seniorrådet, Ane Holk og Bo Riis«.

    Both are empty for a sentence; one of several parts may be a sentence of its own.
    """
    parts = _parts_of(text.strip(" ,;.")) if len(text) <= 10 * LONGEST_ENTRY else []
    sentences = sum(_SENTENCE_WORDS.search(part) is not None for part in parts)
    if len(parts) < _FEWEST_BESIDE_SENTENCE * sentences:
        return [], []
    entries: list[Entry] = []
    others: list[str] = []
    for part in parts:
        several = parse_several(part)
        entries += several or []
        others += [] if several else [part]
    return entries, others


def names_people(text: str) -> bool:
    """Whether a line is nothing but people with their parties: »Ane Holk (A), Bo Riis (V)«."""
    entries = parse_several(text) if "(" in text else None
    return bool(entries) and all(entry.party for entry in entries or ())


def _is_detail(part: str) -> bool:
    """Whether a part of an enumeration can be said of the person before it."""
    if len(part) > LONGEST_ENTRY:
        return False
    is_known = _OF_TOWN.search(part) or REMARK.match(part) or ROLE.match(part)
    return bool(is_known) or not (has_word_of_agendas(part) or _SENTENCE_WORDS.search(part))


def _parts_of(text: str) -> list[str]:
    """The parts of an enumeration; a comma or »og« within brackets parts nothing."""
    parts: list[str] = []
    start = depth = 0
    for match in re.finditer(r"[()]|,\s*|;\s*|\s+(?:og|samt|&)\s+(?=[A-ZÆØÅ\d]|(?:[a-zæøå]+\s){1,2}[A-ZÆØÅ])", text):
        sign = match.group().strip()
        if sign in {"(", ")"}:
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    whole = (_WHOSE.sub("", part.strip()) for part in parts)
    return [each for part in whole if part for each in _at_offices(part)]


def names_with_substitutes(text: str) -> bool:
    """Whether a text lists people together with their substitutes: »Bo Riis og dennes suppleant Ane Holk«."""
    return _WHOSE.search(text) is not None and parse_several(text) is not None


def joined_people(texts: Sequence[str]) -> str:
    """The lines of people as one text; where each line has one person with what is said of him, they stay apart."""
    joined = texts[0]
    for above, text in pairwise(texts):
        are_two = _is_one_person(above) and _is_one_person(text)
        joined = f"{joined}; {text}" if are_two else join_lines(joined, text)
    return joined


def _is_one_person(text: str) -> bool:
    entries = parse_several(text) if "," in text and not text.endswith((",", ";")) else None
    return entries is not None and len(entries) == 1 and bool(entries[0].role or entries[0].municipality)


def begins_with_office(text: str) -> bool:
    """Whether a text begins with an office and the name of who holds it: »Politidirektør Ane Holk, Bo Riis«."""
    return _OFFICE_AND_NAME.match(text) is not None


def _at_offices(part: str) -> list[str]:
    """A part of an enumeration; of two people where the second has an office before the name, one each."""
    match = _NAME_THEN_OFFICE.search(part)
    if match is None or not is_name(part[: match.start()]) or not _ONLY_NAME.match(part[: match.start()]):
        return [part]
    return [part[: match.start()], part[match.end() :]]


def split_at_organisations(text: str) -> list[str]:
    """A line of two people or more with the letters of organisations behind their names: »Ane Holk DH Bo Riis LEV«.

    Gives one part where there are no such letters, or nobody behind them.
    """
    parts: list[list[str]] = [[]]
    for word in text.split():
        parts[-1].append(word)
        if ORGANISATION.match(word) and len(parts[-1]) > 2:
            parts.append([])
    found = [" ".join(part) for part in parts if part]
    return found if len(found) > 1 and all(parse_entry(part) for part in found) else [text]


def are_pairs_of_names(texts: Sequence[str]) -> bool:
    """Whether the lines of a list have two names each with nothing between: most are of four words or more."""
    names = [text for text in texts if _ONLY_NAME.match(text.strip())]
    long = sum(len(name.split()) >= _WORDS_OF_TWO for name in names)
    return long >= _FEWEST_PAIRS and 3 * long >= 2 * len(names)


def split_in_two(text: str, known: Iterator[str] | Sequence[str] = ()) -> list[str]:
    """Two names on one line without anything between: where a known name is one of them, else where a last name ends
    the first, else in the middle.
    """
    words = text.split()
    if not _ONLY_NAME.match(text):
        return [text]
    for name in known:
        if text.startswith(f"{name} ") and is_name(text[len(name) :].strip()):
            return [name, text[len(name) :].strip()]
        if text.endswith(f" {name}") and is_name(text[: -len(name)].strip()):
            return [text[: -len(name)].strip(), name]
    if len(words) < _WORDS_OF_TWO:
        return [text]
    middle = len(words) // 2
    is_longer = len(words) % 2 == 1 and not _LAST_NAME.search(words[middle - 1]) and _LAST_NAME.search(words[middle])
    end = middle + 1 if is_longer else middle
    return [" ".join(words[:end]), " ".join(words[end:])]


def lists_several(text: str, *, is_first: bool) -> bool:
    """Whether a line of its own lists several people: each with a party, or three names or more, or two with »og«.

    Two with a comma alone are a person and an organisation (»Ane Holk, Inuit Ataqatigiit«), but for the list's first.
    """
    if len(text) > LONGEST_ENTRY:
        return False
    entries = parse_several(text) or []
    with_party = sum(bool(entry.party) for entry in entries)
    return len(entries) > 2 or (
        len(entries) == 2 and (with_party == 2 or " og " in text or (is_first and text[:1].isalpha() and "," in text))
    )
