"""What the archive is asked: every read that more than one place needs, as queryset methods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, models
from django.db.models import Case, Count, Exists, F, Max, Min, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Coalesce, ExtractYear, Left

from meetings.choices import CaseType, Outcome
from meetings.parsing.meaning.programme import TIMED_ENTRY
from meetings.search.query import Query, parse
from meetings.search_querysets import lexemes
from meetings.seats import Appointing

if TYPE_CHECKING:
    from meetings.models import (
        AgendaItem,
        Appointment,
        Body,
        Council,
        Document,
        Meeting,
        Municipality,
        Participant,
        Person,
        Topic,
    )

OPENING_LENGTH = 1_200
"""So many characters of a decision are read for a list."""


def _model(name: str) -> Any:
    """A model by its name, as models import this module."""
    return apps.get_model("meetings", name)


def _count(rows: models.QuerySet[Any], key: str, count: Count | None = None) -> Coalesce:
    """How many of `rows` have an outer record as `key`: a subquery, as several joins would multiply each other."""
    of_record = rows.filter(**{key: OuterRef("pk")}).order_by().values(key)
    return Coalesce(Subquery(of_record.annotate(counted=count or Count("pk")).values("counted")), 0)


class CouncilQuerySet(models.QuerySet["Council"]):
    def known_as(self, name: str) -> CouncilQuerySet:
        """The council that documents call so, whatever an editor calls it now."""
        return self.filter(Q(name=name) | Q(former_names__contains=[name]))

    def with_meeting_counts(self) -> CouncilQuerySet:
        """Each council with `meeting_count`, `first_date` and `last_date`."""
        return self.annotate(
            meeting_count=Count("meetings"), first_date=Min("meetings__date"), last_date=Max("meetings__date")
        ).order_by("name")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def for_list(self) -> MeetingQuerySet:
        """With council, documents and `item_count`, newest first."""
        return (
            self.select_related("council")
            .defer("imported")
            .prefetch_related(Prefetch("documents", _model("Document").objects.without_text().leading_first()))
            .annotate(item_count=_count(_model("AgendaItem").objects.all(), "meeting"))
            .order_by("-date", "council__name")
        )

    def lacking_minutes(self, today: date) -> MeetingQuerySet:
        """The meetings before `today` of which there is an agenda or a draft of the minutes, and no minutes."""
        documents = _model("Document").objects.filter(meeting=OuterRef("pk"))
        minutes = documents.filter(kind="minutes", is_draft=False)
        return self.filter(Exists(documents), ~Exists(minutes), date__lt=today)

    def by_year(self) -> dict[int, int]:
        """How many meetings each year has that has any, the newest year first."""
        counted = self.order_by().values_list("date__year").annotate(meetings=Count("pk")).order_by("-date__year")
        return dict(counted)

    def before(self, meeting: Meeting) -> Meeting | None:
        """The same council's meeting before `meeting`."""
        of_council = self.select_related("council").filter(council=meeting.council_id)
        return of_council.filter(date__lt=meeting.date).order_by("-date").first()

    def after(self, meeting: Meeting) -> Meeting | None:
        """The same council's meeting after `meeting`."""
        of_council = self.select_related("council").filter(council=meeting.council_id)
        return of_council.filter(date__gt=meeting.date).order_by("date").first()


