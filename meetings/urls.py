"""The archive's addresses. They are for ever: one that moves leaves a redirect."""

from django.contrib.sitemaps import views as sitemap_views
from django.urls import path, register_converter

from meetings.converters import MeetingDayConverter, NumberConverter
from meetings.pages.sitemaps import SITEMAPS
from meetings.views import (
    about,
    appointments,
    bodies,
    documents,
    figures,
    front,
    items,
    meetings,
    municipalities,
    objections,
    people,
    robots,
    search,
    since_agenda,
    style_guide,
    threads,
    topics,
    typeahead,
    wheel,
)

register_converter(MeetingDayConverter, "day")
register_converter(NumberConverter, "number")

app_name = "meetings"

urlpatterns = [
    path("", front.front, name="front"),
    path("soeg/", search.search, name="search"),
    path("soeg/forslag/", typeahead.typeahead, name="typeahead"),
    path("moeder/", meetings.meetings, name="meetings"),
    path("moeder/<int:year>/", meetings.meetings_of_year, name="meetings_of_year"),
    path("emner/", topics.topics, name="topics"),
    path("emner/<slug:slug>/", topics.topic, name="topic"),
    path("forloeb/", threads.threads, name="threads"),
    path("forloeb/<slug:slug>/", threads.thread, name="thread"),
    path("aarshjul/", wheel.wheel, name="wheel"),
    path("kommuner/", municipalities.municipalities, name="municipalities"),
    path("kommuner/<slug:slug>/", municipalities.municipality, name="municipality"),
    path("personer/", people.people, name="people"),
    path("personer/<slug:slug>/", people.person, name="person"),
    path("tal/", figures.figures, name="figures"),
    path("tal/<slug:slug>/", figures.figures_of_series, name="figures_of_series"),
    path("tal/<slug:slug>.csv", figures.series_as_csv, name="series_as_csv"),
    path("udpegninger/", appointments.appointments, name="appointments"),
    path("udpegninger/<slug:slug>/", bodies.body, name="body"),
    path("dokumenter/<int:pk>/", documents.document, name="document"),
    path("dokumenter/<int:pk>/tekst/", documents.document_text, name="document_text"),
    path("bilag/<int:pk>/", documents.attachment, name="attachment"),
    path("moedebilag/<int:pk>/", documents.meeting_attachment, name="meeting_attachment"),
    path("_stil/", style_guide.style_guide, name="style_guide"),
    path("om/", about.about, name="about"),
    path("privatliv/", about.privacy, name="privacy"),
    path("privatliv/indsigelse/", objections.objection, name="objection"),
    path("privatliv/indsigelse/modtaget/", objections.objection_received, name="objection_received"),
    path("tilgaengelighed/", about.accessibility, name="accessibility"),
    path("was/", about.registered_statement, name="registered_statement"),
    path("robots.txt", robots.robots, name="robots"),
    path("opensearch.xml", robots.opensearch, name="opensearch"),
    path("opensearch/forslag/", robots.browser_suggestions, name="browser_suggestions"),
    path(
        "sitemap.xml",
        sitemap_views.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "meetings:sitemap"},
        name="sitemap_index",
    ),
    path("sitemap-<section>.xml", sitemap_views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("<slug:council_slug>/", meetings.council, name="council"),
    path("<slug:council_slug>/<day:day>/", meetings.meeting, name="meeting"),
    path("<slug:council_slug>/<day:day>/siden-dagsordenen/", since_agenda.since_agenda, name="since_agenda"),
    path("<slug:council_slug>/<day:day>/<number:number>/", items.item, name="item"),
    path(
        "<slug:council_slug>/<day:day>/<number:number>-udgaaet/",
        items.item,
        {"withdrawn": True},
        name="withdrawn_item",
    ),
]
