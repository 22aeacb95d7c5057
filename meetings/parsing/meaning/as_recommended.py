"""Compares a decision with the recommendation: decided as recommended, amended, postponed and so on.

Where the rules are not sure there is no result, since pages state the result as a fact.
"""

import re
from collections.abc import Collection, Sequence
from typing import Literal

from meetings.parsing.meaning import decisions
from meetings.parsing.text.sentences import split_sentences

RecommendationComparison = Literal["as_recommended", "amended", "postponed", "cancelled", "rejected", "noted"]

_COUNCIL = r"(?:KKR(?: [A-ZÆØÅ]\w+)?|[Rr]ådet|[Bb]yrådet|[Uu]dvalget|[Kk]ommunalbestyrelsen|[Bb]estyrelsen)"
_CHANGE = (
    r"(?:ændring|tilføjelse|præcisering|justering|rettelse|korrektion|forbehold|bemærkning|undtagelse|betingelse|"
    r"forudsætning)(?:en|er|erne)?"
)
_AMENDED = re.compile(
    rf"\bmed (?:(?!at\b)[\w-]+ ){{0,4}}?{_CHANGE}\b|"
    r"\bi (?:en )?(?:ændret|revideret|justeret|tilrettet) (?:form|udgave)\b|"
    r"\bdog (?:at|således|med|ikke|kun|skal|uden)\b|\bunder (?:den )?forudsætning\b|\bpå (?:den )?betingelse\b|"
    r"\bbortset fra\b|\bundtagen\b|"
    r"\bidet (?:(?!\bat\b)[^.]){0,80}?\b(?:tilføj\w*|ændre\w*|udgår|udgik|udtages|udskydes|rettes)\b"
)
_OF_THE_CASE: dict[str, RecommendationComparison] = {
    "postponed": "postponed",
    "cancelled": "cancelled",
    "rejected": "rejected",
}
# Outcomes that a decision may have beside postponing or rejecting a case and still be summed up as that.
_OUTCOMES_BESIDE = frozenset({*_OF_THE_CASE, "discussed", "noted"})
_AS_RECOMMENDED = re.compile(r"\bsom indstillet\b", re.IGNORECASE)
_ENDINGS = re.compile(
    r"(?:ernes|enes|erne|ende|edes|este|eren|ene|ens|ets|ere|ers|ede|tes|en|et|er|es|ne|te|de|e|s|t|r)$"
)
# What words are compared as whose forms differ by more than an ending, or that mean the same in a decision.
_COMPARED_AS = {
    "tog": "tage",
    "taget": "tage",
    "tages": "tage",
    "tager": "tage",
    "vælge": "valg",
    "vælger": "valg",
    "vælges": "valg",
    "valgt": "valg",
    "valgte": "valg",
    "drøftede": "drøft",
    "drøftet": "drøft",
    "tiltræder": "godkend",
    "tiltrædes": "godkend",
    "tiltrådte": "godkend",
    "tiltrådt": "godkend",
    "tiltræde": "godkend",
    "tilslutter": "godkend",
    "tilsluttede": "godkend",
    "tilslutte": "godkend",
    "godkendt": "godkend",
    "godkendte": "godkend",
    "godkendelse": "godkend",
}

