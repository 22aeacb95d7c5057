"""Reads the result of a vote from a decision: in figures, by party, or who alone was against."""

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from meetings.parsing.document import Vote, VoteSide
from meetings.parsing.meaning.statements import split_statements

_SIDES: dict[str, VoteSide] = dict.fromkeys(("for", "ja", "ja-stemmer"), "for")
_SIDES |= dict.fromkeys(("imod", "mod", "nej", "nej-stemmer"), "against")
# Figures in words, as people write the small ones.
_NAMES_OF_FIGURES = (
    *("en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti"),
    *("elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten", "tyve"),
)
_FIGURES = {"én": 1, "et": 1, "ét": 1} | {name: figure for figure, name in enumerate(_NAMES_OF_FIGURES, start=1)}
_FIGURE = rf"(?:\d{{1,3}}|(?i:{'|'.join(_FIGURES)}))"
# A name is taken as long as it is: those with a hyphen could be parted, and each doubled the work.
_INITIAL = r"[A-ZÆØÅ]\.(?= (?!For\b|Imod\b|Hverken\b)[A-ZÆØÅ][a-zæøå])"
_PARTY = rf"(?:{_INITIAL}|(?!(?:For|Imod|Hverken|Undlod)\b)[A-ZÆØÅ][\w’'-]{{0,40}}+)"
_FURTHER = rf"(?:{_PARTY}|løsgænger(?=\))|\d{{1,3}}(?=\)))"
_WHO = rf"\(?{_PARTY}\)?(?:(?:,| og| samt|,? fra|\+)? ?(?<![\w.])\(?{_FURTHER}\)?){{0,30}}"
# Those named in brackets, each of whom may have a party's letter in brackets too.
_IN_BRACKETS = r"(?:[^()]|\([^()]{1,40}\)){1,900}"
_NAMED = rf"(?:\s*\((?P<who>{_IN_BRACKETS})\)|\s*:\s*(?P<listed>{_WHO}))?"
_MEMBERS = r"(?:\s*(?:medlemmer|stemmer|personer))?"
_NEITHER = r"[Hh]verken for eller i?mod"
_ABSTAINED = r"[Uu]ndl(?:od|ader)(?: at stemme)?"
_WHAT = r"(?: (?!at\b|der\b|som\b|stem)[\w’'-]{1,30}){0,6}?"

