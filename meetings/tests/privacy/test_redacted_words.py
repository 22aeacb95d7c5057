"""Words are met in whatever way they are written, and nothing else is taken out."""

import re
import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from meetings.privacy.redacted_words import NO_WORDS, RedactedWords, digest_of_words, search_pattern

KEY = "en nøgle"


def words(*phrases: str) -> RedactedWords:
    return RedactedWords(frozenset(digest_of_words(phrase, KEY) for phrase in phrases), KEY)


# What is taken out, a text, and what is left of it.
WRITINGS = {
    "as it is": ("Bo Lind", "Af Bo Lind, Rebild", "Af [udeladt], Rebild"),
    "in capitals": ("Bo Lind", "BO LIND", "[udeladt]"),
    "in the genitive": ("Bo Lind", "Bo Linds hus", "[udeladt] hus"),
    "in the genitive with an apostrophe": ("Bo Lind", "Bo Lind's hus", "[udeladt] hus"),
    "a name that ends in s": ("Jens Mads", "Jens Mads' hus", "[udeladt]' hus"),
    "broken over a line": ("Bo Lind", "til Bo\nLind og", "til [udeladt]\nog"),
    "broken within a word": ("Bo Lind", "Bo Li-\nnd", "[udeladt]\n"),
    "broken by a soft hyphen": ("Bo Lind", "Bo Li\xadnd", "[udeladt]"),
    "broken over a page": ("Bo Lind", "Bo\fLind", "[udeladt]\f"),
    "with two blanks": ("Bo Lind", "Bo  Lind", "[udeladt]"),
    "with a blank that does not break": ("Bo Lind", "Bo\xa0Lind", "[udeladt]"),
    "in an address": ("Søren Bæk", "/personer/soeren-baek/", "/personer/[udeladt]/"),
    "in a file's name": ("Søren Bæk", "klage_søren_bæk.pdf", "klage_[udeladt].pdf"),
    "in an e-mail address": ("Bo Lind", "bo.lind@rebild.dk", "[udeladt]@rebild.dk"),
    "with letters put together of two signs": ("Aase Ås", "A\u030ase A\u030as", "[udeladt]"),
    "with an accent": ("Andre Lind", "André Lind", "[udeladt]"),
    "å as aa": ("Åse Lind", "Aase Lind", "[udeladt]"),
    "hyphenated names": ("Anne-Marie Lind", "Anne Marie Lind", "[udeladt]"),
    "a number in another writing": ("010190-1234", "0101 90 12 34", "[udeladt]"),
    "a number behind letters": ("010190-1234", "cpr0101901234", "cpr[udeladt]"),
    "a number in digits of full width": ("010190-1234", "０１０１９０－１２３４", "[udeladt]"),
    "a number with a hyphen that does not break": ("010190-1234", "010190‑1234", "[udeladt]"),
    "a number without its hyphen": ("010190-1234", "0101901234", "[udeladt]"),
    "a number with its hyphen": ("0101901234", "010190-1234", "[udeladt]"),
    "a number with thin blanks": ("010190-1234", "01 01 90 - 1234", "[udeladt]"),
    "a number broken over a line": ("010190-1234", "0101\n90-1234", "[udeladt]\n"),
    "a telephone number in pairs": ("12345678", "ring 12 34 56 78", "ring [udeladt]"),
    "a telephone number in any blanks": ("12 34 56 78", "1 234 5 678", "[udeladt]"),
    "a telephone number with dots": ("12 34 56 78", "12.34.56.78", "[udeladt]"),
    "a telephone number with the code": ("12 34 56 78", "+45 12 34 56 78", "+[udeladt]"),
    "a telephone number with the code in brackets": ("12345678", "(+45) 1234 5678", "(+[udeladt]"),
    "a telephone number with the code as it is dialled": ("12 34 56 78", "0045 12345678", "[udeladt]"),
    "a telephone number with the code in one": ("12 34 56 78", "004512345678", "[udeladt]"),
    "a telephone number chosen with the code": ("+45 12 34 56 78", "tlf. 12345678", "tlf. [udeladt]"),
    "a telephone number chosen as it is dialled": ("0045 1234 5678", "+4512345678", "+[udeladt]"),
    "letters put together of two": ("Sofie Fiil", "Soﬁe ﬁil", "[udeladt]"),
    "a letter of another alphabet's marks": ("Doğan Erdős", "DOĞAN ERDŐS", "[udeladt]"),
    "marks that are left out": ("Şahin Țepeș", "Sahin Tepes", "[udeladt]"),
    "twice": ("Bo Lind", "Bo Lind og bo lind", "[udeladt] og [udeladt]"),
    "with what stands around it": ("Bo Lind", "(Bo Lind)", "([udeladt])"),
}
# What is taken out, and a text that has it not.
OTHERS = {
    "one of two names": ("Bo Lind", "Bo Holm og Eva Lind"),
    "the names the other way round": ("Bo Lind", "Lind, Bo"),
    "a part of a longer word": ("Lind", "Lindegade"),
    "the end of a longer word": ("Lind", "Kolind"),
    "a word without its s": ("Hans", "Han kom"),
    "another number": ("010190-1234", "010190-1235"),
    "a telephone number of another code": ("+46 12 34 56 78", "12 34 56 78"),
    "a number of ten digits that is no telephone number": ("4501901234", "4501901235"),
    "a longer number that ends in a telephone number": ("12345678", "4612345678"),
    "a number within a longer one": ("1234567890", "91234567890"),
}


