"""The registers in the admin, by which items and appointments are sorted: municipalities and bodies."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from meetings.admin.base import NamedAdmin, link_to_list
from meetings.models import Body, Municipality


@admin.register(Municipality)
class MunicipalityAdmin(NamedAdmin):
    list_display = ("name_in_order", "slug", "item_count")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Municipality]:
        return Municipality.objects.with_counts()

    @admin.display(description="punkter", ordering="item_count")
    def item_count(self, municipality: Any) -> str:
        return link_to_list("agendaitem", "municipalities__id__exact", municipality, municipality.item_count)


@admin.register(Body)
class BodyAdmin(NamedAdmin):
    list_display = ("name_in_order", "appointment_count")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Body]:
        return Body.objects.annotate(appointment_count=Count("appointments")).order_by("sort_key")

    @admin.display(description="udpegninger", ordering="appointment_count")
    def appointment_count(self, body: Any) -> str:
        return link_to_list("appointment", "body__id__exact", body, body.appointment_count)
