"""What lists are narrowed by. The filters' names and words stand in addresses, so they are Danish and for ever."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db import models
from django.utils.formats import date_format

from meetings.choices import CaseType, Outcome
from meetings.models import AgendaItem, Appointment, Body, Council, Meeting, Municipality, Person, Topic
from meetings.parameters import MalformedParameter
from meetings.querysets import AgendaItemQuerySet, AppointmentQuerySet
from meetings.search.query import Query, parse

CASE_TYPE_WORDS: Mapping[str, str] = {
    CaseType.FORMALITY: "formalia",
    CaseType.BRIEFING: "orientering",
    CaseType.DISCUSSION: "droeftelse",
    CaseType.THEME: "temadroeftelse",
    CaseType.DECISION: "beslutningssag",
    CaseType.APPOINTMENT: "udpegning",
}
"""How an address names a case type."""

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
"""How an address names an outcome."""

RELEVANCE, NEWEST, OLDEST = "relevans", "nyeste", "aeldste"
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
    return [(str(year), str(year)) for year in Meeting.objects.years()]


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


class AgendaItemFilter(StrictFilterSet):
    """A search: the words looked for, what narrows it, and its order."""

    q = django_filters.CharFilter(label="Søgeord", method="with_words")
    fra = DateFilter(label="Fra", field_name="meeting__date", lookup_expr="gte")
    til = DateFilter(label="Til", field_name="meeting__date", lookup_expr="lte")
    aar = django_filters.ChoiceFilter(
        label="År",
        field_name="meeting__date__year",
        choices=_years,
        error_messages={"invalid_choice": "Arkivet har ingen møder fra det år."},
    )
    sagstype = WordFilter(CASE_TYPE_WORDS, label="Sagstype", field_name="case_type")
    udfald = WordFilter(OUTCOME_WORDS, label="Udfald", field_name="decision__outcome")
    kommune = slug_filter(Municipality, "Kommune", "municipalities")
    emne = slug_filter(Topic, "Emne", "topics")
    moede = DateFilter(label="Møde", field_name="meeting__date")
    raad = slug_filter(Council, "Råd", "meeting__council")
    orden = django_filters.ChoiceFilter(
        label="Rækkefølge",
        choices=list(ORDERS.items()),
        method="in_order",
        error_messages={"invalid_choice": f"Vælg mellem {', '.join(ORDERS)}."},
    )

    class Meta:
        model = AgendaItem
        form = SearchForm
        fields: tuple[str, ...] = ()

    @cached_property
    def query(self) -> Query:
        """What the reader typed, understood."""
        return parse(self.form.cleaned_data["q"])

    @property
    def natural_order(self) -> str:
        """The order of a search that asks for none."""
        return RELEVANCE if self.query.terms else NEWEST

    @property
    def order(self) -> str:
        asked_for: str = self.form.cleaned_data["orden"]
        return asked_for or self.natural_order

    def matching(self, *, without: str = "") -> AgendaItemQuerySet:
        """The items that every filter lets through, in no order; `without` names a filter to leave out."""
        items = AgendaItem.objects.order_by()
        for name, value in self.values().items():
            if name not in ("orden", without):
                items = self.filters[name].filter(items, value)
        return items

    def filter_queryset(self, queryset: AgendaItemQuerySet) -> AgendaItemQuerySet:
        return self.in_order(self.matching(), "orden", self.order)

    def with_words(self, items: AgendaItemQuerySet, name: str, text: str) -> AgendaItemQuerySet:
        return items.search(self.query)

    def in_order(self, items: AgendaItemQuerySet, name: str, order: str) -> AgendaItemQuerySet:
        if order == RELEVANCE and not self.query.is_empty:
            return items.by_relevance(self.query)
        return items.by_date(oldest_first=order == OLDEST)


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

    def with_seat(self, appointments: AppointmentQuerySet, name: str, seat: str) -> AppointmentQuerySet:
        return appointments.filter(person__isnull=seat == VACANT)

    class Meta:
        model = Appointment
        fields: tuple[str, ...] = ()
