"""What uploads that are on their way to one meeting say of one another."""

from collections.abc import Iterable
from typing import Any

from meetings.importing.files import ReadFile
from meetings.models import Upload
from meetings.models.uploads import OPEN_STATES


def rival_upload_notes(uploads: Iterable[Upload]) -> dict[int, list[str]]:
    """By an upload's primary key, a sentence in Danish for each other upload that is on its way to the same meeting."""
    readings = {upload.pk: upload.reading for upload in uploads if upload.state in OPEN_STATES and upload.reading}
    days = {reading["day"] for reading in readings.values()}
    others = Upload.objects.filter(state__in=OPEN_STATES, reading__day__in=days).order_by("pk")
    found: dict[int, list[str]] = {}
    for other, name, reading in others.values_list("pk", "source_name", "reading") if days else ():
        for pk, mine in readings.items():
            if pk != other and (mine["council"], mine["day"]) == (reading["council"], reading["day"]):
                found.setdefault(pk, []).append(_rival_note(mine, name, reading))
    return found


def reading_of(file: ReadFile) -> dict[str, Any]:
    """What `Upload.reading` holds, to compare uploads of one meeting by.

    `{"council": "KKR X", "day": "2026-06-19", "kind": "minutes", "items": {"3.6": ["Ny bro", "approved"]}}`: each
    item's title and outcome by its number; an outcome that is unknown is "".
    """
    document = file.document
    return {
        "council": document.council,
        "day": file.date.isoformat(),
        "kind": document.kind,
        "items": {item.number: [item.title, item.outcome] for item in document.items},
        "start": document.start_time.isoformat("minutes") if document.start_time else "",
        "is_extraordinary": document.is_extraordinary,
    }


def _rival_note(mine: dict[str, Any], name: str, other: dict[str, Any]) -> str:
    """A sentence on another upload of the same meeting, from both `Upload.reading`; `name` is the other's file."""
    if mine.get("is_extraordinary") != other.get("is_extraordinary"):
        return f"»{name}« er fra samme dag, men et andet møde."
    if mine["kind"] != other["kind"]:
        return f"»{name}« er fra samme møde. De bliver til ét møde."
    compared = 2 if mine["kind"] == "minutes" else 1  # an agenda's items have titles, those of minutes outcomes too
    differing = [
        number
        for number, facts in mine["items"].items()
        if number in other["items"] and other["items"][number][:compared] != facts[:compared]
    ]
    if differing:
        return f"»{name}« er fra samme møde og siger noget andet om punkt {differing[0]}. Kun ét af dem kan gælde."
    return f"»{name}« er fra samme møde og af samme art."
