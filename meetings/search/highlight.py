"""A text and the terms searched for -> the text in segments, those that match marked; or the best passage of it.

Segments are plain text: templates escape them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from meetings.danish.tokens import Token, tokenize
from meetings.search.clauses import PhraseStep, Term

ELLIPSIS = "…"

# So many letters (aa, ae and oe are one) begin all forms of a word alike; five in a long word, but none of its last
# three. Chosen by hand; tests/search/test_prefixes.py marks hundreds of the dictionary's forms.
_ALIKE, _ALIKE_IN_LONG_WORDS, _ENDING = 3, 5, 3
# Base forms of words whose forms do not begin alike: *ligge* has *lå*.
_IRREGULAR = ("gaelde", "goere", "ligge", "skaelve", "tie")
# Lexemes of words that begin alike; a date is written in many ways.
_SIMPLE = re.compile("(?!dato[0-9])[a-z]*[0-9]*[a-z]*")
_LETTERS = re.compile("aa|ae|oe|[a-z0-9]")
_VOWEL = re.compile("aa|ae|oe|[aeiouy]")
_ANY_VOWEL = "[aeiouyæøåéüöä]{1,2}"
_BLANK = re.compile(r"\s")
# A text of these characters alone is spelled as the pattern of candidates expects.
_EVERYDAY_TEXT = re.compile(r"[\x00-\x7fæøåÆØÅéÉüÜöÖäÄ–—”“„»«’‘´…•·§°]*")


@dataclass(frozen=True)
class HighlightedSegment:
    """A piece of text, and whether it is what was searched for."""

    text: str
    marked: bool


@dataclass(frozen=True)
class _Hit:
    """A passage that matches, by its characters' offsets, and the number of the term that it is."""

    start: int
    end: int
    term: int


def highlight(text: str, terms: Sequence[Term]) -> tuple[HighlightedSegment, ...]:
    """The whole text in segments, every match marked. The segments joined give the text."""
    return tuple(_segments(text, 0, len(text), _hits(text, terms)))


def count_marks(text: str, terms: Sequence[Term]) -> int:
    """How many passages of the text `highlight` marks."""
    return sum(segment.marked for segment in highlight(text, terms))


def snippet(text: str, terms: Sequence[Term], length: int = 240) -> tuple[HighlightedSegment, ...]:
    """The passage of at most `length` characters with the most different terms, then the most hits.

    Cut between words, with an ellipsis where something was left out; the beginning of the text if nothing
    matches.
    """
    hits = _hits(text, terms)
    start, end = _passage(text, _richest_run(hits, length), length)
    return (
        *((HighlightedSegment(f"{ELLIPSIS} ", False),) if start > 0 else ()),
        *_segments(text, start, end, hits),
        *((HighlightedSegment(f" {ELLIPSIS}", False),) if end < len(text.rstrip()) else ()),
    )


def _hits(text: str, terms: Sequence[Term]) -> list[_Hit]:
    """All that matches, in the order of the text."""
    if not terms:
        return []
    sought = _sought(_TheSame(terms))
    opening_steps = sought.opening_steps
    hits: set[_Hit] = set()
    for start, end in _spans_to_read(text, sought.candidates):
        tokens = list(tokenize(text[start:end]))
        hits |= {
            _Hit(start + token.start, start + hit_end, number)
            for index, token in enumerate(tokens)
            for lexeme in (*token.lexemes, *token.parts)
            for number, steps in opening_steps.get(lexeme[:1], ())
            if (hit_end := _match_end(tokens, index, steps)) is not None
        }
    return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.term))


class _TheSame:
    """Terms as a key: to compare phrases of many steps takes longer than to mark a title by them."""

    __slots__ = ("terms",)

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = terms

    def __hash__(self) -> int:
        return id(self.terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _TheSame) and self.terms is other.terms


@dataclass(frozen=True)
class _Sought:
    """What is made of terms once: where a match may begin, and a pattern for what may be one."""

    opening_steps: Mapping[str, Sequence[tuple[int, tuple[PhraseStep, ...]]]]
    candidates: re.Pattern[str] | None


@lru_cache(maxsize=32)
def _sought(same: _TheSame) -> _Sought:
    alternatives = tuple(steps for term in same.terms for steps in term.alternatives if _is_in_words(steps))
    return _Sought(_opening_steps(same.terms), _candidate_pattern(alternatives))


