"""Every component of the style sheet on one page, with invented content: for those who change the sheet."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.models import (
    AgendaItem,
    Appointment,
    Attachment,
    Body,
    CaseThread,
    Council,
    Decision,
    Meeting,
    Municipality,
    Participant,
    Party,
    Person,
    Table,
)
from meetings.models.choices import CaseType, Outcome, Ruling, Status
from meetings.models.slugs import slug
from meetings.pages import breadcrumbs, pagination
from meetings.pages.attendance import AttendanceCount, attendance_by_year, attendance_table, delegations
from meetings.pages.blocks import split_into_blocks, with_marked_sentences
from meetings.pages.charts.bars import column_chart, row_chart
from meetings.pages.charts.hits_by_year import hits_by_year_chart
from meetings.pages.charts.outcomes import outcome_chart
from meetings.pages.charts.tile_map import tile_map
from meetings.pages.council_seats import CouncilSeats
from meetings.pages.facets import Chip, Facet, FacetValue
from meetings.pages.figures.archive_series import ArchivedSeries
from meetings.pages.figures.municipality import MunicipalitySeries, OwnFigures, SeriesYear
from meetings.pages.figures.series import ArchivedTable, join_to_series
from meetings.pages.first_answers import FirstAnswer
from meetings.pages.item_texts import VoteSideResult
from meetings.pages.parameters import Parameters
from meetings.pages.provenance import TextLine
from meetings.pages.search_results import SearchResult
from meetings.pages.seat_history import SeatChange
from meetings.pages.seats import SeatBalance, SeatRow, Share
from meetings.pages.snippets import Snippet
from meetings.pages.timeline import Timeline, TimelineStep
from meetings.pages.word_diff import word_diff
from meetings.pages.yearly_wheel import ReturningCase, YearlyOccurrence
from meetings.people.seats import Seat, SeatDecision
from meetings.search.highlight import HighlightedSegment

_HERE = "#indhold"
_DECISION = "Lise Holm indledte punktet.\n\nRådet godkendte fordelingen, og at den gælder fra årets begyndelse."
_TEXT = """Rådet fordeler hvert år de pladser, som kommunerne er fælles om. Fordelingen følger folketallet.

Sådan er der regnet

Der er taget hensyn til:

– kommunens folketal den 1. januar
– rejsetiden til nærmeste institution
  – med bil
  – med offentlig transport

1. Først regnes hver kommunes andel.
2. Derefter rundes der af.

