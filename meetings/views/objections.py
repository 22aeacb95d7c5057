"""The form for objections."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from kkrarchive.client_address import client_address
from meetings.models import Objection
from meetings.models.objections import TooManyObjections
from meetings.pages import breadcrumbs
from meetings.pages.objection_form import ObjectionForm

TOO_MANY = (
    "Der er sendt for mange indsigelser i dag. Prøv igen i morgen, eller skriv på en anden måde. "
    "Det, du skrev, er ikke sendt."
)
FROM_ELSEWHERE = "Formularen kan kun sendes fra arkivets egen side. Prøv igen herfra."


# Django guards forms by a cookie, and the archive sets none. It asks the browser instead where the form was sent from.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest) -> HttpResponse:
    """The form, with the page that `side` names; what is sent becomes a task of whoever is responsible for the data."""
    if request.method != "POST":
        return _form_page(request, ObjectionForm(initial={"page": request.GET.get("side", "")[:500]}))
    form = ObjectionForm(request.POST)
    if not _was_sent_from_here(request):
        return _form_page(request, form, refusal=FROM_ELSEWHERE, status=403)
    if not form.is_valid():
        return _form_page(request, form, status=400)
    if not form.is_of_a_program:
        written = {name: form.cleaned_data[name] for name in ("page", "text", "contact")}
        try:
            Objection.objects.receive(client=client_address(request), **written)
        except TooManyObjections:
            return _form_page(request, form, refusal=TOO_MANY, status=429)
    return redirect("meetings:objection_received")


@require_safe
def objection_received(request: HttpRequest) -> HttpResponse:
    """That it was received, and what happens then."""
    trail = breadcrumbs.to_list("Privatliv", "meetings:privacy")
    return render(request, "meetings/about/objection_received.html", {"breadcrumbs": trail})


def _was_sent_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the form. Every browser does, and no page can forge it."""
    sent_from = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(sent_from)
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin in (f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS)


def _form_page(request: HttpRequest, form: ObjectionForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "refusal": refusal,
        "contact": settings.CONTACT,
        "breadcrumbs": breadcrumbs.to_list("Privatliv", "meetings:privacy"),
    }
    return render(request, "meetings/about/objection.html", context, status=status)
