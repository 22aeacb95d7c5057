"""Two names of one person in the admin: suggestions, merging, refusing and undoing."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from meetings.admin.base import DefaultedFilter
from meetings.admin.django_classes import AnyModelAdmin
from meetings.danish.dates import year_span
from meetings.danish.plurals import counted
from meetings.models import Appointment, Participant, Person, PersonMerge
from meetings.models.choices import MergeState
from meetings.people import merging

# Carries out an editor's decision on a pair; raises MergeRefused.
Decide = Callable[[PersonMerge, User | None], object]


class StateFilter(DefaultedFilter):
    """By state; shows suggestions where nothing is chosen."""

    title = "status"
    parameter_name = "status"
    default = MergeState.SUGGESTED

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in MergeState] + [("alle", "Alle")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[PersonMerge]) -> QuerySet[PersonMerge]:
        state = self.chosen()
        if state == MergeState.SUGGESTED:
            return queryset.filter(pk__in=PersonMerge.objects.awaiting().values("pk"))
        return queryset if state == "alle" else queryset.filter(state=state)


class WithheldFilter(admin.SimpleListFilter):
    """Pairs of whom one is withheld, while the other may be the same person and is public."""

    title = "tilbageholdt"
    parameter_name = "tilbageholdt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("ja", "Den ene er holdt tilbage")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[PersonMerge]) -> QuerySet[PersonMerge]:
        return queryset.filter(pk__in=PersonMerge.objects.of_withheld().values("pk")) if self.value() else queryset


@admin.register(PersonMerge)
class PersonMergeAdmin(AnyModelAdmin):
    list_display = ("kept_person", "merged_person", "reason", "contradiction", "state", "decided_at", "decided_by")
    list_display_links = None
    list_filter = (StateFilter, WithheldFilter)
    list_select_related = ("kept", "merged", "decided_by")
    list_per_page = 50
    search_fields = ("kept__name", "merged__name")
    actions = ("merge", "swap", "refuse", "undo", "rejoin")
    fields = ("kept_person", "merged_person", "reason", "state", "decided_at", "decided_by")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only suggestions can be deleted: a decided pair is the record of the decision."""
        is_suggestion = isinstance(obj, PersonMerge) and obj.state == MergeState.SUGGESTED
        return is_suggestion and super().has_delete_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PersonMerge]:
        """Each with `both_on_lists`: in how many meetings' lists both names stand, which speaks against a merge."""
        both = Count("merged__participations", filter=Q(state=MergeState.MERGED), distinct=True)
        pairs: QuerySet[PersonMerge] = super().get_queryset(request)
        return pairs.annotate(both_on_lists=both)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        pairs = list(changelist.result_list)
        facts = facts_by_person({person for pair in pairs for person in (pair.kept_id, pair.merged_id)})
        for pair in pairs:
            pair.kept.facts, pair.merged.facts = facts.get(pair.kept_id, ""), facts.get(pair.merged_id, "")
        changelist.result_list = pairs
        return changelist

    @admin.display(description="beholdes", ordering="kept__sort_key")
    def kept_person(self, pair: PersonMerge) -> str:
        return _person_with_facts(pair.kept)

    @admin.display(description="går op i den", ordering="merged__sort_key")
    def merged_person(self, pair: PersonMerge) -> str:
        return _person_with_facts(pair.merged)

    @admin.display(description="tvivl")
    def contradiction(self, pair: Any) -> str:
        sentences = []
        if pair.state == MergeState.SUGGESTED and pair.kept.is_withheld != pair.merged.is_withheld:
            withheld, public = (pair.kept, pair.merged) if pair.kept.is_withheld else (pair.merged, pair.kept)
            sentences.append(f"{withheld} er holdt tilbage, {public} er offentlig.")
        if pair.both_on_lists:
            sentences.append(f"Begge navne står på listen fra {counted(pair.both_on_lists, 'møde', 'møder')}.")
        return " ".join(sentences)

    @admin.action(description="Slå sammen", permissions=["change"])
    def merge(self, request: HttpRequest, chosen: QuerySet[PersonMerge]) -> None:
        _carry_out(request, chosen, "slået sammen", lambda pair, by: merging.merge(pair.kept, pair.merged, by))

    @admin.action(description="Byt om på, hvem der beholdes", permissions=["change"])
    def swap(self, request: HttpRequest, chosen: QuerySet[PersonMerge]) -> None:
        _carry_out(request, chosen, "byttet om", merging.swap)

    @admin.action(description="Det er to personer", permissions=["change"])
    def refuse(self, request: HttpRequest, chosen: QuerySet[PersonMerge]) -> None:
        _carry_out(request, chosen, "afgjort som to personer", merging.refuse)

    @admin.action(description="Fortryd sammenlægning", permissions=["change"])
    def undo(self, request: HttpRequest, chosen: QuerySet[PersonMerge]) -> None:
        _carry_out(request, chosen, "skilt ad igen", merging.undo)

    @admin.action(description="Fortryd deling", permissions=["change"])
    def rejoin(self, request: HttpRequest, chosen: QuerySet[PersonMerge]) -> None:
        _carry_out(request, chosen, "samlet igen", merging.rejoin)


