"""The lexeme of one Danish word, of letters a-z and digits only, so that it needs no quotes in a tsquery."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from meetings.danish import compounds
from meetings.danish.base_forms import Part, base_form_and_parts, is_compound, is_listed
from meetings.danish.compound_parts import PLACES
from meetings.danish.dictionary import danish_dictionary
from meetings.danish.municipalities import is_name_of_denmarks_municipality
from meetings.danish.numbers import THOUSANDS
from meetings.danish.word_files import word_set

# Longer words are cut. PostgreSQL would take 2046 bytes, but no word of a council needs them.
MAX_LEXEME_LENGTH = 255

# Soft hyphens, zero-width characters, marks of direction: they may stand inside a word, meaning nothing.
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"

APOSTROPHE = "['’ʼ´`]"

# Function words. The letters that parties are called by stay searchable, and so does the forename Hans.
STOP_WORDS = """
ad af alle allerede alt anden at bl blandt blev blive bliver da de dem den denne der deres derfor des det
dette dig din disse dog du efter eller en end er et for fra før ham han har have havde hende hendes her
herunder hos hun hvad hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i ift ikke ind jeg jer jo kan
kunne man med meget mellem men mens mig min mine mit mod når ned nogen noget nogle nu og også om op os over
på samt selv sig sin sine sit skal skulle som så sådan thi til ud under var ved vi vil ville vor være været
"""

# A town written with aa that would be another word with å (*års*), and forenames in -s that would be another word's
# genitive: *Mads* of *mad*, food.
NAMES_LIKE_WORDS = word_set(
    """
    aars agnes anders andreas claus elias hans iris jens jes jonas klaus lars lis lukas mads marius mathias
    matias mogens niels nis rasmus thomas tobias troels
    """
)

# *Limfjordsmuseet*: a place in the genitive before a word.
_BEGINS_WITH_A_PLACE = re.compile("[a-zæøå]+(?:fjord|land|borg|by|havn)s[a-zæøå]{6,}")

# Institutions and places of a town in the definite form, which end names of whatever begins: *Tinghøjskolen*.
_INSTITUTION = re.compile(
    "[a-zæøå]{3,}?(?P<kind>(?:efter|fri|folke|ungdoms|musik)?skolen|hallen|centret|centeret|museet|kirken|børnehaven"
    "|børnehuset|vuggestuen|biblioteket|plejehjemmet|plejecentret|sygehuset|hospitalet|havnen|parken|banen|badet|huset|broen|pladsen"
    "|torvet|vejen|stien)s?"
)

_NUMBER = re.compile(rf"({THOUSANDS}|[0-9]+)(?:,([0-9]+))?")
_AFTER_APOSTROPHE = re.compile(f"{APOSTROPHE}(?:s|e|er|ers|eren|erne|ernes|en|ens|ene|enes|et|ets)$", re.I)
_GENITIVE_OF_ABBREVIATION = re.compile("(?<=^[^aeiouyæøå0-9]{2})s$|(?<=^[^aeiouyæøå0-9]{3})s$")
# In letters, with the s of its genitive.
_LONGEST_ABBREVIATION = 4
_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")
_NEITHER_SMALL_NOR_DIGIT = re.compile("[^a-z0-9]")
_MEANINGLESS = re.compile(f"[{INVISIBLE}]")
_OTHER_LETTERS = str.maketrans({"ä": "æ", "ö": "ø", "é": "e", "ü": "u", "ð": "d", "þ": "th", "đ": "d", "ł": "l"})


class WordAnalysis(NamedTuple):
    """What the search index holds of one word: its lexeme, and those of its parts if it is a compound.

    *Flygtningekvotefordeling* has *flygtning*, *kvote*, *fordeling*, *flygtningekvote*, *kvotefordeling*. A name has
    none: *Silkeborg*.
    """

    lexeme: str
    parts: tuple[str, ...] = ()


def is_stop_word(word: str) -> bool:
    """Whether the word is too common to be searched for."""
    if len(word) > _LONGEST_STOP_WORD and word.isalnum():
        return False
    return danish_spelling(word) in _STOP_WORDS


def word_lexeme(word: str) -> str:
    """The canonical lexeme of one word, at most MAX_LEXEME_LENGTH long; empty if it holds no letter or digit.

    It is the same for every inflection of the word, and however its å, æ and ø are spelled.
    """
    return analyze_word(word).lexeme


@lru_cache(maxsize=2_000)
def analyze_word(word: str) -> WordAnalysis:
    """The lexeme of a word and of its parts."""
    word = word[:MAX_LEXEME_LENGTH]
    if word[:1].isdigit() and (number := _NUMBER.fullmatch(word)):
        whole, decimals = number[1].replace(".", ""), number[2]
        return WordAnalysis(_to_ascii(f"{whole}komma{decimals}" if decimals else whole))
    spelled = _lower_case_letters(word)
    if not spelled.isalpha() and any(character.isdigit() for character in spelled):
        return WordAnalysis(_to_ascii(spelled))
    if spelled in NAMES_LIKE_WORDS:
        return WordAnalysis(spelled)
    spelled = _with_known_letters(spelled)
    if len(spelled) <= _LONGEST_ABBREVIATION:
        spelled = _GENITIVE_OF_ABBREVIATION.sub("", spelled)
    may_be_parted = word[:1].islower() or _BEGINS_WITH_A_PLACE.match(spelled) is not None
    base, parts = base_form_and_parts(spelled, guess=may_be_parted)
    kind = () if may_be_parted else _kind_of_institution(spelled)
    if not parts or _looks_like_name(word, spelled, parts):
        return WordAnalysis(_to_ascii(base), kind)
    return WordAnalysis(_to_ascii(base), tuple(dict.fromkeys((*_lexemes_of_parts(parts), *kind))))


def normalize_unicode(text: str) -> str:
    """The text in Unicode's form NFC, without its invisible characters."""
    return unicodedata.normalize("NFC", _MEANINGLESS.sub("", text))