Tallene står i tabellen."""
_RULING = _DECISION.rpartition("\n")[2]
_ATTENDANCE = (
    (2025, Status.PRESENT, range(6)),
    (2025, Status.ABSENT, range(2)),
    (2026, Status.PRESENT, range(6, 9)),
    (2026, Status.ABSENT, range(6, 7)),
)
# A municipality's figures of two years.
_PLACES = {"Rebild": ("2", "3"), "Aalborg": ("20", "21")}


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Only in development: elsewhere there is no such page."""
    if not settings.DEBUG:
        raise Http404("Arkivet har ikke nogen side på den adresse.")
    meeting: Any = Meeting(pk=0, council=Council(name="KKR Fjordland", slug="kkr-fjordland"), date=date(2026, 6, 12))
    last_year = Meeting(pk=1, council=meeting.council, date=date(2025, 6, 13))
    meeting.item_count = 2
    items = [
        _item(1, meeting, "2.1", "Fordeling af pladser på den fælles institution", Outcome.APPROVED),
        _item(2, meeting, "2.2", "Samarbejde om færgerne mellem øerne og fastlandet i de næste fire år", Outcome.NOTED),
    ]
    before = _item(3, last_year, "1.4", "Fordeling af pladser på den fælles institution", Outcome.APPROVED)
    participants, seat_rows = _participants(meeting), _seat_rows(before, items[0])
    years = attendance_by_year((1, year, status, count) for year, status, count in _ATTENDANCE)
    table = Table(
        title="Pladser efter kommune",
        columns=["Kommune", "Folketal", "Pladser"],
        rows=[["Rebild", "30800", "3"], ["Aalborg", "222600", "21"], ["I alt", "253400", "24"]],
    )
    return render(
        request,
        "meetings/style_guide.html",
        {
            "text": split_into_blocks(_TEXT, [table], ()),
            "decision_text": with_marked_sentences(split_into_blocks(_DECISION, (), ()), [_RULING]),
            "attachments": [Attachment(title="Bilag 1")],
            "votes": [VoteSideResult("For", 20, "A, V"), VoteSideResult("Imod", 3, "Ø")],
            "outcomes": [Decision(outcome=outcome) for outcome in Outcome],
            "rulings": list(Ruling),
            "items": items,
            "meeting": meeting,
            "left_out": [last_year],
            "council_seats": CouncilSeats(meeting.council, meeting, tuple(participants), "valgt i forrige periode"),
            "timeline": Timeline(
                CaseThread(title="Pladser", slug="pladser"),
                tuple(
                    TimelineStep(item, _DECISION, is_proposed=place > 0, is_current=place > 0)
                    for place, item in enumerate(items)
                ),
            ),
            "year_chart": hits_by_year_chart({2023: 12, 2024: 31, 2026: 18}, 2024, lambda year: _HERE),
            "outcome_chart": outcome_chart(
                (year, outcome, 2 + (year * place) % 7)
                for year in range(2021, 2027)
                for place, outcome in enumerate((*Outcome, None))
            ),
            "tile_map": tile_map([_municipality("Hjørring", 12), _municipality("Rebild", 1), _municipality("Læsø", 0)]),
            "first_answers": [
                FirstAnswer("Person", "Lise Holm", "Rebild, V", _HERE),
                FirstAnswer("Sag", "SAG-2026-00001", "Pkt. 2.1: Fordeling af pladser", _HERE),
            ],
            "facet": Facet(
                "Udfald",
                (FacetValue("Godkendt", 1200, _HERE, is_chosen=True), FacetValue("Udsat", 7, _HERE, is_chosen=False)),
                (FacetValue("Afvist", 1, _HERE, is_chosen=False),),
            ),
            "chips": [Chip("Udfald: Godkendt", _HERE), Chip("År: 2024", _HERE)],
            "page": pagination.Page([], 500, 5, 20, 25, Parameters(request.path, {}, {})),
            "reworded": word_diff("Rådet drøfter fordelingen.", "Rådet godkender fordelingen."),
            "results": [
                SearchResult(items[0], _marked(items[0].title), None, Snippet("Sagsfremstilling", _marked(_RULING)))
            ],
            "similar": [items[1], before],
            "returning_cases": [
                ReturningCase(
                    before.title,
                    _HERE,
                    (2024, 2025, 2026),
                    YearlyOccurrence(items[0], _RULING),
                    YearlyOccurrence(before, _RULING),
                ),
            ],
            "seat_rows": seat_rows,
            "change": SeatChange(seat_rows[0].first, seat_rows[0].seat, None),
            "balance": SeatBalance(
                count=5,
                earlier=1,
                by_municipality=(Share("Rebild", _HERE, 3, 1, "100.000%"), Share("Læsø", _HERE, 2, 0, "66.667%")),
                by_party=(Share("Venstre (V)", "", 4, 1, "100.000%"), Share("Ikke oplyst", "", 1, 0, "25.000%")),
            ),
            "delegations": delegations(participants, Status.PRESENT),
            "attendance": attendance_table(participants),
            "years": years,
            "total": sum((one.attendance for one in years), AttendanceCount()),
            "series_list": [_archived_series(before, items[0])],
            "bar_charts": [
                column_chart("I alt år for år", _by_year("22", "", "24")),
                row_chart("Kommunerne", list(_PLACES), _places_by_year()),
            ],
            "municipality": _municipality("Rebild", 1),
            "own_figures": _own_figures(before, items[0]),
            "lines": [TextLine(31, "2.1 Fordeling af pladser", gap=False), TextLine(33, "Rådet godkendte.", gap=True)],
            "citation": "KKR Fjordland, referat 12. juni 2026, pkt. 2.1, s. 4",
            "breadcrumbs": breadcrumbs.to_front(),
        },
    )


