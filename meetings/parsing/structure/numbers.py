"""Lines that begin with an item's number, as councils print it: `12.`, `Pkt. 42`, `Nr.178 -`, `IV.`, `1 (Åben)`.

Also `§ 4.`, and `2026-34` for the 34th item of a year.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from meetings.parsing.structure.fields import is_name_of_a_text

# An item's number and its letter's place in the alphabet: 3 is (3, 0), 3.b is (3, 2).
Number = tuple[int, int]

_BULLET = r"(?:(?:[•·▪–-]|o)\s+)?"
_YEAR = r"(?:19|20)\d{2}"
_TITLE = r"(?P<title>(?![a-zæøå])[^\W_].*|[”\"»‘'(<{&[§].*)"
# An item's number, of one level or of two.
_ANY_NUMBER = r"\d{1,4}(?:\.\d{1,2})?"
# Forms that say the same as »3. Broen« and »Punkt 3: Broen« do.
_OTHER_FORM = re.compile(
    rf"^{_BULLET}(?:\[(?P<boxed>{_ANY_NUMBER})\]|"
    rf"(?P<parted>{_ANY_NUMBER})(?:\s?[|/—]\s?(?=[^\W\d_]|[”\"»(])|\.\s?[–—-]\s|\s—\s)|"
    rf"(?P<ordinal>{_ANY_NUMBER})\.\s?(?i:(?:dagsordens|møde)?punkt|pkt\.?|sag)\s?[:.–-]\s?|"
    r"(?i:(?:åbent|lukket)\s(?:dagsordens)?punkt|(?:dagsorden|møde|sags|beslutnings|orienterings|drøftelses|"
    r"behandlings)punkt|emne|(?:åben|lukket)\ssag|(?:beslutnings|orienterings|drøftelses|dagsordens?|møde)sag)"
    rf"\s?(?i:nr\.?\s?)?(?P<named>{_ANY_NUMBER})(?!\d)(?:\s?[,:.)–—|-]|(?=\s|$))|"
    rf"(?i:punkt|pkt\.?)\s(?P<before>{_ANY_NUMBER})\s?[,|—](?=\s))\s*(?P<title>.*)$"
)
_PREFIXED = re.compile(
    rf"^{_BULLET}(?i:(?P<point>Dagsordenspunkt|Dagsordenens punkt|Punkt|Pkt|Ad punkt|Ad pkt)|Nr|Sag nr|"
    rf"Sag(?=\s\d{{1,4}}(?:/\d{{2,4}})?\s?[.:–-](?:\s|$))|§(?=\s?\d{{1,3}}\s?[.:)–-](?:\s|$)))(?!\w)\.?\s?(?:nr\.?\s?)?(?P<number>\d{{1,4}})(?!\d|\.\d)"
    # With the year: behind other words only before a sign (»Nr. 4/2024: Broen«), for a text's number looks the same.
    r"(?(point)(?:/\d{2,4}(?!\d))?|(?:/\d{2,4}(?=\s?[.:–-]\s))?)(?!/)"
    rf"(?:\.?\s?(?P<letter>[a-e]|(?<=\d)[A-Z])(?=[\s.:)]|$))?(?:\s*[.:)–—−‒-])?(?:\s*{_TITLE})?$",
)
_PLAIN = re.compile(
    rf"^{_BULLET}(?P<number>\d{{1,3}})(?:\.?\s?(?P<letter>[a-e])(?=[\s.:)]))?"
    rf"(?P<stop>\s?[.:)]{{1,2}}(?=\s|[A-ZÆØÅ”\"»(])|\s[–—−‒-](?=\s\D))?\s*(?<![\d])(?<=[\s.:)–—−‒-]){_TITLE}$"
)
_OF_YEAR = re.compile(
    rf"^{_BULLET}(?:{_YEAR}\s?[-/.]\s?(?P<after>\d{{1,4}})|(?P<before>\d{{1,4}})\s?[/.]\s?{_YEAR})[.:]?\s+(?:[-–]\s+)?{_TITLE}$"
)
_AD = re.compile(rf"^Ad\.?\s(?P<number>\d{{1,3}})\s?[.:)–-]{{0,2}}\s*{_TITLE}$")
# The number of an item and the last figures of the year: »44/09 Takster«, »19-007 Takster«.
_OF_SHORT_YEAR = re.compile(rf"^(?:(?P<number>\d{{1,3}})/\d{{2}}|\d{{2}}-(?P<after>\d{{3}}))[.:]?\s+{_TITLE}$")
_AD_ALONE = re.compile(
    r"^(?:Ad|Til)\.?\s?(?:(?:pkt|(?:dagsordens)?punkt(?:et)?)\.?\s?)?(?P<number>\d{1,3})\s?[.:)]{0,2}$", re.IGNORECASE
)
# An item's number and year behind the letters of the council, or the year and the number: »ØU-55/07«, »KOM 19-050«.
_CODED = re.compile(
    r"^[A-ZÆØÅ]{2,5}[ -](?:(?P<before>\d{1,3})/(?:(?:19|20)\d{2}|\d{2})|(?:(?:19|20)\d{2}|\d{2})[-/](?P<after>\d{2,4}))"
    rf"(?:-[A-ZÆØÅ]{{1,3}})?[.,:]?(?:\s+(?:[-–]\s+)?{_TITLE})?$"
)
# A number that a web page has put together with its title: »80Godkendelse af dagsorden«.
_GLUED = re.compile(r"^(?P<number>\d{1,3})(?P<title>[A-ZÆØÅ][a-zæøå]{2}.*)$")
# Words and signs that number items too, but as often a text's points: they count where what stands below says so.
_UNSURE = re.compile(rf"^(?:Sag|SAG|§)\s?(?P<number>\d{{1,3}})\s+{_TITLE}$")
_BRACKETED = re.compile(rf"^\((?P<number>\d{{1,3}})\)\s+{_TITLE}$")
_ALONE = re.compile(r"^(?:[•·▪]\s+(?P<bulleted>\d{1,3})[.)]?|(?P<stopped>\d{1,3})[.)])$")
# A number of two levels, with a word before it or a stop behind it: »Pkt. 1.2: Broen«, »1.2) Broen«, »(1.2) Broen«.
_TWO_LEVELS = re.compile(
    rf"^{_BULLET}\(?(?:(?i:Dagsordenspunkt|Dagsordenens punkt|Punkt|Pkt|Nr|Sag|Ad|§)(?!\w)\.?\s?"
    r"(?:(?i:punkt|pkt|nr)(?!\w)\.?\s?)?)?(?P<number>\d{1,2}\.\d{1,2})(?!\d)"
    r"(?:\s?[.:)]{1,2}\s*|\s+[–-]\s+|\s+|(?=[A-ZÆØÅ][a-zæøå]))(?P<title>(?![a-zæøå\d])[^\W_].*|[”\"»‘'(<{&[].*)?$"
)
_TWO_LEVELS_ALONE = re.compile(
    r"^(?:(?i:Dagsordenspunkt|Punkt|Pkt|Sag|Nr)(?!\w)\.?\s?(?:nr\.?\s?)?)(?P<number>\d{1,2}\.\d{1,2})[.:)]?$"
)
_NOTHING_ELSE = re.compile(
    r"^(?:[•·▪]\s+)?(?:(?:dagsordens?punkt|mødepunkt|sagspunkt|punkt|pkt|sag|nr|emne|ad)(?!\w)\.?\s?(?:(?:nr|pkt|punkt)\.?\s?)?)?"
    rf"{_ANY_NUMBER}\s?[.:)–-]{{0,2}}$",
    re.IGNORECASE,
)
_ROMAN = re.compile(rf"^(?P<roman>[IVXL]{{1,7}})(?P<stop>\s?[.:)]{{1,2}})?\s+{_TITLE}$")
_VALID_ROMAN = re.compile(r"^(?=.)(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_FIGURE = re.compile(r"\d")
# In characters: what stands before a line's number in any of the forms is no longer.
_LONGEST_BEFORE = 40
# Whose an item is, behind its number, with the title below: »Pkt. 3 (Malou)«.
_IN_BRACKETS = re.compile(r"^\([^()]{1,40}\)$")
_ACCESS = re.compile(
    r"^(?:\((?:Åben|Åbent|Lukket|Offentligt?|(?:Ikke[ -]offentlig|Fortrolig)t?|Å|L)\)\s*[–:-]?\s*|"
    # In a column of its own; a list of contents has such a column too, and its pages.
    r"(?:Åbent?|Lukket)\s{3,}(?=\S)(?!.*(?:\s{3,}|[.…_]{3,}\s?)\d{1,3}$))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Numbered:
    """A line with a number at its start; `title` is '' where it has nothing else.

    `is_prefixed`: a word says that it is an item's (»Punkt 3«). `has_stop`: the number ends in a stop or dash.
    """

    index: int
    number: Number
    title: str
    is_prefixed: bool
    has_stop: bool


Form = Callable[[int, str], Numbered | None]


def parse_prefixed(index: int, text: str) -> Numbered | None:
    """The number of a line such as »Pkt. 42 Broen«; None for other lines."""
    match = _PREFIXED.match(in_usual_form(text))
    if not match:
        return None
    number = (int(match["number"]), _letter_position(match["letter"]))
    title = _ACCESS.sub("", match["title"] or "")
    return Numbered(index, number, "" if _IN_BRACKETS.match(title) else title, is_prefixed=True, has_stop=True)


def parse_plain(index: int, text: str) -> Numbered | None:
    """The number of a line such as »3. Broen«; None for other lines, and for a text's numbered name (»1. Resume«)."""
    match = _PLAIN.match(in_usual_form(text))
    if not match or is_name_of_a_text(match["title"]):
        return None
    title = _ACCESS.sub("", match["title"])
    is_prefixed = title != match["title"]
    number = (int(match["number"]), _letter_position(match["letter"]))
    return Numbered(index, number, title, is_prefixed, bool(match["stop"]) or is_prefixed)


