"""Reading the frozen Danish word lists that lie beside this module.

There are two, made of the same dictionary (Stavekontrolden's), and neither can stand for the other (decision 7):
`words.txt` has base forms of every kind, compounds with a hyphen among them, and tells whether letters are a word, for
broken words and abbreviations (`word_list`). `dictionary.txt` has how each word is inflected and how it joins the next
of a compound, without what can be split, and tells which word a form is of, for search (`dictionary`). Each is read
when the first word is asked for, and kept by the module that asks.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent


def read_word_file(name: str) -> list[str]:
    """The lines of the word list called `name`, without empty ones and comments, which begin with a `#`."""
    lines = _FOLDER.joinpath(name).read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]


def word_set(text: str) -> frozenset[str]:
    """The words of a text, which white space separates: for lists that are short enough to stand in a module."""
    return frozenset(text.split())
