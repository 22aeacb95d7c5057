"""Every component of the style sheet on one page, with invented content: for those who change the sheet."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.blocks import blocks, marked
from meetings.choices import CaseType, Outcome, Ruling
from meetings.models import AgendaItem, CaseThread, Council, Decision, Meeting, Municipality, Table
from meetings.parameters import Parameters
from meetings.views import breadcrumbs, pagination
from meetings.views.facets import Chip, Facet, FacetValue
from meetings.views.first_answers import FirstAnswer
from meetings.views.items import Vote
from meetings.views.outcome_chart import outcome_chart
from meetings.views.threads import Step, Timeline
from meetings.views.tile_map import tile_map
from meetings.views.year_chart import year_chart

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


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Only in development: elsewhere there is no such page."""
    if not settings.DEBUG:
        raise Http404("Arkivet har ikke nogen side på den adresse.")
    meeting = Meeting(pk=0, council=Council(name="KKR Fjordland", slug="kkr-fjordland"), date=date(2026, 6, 12))
    items = [
        _item(meeting, "2.1", "Fordeling af pladser på den fælles institution", Outcome.APPROVED),
        _item(meeting, "2.2", "Samarbejde om færgerne mellem øerne og fastlandet i de næste fire år", Outcome.NOTED),
    ]
    table = Table(
        title="Pladser efter kommune",
        columns=["Kommune", "Folketal", "Pladser"],
        rows=[["Rebild", "30800", "3"], ["Aalborg", "222600", "21"], ["I alt", "253400", "24"]],
    )
    return render(
        request,
        "meetings/style_guide.html",
        {
            "text": blocks(_TEXT, [table], ()),
            "decision_text": marked(blocks(_DECISION, (), ()), [_DECISION.rpartition("\n")[2]]),
            "votes": [Vote("For", 20, "A, V"), Vote("Imod", 3, "Ø")],
            "outcomes": [Decision(outcome=outcome) for outcome in Outcome],
            "rulings": list(Ruling),
            "items": items,
            "meeting": meeting,
            "timeline": Timeline(
                CaseThread(title="Pladser", slug="pladser"),
                tuple(
                    Step(item, _DECISION, is_proposed=place > 0, is_current=place > 0)
                    for place, item in enumerate(items)
                ),
            ),
            "year_chart": year_chart({2023: 12, 2024: 31, 2026: 18}, 2024, lambda year: _HERE),
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
            "citation": "KKR Fjordland, referat 12. juni 2026, pkt. 2.1, s. 4",
            "breadcrumbs": breadcrumbs.to_front(),
        },
    )


def _item(meeting: Meeting, number: str, title: str, outcome: Outcome) -> AgendaItem:
    item = AgendaItem(meeting=meeting, number=number, title=title, case_type=CaseType.DECISION)
    Decision(item=item, text=_DECISION, outcome=outcome)
    item.decision_opening = _DECISION  # type: ignore[attr-defined]  # as with_openings annotates
    return item


def _municipality(name: str, count: int) -> Municipality:
    municipality = Municipality(name=name, slug=name.lower().replace("ø", "oe").replace("æ", "ae"))
    municipality.item_count = count  # type: ignore[attr-defined]  # as with_item_counts annotates
    return municipality
