"""The base form that all inflections of a Danish word share, and the parts of a compound.

Most words are in the dictionary. One that it lacks is split as a compound of words that it has, or else stemmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from meetings.danish import compounds
from meetings.danish.dictionary import danish_dictionary
from meetings.danish.stemmer import stem
from meetings.danish.word_files import word_set


def _marks(forms: str) -> tuple[str, ...]:
    """Letters of which one or the other stands in each of the forms, from æ or ø on, which are in fewest words."""
    beginnings = re.findall("(?:^|[|])([a-zæøå]+)", re.sub("[(][^)]*[)][?]|.[?]", "", forms))
    return tuple(re.sub("^[^æø]+(?=[æø])", "", beginning) for beginning in beginnings)


# Forms that neither dictionary nor stemmer gets right: the base form, what stands before it and is kept, the forms.
IRREGULAR = tuple(
    (base, re.compile(f"(?P<front>{front})(?:{forms})"), _marks(forms))
    for base, front, forms in (
        # The vowel changes in the plural; also at the end of a compound (formænd, skolebørn, kulturhovedstæder).
        ("barn", ".*", "børn(e|ene|enes|s)?"),
        ("mand", ".*", "mænd(ene|enes|s)?"),
        ("stad", ".*", "stæder(ne|nes|s)?"),
        ("bog", ".*", "bøger(ne|nes|s)?"),
        ("kraft", ".*(?<!be)(?<!af)", "kræfter(ne|nes|s)?"),
        ("tand", ".*(?<!an)(?<!op)", "tænder(ne|nes|s)?"),
        ("fod", ".*", "fødder(ne|nes|s)?"),
        ("hånd", ".*(?<!af)", "hænder(ne|nes|s)?"),
        ("nat", ".*", "nætter(ne|nes|s)?"),
        ("søn", "", "sønner(ne|nes|s)?"),
        ("datter", ".*", "døtre(ne|nes|s)?"),
        ("broder", ".*", "bror(en|ens|s)?|brødre(ne|nes|s)?"),
        ("mor", ".*", "mødre(ne|nes|s)?"),
        ("far", ".*", "fædre(ne|nes|s)?"),
        ("bonde", ".*", "bønder(ne|nes|s)?"),
        ("rod", ".*", "rødder(ne|nes|s)?"),
        ("stang", ".*(?<!af)(?<!inde)(?<!ude)", "stænger(ne|nes|s)?"),
        ("tang", ".*(?<!s)", "tænger(ne|nes|s)?"),
        ("klo", ".*", "kløer(ne|nes|s)?"),
        ("and", "(grå|vild|tam|pibe|dyk|ede|spids|krik|trold|grav)?", "ænder(ne|nes|s)?"),
        ("ko", "(malke|amme|kød|jersey)", "køer(ne|nes|s)?"),
        ("tå", "(stor|lille)?", "tæer(ne|nes|s)?"),
        ("øje", ".*(?<!fl)", "øjne(ne|nes|s)?"),
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

_IRREGULAR_BASES = frozenset(base for base, _, _ in IRREGULAR)

_BY_MARK = tuple((mark, base, forms) for base, forms, marks in IRREGULAR for mark in marks)

_MAY_BE_IRREGULAR = re.compile("|".join(sorted({mark for mark, _, _ in _BY_MARK})))


# Nouns that look like the present tense of a verb too, and are mostly nouns in documents.
_NOUNS_IN_ER = word_set(
    """
    arbejder borger bruger deltager ejer elever filter forsker hammer iværksætter kammer lager leder lejer lærer
    meter modtager plejer rådgiver spiller træner vejleder
    """
)

# Forms that could be of several words, by the base form that they mostly are of. Those of nouns that look like a verb
# with another meaning (`drifted`) are here for that: a search for *stol* would not find *stole* else.
_FORMS_OF = {
    "aftale": ("aftalt", "aftalte"),
    "band": ("bandet", "bandets"),
    "bed": ("bedet", "bedets"),
    "brand": ("brande",),
    "båd": ("båden", "bådens"),
    "dæk": ("dækket", "dækkets"),
    "eg": ("ege",),
    "fad": ("fade",),
    "frist": ("frister",),
    "gang": ("gange", "gangen", "gangens"),
    "grad": ("grader",),
    "grund": ("grunde",),
    "havn": ("havne",),
    "jord": ("jorde",),
    "kur": ("kure",),
    "lag": ("laget", "lagets"),
    "lyd": ("lyden", "lydens"),
    "mund": ("munde",),
    "navn": ("navne",),
    "pas": ("passet", "passets"),
    "skib": ("skibe",),
    "steg": ("stegen", "stegens"),
    "stol": ("stole",),
    "vind": ("vinden", "vindens"),
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
_TWO_SYLLABLES = re.compile(".*[aeiouyæøå].*[aeiouyæøå].*|drøft|styrk|ansæt")
_ONE_SYLLABLE = re.compile("..*[aeiouyæøå].*")


_UNLISTED_NOUN = re.compile("(?P<base>.+(?:[nl]?ing|else))(?:s|en|ens|er|ers|erne|ernes|n|ns|r|rs|rne|rnes)?")


def base_form(word: str) -> str:
    """The form that all inflections of a word in small letters share."""
    return _known_base(word) or base_form_and_parts(word)[0]


def is_danish(word: str) -> bool:
    """Whether the dictionary has the word, inflected or as a compound."""
    return is_listed(word) or is_compound(word)


def is_compound(word: str) -> bool:
    """Whether the word can be parted into words of the dictionary."""
    return compounds.split_compound(word, danish_dictionary()) is not None


def is_listed(word: str) -> bool:
    """Whether the dictionary has the word itself, inflected or as it stands before another one."""
    dictionary = danish_dictionary()
    return (
        dictionary.base(word) is not None or bool(dictionary.links(word)) or _irregular_base(word) in _IRREGULAR_BASES
    )


class Part(NamedTuple):
    """A part of a compound: its letters there, and the base forms that it can have, the likeliest first.

    `ends` has the base forms of a longer part that ends with it: of *sygehusdrift* the part *hus* ends *sygehus*.
    """

    letters: str
    bases: tuple[str, ...]
    ends: tuple[str, ...] = ()


def base_form_and_parts(word: str, *, guess: bool = False) -> tuple[str, tuple[Part, ...]]:
    """The base form of a word in small letters, and its parts if it is a compound.

    With `guess` a word that nothing is known of is parted where its end is a word.
    """
    dictionary = danish_dictionary()
    letters: tuple[str, ...] = ()
    known = _known_base(word)
    if known is None or _is_irregular_compound(word, known):
        letters = compounds.split_compound(word, dictionary) or ()
    elif listed := dictionary.base(word):
        letters = next(
            filter(None, (_parts_of_listed(base, word) for base in (listed, *_other_nouns(word, listed)))), ()
        )
    if not letters and guess and known is None:
        letters = compounds.guess_compound(word, dictionary) or ()
    if known:
        return known, _parts(letters)
    if letters:
        return "".join(letters[:-1]) + base_form_of_last_part(letters[-1]), _parts(letters)
    return stem(stem(word)), ()  # once is not enough: lærepladser, læreplads, læreplad


def _parts_of_listed(base: str, word: str) -> tuple[str, ...]:
    return _as_inflected(compounds.split_listed_compound(base, danish_dictionary()) or (), word)


def _other_nouns(word: str, base: str) -> Iterator[str]:
    """The nouns that a word in the plural is of, which the dictionary lists for itself too: *smågris* of *smågrise*."""
    dictionary = danish_dictionary()
    return (other for other in dictionary.bases(word) if base == word and other != base and dictionary.is_noun(other))


def _as_inflected(letters: tuple[str, ...], word: str) -> tuple[str, ...]:
    """The parts of a base form, the last one as it ends the inflected word."""
    front = "".join(letters[:-1])
    return (*letters[:-1], word.removeprefix(front)) if front and word.startswith(front) else letters


def _parts(letters: tuple[str, ...]) -> tuple[Part, ...]:
    """The parts that these letters of a compound are; those that are listed compounds in their turn, parted."""
    if len(letters) > 2 and danish_dictionary().is_name(place := "".join(letters[:2]).removesuffix("s")):
        return (Part("".join(letters[:2]), (place,)), *_parts(letters[2:]))
    inner = (part for each in letters[:-1] for part in _inner_parts(each))
    return (*inner, *(part for each in letters[-1:] for part in _last_parts(each)))


# Of the parts of compounds a few thousand are in nearly all of them; so many take a megabyte.
@lru_cache(maxsize=2_000)
def _inner_parts(letters: str) -> tuple[Part, ...]:
    return _simple_parts(Part(letters, base_forms_of_inner_part(letters)))


@lru_cache(maxsize=2_000)
def _last_parts(letters: str) -> tuple[Part, ...]:
    return _simple_parts(Part(letters, base_forms_of_last_part(letters)))


def _simple_parts(part: Part) -> tuple[Part, ...]:
    """The parts of a part that is a listed compound itself: *syge* and *hus* of *sygehus* in *sygehusdrift*."""
    dictionary = danish_dictionary()
    for base in part.bases:
        *front, last = compounds.split_listed_compound(base, dictionary) or ("",)
        if front and part.letters.startswith("".join(front)):
            end = part.letters.removeprefix("".join(front))
            inner = (Part(each, base_forms_of_inner_part(each)) for each in front)
            return (*inner, Part(end, base_forms_of_last_part(last), part.bases))
    return (part,)


def base_form_of_last_part(part: str) -> str:
    """The base form of a compound's last part."""
    return base_forms_of_last_part(part)[0]


