"""What the pages say of the way from the agenda over a draft to the minutes."""

import pytest
from django.test import Client

from meetings.models import AgendaItem, Council, Decision, Document, Meeting
from meetings.tests import factories
from meetings.tests.documents import Item, document_text, import_text
from meetings.tests.reading import html_of, query_count, text_of

pytestmark = pytest.mark.django_db

FORMALITIES = Item("1.1", "Godkendelse af dagsorden", case="SAG-2025-00001 abc")
ASKED = "Det indstilles, at KKR Prøveby giver {} mio. kr. til en bro."


def item(number: str, title: str, **texts: str) -> Item:
    return Item(number, title, case=f"SAG-2025-{len(title):05} abc", **texts)


VETS, BRIDGE, FERRY, PORT = "Fælles vagtordning for dyrlæger", "Ny bro over fjorden", "Drift af færgen", "Havnens kaj"
AGENDA = document_text(
    "agenda",
    items=[
        FORMALITIES,
        item("2.1", VETS),
        item("2.2", BRIDGE, recommendation=ASKED.format("<b>5</b>")),
        item("2.3", FERRY),
    ],
)
ITEMS = [
    FORMALITIES,
    item("2.1", PORT, decision="KKR Prøveby drøftede havnen, skibene og vejret."),
    item("2.2", VETS, decision="KKR Prøveby godkendte indstillingen."),
    item(
        "2.3",
        BRIDGE,
        recommendation=ASKED.format("<b>7</b>"),
        decision="KKR Prøveby godkendte indstillingen med den tilføjelse, at cykler skal over.",
    ),
]
MINUTES = document_text(items=ITEMS)
DRAFT = document_text(cover="Udkast til referat", items=ITEMS)
MEETING = "/kkr-proeveby/2025-03-14/"
SINCE = f"{MEETING}siden-dagsordenen/"


@pytest.fixture
def imported() -> None:
    import_text(AGENDA, "dagsorden.txt")
    import_text(MINUTES, "referat.txt")


@pytest.mark.usefixtures("imported")
class TestThePage:
    def test_tells_what_was_added_withdrawn_and_changed(self, client: Client) -> None:
        text = text_of(client, SINCE)
        assert "1 punkt tilføjet, 1 udgået, 2 fik nyt nummer, 1 indstilling ændret." in text
        assert f"Tilføjet 2.1 {PORT} Udgået 2.3 {FERRY} Ændret" in text
        assert f"2.2 {VETS} Var nr. 2.1 på dagsordenen" in text

    def test_shows_a_recommendation_word_for_word_and_runs_nothing(self, client: Client) -> None:
        html = html_of(client, SINCE)
        assert "giver <del>&lt;b&gt;5&lt;/b&gt; </del><ins>&lt;b&gt;7&lt;/b&gt; </ins>mio. kr." in html

    def test_tells_how_each_recommendation_fared(self, client: Client) -> None:
        fared = text_of(client, SINCE).partition("Punkt Besluttet ")[2]
        assert f"2.1 {PORT} Se beslutningen i pkt. 2.1 2.2 {VETS} Som indstillet" in fared
        assert f"2.3 {BRIDGE} Ændret eller med tilføjelse" in fared
        assert FERRY not in fared

    def test_follows_an_editors_correction_of_the_decision(self, client: Client) -> None:
        decision = Decision.objects.get(item__title=VETS)
        decision.outcome, decision.text = "postponed", "Sagen udsættes."
        decision.save()
        assert f"2.2 {VETS} Udsat" in text_of(client, SINCE)

    def test_leaves_out_what_an_editor_deleted(self, client: Client) -> None:
        AgendaItem.objects.get(title=FERRY).delete()
        text = text_of(client, SINCE)
        assert FERRY not in text
        assert "udgået" not in text

    def test_compares_the_documents_whatever_an_editor_mended_since(self, client: Client) -> None:
        vets = AgendaItem.objects.get(title=VETS)
        vets.recommendation = "Rettet."
        vets.save()
        assert "1 indstilling ændret" in text_of(client, SINCE)
        assert "Indstillingen er ændret" not in text_of(client, vets.get_absolute_url())

    def test_has_its_place_on_the_site(self, client: Client) -> None:
        html = html_of(client, SINCE)
        assert "<title>Siden dagsordenen, KKR Prøveby 14. marts 2025 – KKR-arkivet</title>" in html
        assert f'<link rel="canonical" href="http://testserver{SINCE}">' in html
        assert f'<li><a href="{MEETING}">14. marts 2025</a></li>' in html

    def test_moves_with_its_meeting(self, client: Client) -> None:
        meeting = Meeting.objects.get()
        meeting.date = meeting.date.replace(day=15)
        meeting.save()
        response = client.get(SINCE)
        assert (response.status_code, response["Location"]) == (301, "/kkr-proeveby/2025-03-15/siden-dagsordenen/")

    def test_asks_few_questions(self, client: Client) -> None:
        assert query_count(client, SINCE) <= 5


