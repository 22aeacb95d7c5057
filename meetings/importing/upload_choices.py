"""What an editor says of an upload that is not for the documents to say: which meeting, and what comes back."""

from meetings.importing.match_meeting import MeetingChoice
from meetings.importing.refusals import Refused
from meetings.models import Upload
from meetings.models.choices import UploadState


def meeting_choice(upload: Upload) -> MeetingChoice | None:
    """What an editor said of which meeting the upload is of; None where she said nothing."""
    if upload.meeting_id:
        return MeetingChoice(upload.meeting_id)
    return MeetingChoice(None) if upload.is_of_new_meeting else None


def choose_meeting(upload: Upload, meeting_id: int | None) -> None:
    """Have the upload planned anew as of the meeting with this key, or as of one that the archive lacks.

    Raises Refused where it waits for no such answer, or the meeting is none of those that were asked about.
    """
    asked = {meeting["key"] for meeting in upload.reading.get("meetings", ())}
    if upload.state not in (UploadState.ASKS, UploadState.PLANNED) or (meeting_id and meeting_id not in asked):
        raise Refused("Filen venter ikke på det svar.", "the upload waits for no such answer")
    upload.meeting_id, upload.is_of_new_meeting = meeting_id, meeting_id is None
    upload.state, upload.sentence, upload.attempts = UploadState.WAITING, "", 0
    upload.save()


def restore_deleted(upload: Upload) -> None:
    """Have the upload planned anew with what editors have deleted of it. Raises Refused where it cannot be."""
    if upload.state not in (UploadState.PLANNED, UploadState.UNCHANGED):
        raise Refused("Filen er ikke klar til det.", "the upload is in another state")
    upload.restores, upload.state, upload.attempts = True, UploadState.WAITING, 0
    upload.save()