def parse_roman(index: int, text: str) -> Numbered | None:
    """The number of a line such as »IV. Broen«; None for other lines."""
    match = _ROMAN.match(text)
    if not match or not _VALID_ROMAN.match(match["roman"]):
        return None
    title = _ACCESS.sub("", match["title"])
    return Numbered(index, (_roman_value(match["roman"]), 0), title, is_prefixed=False, has_stop=bool(match["stop"]))


def parse_of_year(index: int, text: str) -> Numbered | None:
    """The number of a line such as »2026-34 Broen«, of the year's items; None for other lines."""
    match = _OF_YEAR.match(text)
    if not match:
        return None
    number = (int(match["after"] or match["before"]), 0)
    return Numbered(index, number, _ACCESS.sub("", match["title"]), is_prefixed=False, has_stop=True)


def parse_ad(index: int, text: str) -> Numbered | None:
    """The number of a line such as »Ad 3. Broen«, as minutes repeat an agenda; None for other lines."""
    match = _AD.match(text)
    return Numbered(index, (int(match["number"]), 0), match["title"], True, True) if match else None


def parse_ad_alone(index: int, text: str) -> Numbered | None:
    """The number of a line such as »Ad 3.«, whose title stands in the list above; None for other lines."""
    match = _AD_ALONE.match(text)
    return Numbered(index, (int(match["number"]), 0), "", True, True) if match else None


