"""People, their parties, and two names that may be one person's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Count, Exists, F, Func, Max, Min, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Greatest, Least, StrIndex
from django.utils import timezone

from meetings.danish.parties import party_name
from meetings.danish.sorting import danish_sort_key
from meetings.models.addresses import page_address
from meetings.models.base import count_subquery, related_queryset, with_field
from meetings.models.choices import IdentityCheck, MergeState
from meetings.models.named import DanishSorted, Municipality, Renamable
from meetings.models.public_reading import PublicManager
from meetings.models.samples import in_hidden_item, in_hidden_meeting, known_from_samples_alone
from meetings.models.typeahead import folded_column
from meetings.models.unique_names import MAX_LENGTH, QUALIFIER_IN_SQL, all_names, possible_unique_names, qualifier_of

# What stands before a word within a name, as it is sorted.
_BEFORE_A_WORD = " .'/(-"
# What its words stand between.
WORDS_OF_NAME = re.compile(f"[{_BEFORE_A_WORD}]+")


class Party(models.Model):
    """A party or a local list, by the letter that ballots have."""

    NAME_FIELD: ClassVar[str] = "letter"

    letter = models.CharField("bogstav", max_length=30, unique=True, help_text="»A«, eller »UP« uden for parti.")
    name = models.CharField("navn", max_length=100, blank=True)

    class Meta:
        verbose_name = "parti"
        verbose_name_plural = "partier"
        ordering = ("letter",)

    def __str__(self) -> str:
        return f"{self.name} ({self.letter})" if self.name else self.letter

    def name_on(self, day: date) -> str:
        """What the letter stood for on that day: a letter may be a local list's before and after it is a party's."""
        known = party_name(self.letter, day)
        return self.name if known is None else known


class PersonQuerySet(models.QuerySet["Person"]):
    def public(self) -> PersonQuerySet:
        """Those that the public may see."""
        return self.filter(is_withheld=False)

    def unmerged(self) -> PersonQuerySet:
        """Without those whom an editor has merged into somebody else."""
        return self.filter(merged_into=None)

    def shown(self) -> PersonQuerySet:
        """Those that lists and search show: without those merged, and those of hidden samples alone."""
        return self.unmerged().exclude(self._of_samples_alone())

    def with_sample_mark(self) -> PersonQuerySet:
        """Each person with `is_of_samples`: whether only hidden samples name them."""
        return self.annotate(is_of_samples=self._of_samples_alone())

    def _of_samples_alone(self) -> Q:
        appointments = related_queryset(self.model, "appointments").model
        return known_from_samples_alone(
            (related_queryset(self.model, "participations").model, "person", in_hidden_meeting("meeting")),
            (appointments, "person", in_hidden_item("item")),
            (appointments, "replaces", in_hidden_item("item")),
        )

    def keys_by_name(self, names: Iterable[str]) -> dict[str, int]:
        """By unique name: the key of the person who has or had it, and after a merge of the one who is kept.

        Names that the archive does not know are left out. Whoever has a name now goes before whoever had it.
        """
        wanted = set(names)
        by_current_name: dict[str, int] = {}
        by_former_name: dict[str, int] = {}
        merged: dict[int, int] = {}
        rows = self.filter(Q(unique_name__in=wanted) | Q(former_names__overlap=sorted(wanted))).order_by("sort_key")
        for key, name, former_names, kept in rows.values_list("pk", "unique_name", "former_names", "merged_into"):
            merged |= {key: kept} if kept else {}
            by_current_name[name] = key
            for former in former_names:
                by_former_name.setdefault(former, key)
        found = {name: key for name, key in {**by_former_name, **by_current_name}.items() if name in wanted}
        current = self.current_keys(merged.values())
        return {name: current[merged[key]] if key in merged else key for name, key in found.items()}

    def called(self, names: Iterable[str]) -> PersonQuerySet:
        """Everybody who has or had one of the names, however many have it; those merged into others among them."""
        wanted = sorted(set(names))
        lines = Func("former_names", Value("\n"), function="array_to_string", output_field=TextField())
        plain = Func(lines, Value(QUALIFIER_IN_SQL), Value(""), Value("g"), function="regexp_replace")
        split = Func(plain, Value("\n"), function="string_to_array", output_field=ArrayField(TextField()))
        had_one = ~Q(former_names=[]) & Q(plain_former_names__overlap=wanted)
        return self.alias(plain_former_names=split).filter(Q(name__in=wanted) | Q(unique_name__in=wanted) | had_one)

    def free_unique_name(self, name: str, qualifier: str = "", taken: Iterable[str] = (), of: int | None = None) -> str:
        """What a person of that name can be called who is none of the archive's, nor of the `taken`.

        `qualifier` tells what he is known by, if others have the name; `of` is the key of the person who has it now.
        """
        not_free = set(taken)
        others = self.exclude(pk=of) if of else self
        return next(
            possible
            for possible in possible_unique_names(name, qualifier)
            if possible not in not_free
            and not others.filter(Q(unique_name=possible) | Q(former_names__contains=[possible])).exists()
        )

    def current_keys(self, keys: Iterable[int]) -> dict[int, int]:
        """By key: the key of the person at the end of the merges. One query for each step of the longest chain.

        Whoever has read `merged_into` asks of those alone who were merged, and of nobody for most.
        """
        current = {key: key for key in keys}
        merged = self.filter(merged_into__isnull=False).values_list("pk", "merged_into")
        while current and (steps := dict(merged.filter(pk__in=set(current.values())))):
            current = {key: steps.get(latest) or latest for key, latest in current.items()}
        return current

    def participants_around(self, council_id: int, day: date) -> PersonQuerySet:
        """Those on the council's lists of participants within four years, a municipal term, of the day."""
        term = timedelta(days=4 * 366)
        participations = related_queryset(self.model, "participations").filter(
            meeting__council=council_id, meeting__date__range=(day - term, day + term)
        )
        return self.unmerged().filter(pk__in=participations.values("person"))

    def perhaps_named_in(self, text: str) -> PersonQuerySet:
        """Those whose name, letter by letter, stands in the text, and all who had another one: few, to be looked at."""
        place = StrIndex(Value(text), F("name"))
        return self.alias(place=place).filter(Q(place__gt=0) | ~Q(former_names=[]))

    def perhaps_called_by(self, word: str) -> PersonQuerySet:
        """Those with a word in their name that begins so, and all who had another name: few, to be looked at."""
        begins_so = rf"(^|[{_BEFORE_A_WORD}]){re.escape(danish_sort_key(word))}"
        return self.filter(Q(sort_key__regex=begins_so) | ~Q(former_names=[]))

    def with_attendance(self) -> PersonQuerySet:
        """Each person with `present_count` and `absent_count`, of the lists that count, and `appointment_count`."""
        participations = _counted_participations(self.model)
        return self.annotate(
            present_count=count_subquery(participations.filter(status="present"), "person"),
            absent_count=count_subquery(participations.filter(status="absent"), "person"),
            appointment_count=count_subquery(_shown_appointments(self.model), "person"),
        )

    def with_attendance_for(self, municipality: Municipality) -> PersonQuerySet:
        """Those who sat for `municipality`, hidden samples aside.

        Each with attendance in that time and its `first_date` and `last_date`.
        """
        shown = _shown_participations(self.model).filter(municipality=municipality)
        # Of the municipality alone: of all, PostgreSQL would go through the list for each row, as it takes too much
        # memory to be hashed.
        counted = Q(participations__in=_counted_participations(self.model).filter(municipality=municipality))
        return (
            self.unmerged()
            .filter(participations__in=shown)
            .annotate(
                present_count=Count("participations", filter=Q(counted, participations__status="present")),
                absent_count=Count("participations", filter=Q(counted, participations__status="absent")),
                first_date=Min("participations__meeting__date"),
                last_date=Max("participations__meeting__date"),
            )
            .order_by("sort_key")
        )

    def with_latest_membership(self) -> PersonQuerySet:
        """Each person with the `latest_party` and `latest_municipality` of a list of participants.

        Of somebody who is on none: those that the latest item told that appointed him, and told them.
        """
        of_person = Q(person=OuterRef("pk"))
        lists = _shown_participations(self.model).filter(of_person).order_by("-meeting__date")
        appointed = _shown_appointments(self.model).filter(of_person).order_by("-item__meeting__date")
        names = {"latest_party": "party__letter", "latest_municipality": "municipality__name"}
        return self.annotate(
            **{
                annotation: Case(
                    When(Exists(lists), then=Subquery(lists.values(field)[:1])),
                    default=Subquery(appointed.filter(**{f"{field}__isnull": False}).values(field)[:1]),
                )
                for annotation, field in names.items()
            }
        )

    def doubted(self) -> PersonQuerySet:
        """Those of whom an editor is asked whether what the archive has of them is one person's."""
        return self.filter(identity_check=IdentityCheck.ASKED, merged_into=None)

    def latest_memberships(self, keys: Iterable[int]) -> dict[int, str]:
        """Whom the people with these keys sat for when they were last on a list of participants: »Rebild, V«.

        Of those who are on none: when they were last appointed by an item that told it.
        """
        wanted, told = set(keys), Q(municipality__isnull=False) | Q(party__isnull=False)
        found: dict[int, str] = {}
        for records, day in (
            (_shown_participations(self.model), "meeting__date"),
            (_shown_appointments(self.model).filter(told), "item__meeting__date"),
        ):
            if left := wanted - found.keys():
                rows = records.filter(person__in=left).order_by("person", f"-{day}").distinct("person")
                for key, *membership in rows.values_list("person", "municipality__name", "party__letter"):
                    found[key] = ", ".join(filter(None, membership))
        return found


