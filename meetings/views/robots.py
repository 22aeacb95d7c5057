"""What machines ask a site for before anything else: what not to read, and how to search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from meetings.pages.parameters import MalformedParameter, Parameters
from meetings.pages.suggestions import suggestions_for
from meetings.views.json_responses import json_response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Robots stay out of the admin and of searches, of which there is no end."""
    lines = (
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('meetings:search')}?",
        f"Disallow: {reverse('meetings:typeahead')}",
        f"Disallow: {reverse('meetings:browser_suggestions')}",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('meetings:sitemap_index'))}",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser searches the archive from its address field."""
    found = {
        "search": request.build_absolute_uri(reverse("meetings:search")),
        "suggestions": request.build_absolute_uri(reverse("meetings:browser_suggestions")),
        "itself": request.build_absolute_uri(),
        "site": request.build_absolute_uri("/").removesuffix("/"),
    }
    return render(
        request, "meetings/opensearch.xml", found, content_type="application/opensearchdescription+xml; charset=utf-8"
    )


@require_safe
def browser_suggestions(request: HttpRequest) -> HttpResponse:
    """What is suggested while one types in a browser's own search field, in the form that browsers ask for."""
    try:
        typed = Parameters.read(request.path, request.GET, {"q": "søgeord"}).get("q")
    except MalformedParameter as error:
        return json_response({"error": str(error)}, status=400)
    suggested = suggestions_for(typed)
    answer = [
        typed,
        [suggestion.text for suggestion in suggested],
        [suggestion.kind for suggestion in suggested],
        [request.build_absolute_uri(suggestion.url) for suggestion in suggested],
    ]
    return json_response(answer, safe=False, content_type="application/x-suggestions+json; charset=utf-8")