@lru_cache(maxsize=500)
def base_forms_of_last_part(part: str) -> tuple[str, ...]:
    """The base forms that a compound's last part can have, the likeliest first, and all nouns among them."""
    if known := _irregular_base(part) or _BASE_OF_AMBIGUOUS.get(part):
        nouns = () if _is_noun(known) else tuple(filter(_is_noun, danish_dictionary().bases(part)))
        return nouns or (known,)  # *skoletaget* is the school's roof, though *taget* is mostly what was taken
    bases = compounds.bases_of_last_part(part, danish_dictionary()) or (part,)
    return tuple(dict.fromkeys(_verb_of_action_noun(base) or base for base in bases))


def _is_noun(base: str) -> bool:
    return danish_dictionary().is_noun(base)


def base_forms_of_inner_part(part: str) -> tuple[str, ...]:
    """The base forms of a compound's part that is not its last: *sundhed* of *sundheds*, *barn* of *børne*."""
    return tuple(dict.fromkeys(map(base_form, compounds.parts_as_own_words(part, danish_dictionary()))))


def is_noun_of_somebody(noun: str, verb: str) -> bool:
    """Whether a word in -er that looks like a form of the verb is mostly who does it: *bruger*, *leder*."""
    return noun in _NOUNS_IN_ER and noun == f"{verb}r"


