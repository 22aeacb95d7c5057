"""Whether two names look like one person's, spelt in two ways: a guess, which an editor decides on."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_LETTERS = str.maketrans({"å": "aa", "ä": "ae", "æ": "ae", "ö": "oe", "ø": "oe", "ü": "y"})
# Letters that Danish names are spelt with either way: Christian and Kristian, Thomas and Tomas.
_VARIANTS = (("ch", "k"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("c", "k"), ("w", "v"), ("z", "s"))
# In shorter names one letter is mostly another name: Bo and Be, Lise and Lisa, Lind and Lund.
_SHORTEST_MISSPELT = 5

SPACING_OR_ACCENT = "Samme navn, skrevet forskelligt med bindestreg, mellemrum eller accent."
MIDDLE_NAME = "Samme for- og efternavn: det ene navn har et mellemnavn, som det andet mangler."
VARIANT = "Samme navn, stavet på to måder."
VARIANT_AND_MIDDLE_NAME = "Samme for- og efternavn, stavet på to måder; det ene har også et mellemnavn."
CHANGED_SURNAME = "Samme fornavn, kommune og parti, og det ene navn hører op, hvor det andet begynder."
ONE_LETTER = "Navnene er ens på nær et enkelt bogstav."


@dataclass(frozen=True)
class NameSpelling:
    """A name's words with case and accents folded (`words`), and with variants of spelling folded too (`sounds`)."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Keys of which two names that are alike have one in common: only names that share a key need comparing."""
        return frozenset({"".join(self.words), f"{self.sounds[0]} ", f" {self.sounds[-1]}"})


def name_spelling(name: str) -> NameSpelling:
    """The name's spelling. A name without letters is one word."""
    folded = unicodedata.normalize("NFC", name).lower().translate(_LETTERS)
    plain = "".join(letter for letter in unicodedata.normalize("NFD", folded) if not unicodedata.combining(letter))
    words = tuple(re.findall(r"[^\W_]+", plain)) or (plain,)
    return NameSpelling(words, tuple(_fold_variants(word) for word in words))


def reason_for_likeness(one: NameSpelling, other: NameSpelling) -> str:
    """Why the two may be one person, as a Danish sentence; '' where nothing says so."""
    if "".join(one.words) == "".join(other.words):
        return SPACING_OR_ACCENT
    if _middle_name_is_left_out(one.words, other.words):
        return MIDDLE_NAME
    if one.sounds == other.sounds:
        return VARIANT
    if _middle_name_is_left_out(one.sounds, other.sounds):
        return VARIANT_AND_MIDDLE_NAME
    return ONE_LETTER if _one_letter_differs(one.words, other.words) else ""


def may_have_changed_surname(one: NameSpelling, other: NameSpelling) -> bool:
    """Whether the names have the same first names: »Ida Holm« and »Ida Krog«, or »Ida Holm« and »Ida Holm Krog«."""
    shorter, longer = sorted((one.words, other.words), key=len)
    if len(shorter) < 2 or shorter == longer:
        return False
    return longer[:-1] in (shorter[:-1], shorter)


def _fold_variants(word: str) -> str:
    for letters, letter in _VARIANTS:
        word = word.replace(letters, letter)
    return word


def _middle_name_is_left_out(one: Sequence[str], other: Sequence[str]) -> bool:
    """First and last name are the same; of those between, the shorter has some of the longer's, in order.

    An initial stands for a name that begins with it: »Ida M. Holm« and »Ida Marie Holm«.
    """
    shorter, longer = sorted((one, other), key=lambda words: (len(words), len("".join(words))))
    if len(shorter) < 2 or (shorter[0], shorter[-1]) != (longer[0], longer[-1]):
        return False
    left = iter(longer[1:-1])
    return all(any(_stands_for(word, candidate) for candidate in left) for word in shorter[1:-1])


def _stands_for(word: str, name: str) -> bool:
    return word == name or (len(word) == 1 and name.startswith(word))


def _one_letter_differs(one: Sequence[str], other: Sequence[str]) -> bool:
    if len(one) != len(other) or len(one) < 2:
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and _is_one_edit(*differing[0])


def _is_one_edit(one: str, other: str) -> bool:
    """Whether a letter more, less or another makes one word of the other, or two letters that changed places."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST_MISSPELT or len(longer) > len(shorter) + 1:
        return False
    same = next((place for place, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    rest_of_shorter, rest_of_longer = shorter[same:], longer[same:]
    if len(shorter) < len(longer):
        return rest_of_shorter == rest_of_longer[1:]
    return rest_of_shorter[1:] == rest_of_longer[1:] or (
        rest_of_shorter[1::-1] == rest_of_longer[:2] and rest_of_shorter[2:] == rest_of_longer[2:]
    )
