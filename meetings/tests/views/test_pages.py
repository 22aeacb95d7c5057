"""What a reader sees on each kind of page."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem, Attachment, Decision, Meeting, Topic
from meetings.models.choices import CaseType, DocumentKind, FieldName, Status
from meetings.tests import factories
from meetings.tests.reading import html_of, text_of, words

pytestmark = pytest.mark.django_db


def test_the_front_page_of_an_empty_archive_says_so(client: Client) -> None:
    assert "Arkivet er tomt." in text_of(client, "/")


@pytest.mark.parametrize("is_sample", [False, True])
def test_councils_are_listed_as_danish_lists_them(client: Client, is_sample: bool) -> None:
    for name in ("KKR Et", "KKR To", "KKR Tre"):
        factories.make_meeting(council=factories.make_council(name, is_sample=is_sample))
    text = words(client.get("/").content.decode())
    assert "fra 1 møde i KKR Et, 1 møde i KKR To og 1 møde i KKR Tre, 2024." in text
    assert ("KKR Et, KKR To og KKR Tre er opdigtede råd" in text) is is_sample


def test_the_front_page_shows_what_was_decided_lately_and_the_ways_in(client: Client) -> None:
    factories.make_item(
        "Fordeling af kvoter",
        decision="Formanden indledte punktet. Rådet godkendte fordelingen.",
        topics=[factories.make_topic("Sundhed")],
    )
    factories.make_municipality("Læsø")
    text = text_of(client, "/")
    for phrase in ("Senest besluttet", "Fordeling af kvoter", "Rådet godkendte fordelingen.", "Godkendt"):
        assert phrase in text
    for phrase in ("Efter år 2024", "Efter emne Sundhed 1", "Efter sagstype Beslutningssag 1", "Efter kommune Læsø"):
        assert phrase in text
    assert "1 punkt og 1 beslutning fra 1 møde i KKR Prøve, 2024." in text
    assert "Formanden indledte" not in text


def test_formalities_and_items_without_a_decision_are_not_lately_decided(client: Client) -> None:
    factories.make_item("Godkendelse af dagsorden", "1.1", decision="Godkendt.", case_type=CaseType.FORMALITY)
    factories.make_item("Kun på dagsordenen", "1.2")
    assert "Arkivet har endnu ingen referater med beslutninger." in text_of(client, "/")


def test_the_next_meeting_stands_apart_from_the_latest(client: Client) -> None:
    factories.make_meeting(date(2024, 6, 21))
    factories.make_meeting(date(9998, 6, 19))
    text = text_of(client, "/")
    assert "Næste møde 19. juni 9998" in text
    assert "Seneste møde 21. juni 2024" in text


def test_meetings_stand_by_year_with_their_documents(client: Client) -> None:
    factories.make_document(factories.make_meeting(date(2024, 6, 21), place="Rådhuset"))
    factories.make_item("Punkt", meeting=Meeting.objects.get())
    factories.make_meeting(date(2025, 3, 7))
    of_2024 = text_of(client, "/moeder/2024/")
    assert "21. juni 2024 KKR Prøve, 21. juni 2024 1 punkt · Rådhuset Referat" in of_2024
    assert "7. marts" not in of_2024
    assert "7. marts 2025" in text_of(client, "/moeder/")


def test_a_council_has_its_own_meetings_only(client: Client) -> None:
    factories.make_meeting(date(2024, 6, 21))
    factories.make_meeting(date(2025, 3, 7), council=factories.make_council("KKR Andet"))
    text = text_of(client, "/kkr-andet/")
    assert "1 møde i arkivet, fra 7. marts 2025" in text
    assert "21. juni" not in text


def test_a_meeting_shows_facts_contents_and_participants(client: Client) -> None:
    meeting = factories.make_meeting(place="Rådhuset", participants_complete=True)
    section = factories.make_section(meeting, "3", "Regionale sager")
    factories.make_item("Fordeling af kvoter", "3.1", meeting=meeting, section=section, decision="Rådet godkendte.")
    factories.make_participant(meeting, factories.make_person("Bo Aa"), role="formand")
    rebild = factories.make_municipality("Rebild")
    factories.make_participant(meeting, factories.make_person("Ida Ås"), status=Status.ABSENT, municipality=rebild)
    text = text_of(client, meeting.get_absolute_url())
    assert "Møde 21. juni 2024" in text
    assert "Sted Rådhuset" in text
    assert "3 Regionale sager 3.1 Fordeling af kvoter Rådet godkendte. Godkendt Beslutningssag" in text
    assert "Til stede 1 Aalborg Kommune Bo Aa (A), formand Afbud 1 Rebild Kommune Ida Ås (A)" in text
    assert "KKR Prøve, møde 21. juni 2024" in text
    assert "kun en del" not in text


def test_a_document_that_a_later_edition_replaced_is_told_apart_from_it(client: Client) -> None:
    meeting = factories.make_meeting()
    former, latest = (factories.make_document(meeting, pages=pages) for pages in (26, 27))
    factories.make_document(meeting, kind=DocumentKind.AGENDA)
    factories.make_document(meeting, is_draft=True)
    factories.make_item("Fordeling", document=latest)
    of_former = "Referat, 26 sider (tekst af referat)"
    assert (
        f"Dokumenter Referat, 27 sider (tekst af referat) {of_former}, tidligere udgave "
        "Udkast til referat, 2 sider (tekst af udkast til referat) Dagsorden, 2 sider (tekst af dagsorden)"
    ) in text_of(client, meeting.get_absolute_url())
    supplemented = factories.make_meeting(date(2024, 9, 1))
    for kind in (DocumentKind.AGENDA, DocumentKind.AGENDA, DocumentKind.MINUTES):
        factories.make_document(supplemented, kind=kind)
    assert "tidligere udgave" not in text_of(client, supplemented.get_absolute_url())
    factories.make_item("Kun i det første", "1.2", document=former)
    assert f"{of_former} Udkast" in text_of(client, meeting.get_absolute_url())


@pytest.mark.parametrize("url", ["/moeder/", "/moeder/2024/", "/kkr-proeve/"])
def test_many_meetings_come_a_page_at_a_time(client: Client, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setattr("meetings.views.meetings.MEETINGS_A_PAGE", 2)
    for month in (1, 2, 3):
        factories.make_meeting(date(2024, month, 1))
    first, second = text_of(client, url), text_of(client, f"{url}?side=2")
    for day, on_first in (("1. marts 2024", True), ("1. februar 2024", True), ("1. januar 2024", False)):
        assert (f"KKR Prøve, {day} 0 punkter" in first) is on_first
        assert (f"KKR Prøve, {day} 0 punkter" in second) is not on_first
    assert client.get(f"{url}?side=3").status_code == 400


def test_sections_without_items_stand_in_a_meetings_contents(client: Client) -> None:
    meeting = factories.make_meeting()
    for place, title in enumerate(("Formalia", "Sager", "Eventuelt"), start=1):
        meeting.sections.create(number=str(place), title=title, position=place)
    factories.make_item("Fordeling", "2.1", meeting=meeting, section=meeting.sections.get(number="2"))
    text = text_of(client, meeting.get_absolute_url())
    assert "1 Formalia Ingen punkter 2 Sager 2.1 Fordeling Beslutningssag 3 Eventuelt Ingen punkter" in text
    assert client.get(meeting.get_absolute_url()).content.decode().count('<ol class="agenda">') == 1


def test_municipalities_of_a_meeting_stand_in_danish_order(client: Client) -> None:
    meeting = factories.make_meeting()
    for name in ("Aalborg", "Thisted", "Brønderslev"):
        municipality = factories.make_municipality(name)
        factories.make_participant(meeting, factories.make_person(f"En fra {name}"), municipality=municipality)
    text = text_of(client, meeting.get_absolute_url())
    assert re.findall(r"(\w+) Kommune En fra", text) == ["Brønderslev", "Thisted", "Aalborg"]


def test_an_incomplete_list_of_participants_is_said_to_be_so(client: Client) -> None:
    meeting = factories.make_meeting(participants_complete=False)
    factories.make_participant(meeting)
    text = text_of(client, meeting.get_absolute_url())
    assert "Dokumentet gengiver kun en del af deltagerlisten." in text
    assert "ingen deltagerliste" not in text


@pytest.mark.parametrize("complete", [True, False, None])
def test_a_meeting_without_participants_has_no_list_of_them(client: Client, complete: bool | None) -> None:
    text = text_of(client, factories.make_meeting(participants_complete=complete).get_absolute_url())
    assert "Dokumentet har ingen deltagerliste." in text
    assert "kun en del" not in text


def test_meetings_and_items_lead_to_their_neighbours(client: Client) -> None:
    items = [factories.make_item(f"Punkt {place}", f"1.{place}") for place in (1, 2, 3)]
    later = factories.make_meeting(date(2025, 3, 7))
    elsewhere = factories.make_meeting(date(2025, 1, 1), council=factories.make_council("KKR Andet"))
    middle = html_of(client, items[1].get_absolute_url())
    assert f'rel="prev" href="{items[0].get_absolute_url()}"' in middle
    assert f'rel="next" href="{items[2].get_absolute_url()}"' in middle
    first = html_of(client, items[0].meeting.get_absolute_url())
    assert f'rel="next" href="{later.get_absolute_url()}"><span>Næste møde i arkivet</span> 7. marts 2025' in first
    last = html_of(client, later.get_absolute_url())
    assert "<span>Forrige møde i arkivet</span> 21. juni 2024" in last
    assert elsewhere.get_absolute_url() not in first


def test_an_item_shows_its_texts_facts_and_source(client: Client) -> None:
    meeting = factories.make_meeting()
    document = factories.make_document(meeting)
    item = factories.make_item(
        "Fordeling af kvoter",
        "3.6",
        meeting=meeting,
        document=document,
        page=20,
        case_number="SAG-2024-01848",
        subject_number="27.18.02",
        initials=["hast"],
        background="Loven.\n\n– Et\n– To",
        recommendation="Det indstilles, at …",
        presentation="Fremstilling.",
        decision="Rådet godkendte.",
        municipalities=[factories.make_municipality("Læsø")],
        topics=[factories.make_topic("Flygtninge")],
    )
    Decision.objects.update(document=document, page=20)
    Attachment.objects.create(item=item, position=0)
    Attachment.objects.create(item=item, position=1, title="Havnekort", file="bilag/havnekort.pdf")
    html = html_of(client, item.get_absolute_url())
    text = words(html)
    assert "Beslutningen:" not in text
    assert text.index("Beslutning Rådet godkendte.") < text.index("Indstilling Det indstilles")
    assert "<ul><li>Et</li>" in html
    assert f'href="{document.get_absolute_url()}#page=20"' in html
    assert f'href="{reverse("meetings:document_text", args=(document.pk,))}#side-20"' in html
    assert f'href="{reverse("meetings:search")}?q=SAG-2024-01848"' in html
    assert "Bilag 1 (ikke i arkivet) Havnekort" in text
    assert "KKR Prøve, referat 21. juni 2024, pkt. 3.6, s. 20" in text
    assert f"http://testserver{item.get_absolute_url()}" in text
    for phrase in ("Kommuner Læsø", "Emner Flygtninge", "Emne i KLE 27.18.02", "Sagsbehandler hast"):
        assert phrase in text


def test_an_item_is_cited_by_the_page_of_its_decision(client: Client) -> None:
    item = factories.make_item("Fordeling", "3.6", decision="Rådet godkendte.", page=12)
    agenda = factories.make_document(item.meeting, kind=DocumentKind.AGENDA)
    minutes = factories.make_document(item.meeting)
    AgendaItem.objects.update(document=agenda)
    Decision.objects.update(document=minutes, page=20)
    text = text_of(client, item.get_absolute_url())
    assert "Punktet: dagsorden, side 12 (tekst til punktet) Beslutningen: referat, side 20" in text
    assert "KKR Prøve, referat 21. juni 2024, pkt. 3.6, s. 20" in text


def test_a_table_of_an_item_is_a_table(client: Client) -> None:
    item = factories.make_item(presentation="Før.\n\nEfter.")
    factories.make_table(item, title="Kvoter", field=FieldName.PRESENTATION, after_block=1)
    html = html_of(client, item.get_absolute_url())
    assert html.index("<p>Før.</p>") < html.index("<caption>Kvoter</caption>") < html.index("<p>Efter.</p>")
    assert '<th scope="row">Aalborg</th><td class="figure">12.345</td>' in html
    assert '<tr class="sum"><th scope="row">I alt</th>' in html


def test_references_are_links_where_the_archive_has_what_they_name(client: Client) -> None:
    other = factories.make_meeting(date(2024, 3, 1))
    factories.make_item("Budget", "2.1")
    item = factories.make_item(
        "Fordeling", "2.2", references=[date(2024, 3, 1), date(2023, 3, 3)], item_references=["2.1", "9.9"]
    )
    html = html_of(client, item.get_absolute_url())
    assert f'<a href="{other.get_absolute_url()}">1. marts 2024</a>' in html
    assert "3. marts 2023 (ikke i arkivet)" in html
    assert "Pkt. 2.1 Budget</a>" in html
    assert "9.9" not in html


def test_the_topics_are_those_that_some_item_has(client: Client) -> None:
    factories.make_item("Sygehuse", "1.1", topics=[factories.make_topic("Sundhed")])
    html = client.get("/emner/").content.decode()
    assert "Sundhed 1 punkt" in text_of(client, "/emner/")
    assert html.count('href="/emner/') == 2  # the menu and the topic


def test_a_topic_leads_to_the_search_in_it_and_by_its_rule(client: Client) -> None:
    topic = factories.make_topic("Sundhed")
    Topic.objects.filter(pk=topic.pk).update(rule='sundhed eller "nære tilbud"')
    html = client.get("/emner/sundhed/").content.decode()
    assert 'href="/soeg/?emne=sundhed"' in html
    assert 'href="/soeg/?q=sundhed%20eller%20%22n%C3%A6re%20tilbud%22"' in html


def test_nobody_leafs_through_a_topic_without_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetings.views.topics.REACH", 50)
    meeting, topic = factories.make_meeting(), factories.make_topic()
    for place in range(60):
        factories.make_item(f"Punkt {place}", f"1.{place}", meeting=meeting, topics=[topic], position=place)
    assert "Kun de nyeste 50 punkter kan bladres igennem." in text_of(client, "/emner/sundhed/?side=2")
    assert client.get("/emner/sundhed/?side=3").status_code == 400


def test_topics_and_municipalities_lead_to_their_items(client: Client) -> None:
    topic, municipality = factories.make_topic("Sundhed"), factories.make_municipality("Læsø")
    factories.make_item("Sygehuse", "1.1", topics=[topic])
    factories.make_item("Færger", "1.2", municipalities=[municipality])
    assert "Sundhed 1 punkt" in text_of(client, "/emner/")
    of_topic = text_of(client, "/emner/sundhed/")
    assert "Sygehuse" in of_topic
    assert "Færger" not in of_topic
    of_municipality = text_of(client, "/kommuner/laesoe/")
    assert "1 punkt nævner kommunen" in of_municipality
    assert "Færger" in of_municipality
    assert "Sygehuse" not in of_municipality


def test_municipalities_stand_in_danish_order_with_counts(client: Client) -> None:
    for name in ("Aalborg", "Læsø", "Morsø"):
        factories.make_municipality(name)
    item = factories.make_item(municipalities=[factories.make_municipality("Læsø")])
    factories.make_appointment(item, municipality=factories.make_municipality("Læsø"))
    factories.make_participant(item.meeting, municipality=factories.make_municipality("Læsø"))
    assert (
        text_of(client, "/kommuner/")
        .partition("Udpeg\u00adninger")[2]
        .startswith(" Læsø 1 1 1 Morsø 0 0 0 Aalborg 0 0 0")
    )


def test_a_municipality_shows_who_sat_for_it_in_that_time_only(client: Client) -> None:
    person, rebild = factories.make_person("Ida Ås"), factories.make_municipality("Rebild")
    factories.make_participant(factories.make_meeting(date(2023, 1, 1)), person, municipality=rebild)
    factories.make_participant(
        factories.make_meeting(date(2025, 1, 1)), person, municipality=rebild, status=Status.ABSENT
    )
    factories.make_participant(factories.make_meeting(date(2026, 1, 1)), person)
    assert "Ida Ås 2023–2025 1 af 1 0 af 1 1 1" in text_of(client, "/kommuner/rebild/")


def test_a_person_shows_memberships_attendance_and_appointments(client: Client) -> None:
    person, rebild = factories.make_person("Ida Ås"), factories.make_municipality("Rebild")
    venstre = factories.make_party("V", "Venstre")
    factories.make_participant(factories.make_meeting(date(2021, 1, 1)), person, municipality=rebild, party=venstre)
    factories.make_participant(factories.make_meeting(date(2023, 1, 1)), person, municipality=rebild, party=venstre)
    absent = factories.make_meeting(date(2025, 1, 1))
    factories.make_participant(absent, person, status=Status.ABSENT)
    factories.make_appointment(factories.make_item(), person, "Havnerådet", replaces=factories.make_person("Bo Aa"))
    text = text_of(client, "/personer/ida-aas/")
    assert "2025 Aalborg Kommune, Socialdemokratiet (A), i KKR Prøve 2021–2023 Rebild Kommune, Venstre (V)" in text
    assert "Til stede ved 2 af 3 møder, hvor dokumenterne oplyser fremmødet." in text
    assert "1. januar 2025 Afbud" in text
    assert "21. juni 2024, pkt. 1.1 Bo Aa" in text


def test_people_show_the_latest_party_and_municipality(client: Client) -> None:
    person = factories.make_person("Ida Ås")
    factories.make_participant(
        factories.make_meeting(date(2023, 1, 1)), person, municipality=factories.make_municipality("Rebild")
    )
    factories.make_participant(factories.make_meeting(date(2025, 1, 1)), person, party=factories.make_party("V"))
    assert "Ida Ås Aalborg V 2 0 0" in text_of(client, "/personer/")


def test_a_sample_council_is_said_to_be_invented_on_every_page(client: Client) -> None:
    council = factories.make_council("KKR Limfjorden", is_sample=True)
    item = factories.make_item(meeting=factories.make_meeting(council=council))
    for url in ("/", "/moeder/", "/soeg/", item.get_absolute_url(), "/kkr-limfjorden/"):
        assert "KKR Limfjorden er et opdigtet råd" in words(client.get(url).content.decode()), url
    assert "Punktet er opdigtet" in text_of(client, item.get_absolute_url())


def test_an_archive_without_samples_says_nothing_of_samples(client: Client) -> None:
    item = factories.make_item()
    assert "opdigtet" not in client.get(item.get_absolute_url()).content.decode()


def test_appointments_are_narrowed_by_body_municipality_and_person(client: Client) -> None:
    item = factories.make_item()
    factories.make_appointment(item, factories.make_person("Ida Ås"), "Havnerådet")
    rebild = factories.make_municipality("Rebild")
    factories.make_appointment(item, factories.make_person("Bo Aa"), "Skolerådet", municipality=rebild)
    assert "2 udpegninger" in text_of(client, "/udpegninger/?vis=alle")
    for parameters in ("hverv=skoleraadet", "kommune=rebild", "person=bo-aa", "hverv=skoleraadet&kommune=rebild"):
        assert "1 udpegning, nyeste først" in text_of(client, f"/udpegninger/?{parameters}&vis=alle"), parameters
    assert "Ingen udpegninger svarer til valget." in text_of(
        client, "/udpegninger/?hverv=skoleraadet&person=ida-aas&vis=alle"
    )
