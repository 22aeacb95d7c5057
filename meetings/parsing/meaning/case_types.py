"""What kind of case an item is: a decision, a briefing, a discussion, an appointment, a formality or a theme."""

import re

from meetings.parsing.document import CaseType, Outcome

_FORMALITY = re.compile(
    r"^(?:godkendelse af (?:dagsorden|referat)|(?:(?:punkter|sager) til (?:det )?)?næste møde|eventuelt|mødeplan)",
    re.IGNORECASE,
)
_THEME = re.compile(r"\btema(?:drøftelse|møde|punkt)?\b", re.IGNORECASE)
_APPOINTMENT = re.compile(r"^(?:(?:gen|ny)?udpegning|udpegelse|valg (?:af|til)|genvalg|suppleringsvalg)", re.IGNORECASE)
_RECOMMENDED: tuple[tuple[CaseType, re.Pattern[str]], ...] = (
    ("appointment", re.compile(r"\b(?:gen|ny)?udpege(?:r|s)?\b|\bvælger\b", re.IGNORECASE)),
    (
        "decision",
        re.compile(
            r"\b(?:godkende[rs]?|tiltræder?|tiltrædes|beslutter?|besluttes|anbefaler|vedtager|fastsætter|"
            r"tilslutter sig|afgiver|indstiller)\b",
            re.IGNORECASE,
        ),
    ),
    ("discussion", re.compile(r"\bdrøfte[rs]?\b", re.IGNORECASE)),
    ("briefing", re.compile(r"\b(?:efterretning|orientering)\b", re.IGNORECASE)),
)
_BY_OUTCOME: dict[Outcome, CaseType] = {
    "appointed": "appointment",
    "decided": "decision",
    "approved": "decision",
    "recommended": "decision",
    "rejected": "decision",
    "discussed": "discussion",
}


def case_type(section: str, title: str, recommendation: str, main_outcome: Outcome) -> CaseType:
    """What kind of case an item is, from its section's title, title, recommendation and decision."""
    if _FORMALITY.match(title):
        return "formality"
    if _APPOINTMENT.match(title) or _APPOINTMENT.match(section):
        return "appointment"
    if _THEME.search(title):
        return "theme"
    for recommended, pattern in _RECOMMENDED:
        if pattern.search(recommendation):
            return recommended
    return _BY_OUTCOME.get(main_outcome, "briefing")
