"""Documents of one council in sequence, as a secretariat publishes them: made up, with invented names and matters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meetings.importing.apply import import_file
from meetings.importing.match_meeting import MeetingChoice
from meetings.importing.planned_changes import ImportPlan
from meetings.models import AgendaItem, Meeting
from meetings.tests.documents import read_text

COUNCIL = "KKR Fjordland"


@dataclass(frozen=True)
class Matter:
    """An item by its title and case; a case of '' is left out."""

    title: str
    case: str = ""
    text: str = ""

    def lines(self, number: str, *, decided: bool) -> list[str]:
        return [
            f"{number}. {self.title}",
            *([f"{self.case} abcd", ""] if self.case else [""]),
            *(["Sagsfremstilling", self.text, ""] if self.text else []),
            *(["Beslutning", f"{COUNCIL} tiltrådte: {self.title.lower()}.", ""] if decided else []),
        ]


APPROVAL = Matter("Godkendelse af dagsorden", "SAG-2031-00010")
FERRY = Matter("Færgens nye anløb", "SAG-2031-00011")
QUARRY = Matter("Grusgraven ved åsen", "SAG-2031-00012")
HARBOUR = Matter("Oprensning af lystbådehavnen", "SAG-2031-00013")
FLOOD = Matter("Højvandssikring efter stormen", "SAG-2031-00021")
SHELTER = Matter("Nødindkvartering i gymnastiksale", "SAG-2031-00022")
AGENDA = (APPROVAL, FERRY, QUARRY)
OTHERS = (Matter("Godkendelse af dagsorden", "SAG-2031-00020"), FLOOD, SHELTER)

DAY, OTHER_DAY = date(2031, 3, 6), date(2031, 3, 13)


def paper(
    heading: str = "DAGSORDEN",
    matters: Sequence[Matter] = AGENDA,
    *,
    day: date = DAY,
    start: str = "09:30",
    notes: Sequence[str] = (),
    council: str = COUNCIL,
    present: Sequence[str] = (),
    numbers: Sequence[str] = (),
) -> str:
    """The text of a document; minutes, by their heading, have decisions. `notes` stand on the cover."""
    is_minutes = "referat" in heading.casefold()
    numbered = zip(numbers or [f"1.{place}" for place in range(1, len(matters) + 1)], matters, strict=True)
    people = present or (["Rie Strøm (A), Skive Kommune"] if is_minutes else [])
    return "\n".join(
        [
            heading,
            "",
            council.upper(),
            f"Dato: {day:%d-%m-%Y} {start}".rstrip(),
            "Sted: Kulturhuset, Havnevej 2",
            *notes,
            "",
            *(["Deltagerfortegnelse", "", "Deltagere", "", *people, ""] if people else []),
            "",
            *(["1. Sager", "", ""] if matters else []),
            *(line for number, matter in numbered for line in matter.lines(number, decided=is_minutes)),
        ]
    )


def put_in(text: str, name: str = "dokument.txt", *, choice: MeetingChoice | None = None) -> ImportPlan:
    """Import the text as a file of that name would be."""
    return import_file(read_text(text, name), choice=choice)


def meetings_in_words() -> dict[str, list[str]]:
    """Each meeting's address, with its items in order; one that was withdrawn has a star."""
    return {
        meeting.get_absolute_url(): [
            f"{item.number} {item.title}{'*' * item.withdrawn}"
            for item in AgendaItem.objects.filter(meeting=meeting).order_by("position", "pk")
        ]
        for meeting in Meeting.objects.order_by("date", "start_time")
    }


def numbered(matters: Sequence[Matter]) -> list[str]:
    """The matters as `meetings_in_words` has them."""
    return [f"1.{place} {matter.title}" for place, matter in enumerate(matters, start=1)]
