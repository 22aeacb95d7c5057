"""Converters of the parts of an address: the days of meetings and item numbers."""

from meetings.models.meeting_days import DAY_PATH, MeetingDay


class MeetingDayConverter:
    """A meeting's day as `2026-06-19`, and which meeting of it: `2026-06-19/ekstraordinaert`.

    A day that the calendar does not have matches no address (404).
    """

    regex = DAY_PATH

    def to_python(self, value: str) -> MeetingDay:
        return MeetingDay.from_path(value)

    def to_url(self, value: MeetingDay | str) -> str:
        return value if isinstance(value, str) else value.path


class NumberConverter:
    """An item's number with dashes, `3-6` for 3.6: a full stop at an address's end gets lost in letters and mails."""

    regex = r"\d+(?:-\d+)*"

    def to_python(self, value: str) -> str:
        return value.replace("-", ".")

    def to_url(self, value: str) -> str:
        return value.replace(".", "-")
