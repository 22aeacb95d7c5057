"""What is asked of case threads, of the items' places in them, and of the signatures that proposals go by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection, models
from django.db.models import Count, Exists, Max, Min, OuterRef, Q
from django.db.models.functions import ExtractYear, Left

from meetings.addresses import free_slug
from meetings.choices import LIVE_PLACES
from meetings.matters import Signature, signatures
from meetings.querysets import OPENING_LENGTH

if TYPE_CHECKING:
    from meetings.models import AgendaItem, CaseThread, MatterSignature, ThreadItem

NEAR_AT_MOST = 200
"""So many of the newest items that share a telling word are compared with an item."""

_LIVE = Q(places__place__in=LIVE_PLACES)


class CaseThreadQuerySet(models.QuerySet["CaseThread"]):
    def with_spans(self) -> CaseThreadQuerySet:
        """Each thread with `item_count`, `proposed_count`, `first_date` and `last_date` of the items in it."""
        day = "places__item__meeting__date"
        return self.annotate(
            item_count=Count("places", filter=_LIVE),
            proposed_count=Count("places", filter=Q(places__place="proposed")),
            first_date=Min(day, filter=_LIVE),
            last_date=Max(day, filter=_LIVE),
        )

    def public(self) -> CaseThreadQuerySet:
        """Those that the pages show: with two items or more, and not dismissed. Each as `with_spans`."""
        several = self.exclude(state="dismissed").alias(count=Count("places", filter=_LIVE)).filter(count__gte=2)
        return several.with_spans()

    def latest_first(self) -> CaseThreadQuerySet:
        """By the latest meeting of each. Each with `councils`, the names of those whose meetings its items are of."""
        councils = ArrayAgg(
            "places__item__meeting__council__name",
            filter=_LIVE,
            distinct=True,
            order_by="places__item__meeting__council__name",
        )
        latest = Max("places__item__meeting__date", filter=_LIVE)
        return self.annotate(latest=latest, councils=councils).order_by("-latest", "title", "pk")

    def formerly(self, slug: str) -> CaseThreadQuerySet:
        """The thread that had that address before."""
        return self.filter(former_slugs__contains=[slug])

    def free_slug(self, title: str) -> str:
        """A slug for a new thread of that title that no thread has or had."""
        wanted = found = free_slug(self.model, title)
        number = 2
        while self.filter(Q(slug=found) | Q(former_slugs__contains=[found])).exists():
            found = f"{wanted}-{number}"
            number += 1
        return found


class ThreadItemQuerySet(models.QuerySet["ThreadItem"]):
    def live(self) -> ThreadItemQuerySet:
        """Those that are in their thread, proposed or confirmed."""
        return self.filter(place__in=LIVE_PLACES)

    def timeline(self) -> ThreadItemQuerySet:
        """With what a thread's page shows of each item, oldest first."""
        return (
            self.live()
            .select_related("item__meeting__council", "item__decision")
            .annotate(decision_opening=Left("item__decision__text", OPENING_LENGTH))
            .defer(
                "item__imported",
                "item__background",
                "item__recommendation",
                "item__presentation",
                "item__meeting__imported",
                "item__meeting__written",
                "item__decision__imported",
                "item__decision__text",
            )
            .order_by("item__meeting__date", "item__meeting", "item__position")
        )

    def returning(self, since: date) -> models.QuerySet[Any, dict[str, Any]]:
        """By thread: the items of at least two years since that day, as `keys` with their `days`, the latest first."""
        in_use = self.live().filter(item__meeting__date__gte=since, item__withdrawn=False)
        by_thread = (
            in_use.exclude(thread__state="dismissed").order_by().values("thread__title", "thread__slug", "thread")
        )
        return _returning(by_thread, day="item__meeting__date")

    def around(self, item: AgendaItem) -> ThreadItemQuerySet:
        """The places of the thread that the item is in, its own among them; none where it is in none."""
        own = self.model.objects.live().filter(item=item).values("thread")
        return self.filter(thread__in=own).select_related("thread")


