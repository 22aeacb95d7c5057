"""Search by words over the whole dictionary: what is inflected, joined or derived meets the word that it is of.

A word meets another if a search for the one finds a text with the other. Each test goes through all of the dictionary,
in slices that can run beside one another. What does not meet needs a reason: pairs that mean different things
(`drifted`), genitives and imperatives that are words themselves, or one of the words below.
"""

from collections.abc import Collection, Iterator

import pytest

from meetings.danish import base_forms, compounds
from meetings.danish.compound_parts import SHORTEST_PART
from meetings.danish.derivations import nouns_of_action
from meetings.danish.dictionary import LINK_MARK, danish_dictionary
from meetings.danish.drifted import have_drifted
from meetings.danish.lexemes import analyze_word, ascii_form, is_stop_word, word_lexeme
from meetings.danish.related_words import related_lexemes
from meetings.danish.word_files import word_set

# The same lines for each word of a dictionary, which to count takes three times as long; the tables count them.
pytestmark = pytest.mark.no_cover

DICTIONARY = danish_dictionary()
SLICES = 8
# Base forms with forms that are words of their own in every dictionary (*lille* has *mindre*), whose letters a plural
# shares with another sound (*boer*, *bør*), or that the dictionary gives forms of another word by mistake.
ODD = word_set(
    """
    aboriginal bevinge bo burde gammel god kortlægge liden lidt liedaften liederaften lille love momsfritage mørkelægge
    præputium ro roe sulcus svindebinde tvangstilbageholde ung vesicula æde øbo
    """
)
# Nouns of which some form ends no compound, as it is mostly the end of other words (*journa|lister*), or is a form of
# another word too, that does.
ODD_HEADS = word_set("gange grave ikte liste lød møller pres red rev ris slide")
# Nouns that are not found at the end of a new compound: the index folds accents and umlauts, there to another word, and
# *oe* and *ae* that are two letters; or the compound's end is a form of another word.
ODD_BEHIND = word_set(
    """
    allétræ amenorré beboerråd bourrée brulé büchnertragt danmarksturné dragé dysmenorré découpage fortovskafé
    gammaaminosmørsyre gange gaveidé indoeuropæer kanaanæer kålroe köchelnummer lübecker mintgelé mössbauerspektroskopi
    natkafé pres prisidé prærafaelit prügelknabe roefrø steatorré tømmer øboer
    """
)
# Verbs that have no noun of their doing, or one whose letters say something else (*te*, *ting*).
WITHOUT_NOUN = word_set("ae bispevi koeksistere le præstevi rimpe skippe skype te ægtevi")
# Of a hundred forms no more may have a reason not to meet.
MOST_EXCEPTIONS = 0.01


def bases(number: int) -> list[str]:
    """The base forms of a slice of the dictionary, but for stop words."""
    return [base for base in sorted(DICTIONARY)[number::SLICES] if not is_stop_word(base)]


def searched(word: str) -> set[str]:
    """The lexemes any of which a search for the word finds."""
    return {word_lexeme(word), *related_lexemes(word)}


def finds(base: str, lexemes: Collection[str]) -> bool:
    """Whether a search for the base form finds one of the lexemes: its own, most times, which is quickly told."""
    return ascii_form(base_forms.base_form(base)) in lexemes or not searched(base).isdisjoint(lexemes)


def told_apart(base: str) -> Iterator[str]:
    """The forms of a base form that have another lexeme in the index."""
    own = base_forms.base_form(base)
    for form in DICTIONARY.forms(base):
        if base_forms.base_form(form) != own and not is_stop_word(form) and word_lexeme(form) != word_lexeme(base):
            yield form


def reason(base: str, form: str) -> str:
    """Why a form need not meet its base form; '' where there is no reason."""
    found, own = base_forms.base_form(form), base_forms.base_form(base)
    if base in ODD:
        return "odd"
    if any(have_drifted(base, other) for other in (found, form, *DICTIONARY.bases(form))) or have_drifted(own, found):
        return "drifted"
    if form == f"{base}s":
        return "genitive"
    if DICTIONARY.is_verb(base) and base in (f"{form}e", f"{form}{form[-1]}e"):
        return "imperative"
    if base_forms.is_noun_of_somebody(found, base) or base_forms.is_noun_of_somebody(own, found):
        return "somebody who does it"
    return ""