def parse_alone(index: int, text: str) -> Numbered | None:
    """The number of a line that has nothing else, such as »• 1« above a title; None for other lines."""
    match = _ALONE.match(text)
    number = (int(match["bulleted"] or match["stopped"]), 0) if match else (0, 0)
    return Numbered(index, number, "", is_prefixed=False, has_stop=True) if match else None


def parse_unsure(index: int, text: str) -> Numbered | None:
    """The number of a line such as »Sag 3 Broen« or »§ 3 Broen«, which may as well be a text's; None for others."""
    match = _UNSURE.match(text)
    return Numbered(index, (int(match["number"]), 0), match["title"], False, True) if match else None


def parse_of_short_year(index: int, text: str) -> Numbered | None:
    """The number of a line such as »44/09 Takster«, »19-007 Takster«, which may be a case's too; None for others."""
    match = _OF_SHORT_YEAR.match(text)
    number = (int(match["number"] or match["after"]), 0) if match else (0, 0)
    return Numbered(index, number, match["title"], False, True) if match else None


def parse_coded(index: int, text: str) -> Numbered | None:
    """The number of a line such as »KOM 19-050, Takster«, alone or with its title; None for others."""
    match = _CODED.match(text)
    number = (int(match["before"] or match["after"]), 0) if match else (0, 0)
    return Numbered(index, number, match["title"] or "", True, True) if match else None