def _spans_to_read(text: str, pattern: re.Pattern[str] | None) -> list[tuple[int, int]]:
    """The parts of the text, cut at blanks, that may hold a match: reading all of it is what marking costs.

    Dates, decimals and odd letters are spelled in many ways: then it is the whole text.
    """
    if pattern is None or not _EVERYDAY_TEXT.fullmatch(text):
        return [(0, len(text))]
    spans: list[tuple[int, int]] = []
    for match in pattern.finditer(text.lower()):
        if spans and match.end("phrase") < spans[-1][1]:
            continue
        start = max(text.rfind(" ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
        following = _BLANK.search(text, match.end("phrase"))
        end = following.start() if following else len(text)
        if spans and start < spans[-1][1]:
            start, end = spans[-1][0], max(end, spans.pop()[1])
        spans.append((start, end))
    return spans


@lru_cache(maxsize=256)
def _candidate_pattern(alternatives: tuple[tuple[PhraseStep, ...], ...]) -> re.Pattern[str] | None:
    """A pattern for what may be a phrase, in lower case, by how its words begin; None where that can't be told."""
    if not all(_begins_alike(step) for steps in alternatives for step in steps):
        return None
    phrases = [
        _beginning_of_step(steps[0])
        + "".join(
            rf"\w{{0,60}}[\W_]{{0,40}}(?:\w{{1,60}}[\W_]{{1,40}}){{0,{step.distance - 1}}}{_beginning_of_step(step)}"
            for step in steps[1:]
        )
        for steps in alternatives
    ]
    pattern = f"(?P<phrase>{'|'.join(phrases)})"
    # Looking ahead finds phrases that overlap, too.
    return re.compile(pattern if all(len(steps) == 1 for steps in alternatives) else f"(?={pattern})")


def _begins_alike(step: PhraseStep) -> bool:
    """Whether the words that the step may be begin as its lexemes do."""
    if step.prefix and any(base.startswith(step.prefix) for base in _IRREGULAR):
        return False
    return all(_SIMPLE.fullmatch(lexeme) and lexeme not in _IRREGULAR for lexeme in step.base_forms)


def _is_in_words(steps: Sequence[PhraseStep]) -> bool:
    """Whether a text can hold the phrase: years and municipalities are no words."""
    return not steps[0].lexeme[0].isupper()


def _beginning_of_step(step: PhraseStep) -> str:
    """A pattern for the beginning of the words that the step may be."""
    beginnings = [_beginning_of_forms(lexeme) for lexeme in step.base_forms]
    if step.prefix:
        beginnings.append(_beginning_of_forms(step.prefix, is_whole=False))
    return f"(?:{'|'.join(dict.fromkeys(beginnings))})"


def _beginning_of_forms(lexeme: str, *, is_whole: bool = True) -> str:
    """A pattern for the beginning of a lexeme's forms. Irregular ones differ in a vowel (børn, barn)."""
    letters = _LETTERS.findall(lexeme)
    length = _ALIKE - 1 if _VOWEL.match(lexeme) else _ALIKE  # *offer* and *ofre*
    if is_whole:
        length = max(length, min(len(letters) - _ENDING, _ALIKE_IN_LONG_WORDS))
    return r"[^a-z0-9\s]*".join(_VOWEL.sub(_ANY_VOWEL, letter) for letter in letters[:length])


def _opening_steps(terms: Sequence[Term]) -> dict[str, list[tuple[int, tuple[PhraseStep, ...]]]]:
    """Each term's number and alternatives by the first character that a match begins with: few tokens do."""
    steps_by_initial: dict[str, list[tuple[int, tuple[PhraseStep, ...]]]] = defaultdict(list)
    for number, term in enumerate(terms):
        for steps in filter(_is_in_words, term.alternatives):
            first = steps[0]
            for initial in {lexeme[:1] for lexeme in (*first.base_forms, first.prefix) if lexeme}:
                steps_by_initial[initial].append((number, steps))
    return steps_by_initial


def _match_end(tokens: Sequence[Token], index: int, steps: Sequence[PhraseStep]) -> int | None:
    """Where a phrase that begins with the token at the index ends, if the text has it there."""
    end = _step_end(tokens[index], steps[0])
    for step in steps[1:]:
        index += step.distance
        if index >= len(tokens) or (end := _step_end(tokens[index], step)) is None:
            return None
    return end


def _step_end(token: Token, step: PhraseStep) -> int | None:
    """Where the word or joined word ends that a step is; None where the token is not that word."""
    if not step.matches(token):
        return None
    is_own = step.matches(token._replace(lexemes=token.lexemes[:1]))
    return token.end if is_own else token.alias_end


def _richest_run(hits: Sequence[_Hit], length: int) -> Sequence[_Hit]:
    """The hits of the richest passage: those from one hit on that fit into the length."""
    best: Sequence[_Hit] = ()
    best_worth = (0, 0)
    in_run: Counter[int] = Counter()
    end = 0
    for start, hit in enumerate(hits):
        while end < len(hits) and (end == start or hits[end].end <= hit.start + length):
            in_run[hits[end].term] += 1
            end += 1
        worth = (len(in_run), end - start)
        if worth > best_worth:
            best, best_worth = hits[start:end], worth
        in_run[hit.term] -= 1
        if not in_run[hit.term]:
            del in_run[hit.term]
    return best


def _passage(text: str, run: Sequence[_Hit], length: int) -> tuple[int, int]:
    """Where to cut the text around the hits: between words, with as much context on either side."""
    first = run[0].start if run else 0
    last = min(max((hit.end for hit in run), default=0), first + length)
    start = max(0, first - (length - (last - first)) // 2)
    end = min(len(text), start + length)
    start = max(0, end - length)
    if start > 0:
        space = re.search(r"\s+", text[start - 1 : first])
        start = start - 1 + space.end() if space else first
    if end < len(text):
        space = re.search(r"\s+\S*$", text[last : end + 1])
        end = last + space.start() if space else (last if run else start + length)
    return start, end


def _segments(text: str, start: int, end: int, hits: Sequence[_Hit]) -> Iterator[HighlightedSegment]:
    """The text from start to end. Overlapping hits are one mark."""
    done = start
    for mark_start, mark_end in _merged_spans(hits):
        mark_start, mark_end = max(mark_start, start), min(mark_end, end)
        if mark_start >= mark_end:
            continue
        if done < mark_start:
            yield HighlightedSegment(text[done:mark_start], False)
        yield HighlightedSegment(text[mark_start:mark_end], True)
        done = mark_end
    if done < end:
        yield HighlightedSegment(text[done:end], False)


def _merged_spans(hits: Sequence[_Hit]) -> list[tuple[int, int]]:
    marks: list[tuple[int, int]] = []
    for hit in hits:
        if marks and hit.start < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(marks[-1][1], hit.end))
        else:
            marks.append((hit.start, hit.end))
    return marks