def _shown_participations(model: type[models.Model]) -> models.QuerySet[Any]:
    return related_queryset(model, "participations").exclude(in_hidden_meeting("meeting"))


def _shown_appointments(model: type[models.Model]) -> models.QuerySet[Any]:
    return related_queryset(model, "appointments").exclude(in_hidden_item("item"))


def _counted_participations(model: type[models.Model]) -> models.QuerySet[Any]:
    """The participations that rates are made of, by today (ParticipantQuerySet.counted)."""
    participations: Any = related_queryset(model, "participations")
    counted: models.QuerySet[Any] = participations.shown().counted(timezone.localdate())
    return counted


class Person(Renamable, DanishSorted):
    """Somebody who took part in a meeting, or was appointed at one. Several may have one name."""

    NAME_FIELD: ClassVar[str] = "unique_name"

    name = models.CharField("navn", max_length=120)
    # What plain values call the person (unique_names.py): the name, and in braces what tells him from others of it.
    unique_name = models.CharField("entydigt navn", max_length=MAX_LENGTH, unique=True, editable=False)
    slug = models.SlugField("adresse", max_length=120, unique=True)
    # The person that an editor says this one is. The name and the address stay here (see merging.py).
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name="slået sammen med",
    )
    # Whether all that the archive has of the name is one person's, where it may be several's.
    identity_check = models.CharField(
        "én eller flere", max_length=5, choices=IdentityCheck, blank=True, default="", db_default="", editable=False
    )
    # Where an editor who split a person said that this one it was: ["participant kkr-nord 2022-02-04", …].
    decided_places = models.JSONField(default=list, db_default=[], blank=True, editable=False)
    folded_name = folded_column("name")
    # Whether somebody withholds it now; `Withholding.objects.settle` writes it.
    is_withheld = models.BooleanField("tilbageholdt", default=False, db_default=False, editable=False)

    objects = PublicManager.from_queryset(PersonQuerySet)()
    including_withheld = PersonQuerySet.as_manager()

    class Meta(DanishSorted.Meta):
        verbose_name = "person"
        verbose_name_plural = "personer"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("pk")), name="nobody_is_merged_into_themselves"
            )
        ]
        indexes: ClassVar = [
            GinIndex(fields=("folded_name",), name="people_by_name", opclasses=("gin_trgm_ops",)),
            GinIndex(fields=("sort_key",), name="people_by_word", opclasses=("gin_trgm_ops",)),
            models.Index(fields=("id",), condition=~Q(former_names=[]), name="renamed_people"),
            models.Index(fields=("id",), condition=Q(is_withheld=True), name="withheld_people"),
        ]

    def __str__(self) -> str:
        """The name, and what tells the person from the first of it: »Bo Lind (Thisted)«."""
        qualifier = qualifier_of(self.unique_name)
        return f"{self.name} ({qualifier})" if qualifier else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **with_field("unique_name", kwargs))

    def _remember_former_name(self) -> None:
        stored = Person.objects.filter(pk=self.pk).values_list("name", "unique_name").first()
        is_renamed = stored is not None and stored[0] != self.name
        if stored is not None and is_renamed and stored[1] not in self.former_names:
            self.former_names = [*self.former_names, stored[1]]
        if is_renamed or not self.unique_name:
            self.unique_name = Person.objects.free_unique_name(self.name, of=self.pk)

    def get_absolute_url(self) -> str:
        return page_address("person", self.slug)

    @property
    def names(self) -> list[str]:
        """The name and those before it, as documents have them."""
        return all_names(self.name, self.former_names)

    def current(self) -> Person:
        """The person at the end of the merges: this one where there was none. One query for each step."""
        person = self
        while person.merged_into is not None:
            person = person.merged_into
        return person

    def everybody_merged(self) -> list[Person]:
        """All who were merged into this person, in however many steps, in Danish order. One query for each step."""
        everybody: list[Person] = []
        latest = [self]
        while latest := list(Person.objects.filter(merged_into__in=latest)):
            everybody += latest
        return sorted(everybody, key=lambda person: person.sort_key)