def _known_base(word: str) -> str | None:
    """The base form of a word that is in the dictionary, or in the lists here, or names the doing of a verb there."""
    return _irregular_base(word) or _dictionary_base(word) or _verb_of_unlisted_noun(word)


def _irregular_base(word: str) -> str | None:
    if not _MAY_BE_IRREGULAR.search(word):
        return None
    for mark, base, forms in _BY_MARK:
        if mark in word and (form := forms.fullmatch(word)):
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


def _verb_of_action_noun(noun: str, stem_of: re.Pattern[str] = _TWO_SYLLABLES) -> str | None:
    """The verb that a noun names the doing of: *udpege* of *udpegning*, *forurene* of *forurening*."""
    if not noun.endswith(("ing", "else")) or noun in _NOT_ACTION_NOUNS:
        return None
    endings = [ending for ending in ("ning", "ing", "else") if noun.endswith(ending)]
    verbs = (
        f"{stem}{last}e"
        for ending in endings
        if stem_of.fullmatch(stem := noun.removesuffix(ending))
        for last in ("", stem[-1])
        # Of two consonants one is left before -ning alone: *tapning*. Short stems are other words' else.
        if not last or ending == "ning" or stem_of is _TWO_SYLLABLES
    )
    return next(filter(danish_dictionary().is_verb, verbs), None)


def _verb_of_unlisted_noun(word: str) -> str | None:
    """The verb of a noun of its doing that the dictionary lacks, however inflected: of *rapporteringen*.

    Also of a short verb: nouns that have drifted from theirs are words that every dictionary has.
    """
    if not ("ing" in word or "else" in word) or not (noun := _UNLISTED_NOUN.fullmatch(word)):
        return None
    found = _verb_of_action_noun(noun["base"], _ONE_SYLLABLE)
    return found if found and found not in danish_dictionary().bases(word) else None