class MatterSignatureQuerySet(models.QuerySet["MatterSignature"]):
    def write(self, meeting_ids: Iterable[int]) -> None:
        """Write the signatures of all items of the meetings from what they say now."""
        for meeting_id in meeting_ids:
            self._write(meeting_id)

    def _write(self, meeting_id: int) -> None:
        """Together, since what tells an item is what the meeting's others do not say."""
        model: Any = apps.get_model("meetings", "AgendaItem")
        items = list(
            model.objects.filter(meeting=meeting_id)
            .select_related("meeting", "decision")
            .defer("imported", "meeting__imported", "meeting__written", "decision__imported")
            .order_by("position", "pk")
        )
        titles, texts = [item.title for item in items], [text_of(item) for item in items]
        told = dict(zip(items, signatures(titles, texts, [item.case_number for item in items]), strict=True))
        rows = [
            self.model(
                item=item,
                meeting_id=item.meeting_id,
                council_id=item.meeting.council_id,
                date=item.meeting.date,
                terms=sorted(signature.terms),
                anchors=sorted(signature.anchors),
                case_number=signature.case_number,
                traits=_as_json(signature),
            )
            for item, signature in told.items()
            if signature.words and item.case_type != "formality"
        ]
        self.filter(item__meeting=meeting_id).exclude(item__in=[row.item_id for row in rows]).delete()
        fields = [field.name for field in self.model._meta.concrete_fields if not field.primary_key]
        self.bulk_create(rows, update_conflicts=True, unique_fields=["item"], update_fields=fields)

    def returning(self, since: date) -> models.QuerySet[Any, dict[str, Any]]:
        """By title without years: the items of at least two years since that day, as ThreadItemQuerySet.returning.

        Those that have or had a place in a case thread are left to what was decided of it, and appointments and
        titles of one word are left out, which return by chance.
        """
        placed = apps.get_model("meetings", "ThreadItem").objects.filter(item=OuterRef("pk"))
        free = self.filter(~Exists(placed), date__gte=since, item__withdrawn=False, terms__len__gte=2)
        by_title = free.exclude(traits__is_appointment=True).order_by().values("council", "terms", "traits__numbers")
        return _returning(by_title, day="date")

    def of(self, items: Collection[int]) -> dict[int, Signature]:
        """The signature of each of the items that has one."""
        rows = self.filter(pk__in=items).values_list("pk", "traits", "case_number")
        return {key: _from_json(traits, case_number) for key, traits, case_number in rows}

    def near(self, items: Collection[int]) -> dict[int, dict[int, Signature]]:
        """By item: those of its council's other meetings that may be of its matter, with their signatures.

        One question for all, answered by the indexes; at most the newest NEAR_AT_MOST for each.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT one.item_id, found.item_id FROM meetings_mattersignature AS one
                CROSS JOIN LATERAL (
                    SELECT other.item_id FROM meetings_mattersignature AS other
                    WHERE (other.terms && one.anchors OR other.anchors && one.terms
                        OR (one.case_number <> '' AND other.case_number <> '' AND other.case_number = one.case_number))
                    AND other.council_id = one.council_id AND other.meeting_id <> one.meeting_id
                    ORDER BY other.date DESC, other.item_id LIMIT %s
                ) AS found
                WHERE one.item_id = ANY(%s)
                """,
                [NEAR_AT_MOST, list(items)],
            )
            pairs = cursor.fetchall()
        known = self.of({other for _, other in pairs})
        near: dict[int, dict[int, Signature]] = {item: {} for item in items}
        for item, other in pairs:
            near[item][other] = known[other]
        return near


def _returning(groups: models.QuerySet[Any, Any], day: str) -> models.QuerySet[Any, dict[str, Any]]:
    found: models.QuerySet[Any, dict[str, Any]] = (
        groups.annotate(
            keys=ArrayAgg("item", order_by="item"),
            days=ArrayAgg(day, order_by="item"),
            years=Count(ExtractYear(day), distinct=True),
            latest=Max(day),
        )
        .filter(years__gte=2)
        .order_by("-latest", "keys")
    )
    return found


def text_of(item: AgendaItem) -> str:
    """All that the item's texts say, of which its vocabulary is made."""
    decision = item.decision.text if hasattr(item, "decision") else ""
    return "\n".join((item.background, item.recommendation, item.presentation, decision))


def _as_json(signature: Signature) -> Mapping[str, Any]:
    return {
        "words": list(signature.words),
        "lead": sorted(signature.lead),
        "joined": {word: list(parts) for word, parts in sorted(signature.joined.items())},
        "numbers": sorted(signature.numbers),
        "is_appointment": signature.is_appointment,
        "vocabulary": dict(signature.vocabulary),
    }


def _from_json(traits: Mapping[str, Any], case_number: str) -> Signature:
    return Signature(
        words=tuple(traits["words"]),
        lead=frozenset(traits["lead"]),
        joined={word: (first, second) for word, (first, second) in traits["joined"].items()},
        numbers=frozenset(traits["numbers"]),
        case_number=case_number,
        is_appointment=traits["is_appointment"],
        vocabulary=traits["vocabulary"],
    )
