"""The base form that all inflections of a Danish word share, and the parts of a compound.

Most words are in the dictionary. One that it lacks is split as a compound of words that it has, or else stemmed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from snowballstemmer.danish_stemmer import DanishStemmer

from meetings.danish import compounds
from meetings.danish.dictionary import danish_dictionary
from meetings.danish.word_files import word_set

# Forms that neither dictionary nor stemmer gets right: the base form, what stands before it and is kept, the forms.
IRREGULAR = tuple(
    (base, re.compile(f"(?P<front>{front})(?:{forms})"))
    for base, front, forms in (
        # The vowel changes in the plural; also at the end of a compound (formænd, skolebørn, kulturhovedstæder).
        ("barn", ".*", "børn(e|ene|enes|s)?"),
        ("mand", ".*", "mænd(ene|enes|s)?"),
        ("stad", ".*", "stæder(ne|nes|s)?"),
        ("bog", ".*", "bøger(ne|nes|s)?"),
        ("kraft", ".*(?<!be)", "kræfter(ne|nes|s)?"),
        ("tand", ".*(?<!an)", "tænder(ne|nes|s)?"),
        ("fod", ".*", "fødder(ne|nes|s)?"),
        ("hånd", ".*", "hænder(ne|nes|s)?"),
        ("nat", ".*", "nætter(ne|nes|s)?"),
        ("søn", "", "sønner(ne|nes|s)?"),
        ("datter", ".*", "døtre(ne|nes|s)?"),
        ("broder", ".*", "bror(en|ens|s)?|brødre(ne|nes|s)?"),
        # Forms that the dictionary has as words of their own.
        ("ung", "", "unge(s)?|yngre|yngste?"),
        ("handicap", "", "handicappe(t|ts|de|des)?"),
        ("stor", "", "større|største?"),
        ("lang", "", "længere|længste?"),
        # Surnames, which would else have the base form of a forename (*Jensen* of *Jens*).
        (
            "sen",
            "ander|bertel|carl|christen|christian|frederik|han|henrik|jacob|jakob|jen|jesper|johan|jørgen|karl"
            "|knud|kristen|kristian|lar|laurid|laurit|mad|mikkel|mogen|morten|niel|ol|peder|peter|poul|povl"
            "|rasmus|simon|steffen|svend|søren|thom|thøger",
            "sens?",
        ),
    )
)

_IRREGULAR_BASES = frozenset(base for base, _ in IRREGULAR)

_MAY_BE_IRREGULAR = re.compile(
    "ør|ænd|stæd|bøg|kræft|fødd|nætt|sønn|bror|brød|unge|yng|handicap|størr|størs|læng|sens?$"
)


# Nouns that look like the present tense of a verb too, and are mostly nouns in documents.
_NOUNS_IN_ER = word_set(
    """
    arbejder borger bruger deltager ejer elever filter forsker hammer iværksætter kammer lager leder lejer lærer
    meter modtager plejer rådgiver spiller træner vejleder
    """
)

# Forms that could be of several words, by the base form that they mostly are of.
_FORMS_OF = {
    "aftale": ("aftalt", "aftalte"),
    "center": ("centre", "centrene"),
    "fordel": ("fordele",),
    "give": ("givet",),
    "gøre": ("gjorde",),
    "hus": ("huse",),
    "land": ("lande",),
    "lov": ("love", "loven", "lovens", "loves"),
    "løn": ("lønning", "lønninger", "lønningen", "lønningerne"),
    "pris": ("priser", "prisen", "priserne", "prisens", "prisernes"),
    "tage": ("taget",),
    "vej": ("veje",),
    "år": ("året", "årets", "årene"),
}

_BASE_OF_AMBIGUOUS = {form: base for base, forms in _FORMS_OF.items() for form in forms}

# Nouns that no longer mean what their verb says (*forening* is no *forene*).
_NOT_ACTION_NOUNS = word_set(
    """
    afdeling bestyrelse forening forestilling forretning forsamling forsikring indretning opstilling
    """
)

# *Udpegning*, *orientering*: of verbs of two syllables or more, for shorter ones have drifted (*stilling*).
_ACTION_NOUN = re.compile("(?P<stem>.*[aeiouyæøå].*[aeiouyæøå].*?|drøft|styrk|ansæt)(?:ning|ing|else)")


def base_form(word: str) -> str:
    """The form that all inflections of a word in small letters share."""
    return base_form_and_parts(word)[0]


def is_danish(word: str) -> bool:
    """Whether the dictionary has the word, inflected or as a compound."""
    return (
        danish_dictionary().base(word) is not None
        or _irregular_base(word) in _IRREGULAR_BASES
        or compounds.split_compound(word, danish_dictionary()) is not None
    )


@lru_cache(maxsize=20_000)
def base_form_and_parts(word: str, *, guess: bool = False) -> tuple[str, tuple[str, ...]]:
    """The base form of a word in small letters, and its parts as they stand in it if it is a compound.

    With `guess` a word that nothing is known of is parted where its end is a word.
    """
    parts: tuple[str, ...] = ()
    known = _irregular_base(word) or _dictionary_base(word)
    if known is None or _is_irregular_compound(word, known):
        parts = compounds.split_compound(word, danish_dictionary()) or ()
    if known:
        return known, parts
    if not parts and guess:
        parts = compounds.guess_compound(word, danish_dictionary()) or ()
    if parts:
        return "".join(parts[:-1]) + base_form_of_last_part(parts[-1]), parts
    return _stem(word), ()


def base_form_of_last_part(part: str) -> str:
    """The base form of a compound's last part."""
    if known := _irregular_base(part) or _BASE_OF_AMBIGUOUS.get(part):
        return known
    found = compounds.base_of_last_part(part, danish_dictionary()) or part
    return _verb_of_action_noun(found) or found


