"""Ten made-up meetings, and each as a PDF, a Word document and a web page: what the forms carry is the same."""

import io
import re
import textwrap
from collections.abc import Iterator, Sequence
from html import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from meetings.parsing.lines.blocks import Block
from meetings.parsing.lines.exports.canonical import (
    ExportedItem,
    ExportedMeeting,
    ExportedParticipant,
    ExportedText,
)
from meetings.parsing.lines.html import html_blocks
from meetings.parsing.lines.line import MarkKind
from meetings.tests.word_documents import paragraph, table, word_document

_PEOPLE = (
    ExportedParticipant("Anna Holm", party="A", municipality="Aalborg Kommune"),
    ExportedParticipant("Bo Lind", party="V", municipality="Rebild Kommune"),
    ExportedParticipant("Carl Krag", "absent", party="F", municipality="Thisted Kommune"),
)
_QUOTAS = (
    "<table><tr><th>Kommune</th><th>2025</th><th>2026</th></tr><tr><td>Rebild</td><td>10</td><td>12</td></tr>"
    "<tr><td>Morsø</td><td>4</td><td>5</td></tr><tr><td>Thisted</td><td>7</td><td>7</td></tr></table>"
)


def _text(heading: str, *paragraphs: str, more: str = "") -> ExportedText:
    return ExportedText("".join(f"<p>{escape(each)}</p>" for each in paragraphs) + more, heading)


def _item(number: str, title: str, *texts: ExportedText, case: str = "") -> ExportedItem:
    return ExportedItem(title, number, case_number=case, texts=texts)


def _minutes(day: str, *items: ExportedItem, council: str = "KKR Prøveby", kind: str = "minutes") -> ExportedMeeting:
    return ExportedMeeting(
        "minutes" if kind == "minutes" else "agenda",
        council,
        day,
        "09:30",
        "Rådhuset i Prøveby",
        participants=_PEOPLE if kind == "minutes" else (),
        items=items,
    )


_APPROVAL = _item(
    "1",
    "Godkendelse af dagsorden",
    _text("Indstilling", "Det indstilles, at dagsordenen godkendes."),
    _text("Beslutning", "Godkendt."),
    case="SAG-2025-00417",
)
TEN_MEETINGS = (
    _minutes("2025-01-10", _APPROVAL, _item("2", "Eventuelt", _text("Beslutning", "Intet."))),
    _minutes(
        "2025-02-14",
        _APPROVAL,
        _item(
            "2",
            "Fordeling af kvoter",
            _text("Sagsfremstilling", "Kvoterne er beregnet således:", more=_QUOTAS),
            _text("Beslutning", "Rådet besluttede at følge fordelingen."),
        ),
    ),
    _minutes(
        "2025-03-14",
        _item(
            "1",
            "Ny bro over fjorden",
            _text(
                "Sagsfremstilling",
                "Broen har tre formål:",
                more="<ul><li>den skal lette trafikken</li><li>den skal give cykler plads</li></ul>",
            ),
            _text("Beslutning", "Sagen udsættes til næste møde."),
            case="SAG-2025-00733",
        ),
    ),
    _minutes(
        "2025-04-11",
        _APPROVAL,
        _item(
            "2",
            "Regionens plan for havne",
            _text("Baggrund", "Regionen har sendt en plan i høring."),
            _text("Indstilling", "Det indstilles, at rådet afgiver høringssvar."),
            _text("Sagsfremstilling", "Planen blev drøftet den 14. marts 2025."),
            _text("Beslutning", "For stemte 12, imod stemte 7. Forslaget blev godkendt."),
        ),
    ),
    _minutes(
        "2025-05-09",
        _item("1", "Orientering fra formanden", _text("Beslutning", "Taget til efterretning.")),
        _item("2", "Besøg på havnen", _text("Beslutning", "Drøftet.")),
        _item("3", "Fælles indkøb af busser", _text("Beslutning", "Afvist.")),
    ),
    _minutes(
        "2025-06-13",
        _item(
            "1",
            "Udpegning til Nordjyllands Havneråd",
            _text("Sagsfremstilling", "Der skal udpeges et medlem til Nordjyllands Havneråd."),
            _text("Beslutning", "Rådet udpegede Anna Holm (A), Aalborg Kommune."),
        ),
    ),
    _minutes(
        "2025-08-15",
        _APPROVAL,
        _item("2", "Budget for 2026", _text("Beslutning", "Rådet anbefalede, at budgettet vedtages.")),
        council="Teknisk Udvalg, Rebild Kommune",
    ),
    _minutes(
        "2025-09-12",
        _item("1", "Godkendelse af dagsorden", _text("Indstilling", "Det indstilles, at dagsordenen godkendes.")),
        _item("2", "Vindmøller til havs", _text("Sagsfremstilling", "Møllerne rejses i 2027.")),
        kind="agenda",
    ),
    _minutes(
        "2025-10-10",
        _APPROVAL,
        _item(
            "2",
            "Ældre og ensomhed",
            _text(
                "Sagsfremstilling",
                "Sagen er beskrevet i to dele.",
                "Den første del handler om besøg i hjemmet, og den anden om fælles spisning på kommunernes centre.",
            ),
            _text("Beslutning", "Rådet tiltrådte indstillingen."),
        ),
    ),
    _minutes("2025-11-14", _item("1", "Mødeplan for 2026", _text("Beslutning", "Sagen bortfalder."))),
)