class PersonMergeQuerySet(models.QuerySet["PersonMerge"]):
    def awaiting(self) -> PersonMergeQuerySet:
        """The suggestions that wait for an editor: of two people who are none of a merge or of samples alone."""
        shown = Person.objects.shown().order_by().values("pk")
        return self.filter(state=MergeState.SUGGESTED, kept__in=shown, merged__in=shown)

    def of_withheld(self) -> PersonMergeQuerySet:
        """The pairs of whom one is withheld: until it is answered, the other may be the same, and public."""
        return self.exclude(kept__is_withheld=F("merged__is_withheld"))

    def of_equals(self) -> PersonMergeQuerySet:
        """The pairs who are both withheld or both public."""
        return self.filter(kept__is_withheld=F("merged__is_withheld"))

    def of_one_name(self) -> PersonMergeQuerySet:
        """The pairs who have one name."""
        return self.filter(kept__name=F("merged__name"))

    def of_two_names(self) -> PersonMergeQuerySet:
        """The pairs who have two names."""
        return self.exclude(kept__name=F("merged__name"))


class PersonMerge(models.Model):
    """A pair of people: suggested by an import or chosen by an editor, then merged, refused or undone.

    There is one for a pair, whichever of the two is kept, so that what was decided is not suggested again.

    `moved` and `stayed` are for an undo, and empty unless the two are merged (people/merging.py). `moved` has, by
    relation, the key of each record that the merge moved and the name that its document has for the person ('' in a
    record made by hand): `{"participants": {"17": "Bo Lind"}, "appointments": {}, "predecessors": {}}`. `stayed` has
    the keys of those that were the kept person's already, though their documents name the merged one, since an editor
    had corrected them: `{"participants": [21], "appointments": [], "predecessors": []}`.
    """

    kept = models.ForeignKey(Person, models.CASCADE, related_name="merges_as_kept", verbose_name="beholdes")
    merged = models.ForeignKey(Person, models.CASCADE, related_name="merges_as_merged", verbose_name="går op i den")
    reason = models.CharField("grund", max_length=200, blank=True)
    state = models.CharField("status", max_length=10, choices=MergeState, default=MergeState.SUGGESTED)
    moved = models.JSONField("flyttet", default=dict, editable=False)
    stayed = models.JSONField("stod allerede der", default=dict, editable=False)
    suggested_at = models.DateTimeField("foreslået", auto_now_add=True)
    decided_at = models.DateTimeField("afgjort", null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="afgjort af",
    )

    objects = PersonMergeQuerySet.as_manager()

    class Meta:
        verbose_name = "sammenlægning"
        verbose_name_plural = "sammenlægninger"
        ordering = ("-suggested_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(Least("kept", "merged"), Greatest("kept", "merged"), name="one_merge_a_pair"),
            models.CheckConstraint(condition=~models.Q(kept=models.F("merged")), name="a_merge_is_of_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"
