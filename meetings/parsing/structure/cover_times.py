"""The time of day at which a cover's line says that the meeting begins."""

import re
from datetime import time

from meetings.danish import dates
from meetings.parsing.structure import cover_words as words


def first_time(text: str) -> time | None:
    """The first time of day in a text that may begin with a date ("11-04-2025 10:00", "kl. 9.00-12.00").

    The time at which the text says that the meeting began counts before any other.
    """
    if not any(letter.isdigit() for letter in text):
        return None
    began = words.BEGAN.search(text)
    text = began["time"] if began else text
    for pattern in (dates.DATE_IN_FIGURES, dates.DATE_IN_WORDS):
        text = pattern.sub(" ", text)
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
