"""Accounts: who may log in, and a second factor that was lost is taken away."""

from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from kkrarchive.second_factor.resetting import reset_second_factor
from meetings.admin.django_classes import AnyUserAdmin

admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(AnyUserAdmin):
    """Django's own, with the way out for whoever has lost both telephone and recovery codes."""

    actions = ("reset_second_factor",)

    @admin.action(description="Nulstil totrinslogin for de valgte", permissions=["change"])
    def reset_second_factor(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        by = cast(User, request.user)
        names = [user.get_username() for user in chosen if reset_second_factor(user, by=by)]
        if names:
            messages.success(request, f"Nulstillet for {', '.join(names)}. De sætter det op igen, når de logger ind.")
        else:
            messages.warning(request, "Ingen af dem havde sat totrinslogin op.")
