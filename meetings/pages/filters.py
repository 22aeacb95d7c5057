"""What lists are narrowed by. The filters' names and words stand in addresses, so they are Danish and for ever."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db import models
from django.utils.formats import date_format

from meetings.models import AgendaItem, Appointment, Body, Council, Meeting, Municipality, Person, Topic
from meetings.models.appointments import AppointmentQuerySet
from meetings.models.choices import CASE_TYPE_NUMBERS, OUTCOME_NUMBERS, CaseType, Outcome
from meetings.pages.parameters import MalformedParameter
from meetings.search import facets
from meetings.search.archive_names import ArchiveNames, years_with_meetings
from meetings.search.did_you_mean import AnsweredSearch, search_with_replacements
from meetings.search.facets import FacetKind
from meetings.search.query import Query, parse_query
from meetings.search.request import NEWEST, OLDEST, RELEVANCE, SearchRequest

# How an address names a case type.
CASE_TYPE_WORDS: Mapping[str, str] = {
    CaseType.FORMALITY: "formalia",
    CaseType.BRIEFING: "orientering",
    CaseType.DISCUSSION: "droeftelse",
    CaseType.THEME: "temadroeftelse",
    CaseType.DECISION: "beslutningssag",
    CaseType.APPOINTMENT: "udpegning",
}

# How an address names an outcome.
OUTCOME_WORDS: Mapping[str, str] = {
    Outcome.CANCELLED: "aflyst",
    Outcome.POSTPONED: "udsat",
    Outcome.REJECTED: "afvist",
    Outcome.APPOINTED: "udpeget",
    Outcome.DECIDED: "besluttet",
    Outcome.APPROVED: "godkendt",
    Outcome.RECOMMENDED: "anbefalet",
    Outcome.DISCUSSED: "droeftet",
    Outcome.NOTED: "taget-til-efterretning",
    Outcome.NONE: "ingen-beslutning",
}

ORDERS: Mapping[str, str] = {RELEVANCE: "Mest relevante", NEWEST: "Nyeste først", OLDEST: "Ældste først"}


FILLED, VACANT = "besat", "ubesat"
SEATS: Mapping[str, str] = {FILLED: "Besat", VACANT: "Ubesat"}


class DateField(forms.DateField):
    """A date as browsers send it, `2026-06-19`."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"invalid": "Skriv en dato, der findes, som 2026-06-19."}
        super().__init__(input_formats=["%Y-%m-%d"], error_messages=messages, **kwargs)


class DateFilter(django_filters.Filter):
    field_class = DateField


class WordFilter(django_filters.ChoiceFilter):
    """A choice that addresses name with a word of their own."""

    def __init__(self, words: Mapping[str, str], **kwargs: Any) -> None:
        self._values = {word: str(value) for value, word in words.items()}
        messages = {"invalid_choice": f"Vælg mellem {', '.join(self._values)}."}
        choices = [(word, word) for word in self._values]
        super().__init__(choices=choices, error_messages=messages, **kwargs)

    def filter(self, queryset: models.QuerySet[Any], value: str) -> models.QuerySet[Any]:
        filtered: models.QuerySet[Any] = super().filter(queryset, self._values.get(value, value))
        return filtered


def slug_filter(model: type[models.Model], label: str, field_name: str) -> django_filters.ModelChoiceFilter:
    """A filter on one record, which addresses name by its slug."""
    return django_filters.ModelChoiceFilter(
        label=label,
        field_name=field_name,
        to_field_name="slug",
        queryset=model._default_manager.all(),
        error_messages={"invalid_choice": "Arkivet kender ikke det navn."},
    )


class StrictFilterSet(django_filters.FilterSet):
    """A filter set that refuses what it does not understand, rather than to leave it out."""

    def check(self) -> None:
        """Raise MalformedParameter for the first value that means nothing."""
        for name, messages in self.form.errors.items():
            label = self.filters[name].label.lower() if name in self.filters else name
            raise MalformedParameter(label, name, self.data.get(name, ""), messages[0])

    def values(self) -> dict[str, Any]:
        """The values that are set, by filter; `check` was called before."""
        cleaned = self.form.cleaned_data.items()
        return {name: value for name, value in cleaned if value not in (None, "")}


def _years() -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in years_with_meetings()]


class SearchForm(forms.Form):
    def clean_moede(self) -> date | None:
        day: date | None = self.cleaned_data["moede"]
        if day and not Meeting.objects.filter(date=day).exists():
            raise forms.ValidationError(f"Arkivet har intet møde {date_format(day, 'j. F Y')}.")
        return day

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("fra"), self.cleaned_data.get("til")
        if first and last and last < first:
            self.add_error("til", f"Perioden kan ikke slutte, før den begynder ({first.isoformat()}).")
        return self.cleaned_data


