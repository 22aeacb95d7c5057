"""Make `meetings/danish/thesaurus.txt` from a Danish thesaurus for MyThes: `python -m benchmark.freeze_thesaurus FILE`.

The file is `th_da_DK.dat` of Debian's package mythes-da. Kept are single words that are for each other, in narrow
meanings of words that have few: *lager* is a beer, a store and a memory. Hyponyms are left out, and so is what is only
the end of another word for the same (*klinik* beside *dyreklinik*).
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

TARGET = Path(__file__).parent.parent / "meetings" / "danish" / "thesaurus.txt"
# A meaning with so many other words is narrow. The words of a wide one are no more alike than night and evening.
NARROW = 3
# A word with more meanings is likely to be meant in another one.
MOST_MEANINGS = 2
_HEADER = """\
# Danish words with other words for the same, from the thesaurus of Stavekontrolden as LibreOffice 7.5 has it:
# copyright 2007-2014 Foreningen for frit tilgængelige sprogværktøjer, LGPL 2.1, GPL 2 or MPL 1.1 at choice; used under
# MPL 1.1. Made by benchmark/freeze_thesaurus.py; not edited by hand.
"""
_ANNOTATION = re.compile(r"\s*\([^)]*\)")
_WORD = re.compile("[a-zæøåé]{3,30}")


def main(source: Path) -> None:
    """Write the frozen copy."""
    meanings = dict(_meanings(source.read_text(encoding="utf-8").splitlines()))
    lines = [f"{word}: {' '.join(others)}" for word in sorted(meanings) if (others := _others(word, meanings))]
    TARGET.write_text(_HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def _meanings(lines: Sequence[str]) -> Iterator[tuple[str, list[list[str]]]]:
    """Each word with the words of each of its meanings."""
    place = 1
    while place < len(lines):
        word, _, count = lines[place].rpartition("|")
        if not count.isdigit():
            place += 1
            continue
        following = lines[place + 1 : place + 1 + int(count)]
        yield word, [_plain_words(line) for line in following]
        place += 1 + int(count)


def _plain_words(line: str) -> list[str]:
    words = [each for each in line.split("|") if each and "begreb)" not in each]
    plain = (_ANNOTATION.sub("", word).strip() for word in words)
    return [word for word in plain if _WORD.fullmatch(word)]


def _others(word: str, meanings: Mapping[str, Sequence[Sequence[str]]]) -> list[str]:
    if not _WORD.fullmatch(word):
        return []
    of_word = [others for meaning in meanings[word] if (others := [other for other in meaning if other != word])]
    if len(of_word) > MOST_MEANINGS:
        return []
    told = dict.fromkeys(other for meaning in of_word if len(meaning) <= NARROW for other in _whole_words(meaning))
    return [other for other in told if any(word in back for back in meanings.get(other, ()))]


def _whole_words(meaning: Sequence[str]) -> list[str]:
    """The words of a meaning, without those that are the end of another one."""
    return [word for word in meaning if not any(other != word and other.endswith(word) for other in meaning)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
