"""Case threads: one case followed over several meetings, proposed by the archive or made by an editor."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Count, Max, Min, Q
from django.db.models.functions import Left

from meetings.models.addresses import page_address
from meetings.models.base import with_field
from meetings.models.choices import LIVE_PLACES, ThreadPlace, ThreadState
from meetings.models.items import OPENING_LENGTH, AgendaItem, item_text_fields
from meetings.models.meetings import Meeting
from meetings.models.named import Council
from meetings.models.public_reading import PartOfItemQuerySet, PublicManager
from meetings.models.samples import in_hidden_item
from meetings.models.slugs import free_slug

TITLE_LENGTH = 300
_IS_LIVE = Q(places__place__in=LIVE_PLACES, places__item__is_withheld=False)


class CaseThreadQuerySet(models.QuerySet["CaseThread"]):
    def shown(self) -> CaseThreadQuerySet:
        """Those that lists show: not those with items of hidden samples."""
        of_samples = ThreadItem.objects.live().filter(in_hidden_item("item"))
        return self.exclude(pk__in=of_samples.order_by().values("thread"))

    def awaiting(self) -> CaseThreadQuerySet:
        """Those with proposed items, which wait for an editor; not those of hidden samples."""
        proposed = ThreadItem.objects.filter(place=ThreadPlace.PROPOSED)
        return self.shown().filter(pk__in=proposed.order_by().values("thread"))

    def with_spans(self) -> CaseThreadQuerySet:
        """Each thread with `item_count`, `proposed_count`, `first_date` and `last_date` of the items in it."""
        day = "places__item__meeting__date"
        return self.annotate(
            item_count=Count("places", filter=_IS_LIVE),
            proposed_count=Count("places", filter=Q(places__place="proposed")),
            first_date=Min(day, filter=_IS_LIVE),
            last_date=Max(day, filter=_IS_LIVE),
        )

    def public(self) -> CaseThreadQuerySet:
        """Those that the pages show: with two items or more, and not dismissed. Each as `with_spans`."""
        several = self.exclude(state="dismissed").alias(count=Count("places", filter=_IS_LIVE)).filter(count__gte=2)
        return several.with_spans()

    def latest_first(self) -> CaseThreadQuerySet:
        """By the latest meeting of each. Each with `councils`, the names of those whose meetings its items are of."""
        councils = ArrayAgg(
            "places__item__meeting__council__name",
            filter=_IS_LIVE,
            distinct=True,
            order_by="places__item__meeting__council__name",
        )
        latest = Max("places__item__meeting__date", filter=_IS_LIVE)
        return self.annotate(latest=latest, councils=councils).order_by("-latest", "title", "pk")

    def with_former_slug(self, slug: str) -> CaseThreadQuerySet:
        """The thread that had that address before."""
        return self.filter(former_slugs__contains=[slug])

    def addressed(self, slug: str) -> CaseThreadQuerySet:
        """The thread that has that address, or had it."""
        return self.filter(Q(slug=slug) | Q(former_slugs__contains=[slug]))

    def emptied(self) -> CaseThreadQuerySet:
        """Proposed threads whose items are no longer thought to be one case: what is left of them is their address."""
        return self.filter(state="proposed", is_edited=False, places=None)

    def free_slug(self, title: str) -> str:
        """A slug for a new thread of that title that no thread has or had."""
        wanted = found = free_slug(self.model, title)
        number = 2
        while self.filter(Q(slug=found) | Q(former_slugs__contains=[found])).exists():
            found = f"{wanted}-{number}"
            number += 1
        return found


class CaseThread(models.Model):
    """A case that is on the agenda of several meetings; its `places` tell which items are, or were, of it."""

    title = models.CharField("overskrift", max_length=TITLE_LENGTH, validators=[MinLengthValidator(2)])
    slug = models.SlugField(
        "adresse",
        max_length=60,
        unique=True,
        help_text="Indgår i forløbets adresse. Ændrer du den, fører den gamle adresse hen til den nye.",
    )
    former_slugs = ArrayField(
        models.SlugField(max_length=60), default=list, blank=True, editable=False, verbose_name="tidligere adresser"
    )
    state = models.CharField("status", max_length=10, choices=ThreadState, default=ThreadState.CONFIRMED)
    # Proposals neither remove nor rename such a thread, nor make it part of another.
    is_edited = models.BooleanField("oprettet eller omdøbt af en redaktør", default=False, editable=False)
    made_at = models.DateTimeField("oprettet", auto_now_add=True)
    items = models.ManyToManyField(
        AgendaItem, through="ThreadItem", related_name="case_threads", verbose_name="punkter"
    )

    objects = CaseThreadQuerySet.as_manager()

    class Meta:
        verbose_name = "forløb"
        verbose_name_plural = "forløb"
        ordering = ("title", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=ThreadState.values), name="thread_state_is_known")
        ]
        indexes: ClassVar = [GinIndex(fields=("former_slugs",), name="thread_by_former_slug")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._remember_former_slug()
        super().save(*args, **with_field("former_slugs", kwargs))

    def get_absolute_url(self) -> str:
        return page_address("thread", self.slug)

    def _remember_former_slug(self) -> None:
        stored = CaseThread.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        if stored and stored != self.slug and stored not in self.former_slugs:
            self.former_slugs = [*self.former_slugs, stored]


class ThreadItemQuerySet(models.QuerySet["ThreadItem"]):
    def public(self) -> ThreadItemQuerySet:
        """Those that the public may see."""
        return self.filter(item__is_withheld=False)

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
                *item_text_fields("item__"),
                "item__meeting__imported",
                "item__meeting__written",
                "item__decision__imported",
                "item__decision__text",
            )
            .order_by("item__meeting__date", "item__meeting", "item__position")
        )

    def in_thread_of(self, item: AgendaItem) -> ThreadItemQuerySet:
        """The places of the thread that the item is in, its own among them; none where it is in none."""
        own = self.model.objects.live().filter(item=item).values("thread")
        return self.filter(thread__in=own).select_related("thread")


class ThreadItem(models.Model):
    """An item's place in a case thread. One that an editor took out keeps a row, so that it is not proposed again."""

    thread = models.ForeignKey(CaseThread, models.CASCADE, related_name="places", verbose_name="forløb")
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="thread_places", verbose_name="punkt")
    place = models.CharField("status", max_length=10, choices=ThreadPlace, default=ThreadPlace.CONFIRMED)
    # Why it was proposed; empty where an editor put it there.
    reason = models.CharField("grund", max_length=80, blank=True)

    objects = PublicManager.from_queryset(ThreadItemQuerySet)()

    class Meta:
        verbose_name = "punkt i forløb"
        verbose_name_plural = "punkter i forløb"
        ordering = ("-item__meeting__date", "item__position")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("thread", "item"),
                name="one_place_a_thread_and_item",
                violation_error_message="Punktet står allerede i forløbet.",
            ),
            models.UniqueConstraint(
                fields=("item",),
                condition=Q(place__in=LIVE_PLACES),
                name="one_thread_an_item",
                violation_error_message="Punktet står allerede i et andet forløb.",
            ),
            models.CheckConstraint(condition=Q(place__in=ThreadPlace.values), name="thread_place_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.item} ({self.get_place_display().lower()})"

    @property
    def is_proposed(self) -> bool:
        return self.place == ThreadPlace.PROPOSED


class MatterSignature(models.Model):
    """By what an item's case is recognised (cases/signatures.py), with indexes to look it up. Formalities have none.

    It is derived: `propose_threads` writes it anew. Of »Fordeling af flygtninge 2026« `terms`, by which another item
    of the case may be found, are ["flygtning", "flygtningefordele", …, "fordele"], `anchors`, one of which it has to
    have, are ["flygtning"], and `traits`, the rest of the signature, are `{"words": ["fordele", "flygtning"],
    "lead": ["flygtning", "fordele"], "joined": {"flygtningefordele": ["fordele", "flygtning"], …}, "numbers": [],
    "is_appointment": false, "vocabulary": {"droefte": 5.55, "kvote": 4.69, …}}`.
    """

    item = models.OneToOneField(AgendaItem, models.CASCADE, primary_key=True, related_name="matter_signature")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    date = models.DateField()
    terms = ArrayField(models.TextField())
    anchors = ArrayField(models.TextField())
    case_number = models.CharField(max_length=60, blank=True)
    traits = models.JSONField()
    # Whether it has been compared, as it is, with the others that it may be about one case with (SameCasePair).
    is_compared = models.BooleanField(default=False, db_default=False)

    objects = PublicManager.from_queryset(PartOfItemQuerySet)()

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=("terms",), name="matter_by_term"),
            GinIndex(fields=("anchors",), name="matter_by_anchor"),
            models.Index(fields=("case_number",), condition=~Q(case_number=""), name="matter_by_case_number"),
            models.Index(fields=("date",), name="matter_by_date"),
        ]

    def __str__(self) -> str:
        return f"Kendetegn for punkt {self.pk}"


class SameCasePair(models.Model):
    """Two items that are about one case as far as their signatures tell, and why (cases/same_case.py).

    Each pair once, `one` with the lesser key. It is derived, and gone with either signature.
    """

    one = models.ForeignKey(MatterSignature, models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(MatterSignature, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("one", "other"), name="one_pair_of_two_items")]

    def __str__(self) -> str:
        return f"{self.one_id} og {self.other_id}: {self.reason}"