_LABELLED = re.compile(
    rf"\b(?P<side>[Ff]or|[Ii]mod|[Jj]a(?:-stemmer)?|[Nn]ej(?:-stemmer)?|{_NEITHER}|{_ABSTAINED}|[Bb]lankt?)"
    rf"(?: stemte| stemmer)?(?:\s*:\s*|\s*\((?P<in_brackets>\d{{1,3}})\)\s?:\s*|\s[–-]\s(?=\d))"
    rf"(?:(?P<count>\d{{1,3}})\b{_MEMBERS}{_NAMED}|(?P<parties>{_WHO}))"
)
_VERB_SECOND = re.compile(
    rf"\b(?P<side>[Ff]or|[Ii]mod|{_NEITHER}|[Bb]lankt?)(?:{_WHAT} stemte| stemmer):? "
    rf"(?:(?P<count>{_FIGURE})\b{_MEMBERS}{_NAMED}|(?P<parties>{_WHO}))"
)
_SIDE_AND_COUNT = re.compile(
    rf"\b(?P<side>(?:(?<=^)|(?<=[.,;)] ))(?:For|[Ii]mod)|{_NEITHER}|{_ABSTAINED}|[Bb]lankt?(?: stemte)?) "
    rf"(?P<count>{_FIGURE})\b{_MEMBERS}(?=\s*[(.,;:]|\s+[A-ZÆØÅ]|\s*$|\s+og\b){_NAMED}(?P<parties>)"
)
_SHARES = re.compile(
    rf"\bmed (?P<first>\d{{1,3}}) (?:ja-)?stemmer(?: for)?(?:\s*\((?P<first_who>{_IN_BRACKETS})\))?,?(?: i?mod| og) "
    rf"(?P<second>\d{{1,3}})\b(?: nej-stemmer)?{_MEMBERS}(?: imod)?(?:\s*\((?P<second_who>{_IN_BRACKETS})\))?"
)
# The same in figures alone: »Vedtaget 14-5«, »Godkendt med 14 mod 5 stemmer«.
_SHARES_ALONE = re.compile(
    r"(?:\bmed |(?<=edtaget )|(?<=odkendt )|(?<=iltrådt )|(?<=orkastet )|(?<=fvist ))"
    r"(?:stemme(?:rne|tallene|tallet) )?(?P<first>\d{1,3})"
    r"(?:\s?[-–]\s?| i?mod )(?P<second>\d{1,3})(?![\w:%/-])(?![.,]\d)(?: stemmer)?(?=\s*(?:[.,;)]|$))"
    r"(?P<first_who>)(?P<second_who>)"
)
_BOTH_SIDES = re.compile(
    rf"\b(?P<first>\d{{1,3}}) stemmer(?:\s*\((?P<first_who>{_IN_BRACKETS})\))? (?P<side>for|imod)"
    rf"(?:\s*\((?P<first_behind>{_IN_BRACKETS})\))?(?:,| og|, og)? (?P<second>\d{{1,3}})(?: stemmer)?"
    rf"(?:\s*\((?P<second_who>{_IN_BRACKETS})\))? (?P<other>for|imod)\b(?:\s*\((?P<second_behind>{_IN_BRACKETS})\))?"
)
_COUNTED = re.compile(
    rf"\b(?P<count>{_FIGURE})(?: medlem(?:mer)?)?(?:\s*\((?P<before>{_IN_BRACKETS})\))?(?: stemmer?| stemte| var)?"
    r"(?:,? (?:der|som))? "
    rf"(?P<side>for(?= ?[,.;(]| og\b| forslaget| indstillingen|$)|imod|{_NEITHER}|undl(?:od|ader)(?: at stemme)?|"
    rf"blank(?:t|e)?)\b(?:\s*\((?P<who>{_IN_BRACKETS})\))?"
)
# How many they were, behind all who voted so: »For stemte: A, C, F (14)«.
_COUNT_BEHIND = re.compile(r"^(?P<who>[^()\d]+?)\s*\((?P<count>\d{1,3})\)?$")
# Those against alone: »Godkendt mod 3 stemmer (Ø)«.
_ALL_BUT = re.compile(
    rf"(?:(?<=edtaget )|(?<=odkendt )|(?<=iltrådt ))i?mod (?P<count>{_FIGURE}) stemmer?\b"
    rf"(?:\s*\((?P<who>{_IN_BRACKETS})\))?"
)
_RESERVED = re.compile(
    rf"\b(?P<count>\d{{1,3}}) (?:medlem(?:mer)?|stemmer)(?:\s*\((?P<who>{_IN_BRACKETS})\))? "
    rf"(?:t(?:ager|og) (?:et )?forbehold|undl(?:od|ader) at stemme)\b(?:\s*\((?P<behind>{_IN_BRACKETS})\))?"
)
_BY_NAME = re.compile(
    rf"(?P<who>{_WHO}),? (?:(?:stem(?:te|mer) (?P<side>for|imod|hverken for eller imod|blankt?))\b|"
    r"(?P<against>(?:begær(?:ede|er)|ønske(?:de|r))\b[^.]{0,60}? i mindretal)\b|"
    r"(?P<abstains>undlod at stemme|undlader at stemme|afstod fra at stemme|t(?:ager|og) (?:et )?forbehold))"
)
_VOTING = re.compile(r"\b(?:[Ss]tem(?:me|mer|merne|te|t)|[Aa]fstemning(?:en)?)\b")
_LOST = re.compile(r"\b(?:forkastet|nedstemt|afvist|forkastede|afviste)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"^(?:KKR\b.*|(?:\w*[Rr]åd|\w*[Uu]dvalg|\w*[Nn]ævn|Kommunalbestyrelse|Bestyrelse|Kommission)(?:et|en|n)?|"
    rf"Der|Det|De|Den|Som|Herefter|Vi|Jeg|Man|Alle|Ingen|Flere|Nogle|Enkelte|Følgende|(?i:{'|'.join(_FIGURES)}))$"
)

_VoteMatch = tuple[re.Match[str], Vote]


@dataclass(frozen=True)
class _Form:
    """A way to tell votes: how it is read, and the words of which a statement in it has one at least.

    `is_of_votes`: its words tell a vote only where something else says that there was one.
    """

    read: Callable[[str], Iterator[_VoteMatch]]
    words: tuple[str, ...]
    is_of_votes: bool = False

    def votes(self, statement: str) -> Iterator[_VoteMatch]:
        """The votes that are told so; most statements have none of the words, and are not searched."""
        return self.read(statement) if any(map(statement.__contains__, self.words)) else iter(())


@lru_cache(maxsize=4)
def find_votes(decision: str) -> tuple[Vote, ...]:
    """The sides of the vote in order of mention; none where the decision mentions no vote.

    A reservation (»tog forbehold«) counts as abstaining, a request to be recorded in the minority as a vote against.
    No figure is calculated from the others; a side whose figure is told first and whose voters are listed below
    (»tiltrådt med 31 stemmer imod 14. For stemte: A og B.«) is one vote.
    """
    forms = _forms_for(decision)
    found = [each for one in split_statements(decision) for each in _votes_in_statement(one.text, forms)]
    votes: list[Vote] = []
    without_voters: defaultdict[VoteSide, deque[int]] = defaultdict(deque)
    for match, vote in found:
        waiting = without_voters[vote.side]
        if match.re in _LISTING and vote.count is None and waiting:
            votes[waiting[0]] = replace(votes[waiting[0]], who=vote.who)
            if vote.who:
                waiting.popleft()
            continue
        if not vote.who:
            waiting.append(len(votes))
        votes.append(vote)
    return tuple(dict.fromkeys(votes))


def without_votes(statement: str, decision: str) -> list[str]:
    """What a statement of a decision says besides its votes, in pieces: the votes stood between them."""
    pieces, start = [], 0
    for match, _ in _votes_in_statement(statement, _forms_for(decision)):
        if match.start() >= start:
            pieces.append(statement[start : match.start()])
            start = match.end()
    return [piece for piece in (piece.strip(" .,;:–") for piece in [*pieces, statement[start:]]) if piece]


@lru_cache(maxsize=4)
def _forms_for(decision: str) -> tuple[_Form, ...]:
    """The forms of its votes; figures behind a bare »for:« or before a bare »undlod« tell one in a vote only."""
    if _VOTING.search(decision):
        return _FORMS
    labels = {_vote_side(match["side"]) for form in (_LABELLED, _COUNTED) for match in form.finditer(decision)}
    if len(labels) > 1 or labels == {"abstained"}:
        return _FORMS
    return tuple(form for form in _FORMS if not form.is_of_votes)


def _votes_in_statement(statement: str, forms: Iterable[_Form]) -> list[_VoteMatch]:
    """The votes of a statement in order; words that one form has read are not read again as another."""
    found: list[_VoteMatch] = []
    for form in forms:
        starts = [match.start() for match, _ in found]
        new = [each for each in form.votes(statement) if _is_unread(each[0], found, starts)]
        found = sorted([*found, *new], key=lambda pair: pair[0].start()) if new else found
    return found


def _is_unread(match: re.Match[str], found: Sequence[_VoteMatch], starts: Sequence[int]) -> bool:
    """Whether a match shares no words with those found, which are in order and begin at `starts`."""
    before = bisect_left(starts, match.end()) - 1
    return before < 0 or found[before][0].end() <= match.start()


def _labelled_votes(sentence: str) -> Iterator[_VoteMatch]:
    """»For: 20 (A, V) Imod: 6 (Ø)«. A lone »for:« is no vote: »tak for: …«."""
    return _side_first_votes(_LABELLED, sentence)


def _verb_second_votes(sentence: str) -> Iterator[_VoteMatch]:
    """»For stemte 20 (A, V)«, »Imod stemte Ø«, »For flertallets indstilling stemte 12 (C)«."""
    return _side_first_votes(_VERB_SECOND, sentence)


def _side_first_votes(pattern: re.Pattern[str], sentence: str) -> Iterator[_VoteMatch]:
    for match in pattern.finditer(sentence):
        figure = match["count"] or match.groupdict().get("in_brackets")
        who = match["who"] or match["listed"] or match["parties"]
        if not figure and (together := _COUNT_BEHIND.match(who)):
            who, figure = together["who"], together["count"]
        count = _figure(figure) if figure else None
        yield match, Vote(_vote_side(match["side"]), count, _voter_names(who))


def _majority_votes(sentence: str) -> Iterator[_VoteMatch]:
    """»Vedtaget med 20 stemmer mod 6«; what was lost so has the most against it."""
    for match in (*_SHARES.finditer(sentence), *_SHARES_ALONE.finditer(sentence)):
        sides: tuple[VoteSide, VoteSide] = ("against", "for") if _LOST.search(sentence) else ("for", "against")
        yield match, Vote(sides[0], int(match["first"]), _voter_names(match["first_who"]))
        yield match, Vote(sides[1], int(match["second"]), _voter_names(match["second_who"]))


def _votes_of_both_sides(sentence: str) -> Iterator[_VoteMatch]:
    """»Forkastet med 3 stemmer (Ø) for og 16 stemmer (A, V) imod«: the sides are said, whatever became of it."""
    for match in _BOTH_SIDES.finditer(sentence):
        if match["side"] != match["other"]:
            first, second = (
                (match["first_who"] or match["first_behind"]),
                (match["second_who"] or match["second_behind"]),
            )
            yield match, Vote(_vote_side(match["side"]), int(match["first"]), _voter_names(first))
            yield match, Vote(_vote_side(match["other"]), int(match["second"]), _voter_names(second))


def _counted_votes(sentence: str) -> Iterator[_VoteMatch]:
    """»20 stemte for, 6 imod, og 2 undlod at stemme«."""
    for match in _COUNTED.finditer(sentence):
        yield (
            match,
            Vote(_vote_side(match["side"]), _figure(match["count"]), _voter_names(match["before"] or match["who"])),
        )


def _reservations(sentence: str) -> Iterator[_VoteMatch]:
    """»3 medlemmer (O+Ø) tager forbehold«."""
    for match in _RESERVED.finditer(sentence):
        yield match, Vote("abstained", int(match["count"]), _voter_names(match["who"] or match["behind"]))


def _votes_of_all_but(sentence: str) -> Iterator[_VoteMatch]:
    """»Godkendt mod 3 stemmer (Ø)«: nobody counts those for it."""
    for match in _ALL_BUT.finditer(sentence):
        yield match, Vote("against", _figure(match["count"]), _voter_names(match["who"]))


def _side_and_count_votes(sentence: str) -> Iterator[_VoteMatch]:
    """»Undlod at stemme 4 (I)«, »For 9. Imod 4.«."""
    return _side_first_votes(_SIDE_AND_COUNT, sentence)


def _named_votes(sentence: str) -> Iterator[_VoteMatch]:
    """»Venstre stemmer imod«, »Lise Holm (Ø) tog forbehold«."""
    for match in _BY_NAME.finditer(sentence):
        who = _voter_names(match["who"])
        if not _NOBODY.match(who):
            side: VoteSide = (
                "against" if match["against"] else _vote_side(match["side"]) if match["side"] else "abstained"
            )
            yield match, Vote(side, None, who)


_FORMS = (
    _Form(_labelled_votes, (":", "(", "–", "-"), is_of_votes=True),
    _Form(_verb_second_votes, ("stem",)),
    _Form(_side_and_count_votes, ("For ", "mod ", "ndl", "lank"), is_of_votes=True),
    _Form(_votes_of_both_sides, ("stemmer",)),
    _Form(_majority_votes, ("stemmer", "mod ", "-", "–")),
    _Form(_votes_of_all_but, ("stemme",)),
    _Form(_reservations, ("forbehold", "ndl")),
    _Form(_counted_votes, (" for", "imod", "erken for", "undl", "blank"), is_of_votes=True),
    _Form(_named_votes, ("stemte", "stemmer", "begær", "ønske", "undl", "afstod", "forbehold")),
)
# Forms that list everybody on a side, so that they tell who the figures are.
_LISTING = (_LABELLED, _VERB_SECOND)


def _figure(written: str) -> int:
    return _FIGURES.get(written.casefold()) or int(written)


def _vote_side(words: str) -> VoteSide:
    return _SIDES.get(words.lower(), "abstained")


def _voter_names(written: str | None) -> str:
    """Those named, on one line without the brackets around them all."""
    names = " ".join((written or "").split()).rstrip(",.")
    if names.startswith("(") and names.endswith(")") and names.count("(") == 1:
        return names[1:-1]
    return names.strip("()") if names.count("(") != names.count(")") else names