def ascii_form(text: str) -> str:
    """The text's letters and digits in [a-z0-9], without stemming."""
    return _to_ascii(danish_spelling(text))


def _lexemes_of_parts(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The lexemes of the parts, all that they can be, and of parts that follow one another."""
    found = list[str]()
    for start, first in enumerate(parts):
        found += first.bases if len(parts) > 1 else ()
        front = first.letters
        for part in parts[start + 1 : None if start else -1]:
            found.append(front + part.bases[0])
            front += part.letters
    for part in parts:
        found += part.ends
    return tuple(dict.fromkeys(map(_to_ascii, found)))


def _kind_of_institution(spelled: str) -> tuple[str, ...]:
    """The lexemes of what a name says that it is the name of: *skole* of *Tinghøjskolen*; none of a word or a town."""
    named = _INSTITUTION.fullmatch(spelled)
    if not named or danish_dictionary().base(spelled) is not None or is_name_of_denmarks_municipality(spelled):
        return ()
    own, _ = base_form_and_parts(named["kind"])
    bases = (own, *compounds.bases_of_last_part(named["kind"], danish_dictionary()))
    return tuple(dict.fromkeys(map(_to_ascii, bases)))


def _looks_like_name(word: str, spelled: str, parts: tuple[Part, ...]) -> bool:
    """Whether a word is a name of a place or a person (*Silkeborg*), or looks like one by its capital (*Lindskov*).

    An ordinary word written with aa is one as well: *Klitgaard*.
    """
    dictionary = danish_dictionary()
    if dictionary.is_name(spelled) or dictionary.is_name(spelled.removesuffix("s")):
        return True
    if dictionary.base(spelled) is not None and "aa" not in word:
        return False
    return is_name_of_denmarks_municipality(spelled.removesuffix("s")) or (
        word[:1].isupper() and not PLACES.isdisjoint(parts[-1].bases)
    )


def danish_spelling(word: str) -> str:
    """The word in lower case and Danish letters, without an ending after an apostrophe."""
    return _with_danish_letters(_lower_case_letters(word))


def _lower_case_letters(word: str) -> str:
    """The word's letters and digits in lower case, without an ending after an apostrophe."""
    if not word.isalnum():
        word = normalize_unicode(word)
        word = _NEITHER_LETTER_NOR_DIGIT.sub("", _AFTER_APOSTROPHE.sub("", word))
    word = word.lower()
    return word if word.isascii() else word.translate(_OTHER_LETTERS)


def dictionary_spelling(word: str) -> str:
    """The word in lower case as the dictionary spells it, without an ending after an apostrophe."""
    return _with_known_letters(_lower_case_letters(word))


def _with_known_letters(word: str) -> str:
    """Digraphs as letters (*direktoer*), but letters as digraphs where only that is a word (*naboer*, not *nabør*).

    A word of the dictionary is likelier than a compound (*skemaet* than *ske|mæt*).
    """
    in_letters = _with_danish_letters(word)
    in_digraphs = _with_digraphs(in_letters)
    if in_letters == in_digraphs:
        return in_letters
    if is_listed(in_letters):
        return in_letters
    if is_listed(in_digraphs):
        return in_digraphs
    return in_letters if is_compound(in_letters) or not is_compound(in_digraphs) else in_digraphs


def _with_danish_letters(word: str) -> str:
    """Digraphs become letters, not letters digraphs: the stemmer takes the *er* of *direktoer* for an ending."""
    return word.replace("aa", "å").replace("ae", "æ").replace("oe", "ø")


def _with_digraphs(word: str) -> str:
    return word if word.isascii() else word.replace("å", "aa").replace("æ", "ae").replace("ø", "oe")


def _to_ascii(danish: str) -> str:
    """The word in [a-z0-9]: æ, ø, å as digraphs, marks dropped, letters of other scripts by their number."""
    danish = _with_digraphs(danish)
    if not danish.isascii():
        decomposed = unicodedata.normalize("NFKD", danish).casefold()
        letters = "".join(filter(str.isalnum, decomposed)) or decomposed
        danish = "".join(c if c.isascii() else f"u{ord(c):x}" for c in letters)
    if not (danish.isalnum() and danish.islower()):
        danish = _NEITHER_SMALL_NOR_DIGIT.sub("", danish)
    return danish[:MAX_LEXEME_LENGTH]


_STOP_WORDS = frozenset(danish_spelling(word) for word in STOP_WORDS.split())
# In letters, those of æ, ø and å by their digraphs.
_LONGEST_STOP_WORD = max(len(_with_digraphs(word)) for word in _STOP_WORDS)
