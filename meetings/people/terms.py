"""Until when somebody has a seat, where the item says so: »i resten af valgperioden«, »for perioden 2022–2025«."""

import re
from collections.abc import Collection
from datetime import date

from meetings.parsing.text.sentences import split_sentences

# In every sentence that says how long.
PERIOD_WORD = "period"

_COUNCILS = r"(?:byråds|kommunalbestyrelses|kommunal|kommunale |råds|regionsråds|kommunale valg)"
_PERIOD = rf"(?:{_COUNCILS}?(?:valg|funktions|udpegnings|virke|mandat)?|kommunale valg)periode"
_NOW = r"(?:indeværende|nuværende|innværende|igangværende|denne|løbende)"
_NEXT = r"(?:kommende|næste|nye|ny|nyvalgte)"
_LEFT = r"(?:resten|restdelen|den resterende del|den tilbageværende del|den øvrige del|resterende del)"
# »resten af den indeværende valgperiode«, »valgperioden ud«, »frem til udgangen af perioden«, »valgperiodens udløb«.
_OF_THE_PERIOD = re.compile(
    rf"\b(?:i|for|til)(?: og med)? {_LEFT} af (?:(?:den|de|{_NOW}|\w{{1,30}}s) ){{0,3}}{_PERIOD}n?\b|"
    rf"\b(?:i|for) (?:den |{_NOW} )*(?:resterende|tilbageværende) (?:del af )?(?:den |{_NOW} )*{_PERIOD}n?\b|"
    rf"\b(?:i|for) (?:den )?{_NOW} {_PERIOD}n?\b|"
    rf"\bfor (?:hele )?(?:valg|funktions|byråds|råds)perioden\b(?! (?:fra )?20\d\d)|"
    rf"\b(?:hele )?{_PERIOD}n ud\b|"
    rf"\b(?:ind)?til(?: og med)? (?:udgangen|udløbet|slutningen|afslutningen|enden) af (?:den |{_NOW} )*{_PERIOD}n?\b|"
    rf"\b(?:ind)?til(?: og med)? (?:den |{_NOW} )*{_PERIOD}ns? (?:udløb|udgang|slutning|afslutning|ophør)\b",
    re.IGNORECASE,
)
_OF_THE_NEXT = re.compile(rf"\b(?:i|for) (?:hele )?(?:den )?{_NEXT} {_PERIOD}n?\b", re.IGNORECASE)
_YEARS = re.compile(
    r"\b(?:i|for) (?:hele )?(?:\w{0,30}perioden|årene)(?: fra)? (?P<first>20\d\d)\s?(?:[-–−/]|til|og)\s?"
    r"(?:og med )?(?P<last>(?:20)?\d\d)\b(?![-./]\d)",
    re.IGNORECASE,
)


def end_of_term(text: str, person: str, others: Collection[str], begins: date, period: tuple[int, int]) -> date | None:
    """The first day on which the person has the seat no more, by the item's text; None where it does not say.

    `others` are those who are appointed beside them: a sentence that names some of all these speaks of those alone.
    `begins` is the day from which the seat was given, `period` the first and last year of the period that it is in.
    """
    for sentence in split_sentences(text):
        end = _end_said(sentence, begins, period) if PERIOD_WORD in sentence.lower() else None
        if end and end > begins and (person in sentence or not any(name in sentence for name in others)):
            return end
    return None


def _end_said(sentence: str, begins: date, period: tuple[int, int]) -> date | None:
    if match := _YEARS.search(sentence):
        last = int(match["last"])
        return date((last if last > 99 else 2000 + last) + 1, 1, 1)
    first_year, last_year = period
    if _OF_THE_NEXT.search(sentence):
        # Said in the last year of a period it is the one to come; said in a new one it is that.
        years = last_year - first_year + 1 if begins.year == last_year else 0
        return date(last_year + years + 1, 1, 1)
    return date(last_year + 1, 1, 1) if _OF_THE_PERIOD.search(sentence) else None
