"""CPR numbers in a text, in whatever way they are written, told from other numbers of ten digits.

A CPR number is a birth date (ddmmyy) and four digits, the first of which tells the century. Most satisfy a check of
modulus 11, but the CPR office has handed out numbers without it since 2007: the check raises suspicion, and decides
nothing alone. What else decides is how the number is written and what it is called where it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

# The CPR office's control weights (»Personnummeret i CPR«).
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)

# Between two digits a number may be broken over a line, by a hyphenation that is no part of it.
_BREAK = r"(?:[ \t]*\xad?[ \t]*\r?[\n\f][ \t]*)?"
_DIGIT = rf"\d{_BREAK}"
_HYPHEN = r"[-\u2010-\u2015\u2212\xad]"
_BLANK = r"[ \t\xa0\u2000-\u200b\u202f]"
# A line's end behind the hyphen, and the next line's indentation.
_BROKEN_LINE = r"\xad?[ \t]*\r?[\n\f][ \t]*"
# Day, month, year, in one or with blanks, dots, slashes or hyphens; then four digits, in one or two by two.
_TEN_DIGITS = re.compile(
    rf"(?P<day>{_DIGIT}{_DIGIT})(?P<first>{_BLANK}?|[./]{_BLANK}?|{_HYPHEN})"
    rf"(?P<month>{_DIGIT}{_DIGIT})(?P<second>{_BLANK}?|[./]{_BLANK}?|{_HYPHEN})"
    rf"(?P<year>{_DIGIT}\d)(?P<between>\s{{0,2}}(?:{_HYPHEN}{_BROKEN_LINE}|(?:{_HYPHEN}|[./_])?\s{{0,2}}))"
    rf"(?P<serial>{_DIGIT}{_DIGIT}{_BLANK}?{_DIGIT}\d)"
)

# What stands right before or after the digits where they are a part of something longer: another number's digits, or
# the letters of an identifier. Digits that a blank parts from them belong to them only where they stand two by two.
_LONGER_BEFORE = re.compile(rf"(?:\d|\d[.,:/]|\d{_HYPHEN}|(?:^|[^\w])[A-ZÆØÅ]{{1,3}}|\d[^\W\d_]+)\Z")
_LONGER_AFTER = re.compile(rf"\A(?:\d|[.,:/]\d|{_HYPHEN}\d)")
_PAIR_BEFORE = re.compile(rf"\d{_BLANK}\Z")
_PAIR_AFTER = re.compile(rf"\A{_BLANK}\d{{2}}\b")
_LETTER_BEFORE, _LETTER_AFTER = re.compile(r"[^\W\d_]\Z"), re.compile(r"\A[^\W\d_]")

# Words that say of a number that it is somebody's. They may stand a few words before it, or right after it.
_PERSONAL = re.compile(
    r"\b(?:cpr|cpr\W?(?:nr|nummer\w*)|person\W?(?:nr|numm\w+)|født|fødsels\w*|f\.|fødedato|borger(?:en|e|ens)?|barn(?:et|ets)?|"
    r"patient\w*|klient\w*|ansøger(?:en|ens)?|beboer(?:en|ens)?|elev(?:en|ens)?|pårørende|ægtefælle\w*|forsikrede)(?=\W|$)",
    re.IGNORECASE,
)
# Words that, right before a number or in the heading of its column, say that it is of something else.
_IMPERSONAL_WORDS = (
    r"faktura\w*|regning\w*|ordre\w*|rekvisition\w*|kvittering\w*|kreditnota\w*|sag(?:en|s\w*)?|journal\w*|j\.?\s?nr|jnr|dok(?:ument\w*)?|"
    r"akt\w*|acadre\w*|esdh\w*|sbsys\w*|konto\w*|bank\w*|reg(?:istrerings\w*)?|iban|giro\w*|girokort|fik?|betalings\w*|ean\w*|gln\w*|gtin\w*|"
    r"p\W?(?:nr|nummer\w*|enhed\w*)|produktions\w*|cvr\w*|se\W?nr|matrikel\w*|ejendom\w*|bfe\w*|bbr\w*|tlf|telefon\w*|tel|mobil\w*|fax|"
    r"isbn|issn|doi|vare\w*|artikel\w*|licens\w*|serie\w*|projekt\w*|udbud\w*|ted|ref(?:erence\w*)?|løbe\w*|kunde\w*|aftale\w*|kontrakt\w*|"
    r"bilag\w*|version\w*|stregkode\w*|tilbud\w*|stel\w*|måler\w*|leverandør\w*|debitor\w*|kreditor\w*|police\w*|id|uuid|kode\w*|lokal\w*|"
    r"anlæg\w*|station\w*|brønd\w*|boring\w*|dgu\w*|rute\w*|nøgle\w*|kle\w*|psp\w*|artskonto\w*|profit\w*|omkostning\w*"
)
_FILLER = r"(?:(?:med |har |på |under )?(?:nr|nummer\w*|no|id|kode)|er|reg|hhv|henholdsvis|og|samt)"
# A label of something else, and between it and the number nothing but fillers, marks and other numbers.
_IMPERSONAL_BEFORE = re.compile(
    rf"(?:^|(?<=\W))(?:{_IMPERSONAL_WORDS})"
    rf"(?:[ \t\xa0.:#()»\"'/,;=–-]|\b{_FILLER}\b|\b\d{{6}}-\d{{4}}\b|\b\d{{10}}\b|\b\d{{4}}\b)*\Z",
    re.IGNORECASE,
)
_IMPERSONAL_AFTER = re.compile(rf"\A[ \xa0]?\((?:{_IMPERSONAL_WORDS})(?:\W|$)", re.IGNORECASE)
_IMPERSONAL_HEADING = re.compile(rf"(?:{_IMPERSONAL_WORDS})(?:[\s.:/-]|\b{_FILLER}\b)*", re.IGNORECASE)
_ADDRESS_OF_A_PAGE = re.compile(r"(?:https?://|www\.)\S*\Z", re.IGNORECASE)

# In characters before a number and after it, in which words that tell of a person are looked for.
_NEAR_BEFORE, _NEAR_AFTER = 60, 25
# So many lines above a number the heading of its column is looked for.
_COLUMN_LINES = 60


# What two blanks or more part from its neighbours on a line, and how many words the heading of a column has at most.
_CELL = re.compile(r"\S+(?:[ \xa0]\S+)*")
_HEADING_WORDS = 3


class Verdict(StrEnum):
    """What a number of ten digits with a valid date is taken for."""

    HELD = "held"
    SUSPECTED = "suspected"


@dataclass(frozen=True)
class PersonalNumber:
    """Ten digits that begin with a valid birth date, from `start` to `end` of the text."""

    start: int
    end: int
    digits: str
    verdict: Verdict


# Marks that nobody sees, which programs put between letters: they part no number.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# Digits and hyphens as other scripts write them, by the plain ones.
_PLAIN = {ord(sign): "-" for sign in "\uff0d\ufe63"} | {0xFF10 + digit: str(digit) for digit in range(10)}


def find_personal_numbers(text: str, today: date) -> Iterator[PersonalNumber]:
    """The numbers in the text that are or may be CPR numbers, in reading order.

    Held is what has a hyphen, passes modulus 11 or is called a person's, unless it is called something else right there
    (an invoice, a case, an account …). Any other valid date with four digits is suspected. Pages may be parted by form
    feeds. `today` bounds birth dates.
    """
    seen = _UNSEEN.sub("", text).translate(_PLAIN)
    if len(seen) == len(text):
        yield from _find_in_seen(seen, today)
        return
    places = [place for place, sign in enumerate(text) if not _UNSEEN.match(sign)]
    for number in _find_in_seen(seen, today):
        yield replace(number, start=places[number.start], end=places[number.end - 1] + 1)


def _find_in_seen(text: str, today: date) -> Iterator[PersonalNumber]:
    position = 0
    while match := _TEN_DIGITS.search(text, position):
        digits = "".join(character for character in match.group() if character.isdecimal())
        if _is_part_of_more(text, match) or not is_birth_date(digits, today):
            position = match.start() + 1
            continue
        yield PersonalNumber(match.start(), match.end(), digits, _verdict(text, match, digits))
        position = match.end()


def is_birth_date(digits: str, today: date) -> bool:
    """Whether the first seven of ten digits are a day on which somebody alive or dead was born."""
    day, month, year, century = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), int(digits[6])
    try:
        return date(_century(century, year) + year, month, day) <= today
    except ValueError:
        return False


def passes_modulus_11(digits: str) -> bool:
    """Whether the weighted sum of ten digits is divisible by 11."""
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def _century(seventh: int, year: int) -> int:
    """By the CPR office's table: 0–3 are 1900–1999; 4 and 9 1937–2036; 5–8 1858–2057."""
    if seventh <= 3 or (seventh in {4, 9} and year >= 37):
        return 1900
    return 2000 if seventh in {4, 9} or year <= 57 else 1800