# The facet that each filter's value is.
FACET_OF: Mapping[str, Callable[[Any], int]] = {
    "aar": lambda year: facets.year_facet(int(year)),
    "udfald": lambda word: facets.facet_number(FacetKind.OUTCOME, OUTCOME_NUMBERS[_value_of(OUTCOME_WORDS, word)]),
    "sagstype": lambda word: facets.facet_number(
        FacetKind.CASE_TYPE, CASE_TYPE_NUMBERS[_value_of(CASE_TYPE_WORDS, word)]
    ),
    "kommune": lambda municipality: facets.facet_number(FacetKind.MUNICIPALITY, municipality.pk),
    "emne": lambda topic: facets.facet_number(FacetKind.TOPIC, topic.pk),
    "moede": facets.day_facet,
    "raad": lambda council: facets.facet_number(FacetKind.COUNCIL, council.pk),
}


def _value_of(words: Mapping[str, str], word: str) -> str:
    return next(value for value, known in words.items() if known == word)


class AgendaItemFilter(StrictFilterSet):
    """A search: the words looked for, what narrows it, and its order."""

    q = django_filters.CharFilter(label="Søgeord")
    fra = DateFilter(label="Fra")
    til = DateFilter(label="Til")
    aar = django_filters.ChoiceFilter(
        label="År",
        choices=_years,
        error_messages={"invalid_choice": "Arkivet har ingen møder fra det år."},
    )
    sagstype = WordFilter(CASE_TYPE_WORDS, label="Sagstype")
    udfald = WordFilter(OUTCOME_WORDS, label="Udfald")
    kommune = slug_filter(Municipality, "Kommune", "kommune")
    emne = slug_filter(Topic, "Emne", "emne")
    moede = DateFilter(label="Møde")
    raad = slug_filter(Council, "Råd", "raad")
    orden = django_filters.ChoiceFilter(
        label="Rækkefølge",
        choices=list(ORDERS.items()),
        error_messages={"invalid_choice": f"Vælg mellem {', '.join(ORDERS)}."},
    )

    ordret = django_filters.ChoiceFilter(
        label="Ordret",
        choices=[("1", "Søg ordret")],
        error_messages={"invalid_choice": "Skriv 1 for at søge på ordene, som de er skrevet."},
    )

    class Meta:
        model = AgendaItem
        form = SearchForm
        fields: tuple[str, ...] = ()

    @cached_property
    def _knowledge(self) -> ArchiveNames:
        return ArchiveNames(as_typed=self._as_typed)

    @property
    def _as_typed(self) -> bool:
        """Whether the reader wants the words as typed: nothing put in their place, nothing added."""
        return bool(self.form.cleaned_data["ordret"])

    @cached_property
    def query(self) -> Query:
        """What the reader typed, understood."""
        return self.understood(self.form.cleaned_data["q"])

    def understood(self, text: str) -> Query:
        """What other words would be understood as in this search."""
        return parse_query(text, self._knowledge)

    def find(self) -> AnsweredSearch:
        """What the search finds; `check` was called before."""
        return search_with_replacements(self.asked, self._knowledge, as_typed=self._as_typed)

    @property
    def natural_order(self) -> str:
        """The order of a search that asks for none."""
        return RELEVANCE if self.query.ranking else NEWEST

    @property
    def order(self) -> str:
        asked_for: str = self.form.cleaned_data["orden"]
        return asked_for or self.natural_order

    @property
    def asked(self) -> SearchRequest:
        """The search that the filters say; `check` was called before."""
        cleaned = self.form.cleaned_data
        chosen = [FACET_OF[name](cleaned[name]) for name in FACET_OF if cleaned[name]]
        return SearchRequest(self.query, tuple(chosen), cleaned["fra"], cleaned["til"], self.order)


class AppointmentFilter(StrictFilterSet):
    hverv = slug_filter(Body, "Hverv", "body")
    kommune = slug_filter(Municipality, "Kommune", "municipality")
    person = slug_filter(Person, "Person", "person")
    plads = django_filters.ChoiceFilter(
        label="Plads",
        choices=list(SEATS.items()),
        method="with_seat",
        error_messages={"invalid_choice": f"Vælg mellem {', '.join(SEATS)}."},
    )
    dato = DateFilter(label="Dato", method="decided_by")

    def decided_by(self, appointments: AppointmentQuerySet, name: str, day: date) -> AppointmentQuerySet:
        return appointments.filter(item__meeting__date__lte=day)

    def with_seat(self, appointments: AppointmentQuerySet, name: str, seat: str) -> AppointmentQuerySet:
        return appointments.filter(person__isnull=seat == VACANT)

    class Meta:
        model = Appointment
        fields: tuple[str, ...] = ()
