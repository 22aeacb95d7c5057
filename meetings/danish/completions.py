"""The beginning of a word -> the lexemes of words that begin so, where those themselves begin otherwise.

The index has base forms: *udpegning* stands there as `udpege`, *kvoterne* as `kvote`. So nothing that begins with
`udpegn` or `kvotern` finds them there.
"""

from functools import lru_cache
from itertools import takewhile

from meetings.danish import compounds
from meetings.danish.compound_parts import SHORTEST_PART
from meetings.danish.dictionary import danish_dictionary
from meetings.danish.lexemes import ascii_form, danish_spelling, word_lexeme

# A lexeme that has fewer letters in common with the beginning is mostly a homograph's: *vandt* begins like *vand*, and
# is of *vinde*. Chosen by hand; tests/danish/test_completions.py has examples.
LETTERS_IN_COMMON = 4


@lru_cache(maxsize=200)  # each may be of hundreds of words
def completions(beginning: str) -> tuple[str, ...]:
    """The lexemes of words that begin so but whose lexeme does not, those most like the beginning first.

    The words are those of the dictionary in any form, and compounds that end with one: *kommuneudpegn*. A beginning of
    LETTERS_IN_COMMON letters or fewer has none.
    """
    spelled, letters = danish_spelling(beginning), ascii_form(beginning)
    if not LETTERS_IN_COMMON < len(letters) <= compounds.LONGEST_WORD:
        return ()
    dictionary = danish_dictionary()
    words = list(dictionary.words_beginning_with(spelled))
    for end in range(1, len(spelled) - SHORTEST_PART + 1):
        if compounds.is_first_part(spelled[:end], dictionary):
            words += [spelled[:end] + last for last in dictionary.words_beginning_with(spelled[end:])]
    in_common = {lexeme: _letters_in_common(lexeme, letters) for lexeme in map(word_lexeme, words)}
    found = (lexeme for lexeme, common in in_common.items() if LETTERS_IN_COMMON <= common < len(letters))
    return tuple(sorted(found, key=lambda lexeme: (-in_common[lexeme], len(lexeme), lexeme)))


def _letters_in_common(one: str, other: str) -> int:
    """How many letters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
