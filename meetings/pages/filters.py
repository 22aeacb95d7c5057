"""What lists are narrowed by: a FilterSet a list, which parses, validates and, where it can, narrows.

The filters' names and words stand in addresses, so they are Danish and for ever. What django-filter does not do stands
beside: addresses in parameters.py, searches in requested_search.py, counts and chips in facets.py.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any, Self

import django_filters
from django import forms
from django.db import models

from meetings.models import AgendaItem, Appointment, Body, Council, Municipality, Person, Topic
from meetings.models.appointments import AppointmentQuerySet
from meetings.models.choices import CaseType, Outcome
from meetings.pages.parameters import MalformedParameter
from meetings.search.request import NEWEST, OLDEST, RELEVANCE

# How an address names a case type.
CASE_TYPE_WORDS: Mapping[CaseType, str] = {
    CaseType.FORMALITY: "formalia",
    CaseType.BRIEFING: "orientering",
    CaseType.DISCUSSION: "droeftelse",
    CaseType.THEME: "temadroeftelse",
    CaseType.DECISION: "beslutningssag",
    CaseType.APPOINTMENT: "udpegning",
}

# How an address names an outcome.
OUTCOME_WORDS: Mapping[Outcome, str] = {
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

# How an address names an order, with its name for the reader.
ORDERS: Mapping[str, str] = {RELEVANCE: "Mest relevante", NEWEST: "Nyeste først", OLDEST: "Ældste først"}

# What may be a record's slug, and the key that no record has.
_SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_NO_KEY = 0
_YEAR = re.compile(r"\A[1-9][0-9]{3}\Z")

# How an address names whether somebody sits in a seat.
FILLED, VACANT = "besat", "ubesat"
SEATS: Mapping[str, str] = {FILLED: "Besat", VACANT: "Ubesat"}


def date_filter(label: str, **options: Any) -> django_filters.DateFilter:
    """A filter on a date as browsers send it, `2026-06-19`."""
    return django_filters.DateFilter(
        label=label,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "Skriv en dato, der findes, som 2026-06-19."},
        **options,
    )


def word_filter(words: Mapping[Any, str], label: str) -> django_filters.TypedChoiceFilter:
    """A choice that addresses name with a word of their own. Its value is the choice, a key of `words`."""
    values = {word: value for value, word in words.items()}
    return django_filters.TypedChoiceFilter(
        label=label,
        choices=[(word, word) for word in values],
        coerce=values.__getitem__,
        error_messages={"invalid_choice": f"Vælg mellem {', '.join(values)}."},
    )


class KnownOrEmptyField(django_filters.fields.ModelChoiceField):
    """A record by its slug; for a slug that no record has one that is not stored, and that nothing belongs to."""

    def to_python(self, value: Any) -> models.Model | None:
        try:
            record: models.Model | None = super().to_python(value)
        except forms.ValidationError:
            if not _SLUG.fullmatch(str(value)):
                raise
            record = self.queryset.model(pk=_NO_KEY, slug=value, name=value)
        return record


class KnownOrEmptyFilter(django_filters.ModelChoiceFilter):
    field_class = KnownOrEmptyField


class YearField(forms.RegexField):
    """A year of four figures, whether anything is of it or not."""

    def __init__(self, **options: Any) -> None:
        super().__init__(_YEAR, error_messages={"invalid": "Skriv et årstal, som 2026."}, **options)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        return int(text) if text else None


class YearFilter(django_filters.Filter):
    field_class = YearField


def slug_filter(
    model: type[models.Model],
    label: str,
    field_name: str,
    filter_class: type[django_filters.ModelChoiceFilter] = django_filters.ModelChoiceFilter,
) -> django_filters.ModelChoiceFilter:
    """A filter on one record, which addresses name by its slug."""
    return filter_class(
        label=label,
        field_name=field_name,
        to_field_name="slug",
        queryset=model._default_manager.all(),
        error_messages={"invalid_choice": "Arkivet kender ikke det navn."},
    )


class _SharedFields(dict[str, forms.Field]):
    """The fields of all forms of a class: nothing changes one, and to copy them takes longer than to read a form."""

    def __deepcopy__(self, memo: object) -> Self:
        return self


class StrictFilterSet(django_filters.FilterSet):
    """A FilterSet that refuses a value that its form does not accept; django-filter would leave it out."""

    @classmethod
    @cache
    def get_form_class(cls) -> type[forms.Form]:
        """The form of the filters: one for all who ask, as to make it takes longer than to read what they ask."""
        fields = {name: one.field for name, one in deepcopy(cls.base_filters).items()}
        made: type[forms.Form] = type(f"{cls.__name__}Form", (cls._meta.form,), fields)
        made.base_fields = _SharedFields(made.base_fields)
        return made

    def check(self) -> None:
        """Raises MalformedParameter, which says in Danish what is wrong, for the first value that is not valid."""
        for name, messages in self.form.errors.items():
            label = self.filters[name].label.lower() if name in self.filters else name
            raise MalformedParameter(label, name, self.data.get(name, ""), messages[0])

    def values(self) -> dict[str, Any]:
        """The cleaned values that are set, by filter; `check` was called before."""
        cleaned = self.form.cleaned_data.items()
        return {name: value for name, value in cleaned if value not in (None, "")}


class SearchForm(forms.Form):
    """What must hold of a search's values beyond each being of its kind: a period has a length."""

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("fra"), self.cleaned_data.get("til")
        if first and last and last < first:
            self.add_error("til", f"Perioden kan ikke slutte, før den begynder ({first.isoformat()}).")
        return self.cleaned_data


