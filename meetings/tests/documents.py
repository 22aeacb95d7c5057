"""Small agendas and minutes in the councils' layout, for tests that import."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from meetings.importing.apply import import_file
from meetings.importing.files import ReadFile, read
from meetings.importing.source_files import SourceFile

COUNCIL = "KKR Prøveby"
DAY = date(2025, 3, 14)
PRESENT = ("Anna Holm (A), Aalborg Kommune", "Bo Lind (V), Rebild Kommune")


@dataclass(frozen=True)
class Item:
    """What stands under one item's heading; '' leaves a field out."""

    number: str
    title: str
    recommendation: str = "Det indstilles, at KKR Prøveby godkender forslaget."
    presentation: str = "Kommunerne har drøftet sagen med Aalborg Kommune."
    decision: str = "KKR Prøveby godkendte forslaget."
    case: str = "SAG-2025-00417 abc/def"


ITEMS = (
    Item("1.1", "Godkendelse af dagsorden", decision="KKR Prøveby godkendte dagsordenen."),
    Item("2.1", "Fælles vagtordning for dyrlæger"),
    Item("2.2", "Ny bro over fjorden", decision="Sagen udsættes til næste møde."),
)


def document_text(
    kind: str = "minutes",
    *,
    council: str = COUNCIL,
    day: date = DAY,
    items: Sequence[Item] = ITEMS,
    present: Sequence[str] = PRESENT,
    absent: Sequence[str] = ("Carl Krag (F), Thisted Kommune",),
    cover: str = "",
) -> str:
    """The text of an agenda (with time and place on its cover) or of minutes (with participants and decisions)."""
    lines = [cover] if cover else []
    if kind == "agenda":
        lines += ["DAGSORDEN", f"{council.upper()}", f"Dato: {day:%d-%m-%Y} 09:30", "Sted: Rådhuset i Prøveby", ""]
    else:
        lines += [" Deltagerfortegnelse", "", "Deltagere", *present, "", "Afbud", *absent, ""]
    lines += [f"{council}  | {day:%d-%m-%Y}", " SIDE  |  3", "1. Godkendelse", ""]
    section = "1"
    for item in items:
        if item.number.split(".")[0] != section:
            section = item.number.split(".")[0]
            lines += [f" {section}. Sager", ""]
        lines += [f"{item.number}. {item.title}", item.case, "", "Indstilling", item.recommendation, ""]
        if item.presentation:
            lines += ["Sagsfremstilling", item.presentation, ""]
        if kind == "minutes" and item.decision:
            lines += ["Beslutning", item.decision, ""]
    return "\n".join(lines)


def source_file(text: str, name: str = "referat.txt") -> SourceFile:
    return SourceFile(name, text.encode())


def read_text(text: str, name: str = "referat.txt") -> ReadFile:
    return read(source_file(text, name))


def import_text(text: str, name: str = "referat.txt", *, replace: bool = False, overwrite_edits: bool = False) -> str:
    """Import a text as a file would be; gives what became of it."""
    return import_file(read_text(text, name), replace=replace, overwrite_edits=overwrite_edits).action


def write_file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
