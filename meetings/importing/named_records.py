"""People, municipalities, parties and bodies, which documents know by name, and fields made from plain values."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, time
from typing import Any, TypeVar

from django.db.models import Q

from meetings.danish.municipalities import MUNICIPALITY_NAMES
from meetings.danish.sorting import danish_sort_key
from meetings.models import Body, Council, ImportedModel, Municipality, Party, Person, Section
from meetings.models.base import PlainValues, RecordKey, name_field
from meetings.models.slugs import get_or_create_with_slug, slug
from meetings.models.unique_names import name_of

Named = TypeVar("Named", Person, Municipality, Body)

# Fields that hold several records: they are written once the record itself has a primary key.
MANY_TO_MANY = frozenset({"municipalities", "joint_councils"})
_DATES = frozenset({"date", "starts"})
_LISTS_OF_DATES = frozenset({"references", "moved_from"})
_TIMES = frozenset({"start_time"})


class NamedRecords:
    """Records that are known by name: looked up together, created where missing, then used one by one."""

    def __init__(self, distinct_names: Collection[str] = ()) -> None:
        """A person of `distinct_names` is looked up by exactly that name, and not by former or merged names.

        They come from `match_people.names_of_distinct_people`.
        """
        self._distinct_names = distinct_names
        self._people: dict[str, Person] = {}
        self._municipalities: dict[str, Municipality] = {}
        self._parties: dict[str, Party] = {}
        self._bodies: dict[str, Body] = {}
        self._councils: dict[str, Council] = {}

    def find_or_create(self, values: Iterable[PlainValues]) -> None:
        """Look up, or create, every record that these records' values name; to be called before `set_fields`.

        In one order for all processes, as each may wait for another's new names.
        """
        rows = list(values)
        self._people |= self._find_or_create_people(_sorted_names(rows, "person", "replaces"))
        self._municipalities |= _find_or_create(Municipality, _sorted_names(rows, "municipality", "municipalities"))
        self._bodies |= _find_or_create(Body, _sorted_names(rows, "body"))
        self._parties |= _find_or_create_parties(_sorted_names(rows, "party"))
        self._councils |= {name: find_or_create_council(name) for name in _sorted_names(rows, "joint_councils")}

    def _find_or_create_people(self, names: list[str]) -> dict[str, Person]:
        people = _find_or_create(Person, [name for name in names if name not in self._distinct_names])
        found = {name: person.current() for name, person in people.items()}
        return found | {name: _get_or_create(Person, name) for name in names if name in self._distinct_names}

    def set_fields(self, record: ImportedModel, values: PlainValues, sections: Mapping[str, Section]) -> None:
        """Set the record's fields to these plain values, save those of MANY_TO_MANY; the record is not saved.

        All of them are added to `imported`, by which a later import sees what a person has edited. `sections` are the
        meeting's by number. Raises KeyError for a name that `find_or_create` was not given.
        """
        for field in values.keys() - MANY_TO_MANY:
            setattr(record, field, self._field_value(field, values[field], sections))
        record.imported = {**record.imported, **values}

    def municipalities(self, names: Iterable[str]) -> list[Municipality]:
        """The municipalities of these names. Raises KeyError as `set_fields` does."""
        return [self._municipalities[name] for name in names]

    def several(self, field: str, names: Iterable[str]) -> list[Municipality] | list[Council]:
        """What a field of MANY_TO_MANY holds by these names. Raises KeyError as `set_fields` does."""
        return self.municipalities(names) if field == "municipalities" else [self._councils[name] for name in names]

    def _field_value(self, field: str, value: Any, sections: Mapping[str, Section]) -> Any:
        if field in {"person", "replaces"}:
            return self._people[value] if value else None
        if field == "municipality":
            return self._municipalities[value] if value else None
        if field == "party":
            return self._parties[value] if value else None
        if field == "body":
            return self._bodies[value]
        if field == "section":
            return sections.get(value)
        if field in _DATES:
            return date.fromisoformat(value) if value else None
        if field in _LISTS_OF_DATES:
            return [date.fromisoformat(day) for day in value]
        if field in _TIMES:
            return time.fromisoformat(value) if value else None
        return value


def with_known_municipalities(read: Mapping[RecordKey, PlainValues]) -> dict[RecordKey, PlainValues]:
    """The records read, without municipalities that are none of Denmark's and none that an editor has made.

    The document's warnings name them; once there is one, the next reading sets it.
    """
    named = {name for values in read.values() if (name := values.get("municipality"))} - {*MUNICIPALITY_NAMES}
    unknown = named - Municipality.objects.names_known(named) if named else set()
    return {
        key: {**values, "municipality": None} if values.get("municipality") in unknown else values
        for key, values in read.items()
    }


def find_or_create_council(name: str, *, is_sample: bool = False) -> Council:
    """The council that has or had that name; made where there is none."""
    known = Council.objects.known_as(name).first()
    return known or get_or_create_with_slug(Council, name, is_sample=is_sample)


def _sorted_names(rows: Iterable[PlainValues], *fields: str) -> list[str]:
    """The names that stand in these fields, ordered by slug.

    Slugs are unique: two processes that create them in one order wait for each other and never in a circle.
    """
    names: set[str] = set()
    for row in rows:
        for field in fields:
            value = row.get(field) or ()
            names.update([value] if isinstance(value, str) else value)
    return sorted(names, key=lambda name: (slug(name), name))


def _find_or_create(model: type[Named], names: list[str]) -> dict[str, Named]:
    """The records of these names, by name; created where no record has the name now or had it before."""
    found = _find(model, names) if names else {}
    missing = [name for name in names if name not in found]
    if missing:
        _bulk_create(model, missing)
        found |= _find(model, missing)
    for name in missing:
        if name not in found:  # another record has its slug
            found[name] = _get_or_create(model, name)
    return found


def _find(model: type[Named], names: list[str]) -> dict[str, Named]:
    """By what documents call them, which is a person's unique name."""
    field = name_field(model)
    known = list(model.objects.filter(Q(**{f"{field}__in": names}) | Q(former_names__overlap=names)).order_by("-pk"))
    by_name = {former: record for record in known for former in record.former_names}
    by_name |= {getattr(record, field): record for record in known}
    return {name: by_name[name] for name in names if name in by_name}


def _bulk_create(model: type[Named], names: Iterable[str]) -> None:
    """Create records of these names in one statement, but none whose name or slug another record has."""
    new = [
        model(**_names_of(model, name), slug=slug(name), sort_key=danish_sort_key(_names_of(model, name)["name"]))
        for name in names
    ]
    model.objects.bulk_create(new, ignore_conflicts=True)


def _get_or_create(model: type[Named], name: str) -> Named:
    return get_or_create_with_slug(model, name, **_names_of(model, name))


def _names_of(model: type[Named], name: str) -> dict[str, str]:
    """The fields of a new record that documents call so: a person has a name besides the unique one."""
    return {"unique_name": name, "name": name_of(name)} if model is Person else {"name": name}


def _find_or_create_parties(letters: list[str]) -> dict[str, Party]:
    parties = {party.letter: party for party in Party.objects.filter(letter__in=letters)} if letters else {}
    missing = [letter for letter in letters if letter not in parties]
    return parties | {letter: Party.objects.get_or_create(letter=letter)[0] for letter in missing}
