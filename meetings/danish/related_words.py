"""What a searched word stands for besides its own base form.

A word of a text has one base form in the index, and a searched word can be more than that:
- a form of several words: *pæle* is of *pæl*, and to drive piles;
- a word of which a form stands in the index as another word's: of *pæl* the plural *pæle*;
- a word of whose stem there are others: *tømning* of *tømme* (`derivations`).
So each of them is searched for as well, but not in quotation marks. A compound stands for what its last part does.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from meetings.danish.base_forms import base_form, base_form_and_parts, is_noun_of_somebody
from meetings.danish.derivations import derived_words, nouns_of_action
from meetings.danish.dictionary import danish_dictionary
from meetings.danish.drifted import have_drifted
from meetings.danish.lexemes import NAMES_LIKE_WORDS, dictionary_spelling, word_lexeme

# Of a word so many others are searched for as well, those of its own forms first.
MAX_RELATED = 10
# Ends of participles, and of nouns that every verb may have.
_PARTICIPLES, _DOING = ("t", "te", "ede"), ("ning", "ing", "else")


@lru_cache(maxsize=1_000)
def related_lexemes(word: str) -> tuple[str, ...]:
    """The lexemes besides its own that a searched word stands for, at most MAX_RELATED."""
    own, spelled = word_lexeme(word), dictionary_spelling(word)
    if own in NAMES_LIKE_WORDS or not spelled.isalpha():
        return ()
    front, last = _front_and_last_part(spelled)
    found = dict.fromkeys(word_lexeme(front + related) for related in _related_words(last))
    found.pop(own, None)
    return tuple(lexeme for lexeme in found if lexeme)[:MAX_RELATED]


@lru_cache(maxsize=1_000)
def form_lexemes(word: str) -> tuple[str, ...]:
    """The lexemes besides its own that the forms of a word have, and no other word of its stem."""
    own, spelled = word_lexeme(word), dictionary_spelling(word)
    if own in NAMES_LIKE_WORDS or not spelled.isalpha():
        return ()
    front, last = _front_and_last_part(spelled)
    found = sorted({word_lexeme(front + form) for form in _forms_told_apart(base_form(last))})
    return tuple(lexeme for lexeme in found if lexeme and lexeme != own)[:MAX_RELATED]


def _front_and_last_part(word: str) -> tuple[str, str]:
    """A compound's last part and what stands before it; '' and the word, where the dictionary has the word itself."""
    if danish_dictionary().base(word) is not None:
        return "", word
    _, parts = base_form_and_parts(word)
    return "".join(part.letters for part in parts[:-1]), parts[-1].letters if parts else word


def _related_words(word: str) -> Iterator[str]:
    """Words whose lexemes may be other than that of a word, and that it stands for."""
    dictionary = danish_dictionary()
    bases = [base for base in dict.fromkeys((base_form(word), *dictionary.bases(word))) if _can_mean(word, base)]
    derived = [other for base in bases for other in derived_words(base, dictionary)]
    yield from bases
    for base in bases:
        yield from _forms_told_apart(base)
    yield from derived
    for doing in (base for base in bases if base.endswith("eri")):
        yield from _forms_told_apart(doing.removesuffix("i"))
    for verb in filter(dictionary.is_verb, derived):
        yield from (form for form in _forms_told_apart(verb) if form.endswith(_PARTICIPLES))
        yield from (noun for noun in nouns_of_action(verb, dictionary) if noun.endswith(_DOING))


def _can_mean(word: str, base: str) -> bool:
    """Whether a searched word is likely to be meant as a form of the base form, which it can be by its letters.

    Nobody searches for an imperative: *besøg* is the noun, which `derivations` joins with its verb; nor for a passive
    that looks like a noun: *gås* is no *gå*.
    """
    dictionary = danish_dictionary()
    is_imperative = base in (f"{word}e", f"{word}{word[-1:]}e") and dictionary.is_verb(base)
    is_passive = word == f"{base}s" and dictionary.is_noun(word) and dictionary.is_verb(base)
    return not (
        is_imperative
        or is_passive
        or have_drifted(word, base)
        or have_drifted(base_form(word), base)
        or is_noun_of_somebody(word, base)
    )


def _forms_told_apart(base: str) -> Iterator[str]:
    """The forms of a base form that the index has as another word's; genitives left out, which few write."""
    dictionary = danish_dictionary()
    own = base_form(base)
    for form in dictionary.forms(base):
        if form == f"{base}s" or (own == base and len(list(dictionary.bases(form))) < 2):
            continue
        found = base_form(form)
        if found != own and not have_drifted(base, found) and not is_noun_of_somebody(found, base):
            yield form
