"""The year's wheel: what returns each year, by month, last time's decision beside the latest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.pages import breadcrumbs
from meetings.pages.yearly_wheel import wheel_months


@require_safe
def wheel(request: HttpRequest) -> HttpResponse:
    """The year's wheel, month by month."""
    return render(
        request,
        "meetings/wheel.html",
        {"months": wheel_months(), "breadcrumbs": breadcrumbs.to_list("Forløb", "meetings:threads")},
    )