@pytest.mark.parametrize(("phrase", "text", "left"), WRITINGS.values(), ids=WRITINGS)
def test_words_are_taken_out_however_they_are_written(phrase: str, text: str, left: str) -> None:
    assert words(phrase).redacted_pages(text) == left


@pytest.mark.parametrize(("phrase", "text"), OTHERS.values(), ids=OTHERS)
def test_other_words_stay(phrase: str, text: str) -> None:
    assert words(phrase).redacted(text) == text


@pytest.mark.parametrize(("phrase", "text", "left"), WRITINGS.values(), ids=WRITINGS)
def test_the_database_finds_what_is_taken_out(phrase: str, text: str, left: str, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT normalize(%s, NFKD) ~ %s, normalize(jsonb_build_array(%s::text)::text, NFKD) ~ %s",
            [text, search_pattern([phrase]), text, search_pattern([phrase])],
        )
        assert cursor.fetchone() == (True, True)


def test_the_database_finds_every_letter_however_it_is_written(db: None) -> None:
    """Of each letter with a mark, of full width, or put together of two: as it is, capital, and taken apart."""
    places = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00), *range(0xFB00, 0xFB07), *range(0xFF10, 0xFF5B))
    letters = [chr(place) for place in places if chr(place).isalpha() or chr(place).isdecimal()]
    phrases = [f"Bo{letter}nd" for letter in letters]
    pairs = [
        (written, search_pattern([phrase]))
        for phrase in phrases
        for form in ("NFC", "NFD", "NFKD")
        for written in {unicodedata.normalize(form, cased) for cased in (phrase, phrase.upper(), phrase.lower())}
        if words(phrase).spans(written)
    ]
    assert len(pairs) > 2 * len(letters)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT written FROM unnest(%s::text[], %s::text[]) AS pairs (written, pattern)"
            " WHERE NOT normalize(written, NFKD) ~ pattern",
            [[written for written, _ in pairs], [pattern for _, pattern in pairs]],
        )
        assert cursor.fetchall() == []


def test_a_text_that_is_no_page_keeps_no_break_within_the_words() -> None:
    assert words("Bo Lind").redacted("til Bo\nLind og\nEva") == "til [udeladt] og\nEva"


def test_words_in_two_cells_are_taken_out_of_both() -> None:
    assert words("Bo Lind").redacted_list(["Bo", "Lind", "Rebild"]) == ["[udeladt]", "", "Rebild"]


def test_the_longest_of_several_words_goes() -> None:
    assert words("Bo Lind", "Bo Lind Holm").redacted("Bo Lind Holm, Bo Lind") == "[udeladt], [udeladt]"


def test_words_that_are_in_too_much_else_are_refused() -> None:
    with pytest.raises(ValueError, match="fewer than"):
        digest_of_words("bo", KEY)


def test_without_words_nothing_goes() -> None:
    assert NO_WORDS.redacted("Bo Lind") == "Bo Lind"


def test_another_key_finds_nothing() -> None:
    known = RedactedWords(words("Bo Lind").digests, "en anden")
    assert known.redacted("Bo Lind") == "Bo Lind"


letters = st.text("abcdeæøåé ", min_size=3, max_size=12).filter(lambda text: len(re.sub(r"\W", "", text)) >= 3)


@given(phrase=letters, before=st.text(" .,\n-(", min_size=1, max_size=3), text=st.text("abc æ\n\f.-", max_size=30))
def test_words_are_gone_and_lines_and_pages_are_as_many(phrase: str, before: str, text: str) -> None:
    known = words(phrase)
    written = f"{text}{before}{phrase}{before}{text}"
    left = known.redacted_pages(written)
    assert "[udeladt]" in left
    assert not known.spans(left)
    assert [left.count(sign) for sign in "\n\f"] == [written.count(sign) for sign in "\n\f"]