@pytest.mark.parametrize("number", range(SLICES))
def test_every_form_meets_its_base_form(number: int) -> None:
    unmet, forms = [], 0
    for base in bases(number):
        forms += sum(1 for _ in DICTIONARY.forms(base))
        for form in told_apart(base):
            if word_lexeme(form) not in searched(base) or word_lexeme(base) not in searched(form):
                unmet.append((base, form, reason(base, form)))
    assert [each for each in unmet if not each[2]] == []
    assert len(unmet) <= MOST_EXCEPTIONS * forms


def heads(number: int) -> list[str]:
    """The nouns of a slice that end compounds."""
    return [
        base for base in bases(number) if DICTIONARY.is_noun(base) and compounds.bases_of_last_part(base, DICTIONARY)
    ]


@pytest.mark.parametrize("number", range(SLICES))
def test_every_form_meets_its_noun_behind_a_first_part(number: int) -> None:
    unmet, forms = [], 0
    for head in heads(number):
        own = base_forms.base_form(head)
        for form in DICTIONARY.forms(head):
            forms += 1
            ending = base_forms.base_forms_of_last_part(form)
            if own not in ending and not finds(head, [ascii_form(base) for base in ending]):
                unmet.append((head, form, reason(head, form)))
    assert [each for each in unmet if not each[2] and each[0] not in ODD_HEADS] == []
    assert len(unmet) <= MOST_EXCEPTIONS * forms


@pytest.mark.parametrize("number", range(SLICES))
def test_a_noun_is_found_behind_an_invented_first_part(number: int) -> None:
    short = {head for head in heads(number) if len(head) < SHORTEST_PART}
    words = [head for head in heads(number) if head not in short]
    unmet = {head for head in words if not finds(head, analyze_word(f"tulipan{head}").parts)}
    assert unmet <= ODD_BEHIND


def joined(base: str) -> Iterator[str]:
    """How a noun, an adjective or another word than a verb looks before the next word of a compound."""
    for code in DICTIONARY.codes(base) if DICTIONARY.is_more_than_verb(base) else ():
        if code.startswith(LINK_MARK):
            removed, _, added = code.removeprefix(LINK_MARK).partition("-")
            yield base.removesuffix(removed) + added


@pytest.mark.parametrize("number", range(SLICES))
def test_every_link_form_meets_its_word(number: int) -> None:
    links = [(base, link) for base in bases(number) for link in joined(base) if len(link) >= SHORTEST_PART]
    unmet = {base for base, link in links if not finds(base, analyze_word(f"{link}fabrik").parts)}
    assert unmet <= {"prisidé", "fælle"}


@pytest.mark.parametrize("number", range(SLICES))
def test_every_verb_meets_its_noun_of_action(number: int) -> None:
    unmet = set()
    for verb in filter(DICTIONARY.is_verb, bases(number)):
        nouns = nouns_of_action(verb, DICTIONARY)
        if DICTIONARY.is_noun(verb) or any(have_drifted(verb, noun) for noun in nouns):
            continue
        if any(base_forms.base_form(noun) == base_forms.base_form(verb) for noun in nouns):
            continue
        if not any(word_lexeme(noun) in searched(verb) and word_lexeme(verb) in searched(noun) for noun in nouns):
            unmet.add(verb)
    assert unmet <= WITHOUT_NOUN


@pytest.mark.parametrize("number", range(SLICES))
def test_capitals_change_nothing(number: int) -> None:
    """But for three loan words, which are parted in small letters only."""
    parted = {"mössbauerspektroskopi", "köchelnummer", "überseksuel"}
    told = [word for word in bases(number) if analyze_word(word) != analyze_word(word.capitalize())]
    assert set(told) <= parted
