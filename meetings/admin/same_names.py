"""People of one name in the admin: what an editor is asked on a person's page, and the page that makes two of one."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from meetings.admin.django_classes import AnyModelAdmin
from meetings.admin.merges import facts_by_person
from meetings.changes.actors import act_as_user
from meetings.changes.recording import recording
from meetings.models import Person, PersonMerge
from meetings.models.choices import IdentityCheck, MergeState
from meetings.people import merging, splitting
from meetings.people.told_seats import ToldSeat, told_seats

# What an editor answers, as the buttons' values.
IS_ONE, SAME, DIFFERENT, REJOINED = "one", "same", "different", "rejoined"


@dataclass(frozen=True)
class NameQuestion:
    """Whether the person is the `other` of a pair too, or was made of him by a split that can be undone."""

    pair: PersonMerge
    other: Person
    facts: str

    @property
    def is_split(self) -> bool:
        """Whether an editor made two people of one."""
        return self.pair.state == MergeState.SPLIT


class DoubtFilter(admin.SimpleListFilter):
    """By whether an editor is asked if what the archive has as one person is several."""

    title = "tvivl"
    parameter_name = "tvivl"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("flere", "Måske flere personer")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Person]) -> QuerySet[Person]:
        doubted = Person.objects.doubted().order_by().values("pk")
        return queryset.filter(pk__in=doubted) if self.value() == "flere" else queryset


class SameNamesMixin(AnyModelAdmin):
    """On a person's page: the questions about the name with their answers, and the way to split the person."""

    def get_urls(self) -> list[URLPattern]:
        split, answer = self.admin_site.admin_view(self.split_view), self.admin_site.admin_view(self.answer_view)
        return [
            path("<int:key>/del/", split, name="meetings_person_split"),
            path("<int:key>/svar/", answer, name="meetings_person_answer"),
            *super().get_urls(),
        ]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **options: Any) -> HttpResponse:
        person = options.get("obj")
        if isinstance(person, Person) and self._may_decide(request):
            context["questions"] = name_questions(person)
            context["is_doubted"] = person.identity_check == IdentityCheck.ASKED
            context["seats"] = told_seats(person) if context["is_doubted"] else []
            context["split_address"] = reverse("admin:meetings_person_split", args=(person.pk,))
            context["answer_address"] = reverse("admin:meetings_person_answer", args=(person.pk,))
        response: HttpResponse = super().render_change_form(request, context, *args, **options)
        return response

    def split_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """The person's records, of which the editor chooses the other person's."""
        person = self._person(request, key)
        chosen: set[str] = set()
        if request.method == "POST":
            chosen = set(request.POST.getlist("chosen"))
            if pair := self._split(request, person, chosen):
                return HttpResponseRedirect(reverse("admin:meetings_person_change", args=(pair.merged_id,)))
        seats = told_seats(person)
        if request.method != "POST":
            chosen = _records_of(seats, request.GET.get("gruppe", ""))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Del {person} i to personer",
            "opts": self.opts,
            "person": person,
            "seats": seats,
            "chosen": chosen,
        }
        return TemplateResponse(request, "admin/meetings/person/split.html", context)

    def answer_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """An editor's answer to one of the questions on the person's page."""
        person = self._person(request, key)
        if request.method == "POST":
            try:
                with recording():
                    act_as_user(request.user.pk)
                    done = _answer(person, request.POST.get("answer", ""), self._pair(request, person), _user(request))
                    self.log_change(request, person, done)
                messages.success(request, done)
            except merging.MergeRefused as refusal:
                messages.error(request, str(refusal))
        person.refresh_from_db()
        return HttpResponseRedirect(reverse("admin:meetings_person_change", args=(person.current().pk,)))

    def _split(self, request: HttpRequest, person: Person, chosen: set[str]) -> PersonMerge | None:
        try:
            with recording():
                act_as_user(request.user.pk)
                pair = splitting.split(person, _by_relation(chosen), _user(request))
                self.log_change(request, person, f"Delt i to: {pair.merged}.")
        except splitting.SplitRefused as refusal:
            messages.error(request, str(refusal))
            return None
        messages.success(request, "Personen er delt i to. Dette er den nye. Delingen kan fortrydes herunder.")
        return pair

    def _person(self, request: HttpRequest, key: int) -> Person:
        if not self._may_decide(request):
            raise PermissionDenied
        return get_object_or_404(Person, pk=key)

    def _may_decide(self, request: HttpRequest) -> bool:
        return request.user.has_perms(["meetings.change_person", "meetings.change_personmerge"])

    def _pair(self, request: HttpRequest, person: Person) -> PersonMerge | None:
        key = request.POST.get("pair", "")
        return _pairs_of(person).filter(pk=key).first() if key.isdecimal() else None


def name_questions(person: Person) -> list[NameQuestion]:
    """The pairs of which the editor can say whether they are one person, as they are now."""
    open_states = (MergeState.SUGGESTED, MergeState.SPLIT)
    pairs = _pairs_of(person).filter(state__in=open_states, kept__merged_into=None, merged__merged_into=None)
    others = [(pair, pair.merged if pair.kept_id == person.pk else pair.kept) for pair in pairs]
    facts = facts_by_person(other.pk for _, other in others)
    return [NameQuestion(pair, other, facts.get(other.pk, "")) for pair, other in others]


def _answer(person: Person, answer: str, pair: PersonMerge | None, by: User | None) -> str:
    """Carry out the answer, and give what was done. Raises MergeRefused where it cannot be."""
    if answer == IS_ONE:
        splitting.say_is_one(person)
        return f"{person} er én person."
    if pair and answer == REJOINED:
        merging.rejoin(pair, by)
        return f"Delingen er fortrudt: {pair.kept} er én person igen."
    if pair and answer == SAME:
        merging.merge(pair.kept, pair.merged, by)
        return f"De to er nu én person: {pair.kept}. Det kan fortrydes under Sammenlægninger."
    if pair and answer == DIFFERENT:
        merging.refuse(pair, by)
        return f"{pair.kept} og {pair.merged} er to personer."
    raise merging.MergeRefused("Spørgsmålet er der ikke mere.")


def _pairs_of(person: Person) -> QuerySet[PersonMerge]:
    return PersonMerge.objects.filter(Q(kept=person) | Q(merged=person)).select_related("kept", "merged").order_by("pk")


def _records_of(seats: list[ToldSeat], number: str) -> set[str]:
    """The records of the seat of that number in the list; none for another."""
    index = int(number) if number.isdecimal() else 0
    return {record.choice for record in seats[index - 1].records} if 0 < index <= len(seats) else set()


def _by_relation(chosen: set[str]) -> splitting.Chosen:
    """The keys of the records by their relations, as the form names them: »participants 17«."""
    found: dict[str, set[int]] = defaultdict(set)
    for one in chosen:
        relation, _, key = one.partition(" ")
        if key.isdecimal():
            found[relation].add(int(key))
    return dict(found)


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