def as_web_page(meeting: ExportedMeeting) -> bytes:
    """The meeting as a web page, with a heading for each item and each of its texts."""
    body = [f"<p>{line}</p>" for line in _cover(meeting)]
    for group, people in _participants(meeting):
        body.append(f"<p>{group}</p><ul>{''.join(f'<li>{escape(line)}</li>' for line in people)}</ul>")
    for item in meeting.items:
        body.append(f"<h2>{item.number}. {escape(item.title)}</h2>")
        body += [f"<p>{item.case_number}</p>"] if item.case_number else []
        body += [f"<h3>{text.heading}</h3>{text.html}" for text in item.texts]
    return f"<!doctype html><html><body>{''.join(body)}</body></html>".encode()


def as_word_document(meeting: ExportedMeeting) -> bytes:
    """The meeting as a Word document, whose items have the numbers that Word counts."""
    body = [paragraph(line) for line in _cover(meeting)]
    for group, people in _participants(meeting):
        body += [paragraph(group), *(paragraph(line, list_id=2) for line in people)]
    for item in meeting.items:
        body.append(paragraph(item.title, "Heading1"))
        body += [paragraph(item.case_number)] if item.case_number else []
        for text in item.texts:
            body.append(paragraph(text.heading, "Heading3"))
            body += _word_blocks(html_blocks(text.html))
    return word_document(*body)


def _word_blocks(blocks: Sequence[Block]) -> Iterator[str]:
    rows: list[Sequence[str]] = []
    for block in blocks:
        if block.mark and block.mark.kind is MarkKind.ROW:
            rows.append(block.mark.cells)
        elif block.mark and block.mark.kind is MarkKind.ENTRY:
            yield paragraph(block.text.removeprefix("– "), list_id=2)
        else:
            yield paragraph(block.text)
    if rows:
        yield table(*rows)


def as_pdf(meeting: ExportedMeeting) -> bytes:
    """The meeting as a PDF, its lines set to a width of 80 letters."""
    lines = [*_cover(meeting), ""]
    for group, people in _participants(meeting):
        lines += [group, *people, ""]
    for item in meeting.items:
        lines += ["", f"{item.number}. {item.title}", *([item.case_number] if item.case_number else [])]
        for text in item.texts:
            lines += ["", text.heading]
            for block in html_blocks(text.html):
                lines += ([""] if block.gap and lines[-1] != text.heading else []) + _set_lines(block)
    return _drawn(lines)


def _set_lines(block: Block) -> list[str]:
    is_row = block.mark is not None and block.mark.kind is MarkKind.ROW
    return [block.text] if is_row else textwrap.wrap(block.text, 80)


def _drawn(lines: Sequence[str]) -> bytes:
    if "Vera" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    target = io.BytesIO()
    canvas = Canvas(target, invariant=True)
    height = 790.0
    canvas.setFont("Vera", 10)
    for line in lines:
        for at, cell in enumerate(re.split(r" {3,}", line)):
            canvas.drawString(72 + 110 * at, height, cell)
        height -= 13
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _cover(meeting: ExportedMeeting) -> list[str]:
    kind = "Referat" if meeting.kind == "minutes" else "Dagsorden"
    day = "-".join(reversed(meeting.date.split("-")))
    return [meeting.council, kind, f"Dato: {day} kl. {meeting.start_time}", f"Sted: {meeting.place}"]


def _participants(meeting: ExportedMeeting) -> Iterator[tuple[str, list[str]]]:
    for group, statuses in (("Deltagere", ("present",)), ("Afbud", ("absent",))):
        people = [
            f"{each.name} ({each.party}), {each.municipality}"
            for each in meeting.participants
            if each.status in statuses
        ]
        if people:
            yield group, people