def _is_part_of_more(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 8]
    if _PERSONAL.search(re.split(r"\s", before)[-1]):
        return False
    if _LONGER_BEFORE.search(before) or _LONGER_AFTER.match(after) or _ADDRESS_OF_A_PAGE.search(before):
        return True
    if match["first"] or match["second"]:
        return bool(_PAIR_BEFORE.search(before) or _PAIR_AFTER.match(after))
    has_letters = _LETTER_BEFORE.search(before) or _LETTER_AFTER.match(after)
    return bool(has_letters) and not _has_hyphen(match)


def _verdict(text: str, match: re.Match[str], digits: str) -> Verdict:
    is_personal = _is_called_personal(text, match)
    if is_personal is None and _is_date_and_time(match):
        is_personal = False
    if is_personal is None:
        is_personal = _has_hyphen(match) or passes_modulus_11(digits)
    return Verdict.HELD if is_personal else Verdict.SUSPECTED


def _has_hyphen(match: re.Match[str]) -> bool:
    return bool(re.search(_HYPHEN, match["between"]))


def _is_called_personal(text: str, match: re.Match[str]) -> bool | None:
    """Whether the words around the number say that it is a person's; None where they say nothing."""
    before = text[max(0, match.start() - 200) : match.start()]
    after = text[match.end() : match.end() + _NEAR_AFTER]
    personal = [found.end() for found in _PERSONAL.finditer(before[-_NEAR_BEFORE:])]
    impersonal = _IMPERSONAL_BEFORE.search(before)
    if impersonal and not (personal and personal[-1] > len(before[-_NEAR_BEFORE:]) - len(impersonal.group())):
        return False
    if personal or _PERSONAL.search(after.split("\n")[0]):
        return True
    if _IMPERSONAL_AFTER.match(after):
        return False
    return _column_is_personal(text, match)


