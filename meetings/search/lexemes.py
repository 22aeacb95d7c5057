"""One Danish word -> its lexeme, in [a-z0-9], so that it can stand in a tsquery unquoted."""

import re
import unicodedata
from functools import lru_cache

from snowballstemmer.danish_stemmer import DanishStemmer

MAX_LEXEME_LENGTH = 255
"""Longer words are cut. PostgreSQL would take 2046 bytes, but no word of a council needs them."""

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Soft hyphens, zero-width characters, marks of direction: they may stand inside a word, meaning nothing."""

APOSTROPHE = "['’ʼ´`]"
THOUSANDS = r"[0-9]{1,3}(?:\.[0-9]{3}){1,5}"

STOP_WORDS = """
ad af alle allerede alt anden at bl blandt blev blive bliver da de dem den denne der deres derfor des det
dette dig din disse dog du efter eller en end er et for fra før ham han har have havde hende hendes her
herunder hos hun hvad hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i ift ikke ind jeg jer jo kan
kunne man med meget mellem men mens mig min mine mit mod når ned nogen noget nogle nu og også om op os over
på samt selv sig sin sine sit skal skulle som så sådan thi til ud under var ved vi vil ville vor være været
"""
"""Function words. The letters that parties are called by stay searchable, and so does the forename Hans."""

IRREGULAR = tuple(
    (base, re.compile(f"(?P<front>{front})(?:{forms})"))
    for base, front, forms in (
        # The vowel changes in the plural; also at the end of a compound (formænd, skolebørn,
        # kulturhovedstæder).
        ("barn", ".*", "børn(e|ene|enes|s)?"),
        ("mand", ".*", "mænd(ene|enes|s)?"),
        ("stad", ".*", "stæder(ne|nes|s)?"),
        ("bog", ".*", "bøger(ne|nes|s)?"),
        ("kraft", ".*(?<!be)", "kræfter(ne|nes|s)?"),
        # The stemmer gives doctors and the verb to lay the one stem læg.
        ("læge", ".*", "læge(n|ns|r|rs|rne|rnes|s)?"),
        ("lægg", ".*", "lægg(e|er|es|ende)?|(?<!s)lagt(e|es)?|lagde(s)?"),
        # The plural drops the e of -er and -el.
        ("mester", ".*", "mest(er|ers|eren|erens|re|res|rene|renes)"),
        ("minister", ".*", "minist(er|ers|eren|erens|re|res|rene|renes)"),
        ("regel", ".*", "reg(el|els|elen|elens|ler|lers|lerne|lernes)"),
        ("middel", ".*(?<!for)", "mid(del|dels|let|lets|delet|delets|ler|lers|lerne|lernes)"),
        # The stem begins other common words: central, kommunikation, borgmester.
        ("center", ".*(?<!pro)(?<!do)(?<!du)", "cent(er|ers|eret|erets|ret|rets|re|res|rene|renes)"),
        ("kommune", ".*", "kommune(n|ns|r|rs|rne|rnes|s)?"),
        ("borger", ".*", "borger(e|en|ens|es|ne|nes|s)?"),
        # The stemmer takes a part of the stem for an ending, -enhed or -ende.
        ("enhed", ".*", "enhed(en|ens|er|ers|erne|ernes|s)?"),
        ("kend", "|.*(aner|be|er|gen|god|til)", "kend(e|er|es|t|te|tes|ende)?"),
        ("send", "|.*(af|frem|ind|over|til|ud)", "send(e|er|es|t|te|tes|ende)?"),
        ("vend", "|.*(an|hen|om|til)", "vend(e|er|es|t|te|tes|ende)?"),
        # A surname would meet the forename that it is made of.
        (
            "sen",
            "ander|bertel|carl|christen|christian|frederik|han|henrik|jacob|jakob|jen|jesper|johan|jørgen|karl"
            "|knud|kristen|kristian|lar|laurid|laurit|mad|mikkel|mogen|morten|niel|ol|peder|peter|poul|povl"
            "|rasmus|simon|steffen|svend|søren|thom|thøger",
            "sens?",
        ),
    )
)
"""Forms that the stemmer gets wrong: the base form, what stands before it and is kept, the forms."""

_NEUTER = re.compile("(?<=...)(?<=[aei][lv])t$")
"""The t of *digitalt*, *generelt*, *aktivt*, which the stemmer leaves."""

_PAST = re.compile("(?<=....)(?<!ber)(?<!bill)(?<!indl)(?<!vejl)edes?$")
"""The past tense *besluttede*, which the stemmer leaves. *Forberede*, *billede*, *vejlede* are none."""

_INFLECTION = re.compile("(?<=...)(?:(?:erne|ene|er|en|et)s?|(?<=er)es?|s)$")
_NUMBER = re.compile(rf"({THOUSANDS}|[0-9]+)(?:,([0-9]+))?")
_AFTER_APOSTROPHE = re.compile(f"{APOSTROPHE}(?:s|e|er|ers|eren|erne|ernes|en|ens|ene|enes|et|ets)$", re.I)
_GENITIVE_OF_ABBREVIATION = re.compile("(?<=^[^aeiouyæøå0-9]{2})s$|(?<=^[^aeiouyæøå0-9]{3})s$")
_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")
_MEANINGLESS = re.compile(f"[{INVISIBLE}]")
_OTHER_LETTERS = str.maketrans({"ä": "æ", "ö": "ø", "é": "e", "ü": "u", "ð": "d", "þ": "th", "đ": "d", "ł": "l"})
_DIGRAPHS = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))


def is_stop_word(word: str) -> bool:
    """Whether the word is too common to be searched for."""
    return _danish(word) in _STOP_WORDS


def lexeme(word: str) -> str:
    """The canonical lexeme of one word, at most MAX_LEXEME_LENGTH long; empty if it holds no letter or digit.

    It is the same for every inflection of the word, and however its å, æ and ø are spelled.
    """
    return _lexeme(word[:MAX_LEXEME_LENGTH])


def compound_beginning(word: str) -> str:
    """What compounds with the word in front begin with: *takst* for *takster*, *sundhed* for *sundheden*.

    Only inflections are taken off. The stemmer takes off more, and its *sund* begins *sunde* as well.
    """
    own = lexeme(word)
    beginning = _plain(_INFLECTION.sub("", _danish(word[:MAX_LEXEME_LENGTH])))
    return own if own.startswith(beginning) else beginning


def letter_count(lexeme: str) -> int:
    """How many Danish letters a lexeme has: *laeg* is *læg* and has three."""
    return len(_with_danish_letters(lexeme))


def plain(text: str) -> str:
    """The text's letters and digits in [a-z0-9], without stemming."""
    return _plain(_danish(text))


