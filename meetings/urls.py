"""The archive's addresses. They are for ever: one that moves leaves a redirect."""

from django.urls import path, register_converter

from meetings.converters import DateConverter, NumberConverter
from meetings.views import (
    appointments,
    documents,
    front,
    items,
    meetings,
    municipalities,
    people,
    search,
    since_agenda,
    threads,
    topics,
    typeahead,
)

register_converter(DateConverter, "date")
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
    path("kommuner/", municipalities.municipalities, name="municipalities"),
    path("kommuner/<slug:slug>/", municipalities.municipality, name="municipality"),
    path("personer/", people.people, name="people"),
    path("personer/<slug:slug>/", people.person, name="person"),
    path("udpegninger/", appointments.appointments, name="appointments"),
    path("dokumenter/<int:pk>/", documents.document, name="document"),
    path("dokumenter/<int:pk>/tekst/", documents.document_text, name="document_text"),
    path("bilag/<int:pk>/", documents.attachment, name="attachment"),
    path("<slug:council_slug>/", meetings.council, name="council"),
    path("<slug:council_slug>/<date:date>/", meetings.meeting, name="meeting"),
    path("<slug:council_slug>/<date:date>/siden-dagsordenen/", since_agenda.since_agenda, name="since_agenda"),
    path("<slug:council_slug>/<date:date>/<number:number>/", items.item, name="item"),
    path(
        "<slug:council_slug>/<date:date>/<number:number>-udgaaet/",
        items.item,
        {"withdrawn": True},
        name="withdrawn_item",
    ),
]
