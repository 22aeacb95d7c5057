"""Reads the result of a vote from a decision: in figures, by party, or who alone was against."""

import re
from collections.abc import Callable, Iterable, Iterator

from meetings.parsing.document import Vote, VoteSide
from meetings.parsing.text.sentences import split_sentences

_SIDES: dict[str, VoteSide] = {"for": "for", "imod": "against"}
_PARTY = r"(?:[A-ZÆØÅ]\.(?= (?!For\b|Imod\b|Hverken\b)[A-ZÆØÅ][a-zæøå])|[A-ZÆØÅ][\w’'-]{0,40})"
_WHO = rf"\(?{_PARTY}\)?(?:(?:,| og| samt|,? fra)? \(?(?:{_PARTY}|\d{{1,3}}(?=\)))\)?){{0,30}}"
_NAMED = r"(?:\s*\((?P<who>[^()]{1,300})\))?"
_MEMBERS = r"(?:\s*(?:medlemmer|stemmer|personer))?"

_LABELLED = re.compile(
    r"\b(?P<side>[Ff]or|[Ii]mod|[Hh]verken for eller imod|[Uu]ndlod(?: at stemme)?|[Bb]lankt?)"
    rf"(?: stemte)?\s*:\s*(?:(?P<count>\d{{1,3}})\b{_MEMBERS}{_NAMED}|(?P<parties>{_WHO}))"
)
_VERB_SECOND = re.compile(
    rf"\b(?P<side>[Ff]or|[Ii]mod)(?: (?:forslaget|indstillingen))? stemte:? "
    rf"(?:(?P<count>\d{{1,3}})\b{_MEMBERS}{_NAMED}|(?P<parties>{_WHO}))"
)
_SHARES = re.compile(
    rf"\bmed (?P<first>\d{{1,3}}) stemmer(?: for)?(?:\s*\((?P<first_who>[^()]{{1,300}})\))?,?(?: i?mod| og) "
    rf"(?P<second>\d{{1,3}})\b{_MEMBERS}(?: imod)?(?:\s*\((?P<second_who>[^()]{{1,300}})\))?"
)
_COUNTED = re.compile(
    r"\b(?P<count>\d{1,3})(?: medlemmer)?(?: stemmer| stemte| var)? "
    r"(?P<side>for(?= ?[,.;(]| og\b| forslaget| indstillingen|$)|imod|hverken for eller imod|"
    rf"undlod(?: at stemme)?|blankt?)\b{_NAMED}"
)
_BY_NAME = re.compile(
    rf"(?P<who>{_WHO}),? (?:(?:stem(?:te|mer) (?P<side>for|imod|hverken for eller imod|blankt?))\b|"
    r"(?P<against>(?:begær(?:ede|er)|ønske(?:de|r))\b[^.]{0,60}? i mindretal)\b|"
    r"(?P<abstains>undlod at stemme|undlader at stemme|afstod fra at stemme|t(?:ager|og) forbehold))"
)
_VOTING = re.compile(r"\b(?:[Ss]tem(?:me|mer|te|t)|[Aa]fstemning(?:en)?)\b")
_LOST = re.compile(r"\b(?:forkastet|nedstemt|afvist|forkastede|afviste)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"^(?:KKR\b.*|Rådet|Byrådet|Udvalget|Kommunalbestyrelsen|Regionsrådet|Der|Det|De|Den|Som|Herefter)$"
)

_VoteMatch = tuple[re.Match[str], Vote]
_VoteReader = Callable[[str], Iterator[_VoteMatch]]


def find_votes(decision: str) -> tuple[Vote, ...]:
    """The sides of the vote in order of mention; none where the decision mentions no vote.

    A reservation (»tog forbehold«) counts as abstaining, a request to be recorded in the minority as a vote against.
    No figure is calculated from the others.
    """
    labels = {_vote_side(match["side"]) for match in _LABELLED.finditer(decision)}
    is_a_vote = len(labels) > 1 or bool(_VOTING.search(decision))
    readings = (_labelled_votes, *_VOTE_READERS) if is_a_vote or labels == {"abstained"} else _VOTE_READERS
    sentences = split_sentences(decision)
    return tuple(dict.fromkeys(vote for sentence in sentences for vote in _votes_in_sentence(sentence, readings)))


def _votes_in_sentence(sentence: str, readings: Iterable[_VoteReader]) -> list[Vote]:
    """The votes of a sentence; words that one form has read are not read again as another."""
    found: list[_VoteMatch] = []
    for reading in readings:
        found += [
            (match, vote)
            for match, vote in reading(sentence)
            if all(match.end() <= other.start() or other.end() <= match.start() for other, _ in found)
        ]
    return [vote for _, vote in sorted(found, key=lambda pair: pair[0].start())]


def _labelled_votes(sentence: str) -> Iterator[_VoteMatch]:
    """»For: 20 (A, V) Imod: 6 (Ø)«. A lone »for:« is no vote: »tak for: …«."""
    return _side_first_votes(_LABELLED, sentence)


def _verb_second_votes(sentence: str) -> Iterator[_VoteMatch]:
    """»For stemte 20 (A, V)«, »Imod stemte Ø«."""
    return _side_first_votes(_VERB_SECOND, sentence)


def _side_first_votes(pattern: re.Pattern[str], sentence: str) -> Iterator[_VoteMatch]:
    for match in pattern.finditer(sentence):
        count = int(match["count"]) if match["count"] else None
        yield match, Vote(_vote_side(match["side"]), count, _voter_names(match["who"] or match["parties"]))


def _majority_votes(sentence: str) -> Iterator[_VoteMatch]:
    """»Vedtaget med 20 stemmer mod 6«; what was lost so has the most against it."""
    for match in _SHARES.finditer(sentence):
        sides: tuple[VoteSide, VoteSide] = ("against", "for") if _LOST.search(sentence) else ("for", "against")
        yield match, Vote(sides[0], int(match["first"]), _voter_names(match["first_who"]))
        yield match, Vote(sides[1], int(match["second"]), _voter_names(match["second_who"]))


def _counted_votes(sentence: str) -> Iterator[_VoteMatch]:
    """»20 stemte for, 6 imod, og 2 undlod at stemme«."""
    if _VOTING.search(sentence):
        for match in _COUNTED.finditer(sentence):
            yield match, Vote(_vote_side(match["side"]), int(match["count"]), _voter_names(match["who"]))


def _named_votes(sentence: str) -> Iterator[_VoteMatch]:
    """»Venstre stemmer imod«, »Lise Holm (Ø) tog forbehold«."""
    for match in _BY_NAME.finditer(sentence):
        who = _voter_names(match["who"])
        if not _NOBODY.match(who):
            side: VoteSide = (
                "against" if match["against"] else _vote_side(match["side"]) if match["side"] else "abstained"
            )
            yield match, Vote(side, None, who)


_VOTE_READERS: tuple[_VoteReader, ...] = (_verb_second_votes, _majority_votes, _counted_votes, _named_votes)


def _vote_side(words: str) -> VoteSide:
    return _SIDES.get(words.lower(), "abstained")


def _voter_names(written: str | None) -> str:
    """Those named, on one line without the brackets around them all."""
    names = " ".join((written or "").split()).rstrip(",.")
    return names[1:-1] if names.startswith("(") and names.endswith(")") and names.count("(") == 1 else names