def base_form_of_inner_part(part: str) -> str:
    """The base form of a compound's part that is not its last: *sundhed* of *sundheds*, *barn* of *børne*."""
    return base_form(compounds.part_as_own_word(part, danish_dictionary()))


def _irregular_base(word: str) -> str | None:
    if not _MAY_BE_IRREGULAR.search(word):
        return None
    for base, forms in IRREGULAR:
        if form := forms.fullmatch(word):
            return f"{form['front']}{base}"
    return None


def _is_irregular_compound(word: str, known: str) -> bool:
    return danish_dictionary().base(word) is None and danish_dictionary().base(known) is None


def _dictionary_base(word: str) -> str | None:
    """The dictionary's base form; the verb's where a word could be somebody who does it too (*anbefaler*)."""
    if word in _BASE_OF_AMBIGUOUS:
        return _BASE_OF_AMBIGUOUS[word]
    found = danish_dictionary().base(word)
    if found is None:
        return None
    if found == word and word.endswith("er") and word not in _NOUNS_IN_ER and danish_dictionary().is_verb(word[:-1]):
        return word[:-1]
    # An adjective made of a participle leads to its verb: besluttede, besluttet, beslutte.
    found = danish_dictionary().base(found) or found
    return _verb_of_action_noun(found) or found


def _verb_of_action_noun(noun: str) -> str | None:
    """The verb that a noun names the doing of: *udpege* of *udpegning*, *beslutte* of *beslutning*."""
    doing = _ACTION_NOUN.fullmatch(noun)
    if not doing or noun in _NOT_ACTION_NOUNS:
        return None
    stem = doing["stem"]
    verbs = (verb for verb in (f"{stem}e", f"{stem}{stem[-1]}e") if danish_dictionary().is_verb(verb))
    return next(verbs, None)


def _stem(word: str) -> str:
    # Once is not enough: lærepladser, læreplads, læreplad. And a stemmer of one's own each time, because it
    # keeps state that threads would share.
    for _ in range(2):
        word = str(DanishStemmer().stemWord(word))
    return word
