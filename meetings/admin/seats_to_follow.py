"""The appointments of an item that change where the wording of its decision gives other seats than it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from meetings.importing.named_records import NamedRecords, with_known_municipalities
from meetings.models import AgendaItem, Appointment, Body, Person
from meetings.models.base import PlainValues, RecordKey
from meetings.parsing.meaning.appointments import FoundAppointment


@dataclass(frozen=True)
class SeatChanges:
    """The appointments that go; the values of those that come; and those of others that say more or less than before.

    The values stand by a key that is the seat's in the wording; `others` are the appointments of `changed`.
    """

    gone: tuple[Appointment, ...]
    added: Mapping[RecordKey, PlainValues]
    changed: Mapping[RecordKey, PlainValues]
    others: Mapping[RecordKey, Appointment]

    @classmethod
    def between(
        cls, item: AgendaItem, before: Iterable[FoundAppointment], after: Iterable[FoundAppointment]
    ) -> SeatChanges:
        """What differs between two readings of the item's wording, and is not so yet in the archive."""
        was, is_now = _by_seat(before), _by_seat(after)
        stored = _stored_by_seat(item, {**was, **is_now})
        differing = {key: _differing(was[key], is_now[key]) for key in is_now if key in was and key in stored}
        changed = {key: values for key, values in differing.items() if values}
        return cls(
            gone=tuple(stored[key] for key in was if key not in is_now and key in stored),
            added={key: values for key, values in is_now.items() if key not in was and key not in stored},
            changed=changed,
            others={key: stored[key] for key in changed},
        )

    def __bool__(self) -> bool:
        return bool(self.gone or self.added or self.changed)

    def sentence(self) -> str:
        """»Ordlyden udpeger nu: Bo Lind til Havnerådet.«, and whom no longer."""
        come = [f"{values['person'] or 'ubesat'} til {values['body']}" for values in self.added.values()]
        come += [f"{_name(appointment)} med andre oplysninger" for appointment in self.others.values()]
        gone = [_name(appointment) for appointment in self.gone]
        told = (("Ordlyden udpeger nu", come), ("Ordlyden udpeger ikke længere", gone))
        return " ".join(f"{opening}: {'; '.join(names)}." for opening, names in told if names)

    def write(self, item: AgendaItem) -> None:
        """Deletes, changes and makes the appointments, as an editor; one that was made meanwhile is left as it is."""
        Appointment.objects.filter(pk__in=[appointment.pk for appointment in self.gone]).delete()
        values = with_known_municipalities({**self.added, **self.changed})
        names = NamedRecords()
        names.find_or_create(values.values())
        for key, appointment in self.others.items():
            _set_fields(appointment, values[key], names)
            appointment.save()
        for key in self.added:
            new = Appointment(item=item)
            _set_fields(new, values[key], names)
            if not new.person or not item.appointments.filter(person=new.person, body=new.body).exists():
                new.save()


def _set_fields(appointment: Appointment, values: PlainValues, names: NamedRecords) -> None:
    """Sets them as an editor's: what documents said stays in `imported`."""
    read = appointment.imported
    names.set_fields(appointment, values, {})
    appointment.imported = read


def _by_seat(found: Iterable[FoundAppointment]) -> dict[RecordKey, PlainValues]:
    """The values of the seats' records, by a key of the holder, or for an empty one its number, and the body."""
    vacancies: Counter[str] = Counter()
    by_seat: dict[RecordKey, PlainValues] = {}
    for seat in found:
        if not seat.person:
            vacancies[seat.body] += 1
        number = 0 if seat.person else vacancies[seat.body]
        by_seat["appointment", f"{seat.person or number}/{seat.body}"] = {
            "person": seat.person or None,
            "vacancy_number": number,
            "party": seat.party or None,
            "municipality": seat.municipality or None,
            "body": seat.body,
            "role": seat.role,
            "replaces": seat.replaces or None,
            "starts": seat.starts.isoformat() if seat.starts else None,
        }
    return by_seat


def _stored_by_seat(item: AgendaItem, seats: Mapping[RecordKey, PlainValues]) -> dict[RecordKey, Appointment]:
    """The item's appointments by the seats that they are, whatever people and bodies are called now."""
    people = Person.objects.keys_by_name(values["person"] for values in seats.values() if values["person"])
    wanted = {values["body"] for values in seats.values()}
    bodies = Body.objects.filter(Q(name__in=wanted) | Q(former_names__overlap=sorted(wanted))) if wanted else ()
    body_of = {name: body.pk for body in bodies for name in (*body.former_names, body.name)}
    stored: dict[tuple[int | None, int, int], Appointment] = {}
    vacancies: Counter[int] = Counter()
    for appointment in item.appointments.select_related("person", "body").order_by("pk"):
        if appointment.person_id is None:
            vacancies[appointment.body_id] += 1
        number = 0 if appointment.person_id else vacancies[appointment.body_id]
        stored[appointment.person_id, appointment.body_id, number] = appointment
    found: dict[RecordKey, Appointment] = {}
    for key, values in seats.items():
        person = people.get(values["person"], 0) if values["person"] else None
        if of_seat := stored.get((person, body_of.get(values["body"], 0), values["vacancy_number"])):
            found[key] = of_seat
    return found


def _differing(before: PlainValues, after: PlainValues) -> PlainValues:
    return {name: value for name, value in after.items() if value != before[name]}


def _name(appointment: Appointment) -> str:
    return f"{appointment.person or 'ubesat'} til {appointment.body}"