def _column_is_personal(text: str, match: re.Match[str]) -> bool | None:
    """What the heading of the number's column says, where it stands alone in a cell of a table."""
    line_start, line_end = text.rfind("\n", 0, match.start()) + 1, (text + "\n").find("\n", match.end())
    left, right = match.start() - line_start, match.end() - line_start
    own = next((cell for cell in _CELL.finditer(text[line_start:line_end]) if cell.start() <= left < cell.end()), None)
    if own is None or own.end() - own.start() > right - left + 2:
        return None
    for line in reversed(text[:line_start].splitlines()[-_COLUMN_LINES:]):
        if not line.strip():
            return None
        for cell in _CELL.finditer(line):
            if cell.start() > right + 2 or cell.end() < left - 2 or len(cell.group().split()) > _HEADING_WORDS:
                continue
            if _PERSONAL.search(cell.group()):
                return True
            if _IMPERSONAL_HEADING.fullmatch(cell.group()):
                return False
    return None


def _is_date_and_time(match: re.Match[str]) -> bool:
    """Whether it is a date with a time of day or a year behind it: »12.03.24 1630«, »01/02/24 2025«."""
    if not set("./-") & {match["first"], match["second"]} or _has_hyphen(match):
        return False
    serial = "".join(character for character in match["serial"] if character.isdecimal())
    return (int(serial[:2]) < 24 and int(serial[2:]) < 60) or serial[:2] in {"19", "20"}
