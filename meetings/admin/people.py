"""People and parties in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from meetings.admin import removals_of_several
from meetings.admin.base import ArchiveAdmin, NamedAdmin
from meetings.admin.editing import RowsTabularInline
from meetings.admin.merges import MergePeopleMixin
from meetings.admin.same_names import DoubtFilter, SameNamesMixin
from meetings.models import Appointment, Participant, Party, Person


class ReadOnlyInline(RowsTabularInline):
    """Records that belong to a person: shown here, corrected on their own pages."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ParticipationInline(ReadOnlyInline):
    model = Participant
    verbose_name_plural = "deltagelse i møder"
    fields = ("meeting", "status", "role", "party", "municipality")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Participant]:
        related = ("meeting__council", "person", "party", "municipality")
        return super().get_queryset(request).select_related(*related)


class AppointmentInline(ReadOnlyInline):
    model = Appointment
    fk_name = "person"
    fields = ("item", "body", "role", "party", "municipality", "replaces")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appointment]:
        return Appointment.objects.for_list()


@admin.register(Person)
class PersonAdmin(SameNamesMixin, MergePeopleMixin, NamedAdmin):
    actions = ("merge_chosen", "delete_selected")
    list_display = ("name_in_order", "membership", "present_count", "absent_count", "appointment_count")
    list_filter = (
        DoubtFilter,
        "participations__meeting__council",
        "participations__municipality",
        "participations__party",
    )
    fields = ("name", "slug", "former_names")
    inlines = (ParticipationInline, AppointmentInline)

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(removals_of_several.delete_people_sent)
        return [path("slet-valgte/", page, name="meetings_person_delete_chosen"), *super().get_urls()]

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        chosen = Person.objects.filter(pk=object_id) if object_id.isdecimal() else Person.objects.none()
        return removals_of_several.delete_people_page(request, chosen)

    @admin.action(description="Slet de valgte personer", permissions=["delete"])
    def delete_selected(self, request: HttpRequest, chosen: QuerySet[Person]) -> HttpResponse:
        return removals_of_several.delete_people_page(request, Person.objects.filter(pk__in=chosen.values("pk")))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return Person.objects.unmerged().with_attendance()

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        people = list(changelist.result_list)
        memberships = Person.objects.latest_memberships(person.pk for person in people)
        for person in people:
            person.latest_membership = memberships.get(person.pk, "")
        changelist.result_list = people
        return changelist

    @admin.display(description="sad senest for")
    def membership(self, person: Any) -> str:
        return str(person.latest_membership)

    @admin.display(description="til stede", ordering="present_count")
    def present_count(self, person: Any) -> int:
        return int(person.present_count)

    @admin.display(description="afbud", ordering="absent_count")
    def absent_count(self, person: Any) -> int:
        return int(person.absent_count)

    @admin.display(description="udpegninger", ordering="appointment_count")
    def appointment_count(self, person: Any) -> int:
        return int(person.appointment_count)


@admin.register(Party)
class PartyAdmin(ArchiveAdmin):
    list_display = ("letter", "name")
    search_fields = ("letter", "name")