class AgendaItemFilter(StrictFilterSet):
    """A search: the words looked for, what narrows it, and its order.

    A year, a day, a topic, a municipality or a council that the archive does not have, or no longer, is one that
    nothing is found of: a search that somebody kept lives longer than what it finds. Only what can be none is refused.
    It parses and validates only. It narrows no queryset: a search is answered from the search table, ranked, with the
    count of every facet (`RequestedSearch.answer`), which `filter_queryset` cannot give.
    """

    q = django_filters.CharFilter(label="Søgeord")
    fra = date_filter("Fra")
    til = date_filter("Til")
    aar = YearFilter(label="År")
    sagstype = word_filter(CASE_TYPE_WORDS, "Sagstype")
    udfald = word_filter(OUTCOME_WORDS, "Udfald")
    kommune = slug_filter(Municipality, "Kommune", "municipalities", KnownOrEmptyFilter)
    emne = slug_filter(Topic, "Emne", "topics", KnownOrEmptyFilter)
    moede = date_filter("Møde")
    raad = slug_filter(Council, "Råd", "meeting__council", KnownOrEmptyFilter)
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

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Without a copy of the filters, each of which is to know the queryset that it narrows."""
        self.data, self.is_bound, self.form_prefix = data, True, None
        self.filters = self.base_filters

    class Meta:
        model = AgendaItem
        form = SearchForm
        fields: tuple[str, ...] = ()


class AppointmentFilter(StrictFilterSet):
    """Appointments one by one. The list of seats takes its values alone (`body_seats.body_seats_on_day`).

    A seat is what all appointments before a day add up to, so seats are narrowed after they are counted out: a
    queryset without the others' appointments would lack those that ended a seat.
    """

    hverv = slug_filter(Body, "Hverv", "body")
    kommune = slug_filter(Municipality, "Kommune", "municipality")
    person = slug_filter(Person, "Person", "person")
    plads = django_filters.ChoiceFilter(
        label="Plads",
        choices=list(SEATS.items()),
        method="with_seat",
        error_messages={"invalid_choice": f"Vælg mellem {', '.join(SEATS)}."},
    )
    dato = date_filter("Dato", method="decided_by")

    def decided_by(self, appointments: AppointmentQuerySet, name: str, day: date) -> AppointmentQuerySet:
        return appointments.filter(item__meeting__date__lte=day)

    def with_seat(self, appointments: AppointmentQuerySet, name: str, seat: str) -> AppointmentQuerySet:
        return appointments.filter(person__isnull=seat == VACANT)

    class Meta:
        model = Appointment
        fields: tuple[str, ...] = ()
