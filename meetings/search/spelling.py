"""What a misspelled word was meant as: words of the archive, or forms of them that Danish has, some slips away.

A slip is a letter left out, put in, taken for another or swapped with its neighbour. All words one slip away are
looked up, so that none is overlooked; words two slips away are found by the groups of three letters that they share.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from meetings.danish import compounds
from meetings.danish.dictionary import danish_dictionary
from meetings.danish.edit_distance import edit_distance, slips_allowed
from meetings.danish.lexemes import ascii_form, word_lexeme
from meetings.danish.tokens import tokenize
from meetings.models import SearchWord
from meetings.search.answer import count_of_each
from meetings.search.clauses import Term
from meetings.search.terms import phrase_terms, word_terms

_LETTERS = "abcdefghijklmnopqrstuvwxyzæøåé"
# In letters. Longer words share enough with what they were meant as, whatever the slip.
_LONGEST_WITH_ALL_SLIPS = 18
# What letters are typed for on a keyboard without them: *koretojer*, *handvaerk*.
_MEANT_BY = {"o": "oø", "a": "aåæ", "e": "eæ"}
_PLAIN = str.maketrans("øåæé", "oaae")
# What an inflected word may end in, its base form before it, for words that the dictionary does not have.
_ENDINGS = ("s", "e", "er", "en", "et", "ens", "ets", "ene", "erne", "ernes", "n", "ne")
# In letters: what is left of a shorter word without its ending is like too many others.
_SHORTEST_STEM = 5
# So many ways to read a word's plain letters are tried.
_MAX_READINGS = 64


@dataclass(frozen=True, order=True)
class _Candidate:
    """A word that may have been meant: the likeliest comes first."""

    slips: float
    is_only_of_dictionary: bool
    has_other_first_letter: bool
    unlike_letters: int
    word: str


def likely_spelling(word: str) -> str | None:
    """The word that a misspelled one was meant as, None where none comes near.

    A word that Danish has is not misspelled. One that could be a compound may be, by one slip (*vinmøller*).
    """
    typed = word.lower()
    if danish_dictionary().base(typed) or len(typed) < 4:
        return None
    is_compound = compounds.split_compound(typed, danish_dictionary()) is not None
    allowed = 1 if is_compound else slips_allowed(typed)
    one_away = list(_candidates(typed, allowed, _known_one_away(typed)))
    # To compare with all words that share letters takes longer, and is left out where a slip explains the word.
    best = min(
        one_away or _candidates(typed, allowed, (set(SearchWord.objects.spelled_alike(typed)), [])), default=None
    )
    return best.word if best else None


def _known_one_away(typed: str) -> tuple[set[str], list[str]]:
    """The words one slip away, or meant by plain letters: those of the archive, and those that items have in a form."""
    readings = _plain_readings(typed) - {typed}
    one_away = {*readings, *_one_slip_away(typed)} - {typed}
    of_archive = set(SearchWord.objects.known(one_away))
    others = {word for word in one_away if word in readings or danish_dictionary().base(word)}
    return of_archive, words_with_items(sorted(others - of_archive))


def _candidates(typed: str, allowed: int, known: tuple[set[str], list[str]]) -> Iterator[_Candidate]:
    of_archive, of_dictionary = known
    stems = _stems(typed)
    for word in (*of_archive - {typed}, *of_dictionary):
        slips = _slips(typed, stems, word)
        # A slip in another form of the word is half a slip farther off, and no other word.
        if slips < allowed + 1:
            shared = sum(one == other for one, other in zip(typed, word, strict=False))
            yield _Candidate(slips, word not in of_archive, typed[0] != word[0], -shared, word)


def _stems(word: str) -> set[str]:
    """A long word without an ending that it has, and as it stands."""
    shorter = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return {word, *(stem for stem in shorter if len(stem) >= _SHORTEST_STEM)}


def _slips(typed: str, stems: Collection[str], word: str) -> float:
    """How many slips two words are apart, or their base forms. Plain letters are half a slip, so is another form."""
    if typed.translate(_PLAIN) == word.translate(_PLAIN):
        return 0.5
    slips = edit_distance(typed, word)
    if slips <= 1:
        return slips
    inflected = [edit_distance(one, other) for one in stems for other in _stems(word)]
    return min(slips, min((*inflected, edit_distance(ascii_form(typed), word_lexeme(word)))) + 0.5)


def _plain_readings(typed: str) -> set[str]:
    """The words that are meant where letters are typed for others: *korestol* as *kørestol*."""
    readings = product(*(_MEANT_BY.get(letter, letter) for letter in typed))
    return set(map("".join, islice(readings, _MAX_READINGS)))


def _one_slip_away(typed: str) -> set[str]:
    if len(typed) > _LONGEST_WITH_ALL_SLIPS:
        return set()
    halves = [(typed[:place], typed[place:]) for place in range(len(typed) + 1)]
    return {
        *(begin + end[1:] for begin, end in halves if end),
        *(begin + end[1] + end[0] + end[2:] for begin, end in halves if len(end) > 1),
        *(begin + letter + end[1:] for begin, end in halves if end for letter in _LETTERS),
        *(begin + letter + end for begin, end in halves for letter in _LETTERS),
    }


def words_with_items(words: Iterable[str]) -> list[str]:
    """Those of the words that some item has, in whatever form; of phrases, in a row. One statement."""
    terms = {word: found[0] for word in words if (found := _terms_of(word))}
    counts = count_of_each([term.tsquery for term in terms.values()], at_most=1)
    return [word for word, count in zip(terms, counts, strict=True) if count]


def _terms_of(text: str) -> list[Term]:
    return phrase_terms(text, list(tokenize(text))) if " " in text else word_terms(text)
