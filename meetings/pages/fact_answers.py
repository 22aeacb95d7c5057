"""What the archive's own records say of a search, before its results: a figure, a chairman, a member, the next meeting.

Only what stands in a record, as it stands there, with the page that it is from; nothing is reckoned or guessed.
"""

import re
from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from meetings.danish.lexemes import ascii_form
from meetings.danish.tokens import tokenize
from meetings.models import AgendaItem, Appointment, Council, Meeting, Municipality, Participant, Table
from meetings.models.search import RawTsQuery
from meetings.pages.figures.archive_series import UNIT_WORDS, ArchivedSeries, series_naming
from meetings.pages.figures.municipality import cell_text, series_year
from meetings.pages.first_answers import ANSWERS_OF_A_KIND, FirstAnswer
from meetings.pages.person_answers import person_answers
from meetings.search.archive_names import ArchiveNames
from meetings.search.clauses import Clause, bracketed_tsquery
from meetings.search.query import Query
from meetings.search.weightless_words import is_weightless

_ROLE = re.compile(r"(?:hvem er )?(?P<role>(?:næst|vice)?formand)(?:en)? (?:for|i|af) (?P<of>.+)", re.IGNORECASE)
_NEXT_MEETING = re.compile(r"(?:hvornår er )?(?:der |det )?næste møde(?: (?:i|for) (?P<of>.+))?", re.IGNORECASE)


def fact_answers(query: Query) -> list[FirstAnswer]:
    """What the archive's records answer, at most ANSWERS_OF_A_KIND of a kind, each with the page where it stands."""
    if query.narrowings or query.has_alternatives or any(clause.excluded for clause in query.clauses):
        return []
    asked = query.text.rstrip("? ")
    if role := _ROLE.fullmatch(asked):
        return [*_chairs_of_councils(role["role"], role["of"]), *_chairs_of_bodies(role["role"], role["of"])]
    if meeting := _NEXT_MEETING.fullmatch(asked):
        return list(_next_meetings(meeting["of"] or ""))
    return [*_figures(query), *person_answers(asked)]


def _chairs_of_councils(role: str, name: str) -> Iterator[FirstAnswer]:
    """Who had the role at the latest meeting that says who had it."""
    for council in _councils_named(name):
        listed = Participant.objects.public().shown().attended(timezone.localdate())
        latest = (
            listed.filter(meeting__council=council, role__iexact=role)
            .select_related("person", "meeting__council")
            .order_by("-meeting__date", "position")
            .first()
        )
        if latest:
            day = date_format(latest.meeting.date, "j. F Y")
            about = f"{role.lower()} for {council.name} på deltagerlisten fra {day}"
            yield FirstAnswer(capfirst(role), latest.person.name, about, latest.meeting.get_absolute_url())


def _chairs_of_bodies(role: str, name: str) -> Iterator[FirstAnswer]:
    """Who was appointed to the role last."""
    appointed = Appointment.objects.public().shown().decided().exclude(person=None).filter(role__iexact=role)
    for one in appointed.select_related("person", "body", "item__meeting__council").order_by("-item__meeting__date"):
        if one.person and ascii_form(one.body.name) == ascii_form(name):
            day = date_format(one.item.meeting.date, "j. F Y")
            about = f"udpeget som {role.lower()}: {one.body.name}, {day}"
            yield FirstAnswer(capfirst(role), one.person.name, about, one.item.get_absolute_url())
            return


def _next_meetings(name: str) -> Iterator[FirstAnswer]:
    """The meetings to come that the archive has, the first of each council."""
    today = timezone.localdate()
    coming = Meeting.objects.shown().not_called_off().filter(date__gte=today).select_related("council")
    if name:
        coming = coming.filter(council__in=_councils_named(name))
    first = coming.order_by("council_id", "date", "start_time", "pk").distinct("council_id")
    for meeting in sorted(first, key=lambda each: (each.date, each.council.name))[:ANSWERS_OF_A_KIND]:
        yield FirstAnswer("Næste møde", str(meeting), meeting.status_in_words, meeting.get_absolute_url())


def _councils_named(name: str) -> list[Council]:
    """The councils of a name, with or without whose they are: *Socialudvalget*."""
    wanted = ascii_form(name)
    named = [
        council
        for council in Council.objects.shown().order_by("name")
        if wanted in (ascii_form(council.name), ascii_form(council.name.partition(", ")[0]))
    ]
    return named[:ANSWERS_OF_A_KIND]


def _figures(query: Query) -> Iterator[FirstAnswer]:
    """The latest figure of a municipality in each series whose title has all the other words: *flygtninge Rebild*."""
    words = [clause for clause in query.words if not is_weightless(clause.terms[0].text)]
    if len(words) < 2 or len(query.words) != len(query.required):
        return
    names = ArchiveNames()
    key_of = {clause: names.municipality_key(clause.terms[0].text) for clause in words}
    keys = [key for key in key_of.values() if key is not None]
    subject = [clause for clause, key in key_of.items() if key is None]
    if len(keys) != 1 or not subject:
        return
    municipality = Municipality.objects.get(pk=keys[0])
    if not _may_be_told(municipality, subject):
        return
    told = [found for found in series_naming(municipality) if _is_about(found, subject)]
    told.sort(key=lambda found: (found.series.is_decided, found.last_year), reverse=True)
    # What was put forward says no more where the same figures were decided.
    of_title = {found.title: found for found in reversed(told)}
    for found in [found for found in told if of_title[found.title] is found][:ANSWERS_OF_A_KIND]:
        if answer := _figure_of(municipality, found):
            yield answer


def _may_be_told(municipality: Municipality, subject: list[Clause]) -> bool:
    """Whether a table with a row for the municipality has every word in what series are called by: most have not.

    These are the titles of the table and its item, its columns, and the words for units. To read the figures of a
    thousand tables takes many times as long as this does.
    """
    searched = [clause for clause in subject if clause.terms[0].text.lower() not in UNIT_WORDS.values()]
    tables = Table.objects.shown().with_row_for(municipality).order_by()
    if searched:
        tables = tables.filter(item__search_row__vector=RawTsQuery(" & ".join(map(bracketed_tsquery, searched))))
    units = " ".join(UNIT_WORDS.values())
    return any(
        _has_every_word(" ".join((item_title, title, *map(str, columns), units)), subject)
        for item_title, title, columns in tables.values_list("item__title", "title", "columns")
    )


def _is_about(found: ArchivedSeries, subject: list[Clause]) -> bool:
    return _has_every_word(found.title, subject)


def _has_every_word(title: str, subject: list[Clause]) -> bool:
    """Whether a title has every word, itself or as a part of a compound."""
    tokens = list(tokenize(title))
    return all(
        any(len(steps) == 1 and any(steps[0].matches(token) for token in tokens) for _, steps in clause.phrases)
        for clause in subject
    )


def _figure_of(municipality: Municipality, found: ArchivedSeries) -> FirstAnswer | None:
    for name in (municipality.name, *municipality.former_names):
        figures = found.series.figures_of(name)
        for column in reversed(found.series.columns):
            if figure := cell_text(figures.get(column.year), found.series.unit):
                item: AgendaItem = series_year(column, found).items[0]
                source = f"{found.full_title}. Pkt. {item.number}, {item.meeting}"
                return FirstAnswer(
                    "Tal", f"{municipality.name} {column.year}: {figure}", source, item.get_absolute_url()
                )
    return None