def _item(key: int, meeting: Meeting, number: str, title: str, outcome: Outcome) -> Any:
    """An item as with_openings gives it."""
    item: Any = AgendaItem(pk=key, meeting=meeting, number=number, title=title, case_type=CaseType.DECISION)
    Decision(item=item, text=_DECISION, outcome=outcome)
    item.decision_opening = _DECISION
    return item


def _municipality(name: str, count: int) -> Any:
    """A municipality as with_counts gives it."""
    municipality: Any = Municipality(name=name, slug=slug(name))
    municipality.item_count = count
    return municipality


def _person(name: str) -> Person:
    return Person(name=name, slug=slug(name))


def _marked(text: str) -> tuple[HighlightedSegment, ...]:
    """The text with its second half marked, as what was searched for is."""
    half = text.index(" ", len(text) // 2) + 1
    return HighlightedSegment(text[:half], marked=False), HighlightedSegment(text[half:], marked=True)


def _participants(meeting: Meeting) -> list[Participant]:
    here, there = _municipality("Rebild", 0), _municipality("Læsø", 0)
    party = Party(letter="V", name="Venstre")
    return [
        Participant(meeting=meeting, person=_person("Lise Holm"), municipality=here, party=party, role="formand"),
        Participant(meeting=meeting, person=_person("Bo Krog"), municipality=here, party=party, status=Status.ABSENT),
        Participant(meeting=meeting, person=_person("Eva Lund"), municipality=there),
    ]


def _seat_rows(before: AgendaItem, latest: AgendaItem) -> list[SeatRow]:
    """A seat that was given again, with a mark, and an empty one."""
    facts = {"body": Body(name="Havnerådet", slug="havneraadet"), "party": Party(letter="V", name="Venstre")}
    facts |= {"municipality": _municipality("Rebild", 0), "person": _person("Lise Holm")}
    given = Appointment(pk=1, item=before, replaces=_person("Bo Krog"), **facts)
    again = Appointment(pk=2, item=latest, **facts)
    empty = Appointment(pk=3, item=latest, **{**facts, "person": None, "municipality": None})
    filled, vacant = (
        Seat((SeatDecision(one.pk, one.item.pk, one.item.meeting.date, person),))
        for one, person in ((given, 1), (empty, None))
    )
    return [
        SeatRow(filled, given, again, None, "formand", "valgt i forrige periode"),
        SeatRow(vacant, empty, empty, None, "", ""),
    ]


def _archived_series(*items: AgendaItem) -> ArchivedSeries:
    tables = [
        ArchivedTable(
            key=item.pk,
            item=item.pk,
            item_title=item.title,
            council=item.meeting.council.name,
            day=item.meeting.date,
            thread=None,
            title="",
            columns=["Kommune", "Pladser"],
            rows=[[name, figures[nth]] for name, figures in _PLACES.items()],
            is_decided=True,
        )
        for nth, item in enumerate(items)
    ]
    (found,) = join_to_series(tables)
    return ArchivedSeries(found, "pladser", frozenset(), {item.pk: item for item in items})


def _own_figures(*items: AgendaItem) -> OwnFigures:
    archived = _archived_series(*items)
    headings = [SeriesYear(item.meeting.date.year, (item,)) for item in items]
    own = MunicipalitySeries(
        archived, column_chart("", _by_year("2", "3")), tuple(zip(headings, ("2", "3"), strict=True))
    )
    return OwnFigures((own,), (MunicipalitySeries(archived, None, own.years[1:]),), left_out=3)


def _by_year(*figures: str) -> dict[int, Decimal | None]:
    """The figures of the years up to 2026; '' for none."""
    return {2027 - len(figures) + nth: Decimal(text) if text else None for nth, text in enumerate(figures)}


def _places_by_year() -> list[tuple[str, list[Decimal | None]]]:
    return [(year, [Decimal(of_one[nth]) for of_one in _PLACES.values()]) for nth, year in enumerate(("2025", "2026"))]
