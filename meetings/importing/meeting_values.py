"""What a document says of its meeting as a whole: when it is, what became of it, and what it leaves unsaid."""

from collections.abc import Mapping

from meetings.importing.files import ReadFile
from meetings.models import Meeting
from meetings.models.base import PlainValues, RecordKey, imported_value, plain_value
from meetings.models.choices import MeetingStatus

# The meeting's fields that one document says and others mostly leave out: those without them do not empty them.
KEPT_UNLESS_SAID = ("start_time", "place", "is_extraordinary", "status", "moved_from", "joint_councils")


def with_meeting_values(
    read: Mapping[RecordKey, PlainValues], meeting: Meeting, file: ReadFile, *, is_leading: bool
) -> dict[RecordKey, PlainValues]:
    """The records read, the meeting's among them with what follows from the archive's.

    A leading document's has no fields that are kept where it does not say them. The days that the meeting was moved
    from are those of all its documents; the day that it leaves now is one of them. A meeting of which there are minutes
    was held, whatever an agenda said.
    """
    said = dict(read["meeting", ""])
    before = imported_value(meeting, "date") or plain_value(meeting, "date")
    former = {*said["moved_from"], *(imported_value(meeting, "moved_from") or [])}
    if is_leading and before != said["date"]:
        former.add(before)
    elif not is_leading and before != said["date"]:
        former.add(said["date"])
    now = said["date"] if is_leading else before
    said["moved_from"] = sorted(former - {now})
    if said["moved_from"]:
        said["status"] = said["status"] or MeetingStatus.MOVED.value
    joint = {*said["joint_councils"], file.document.council} - {meeting.council.name, *meeting.council.former_names}
    said["joint_councils"] = sorted(joint)
    was_held = file.document.kind == "minutes" and meeting.is_cancelled
    told = {
        field: value
        for field, value in said.items()
        if value or not is_leading or field not in KEPT_UNLESS_SAID or (field == "status" and was_held)
    }
    return {**read, ("meeting", ""): told}