@pytest.mark.usefixtures("imported")
class TestOtherPages:
    def test_a_meeting_sums_it_up(self, client: Client) -> None:
        html = html_of(client, MEETING)
        assert f'<a href="{SINCE}">Siden dagsordenen</a>: 1 punkt tilføjet, 1 udgået,' in html

    @pytest.mark.parametrize(
        ("title", "sentences"),
        [
            pytest.param(VETS, "Besluttet som indstillet. Punktet var nr. 2.1 på dagsordenen.", id="renumbered"),
            pytest.param(PORT, "Punktet stod ikke på dagsordenen.", id="added"),
            pytest.param(
                BRIDGE,
                "Besluttet med ændring eller tilføjelse til indstillingen. Punktet var nr. 2.2 på dagsordenen. "
                "Indstillingen er ændret siden dagsordenen.",
                id="amended",
            ),
            pytest.param(FERRY, "Punktet står i dagsordenen, men ikke i referatet.", id="withdrawn"),
        ],
    )
    def test_an_item_tells_its_own_part(self, client: Client, title: str, sentences: str) -> None:
        assert sentences in text_of(client, AgendaItem.objects.get(title=title).get_absolute_url())

    def test_an_item_that_changed_leads_to_its_place_in_the_comparison(self, client: Client) -> None:
        bridge = AgendaItem.objects.get(title=BRIDGE)
        assert f'<a href="{SINCE}#punkt-{bridge.pk}">' in html_of(client, bridge.get_absolute_url())
        assert f'<li class="item-row" id="punkt-{bridge.pk}">' in html_of(client, SINCE)

    def test_a_withdrawn_item_is_marked_wherever_it_is_listed(self, client: Client) -> None:
        ferry = AgendaItem.objects.get(title=FERRY)
        ferry.topics.add(factories.make_topic("Søfart"))
        for url in (MEETING, "/emner/soefart/", "/soeg/?q=færgen", ferry.get_absolute_url()):
            assert "Udgået" in text_of(client, url), url
        assert "Udgået" not in text_of(client, "/soeg/?q=dyrlæger")

    def test_a_meeting_and_an_item_ask_one_question_more_for_it(self, client: Client) -> None:
        assert query_count(client, MEETING) <= 10
        assert query_count(client, f"{MEETING}2-2/") <= 17


class TestWhereThereIsNothingToCompare:
    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            pytest.param(AGENDA, "Arkivet har ikke referatet fra mødet 14. marts 2025", id="no minutes"),
            pytest.param(MINUTES, "Arkivet har ikke dagsordenen fra mødet 14. marts 2025", id="no agenda"),
        ],
    )
    def test_the_page_says_why(self, client: Client, text: str, sentence: str) -> None:
        import_text(text)
        response = client.get(SINCE)
        assert response.status_code == 404
        assert sentence in response.content.decode()
        assert "siden-dagsordenen" not in html_of(client, MEETING)

    def test_documents_read_by_an_older_version_wait(self, client: Client, imported: None) -> None:
        Document.objects.filter(kind="agenda").update(said={})
        response = client.get(SINCE)
        assert response.status_code == 404
        assert "skal læses igen" in response.content.decode()
        assert "på dagsordenen" not in text_of(client, f"{MEETING}2-2/")

    def test_a_meeting_that_the_archive_lacks(self, client: Client) -> None:
        Council.objects.create(name="KKR Prøveby", slug="kkr-proeveby")
        assert client.get(SINCE).status_code == 404

    def test_minutes_that_follow_the_agenda(self, client: Client) -> None:
        import_text(document_text("agenda"), "dagsorden.txt")
        import_text(document_text())
        assert "Referatet har de samme punkter og indstillinger" in text_of(client, SINCE)
        assert "Siden dagsordenen: ingen punkter eller indstillinger er ændret" in text_of(client, MEETING)


class TestADraft:
    def test_is_marked_on_every_page(self, client: Client) -> None:
        import_text(AGENDA, "dagsorden.txt")
        import_text(DRAFT)
        for url in (MEETING, SINCE, f"{MEETING}2-2/", "/moeder/", "/kkr-proeveby/", "/"):
            assert "Udkast til referat" in text_of(client, url), url
        assert "KKR Prøveby, udkast til referat 14. marts 2025, pkt. 2.2" in text_of(client, f"{MEETING}2-2/")
        text = Document.objects.get(is_draft=True).get_absolute_url()
        assert "Udkast til referat: den udlæste tekst" in text_of(client, f"{text}tekst/")

    def test_says_nothing_of_an_item_that_only_the_agenda_has(self, client: Client) -> None:
        import_text(AGENDA, "dagsorden.txt")
        import_text(DRAFT)
        assert "Udkast" not in text_of(client, AgendaItem.objects.get(title=FERRY).get_absolute_url())

    def test_of_an_agenda_is_no_draft_of_decisions(self, client: Client) -> None:
        import_text(AGENDA, "dagsorden.txt")
        Document.objects.update(is_draft=True)
        for url in (MEETING, f"{MEETING}2-2/"):
            assert "Udkast til referat" not in text_of(client, url), url
        assert "Dokumenter Udkast til dagsorden" in text_of(client, MEETING)

    def test_is_a_document_among_others_once_the_minutes_are_there(self, client: Client) -> None:
        for text in (DRAFT, AGENDA, MINUTES):
            import_text(text, f"{len(text)}.txt")
        page = text_of(client, MEETING)
        assert "kan blive nogle andre" not in page
        assert "Dokumenter Referat, 4 sider (tekst af referat) Udkast til referat, 4 sider" in page
        assert "Udkast" not in text_of(client, f"{MEETING}2-2/")