def _carry_out(request: HttpRequest, chosen: QuerySet[PersonMerge], done: str, decide: Decide) -> None:
    """Decides each pair by itself. For one that is refused the page says why; the others are decided all the same."""
    count = 0
    for pair in chosen.select_related("kept", "merged"):
        try:
            decide(pair, _user_of(request))
        except merging.MergeRefused as refusal:
            messages.error(request, str(refusal))
        else:
            count += 1
    if count:
        messages.success(request, f"{count} par er {done}.")


def _user_of(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def facts_by_person(people: Iterable[int]) -> dict[int, str]:
    """By person: municipalities, parties, years and number of meetings, »Aalborg, V, 2021–2024, 7 møder«."""
    keys = set(people)
    seats = Participant.objects.filter(person__in=keys).order_by("meeting__date")
    places: dict[int, dict[str, None]] = {key: {} for key in keys}
    for person, municipality, party in seats.values_list("person", "municipality__name", "party__letter"):
        places[person] |= dict.fromkeys(name for name in (municipality, party) if name)
    spans = seats.order_by().values_list("person").annotate(Min("meeting__date"), Max("meeting__date"), Count("pk"))
    words = {person: [*names] for person, names in places.items()}
    for person, first, last, meetings in spans:
        words[person] += [year_span(first.year, last.year), counted(meetings, "møde", "møder")]
    appointed = Appointment.objects.filter(person__in=keys).order_by().values_list("person").annotate(Count("pk"))
    for person, appointments in appointed:
        words[person].append(counted(appointments, "udpegning", "udpegninger"))
    return {person: ", ".join(facts) for person, facts in words.items()}


def _person_with_facts(person: Any) -> str:
    return format_html(
        '<a href="{}">{}</a><br>{}', person.get_absolute_url(), person, getattr(person, "facts", "") or "–"
    )


class MergeForm(forms.Form):
    """Which of two people is kept."""

    kept = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label="Behold navn og adresse fra",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Vælg, hvem der skal beholdes."},
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kept"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = people


class MergePeopleMixin(AnyModelAdmin):
    """The action »Slå de valgte personer sammen« of the people's admin, with a page that shows what moves."""

    @admin.action(description="Slå de valgte personer sammen", permissions=["change"])
    def merge_chosen(self, request: HttpRequest, chosen: QuerySet[Person]) -> HttpResponse | None:
        keys = list(chosen.order_by("pk").values_list("pk", flat=True)[:3])
        if len(keys) != 2:
            messages.error(request, "Vælg netop to personer.")
            return None
        people = Person.objects.filter(pk__in=keys)
        confirmed = "kept" in request.POST or "confirmed" in request.POST
        form = MergeForm(request.POST if confirmed else None, people=people)
        if confirmed and form.is_valid():
            kept = form.cleaned_data["kept"]
            try:
                merging.merge(kept, people.exclude(pk=kept.pk).get(), _user_of(request))
            except merging.MergeRefused as refusal:
                messages.error(request, str(refusal))
                return None
            messages.success(request, f"De to personer er nu én: {kept}. Det kan fortrydes under Sammenlægninger.")
            return redirect(reverse("admin:meetings_person_change", args=(kept.pk,)))
        context = {
            **self.admin_site.each_context(request),
            "title": "Slå to personer sammen",
            "opts": self.model._meta,
            "form": form,
            "people": _with_facts(people),
            "action_name": "merge_chosen",
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/meetings/person/merge.html", context)


def _with_facts(people: QuerySet[Person]) -> list[tuple[Person, str]]:
    facts = facts_by_person(person.pk for person in people)
    return [(person, facts[person.pk]) for person in people]
