"""The time of day at which a cover's line says that the meeting begins."""

import re
from datetime import time

from meetings.danish import dates
from meetings.parsing.structure import cover_words as words

# Hours and minutes closed up, with nothing else but labels and days around them: »Tid: 1730 – 1900«.
_HOURS_CLOSED_UP = re.compile(
    r"^(?:\W|den\b|d\.|kl\.?|klokken|(?:møde)?tid(?:spunkt)?\b|dato\b|og\b|(?:man|tirs|ons|tors|fre|lør|søn)dag\b)*"
    r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s?(?:[-–—]|til)\s?(?:[01]\d|2[0-4])[0-5]\d(?!\d)",
    re.IGNORECASE,
)


def first_time(text: str) -> time | None:
    """The first time of day in a text that may begin with a date ("11-04-2025 10:00", "kl. 9.00-12.00").

    The time at which the text says that the meeting began counts before any other.
    """
    if not any(letter.isdigit() for letter in text):
        return None
    began = words.BEGAN.search(text)
    text = began["time"] if began else text
    for pattern in (dates.DATE_IN_FIGURES, dates.DATE_IN_WORDS, dates.DATE_IN_ROMAN):
        text = pattern.sub(" ", text)
    if hours := _HOURS_CLOSED_UP.match(text):
        return time(int(hours["hour"]), int(hours["minute"]))
    text = dates.DATE_OF_SHORT_YEAR.sub(_without_day, text)
    for match in words.TIME_OF_DAY.finditer(text):
        hour, minute = int(match["hour"] or match["full_hour"]), int(match["minute"] or match["minute_behind"] or 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    return None


def _without_day(match: re.Match[str]) -> str:
    """A blank for a day in figures; behind »kl.« they are hours: »kl. 9-11.30«."""
    is_of_hours = match.string[: match.start()].rstrip().casefold().endswith(("kl.", "kl"))
    return match.group() if is_of_hours else " "