_MEANS_THE_RECOMMENDATION = frozenset(
    {
        *("indstilling", "indstillingen", "indstillingerne", "indstillet"),
        *("forslag", "forslaget", "forslagene", "sagen", "punktet"),
    }
)
# Words that add nothing to what was recommended. "uden" stands before the changes that there were not.
_FILLERS = frozenset(
    {
        *("af", "at", "blev", "blevet", "bliver", "da", "de", "den", "der", "det", "en", "enig", "enstemmigt"),
        *("er", "et", "for", "fra", "har", "hvorefter", "i", "ind", "kkr", "med", "og", "om", "på", "rådet"),
        *("samt", "samtidig", "sig", "som", "til", "tilføjelser", "uden", "udvalget", "var", "ved", "vedr"),
        *("være", "ændringer"),
    }
)
_APPROVED = "godkend"
# In letters: shorter roots have to be the same, longer ones may differ by a few letters of an ending.
_SHORT = 4
_SEVERAL = re.compile(r"\b(?:og|samt)\b|\n\s*(?:–|\d{1,2}\.) [^\n]*\n\s*(?:–|\d{1,2}\.) ")
_NOTED = re.compile(r"\btil (?:efterretning|orientering)\b")
_NOTED_ALONE = re.compile(
    rf"^(?:{_COUNCIL} )?(?:tog|tager|tages|taget|blev taget)? ?"
    r"(?:(?:sag|orientering|oplæg|status|redegørelse|punkt)\w* )?"
    r"(?:blev taget |tages )?til (?:efterretning|orientering)\W*$",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\b(?:orienterede|bemærkede|fremhævede|oplyste|nævnte|indledte|fremlagde|holdt (?:et )?oplæg|roste|takkede|"
    r"understregede|spurgte|efterlyste|gav udtryk|udtrykte|deltog|"
    r"blev (?:\w+ ){0,2}(?:nævnt|bemærket|betonet|fremhævet|givet|udtrykt|drøftet|spurgt))\b"
)
# In characters: longer texts are cut, and then never count as decided as recommended. It bounds the time a page takes.
_READ_AT_MOST = 4_000


def compare_with_recommendation(
    recommendation: str, decision: str, outcomes: Sequence[str]
) -> RecommendationComparison | None:
    """How the decision relates to the recommendation; None where there is nothing to compare or the rules are not sure.

    `outcomes` has the decision's main outcome first. A decision that does several things, of which one is to
    postpone or reject, is not summed up in a word.
    """
    kinds = [outcome for outcome in outcomes if outcome != "none"]
    text, recommended = decision[:_READ_AT_MOST], recommendation[:_READ_AT_MOST]
    if not kinds and not _AS_RECOMMENDED.search(text):
        return None
    if kinds and kinds[0] in _OF_THE_CASE:
        return _OF_THE_CASE[kinds[0]] if _OUTCOMES_BESIDE.issuperset(kinds) else None
    deciding, unclear = _deciding_sentences(text)
    if any(_is_amended(sentence, recommended) for sentence in deciding):
        return "amended"
    is_whole = len(decision) <= _READ_AT_MOST and len(recommendation) <= _READ_AT_MOST
    if deciding and is_whole and not unclear and _is_as_recommended(deciding, recommended):
        return "as_recommended"
    return "noted" if kinds == ["noted"] else None


def _deciding_sentences(decision: str) -> tuple[list[str], bool]:
    """The sentences that decide, and whether there are others that might.

    A paragraph that begins with what somebody said is a report, unless the council decides in it.
    """
    found: list[str] = []
    unclear = False
    for paragraph in re.split(r"\n\s*\n", decision):
        is_report = False
        for sentence in split_sentences(paragraph):
            if _decides(sentence):
                found.append(sentence)
            elif _REMARK.search(sentence):
                is_report = True
            elif not is_report and not _is_subheading(sentence, paragraph):
                unclear = True
    return found, unclear


def _decides(sentence: str) -> bool:
    if _AS_RECOMMENDED.search(sentence):
        return True
    found = decisions.conclude_decision(sentence).outcomes
    return bool(found) and not (found == ("noted",) and _REMARK.search(sentence) and not _NOTED.search(sentence))


def _is_amended(sentence: str, recommendation: str) -> bool:
    """Whether a sentence adds a change or a condition that was not recommended in the same words."""
    match = _AMENDED.search(sentence)
    return match is not None and match.group().casefold() not in recommendation.casefold()


def _is_subheading(sentence: str, paragraph: str) -> bool:
    return sentence == paragraph.strip() and len(sentence) <= 100 and not sentence.endswith((".", ":"))


def _is_as_recommended(deciding: Sequence[str], recommendation: str) -> bool:
    """Whether the decision names the recommendation, or says its words again and leaves none of its parts out."""
    if not recommendation.strip():
        return all(_AS_RECOMMENDED.search(sentence) or "ndstillingen" in sentence for sentence in deciding)
    if len(deciding) == 1 and _NOTED_ALONE.match(deciding[0]):
        return bool(_NOTED.search(recommendation)) and not _SEVERAL.search(recommendation)
    recommended = {_root(word) for word in _lower_case_words(recommendation)}
    decided = [word for sentence in deciding for word in _lower_case_words(sentence)]
    council = {word.casefold() for sentence in deciding for word in re.findall(r"\bKKR (\w+)", sentence)}
    roots = {_root(word) for word in decided if word not in _FILLERS | _MEANS_THE_RECOMMENDATION | council}
    if not all(root == _APPROVED or _contains_root(recommended, root) for root in roots):
        return False
    names_it = not _MEANS_THE_RECOMMENDATION.isdisjoint(decided) or roots <= {_APPROVED}
    if names_it:
        return _APPROVED in roots or "indstillet" in decided or roots >= _requested_actions(recommendation)
    if _SEVERAL.search(recommendation):
        return all(_contains_root(roots, root) for root in recommended if len(root) > _SHORT)
    return True


def _requested_actions(recommendation: str) -> set[str]:
    """What the council is asked to do, as roots: "drøfter", "godkender", "tager"."""
    asked = r"\b(?:drøft|godkend|tiltræd|anbefal|beslut|udpeg)\w*|\btag(?:er|es)\b"
    return {_root(word) for word in re.findall(asked, recommendation.casefold())}


def _lower_case_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _contains_root(roots: Collection[str], root: str) -> bool:
    """Whether one of the roots is the same word: the same letters, or a few more of an ending."""
    if root in roots or root.isdecimal() or len(root) < _SHORT:
        return root in roots
    return any(
        len(other) >= _SHORT and (root.startswith(other) or other.startswith(root)) and abs(len(root) - len(other)) <= 4
        for other in roots
    )


def _root(word: str) -> str:
    """A word without its ending, so that "fordelingen" and "fordeling" are one; a figure as it is."""
    if word.isdecimal():
        return word
    if word in _COMPARED_AS:
        return _COMPARED_AS[word]
    shorter = _ENDINGS.sub("", word)
    return shorter if len(shorter) > 3 else word