@lru_cache(maxsize=100_000)
def _lexeme(word: str) -> str:
    if number := _NUMBER.fullmatch(word):
        whole, decimals = number[1].replace(".", ""), number[2]
        return _plain(f"{whole}komma{decimals}" if decimals else whole)
    danish = _danish(word)
    if any(character.isdigit() for character in danish):
        return _plain(danish)
    return _plain(_stem(_GENITIVE_OF_ABBREVIATION.sub("", danish)))


def _stem(word: str) -> str:
    for base, forms in IRREGULAR:
        if form := forms.fullmatch(word):
            return f"{form['front']}{base}"
    stem = _PAST.sub("e", _NEUTER.sub("", word))
    # Once is not enough: lærepladser, læreplads, læreplad. And a stemmer of one's own each time, because it
    # keeps state that threads would share.
    for _ in range(2):
        stem = str(DanishStemmer().stemWord(stem))
    return stem


def _danish(word: str) -> str:
    """The word in lower case and Danish letters, without an ending after an apostrophe.

    Digraphs become letters, not letters digraphs: the stemmer takes the *er* of *direktoer* for an ending.
    """
    word = unicodedata.normalize("NFC", _MEANINGLESS.sub("", word))
    word = _NEITHER_LETTER_NOR_DIGIT.sub("", _AFTER_APOSTROPHE.sub("", word))
    return _with_danish_letters(word.lower().translate(_OTHER_LETTERS))


def _with_danish_letters(word: str) -> str:
    for digraph, letter in _DIGRAPHS:
        word = word.replace(digraph, letter)
    return word


def _plain(danish: str) -> str:
    """The word in [a-z0-9]: æ, ø, å as digraphs, marks dropped, letters of other scripts by their number."""
    for digraph, letter in _DIGRAPHS:
        danish = danish.replace(letter, digraph)
    if not danish.isascii():
        decomposed = unicodedata.normalize("NFKD", danish).casefold()
        letters = "".join(filter(str.isalnum, decomposed)) or decomposed
        danish = "".join(c if c.isascii() else f"u{ord(c):x}" for c in letters)
    return re.sub("[^a-z0-9]", "", danish)[:MAX_LEXEME_LENGTH]


_STOP_WORDS = frozenset(_danish(word) for word in STOP_WORDS.split())