def parse_glued(index: int, text: str) -> Numbered | None:
    """The number of a line such as »80Takster«, which has lost what stood between; None for others."""
    match = _GLUED.match(text)
    return Numbered(index, (int(match["number"]), 0), match["title"], False, True) if match else None


def parse_bracketed(index: int, text: str) -> Numbered | None:
    """The number of a line such as »(3) Broen«, which may as well be a list's; None for others."""
    match = _BRACKETED.match(text)
    return Numbered(index, (int(match["number"]), 0), match["title"], False, True) if match else None


def parse_repeated(index: int, text: str) -> Numbered | None:
    """As `parse_ad`, of a line that may as well be a point of a decision."""
    found = parse_ad(index, text)
    return replace(found, is_prefixed=False) if found else None


# Every form asks about every line.
@lru_cache(maxsize=2**13)
def may_be_numbered(text: str) -> bool:
    """Whether a line may begin with a number in some form: a figure is near its start, or a Roman one begins it."""
    return _FIGURE.search(text, 0, _LONGEST_BEFORE) is not None or text[:1] in _ROMAN_VALUES


@lru_cache(maxsize=2**12)
def in_usual_form(text: str) -> str:
    """A line that begins with a number as few write it (»[3] Broen«, »Emne 3: Broen«) as most do; others as is."""
    match = _OTHER_FORM.match(text)
    if match is None:
        return text
    word, separator = ("", ".") if match["boxed"] or match["parted"] else ("Punkt ", ":")
    number = next(filter(None, match.group("boxed", "parted", "ordinal", "named", "before")))
    return f"{word}{number}{separator} {match['title']}".rstrip()


def is_number_of_item(text: str, *, alone: bool = True) -> bool:
    """Whether a line has an item's number and nothing else; figures `alone`, as a page has them, count or not."""
    return _NOTHING_ELSE.match(text) is not None and (alone or not text.isdigit())


def in_two_levels(text: str) -> str:
    """A line that begins with an item's number of two levels as »1.2 Broen«, however it is written; others as is."""
    match = _TWO_LEVELS.match(in_usual_form(text)) if "." in text[:40] else None
    if match is None or not match["title"]:
        return text
    return f"{match['number']} {_ACCESS.sub('', match['title'])}"


def two_levels_alone(text: str) -> str:
    """The number of two levels on a line such as »Punkt 1.2« that has nothing else; '' for other lines."""
    match = _TWO_LEVELS_ALONE.match(text)
    return match["number"] if match else ""


FORMS: tuple[Form, ...] = (parse_prefixed, parse_plain, parse_of_year, parse_roman, parse_alone, parse_coded)
# Forms that are as often those of points within a text.
UNSURE_FORMS: tuple[Form, ...] = (*(parse_unsure, parse_bracketed, parse_repeated, parse_of_short_year, parse_glued),)


def number_as_text(number: Number) -> str:
    """A number as an address has it, in figures: 3.b is 3.2."""
    return f"{number[0]}.{number[1]}" if number[1] else str(number[0])


def _letter_position(letter: str | None) -> int:
    return ord(letter.casefold()) - ord("a") + 1 if letter else 0


def _roman_value(roman: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in roman]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