class DocumentQuerySet(models.QuerySet["Document"]):
    def without_text(self) -> DocumentQuerySet:
        return self.defer("text", "said")

    def leading_first(self) -> DocumentQuerySet:
        """The document whose wording is shown, then the others: minutes, drafts of them, agendas; newer ones first."""
        return self.order_by(F("kind").desc(), "is_draft", "-pk")

    def saying_of(self, key: str) -> list[tuple[int, str, dict[str, Any] | None, dict[str, Any] | None]]:
        """The key and kind of each that remembers what it said, and what it said of an item and of its decision."""
        remembering = self.exclude(said={}).leading_first()
        return list(
            remembering.values_list(
                "pk", "kind", KeyTransform(f"item {key}", "said"), KeyTransform(f"decision {key}", "said")
            )
        )


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def for_list(self) -> AgendaItemQuerySet:
        """With what a list shows of an item; the long texts stay in the database."""
        return self.for_results().defer("background", "recommendation", "presentation", "decision__text")

    def for_results(self) -> AgendaItemQuerySet:
        """With what a search result shows of an item: its texts are read for snippets."""
        return (
            self.select_related("meeting__council", "decision")
            .defer("imported", "meeting__imported", "meeting__written", "decision__imported")
            .with_awaited()
        )

    def with_awaited(self) -> AgendaItemQuerySet:
        """Each item with `awaits_minutes`: whether it was read in an agenda, and no minutes told of it since."""
        return self.annotate(awaits_minutes=Q(document__kind="agenda", withdrawn=False, decision=None))

    def with_openings(self) -> AgendaItemQuerySet:
        """Each item with `decision_opening`, as much of its decision as a list may show."""
        return self.annotate(decision_opening=Left("decision__text", OPENING_LENGTH))

    def with_sources(self) -> AgendaItemQuerySet:
        """With what the item's own page shows."""
        return (
            self.select_related("meeting__council", "section", "decision__document", "document")
            .defer(
                "document__text",
                "document__said",
                "decision__document__text",
                "decision__document__said",
                "meeting__imported",
            )
            .prefetch_related("tables")
            .with_awaited()
        )

    def with_programmes(self) -> AgendaItemQuerySet:
        """Each item with `programme_text`: its presentation where that lists hours, as a day's programme does."""
        lists_hours = When(presentation__regex=TIMED_ENTRY, withdrawn=False, then="presentation")
        return self.annotate(programme_text=Case(lists_hours, default=Value(""), output_field=models.TextField()))

    def decided(self) -> AgendaItemQuerySet:
        """Items with a decision, without the formalities."""
        return self.exclude(decision=None).exclude(decision__outcome=Outcome.NONE).exclude(case_type=CaseType.FORMALITY)

    def counts_by_year(self) -> list[tuple[int, str, str | None, int]]:
        """Year, case type and outcome, with how many items have them; no outcome where there is no decision."""
        kinds = self.order_by().annotate(year=ExtractYear("meeting__date"))
        return list(kinds.values_list("year", "case_type", "decision__outcome").annotate(Count("pk")))

    def of_year(self, year: int) -> AgendaItemQuerySet:
        return self.filter(meeting__date__year=year)

    def in_order_of(self, keys: Sequence[int]) -> list[AgendaItem]:
        """The items with these keys, in their order."""
        found = self.in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def search(self, query: Query) -> AgendaItemQuerySet:
        """The items that match; none for a query without words."""
        if query.is_empty:
            return self.none()
        return self.filter(search_row__vector=lexemes(query))

    def with_searched_texts(self) -> AgendaItemQuerySet:
        """With everything that AgendaItem.searched_texts and facets read."""
        return self.select_related("meeting", "decision").prefetch_related(
            "tables",
            "appointments__person",
            Prefetch("municipalities", _model("Municipality").objects.order_by("pk")),
            Prefetch("topics", _model("Topic").objects.order_by("pk")),
        )

    def key_batches(self, size: int) -> Iterator[list[int]]:
        """All keys in lists of at most `size`, for work that must not hold the archive in memory."""
        last = 0
        while keys := list(self.order_by("pk").filter(pk__gt=last).values_list("pk", flat=True)[:size]):
            yield keys
            last = keys[-1]

    def referred_to_by(self, item: AgendaItem, case_numbers: Sequence[str]) -> AgendaItemQuerySet:
        """The items of the council's other meetings that `item` names, and those of the cases of these numbers."""
        places = Q(pk__in=[])
        for reference in item.distant_items:
            day, _, number = reference.partition(" ")
            places |= Q(meeting__date=day, number=number)
        of_council = self.model.objects.filter(places, meeting__council=item.meeting.council_id)
        return self._of_either(of_council, self.model.objects.filter(case_number__in=case_numbers)).exclude(pk=item.pk)

    def referring_to(self, item: AgendaItem, case_number: str) -> AgendaItemQuerySet:
        """The items of other meetings that name `item`, and those that name the case of this number, if it is one."""
        reference = f"{item.meeting.date.isoformat()} {item.number}"
        by_place = self.model.objects.filter(
            meeting__council=item.meeting.council_id, distant_items__contains=[reference]
        )
        by_case = self.model.objects.filter(case_references__contains=[case_number])
        return self._of_either(by_place, by_case if case_number else by_case.none()).exclude(pk=item.pk)

    def _of_either(self, one: AgendaItemQuerySet, other: AgendaItemQuerySet) -> AgendaItemQuerySet:
        """The items in one of two querysets: as a union, each part uses an index of its own."""
        keys = one.order_by().values("pk").union(other.order_by().values("pk"))
        return self.filter(pk__in=keys)

    def mentioning(self, meeting: Meeting) -> AgendaItemQuerySet:
        """The items of the same council's other meetings that name `meeting` by its date."""
        of_council = self.filter(meeting__council=meeting.council_id, references__contains=[meeting.date])
        return of_council.exclude(meeting=meeting)

    def of_case(self, number: str) -> AgendaItemQuerySet:
        """The items of the cases whose number holds that, a number or a part of one without quotation marks."""
        return self.search(parse(f'sag:"{number}"')).exclude(case_number="")

    def by_date(self, *, oldest_first: bool = False) -> AgendaItemQuerySet:
        date_order = "meeting__date" if oldest_first else "-meeting__date"
        return self.order_by(date_order, "meeting", "position")


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def with_counts(self) -> MunicipalityQuerySet:
        """Each municipality with `item_count`, `appointment_count` and `person_count`."""
        participants = _model("Participant").objects.all()
        return self.annotate(
            item_count=_count(self.model.items.through.objects.all(), "municipality"),
            appointment_count=_count(_model("Appointment").objects.all(), "municipality"),
            person_count=_count(participants, "municipality", Count("person", distinct=True)),
        )


class TopicQuerySet(models.QuerySet["Topic"]):
    def in_use(self) -> TopicQuerySet:
        """The topics that some item has."""
        return self.filter(pk__in=self.model.items.through.objects.values("topic"))

    def with_counts(self) -> TopicQuerySet:
        """Each topic with `item_count`."""
        return self.annotate(item_count=_count(self.model.items.through.objects.all(), "topic"))


class PersonQuerySet(models.QuerySet["Person"]):
    def unmerged(self) -> PersonQuerySet:
        """Without those whom an editor has merged into somebody else."""
        return self.filter(merged_into=None)

    def by_known_name(self, names: Iterable[str]) -> dict[str, int]:
        """The key of the person whom each name stands for now; names that the archive does not know are left out."""
        wanted = set(names)
        called: dict[str, int] = {}
        known_as: dict[str, int] = {}
        rows = self.filter(Q(name__in=wanted) | Q(former_names__overlap=sorted(wanted)))
        for key, name, former_names in rows.order_by("sort_key").values_list("pk", "name", "former_names"):
            called[name] = key
            for former in former_names:
                known_as.setdefault(former, key)
        found = {name: key for name, key in {**known_as, **called}.items() if name in wanted}
        current = self.current_keys(found.values())
        return {name: current[key] for name, key in found.items()}

    def current_keys(self, keys: Iterable[int]) -> dict[int, int]:
        """By key: the key of the person at the end of the merges. One question for each step of the longest chain."""
        current = {key: key for key in keys}
        merged = self.filter(merged_into__isnull=False).values_list("pk", "merged_into")
        while steps := dict(merged.filter(pk__in=set(current.values()))):
            current = {key: steps.get(latest) or latest for key, latest in current.items()}
        return current

    def sitting_around(self, meeting: Meeting) -> PersonQuerySet:
        """Those on the council's lists of participants within a term before or after `meeting`."""
        term = timedelta(days=4 * 366)
        participations = _model("Participant").objects.filter(
            meeting__council=meeting.council_id, meeting__date__range=(meeting.date - term, meeting.date + term)
        )
        return self.unmerged().filter(pk__in=participations.values("person")).prefetch_related("merged")

    def with_attendance(self) -> PersonQuerySet:
        """Each person with `present_count`, `absent_count` and `appointment_count`."""
        participations = _model("Participant").objects.all()
        return self.annotate(
            present_count=_count(participations.filter(status="present"), "person"),
            absent_count=_count(participations.filter(status="absent"), "person"),
            appointment_count=_count(_model("Appointment").objects.all(), "person"),
        )

    def with_attendance_for(self, municipality: Municipality) -> PersonQuerySet:
        """Those who sat for `municipality`, each with attendance in that time and its `first_date` and `last_date`."""
        return (
            self.unmerged()
            .filter(participations__municipality=municipality)
            .annotate(
                present_count=Count("participations", filter=Q(participations__status="present")),
                absent_count=Count("participations", filter=Q(participations__status="absent")),
                first_date=Min("participations__meeting__date"),
                last_date=Max("participations__meeting__date"),
            )
            .order_by("sort_key")
        )

    def with_latest_membership(self) -> PersonQuerySet:
        """Each person with the `latest_party` and `latest_municipality` of a list of participants."""
        of_person = _model("Participant").objects.filter(person=OuterRef("pk")).order_by("-meeting__date")
        return self.annotate(
            latest_party=Subquery(of_person.values("party__letter")[:1]),
            latest_municipality=Subquery(of_person.values("municipality__name")[:1]),
        )

    def latest_memberships(self, keys: Iterable[int]) -> dict[int, str]:
        """Whom the people with these keys sat for when they were last on a list of participants: »Rebild, V«."""
        participations = _model("Participant").objects.filter(person__in=list(keys))
        rows = participations.order_by("person", "-meeting__date").distinct("person")
        return {
            key: ", ".join(filter(None, membership))
            for key, *membership in rows.values_list("person", "municipality__name", "party__letter")
        }


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def counted_by_year(self) -> list[tuple[int, int, str, int]]:
        """How often each person was present and absent each year, as person, year, status and number."""
        by_year = self.order_by().annotate(year=ExtractYear("meeting__date"))
        return list(by_year.values_list("person", "year", "status").annotate(Count("pk")))


class BodyQuerySet(models.QuerySet["Body"]):
    def in_use(self) -> BodyQuerySet:
        """The bodies that somebody was appointed to, or to be."""
        return self.filter(pk__in=_model("Appointment").objects.order_by().values("body"))


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def decided(self) -> AppointmentQuerySet:
        """Without those of items that were withdrawn."""
        return self.filter(item__withdrawn=False)

    def appointings(self) -> dict[int, list[Appointing]]:
        """What was decided of each body's seats, by the body's key, in the order that `seats` asks for. One query."""
        by_body: dict[int, list[Appointing]] = {}
        rows = self.order_by("item__meeting__date", "item__meeting", "item__position", "pk").values_list(
            *("body", "pk", "item", "item__meeting__date", "person", "replaces", "starts", "role", "party"),
            "municipality",
        )
        for body, *told in rows:
            by_body.setdefault(body, []).append(Appointing(*told))
        return by_body

    def for_list(self) -> AppointmentQuerySet:
        return self.select_related(
            "item__meeting__council", "person", "party", "municipality", "body", "replaces"
        ).defer(
            "imported",
            "item__imported",
            "item__background",
            "item__recommendation",
            "item__presentation",
            "item__meeting__imported",
        )
