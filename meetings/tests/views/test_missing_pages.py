"""What the archive has not, and values without meaning: an answer in Danish that says what is the matter."""

import pytest
from django.test import Client, override_settings

from meetings.tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        pytest.param("/findes-ikke/", "Arkivet kender ikke det råd.", id="a council"),
        pytest.param("/kkr-proeve/2024-01-01/", "Arkivet har intet møde", id="a date without a meeting"),
        pytest.param("/kkr-proeve/2024-02-30/", "Arkivet har ikke nogen side", id="a date that no calendar has"),
        pytest.param("/kkr-proeve/2024-06-21/9-9/", "Arkivet har intet punkt 9.9", id="an item"),
        pytest.param("/moeder/1999/", "Arkivet har ingen møder fra 1999.", id="a year"),
        pytest.param("/moeder/99999999999/", "Arkivet har ingen møder", id="a year that no calendar has"),
        pytest.param("/emner/ukendt/", "Arkivet kender ikke det emne.", id="a topic"),
        pytest.param("/kommuner/ukendt/", "Arkivet kender ikke den kommune.", id="a municipality"),
        pytest.param("/personer/ukendt/", "Arkivet kender ikke den person.", id="a person"),
        pytest.param("/udpegninger/ukendt/", "Arkivet kender ikke det hverv.", id="a body"),
        pytest.param("/dokumenter/999999/", "Arkivet har ikke det dokument.", id="a document"),
        pytest.param("/dokumenter/99999999999999999999/tekst/", "Arkivet har ikke", id="a number beyond all"),
    ],
)
def test_what_the_archive_has_not_is_a_404_in_danish(client: Client, url: str, sentence: str) -> None:
    factories.make_item()
    response = client.get(url)
    assert response.status_code == 404
    html = response.content.decode()
    assert sentence in html
    assert "<h1>Siden findes ikke</h1>" in html


def test_a_failure_is_told_in_danish_without_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("meetings.views.front.Meeting.objects.for_list", fail)
    client.raise_request_exception = False
    with override_settings(LOGGING_CONFIG=None):
        response = client.get("/")
    assert response.status_code == 500
    assert "Noget gik galt" in response.content.decode()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        pytest.param("/kommuner/aalborg/?side=0", "Feltet side kan ikke være »0«.", id="page 0"),
        pytest.param("/emner/sundhed/?side=2", "Der er kun én side.", id="a page beyond"),
        pytest.param("/personer/?side=to", "Skriv et helt tal.", id="no number"),
        pytest.param("/personer/?side=²", "Skriv et helt tal.", id="a figure that is no digit"),
        pytest.param("/udpegninger/?person=ukendt", "Feltet person kan ikke være »ukendt«.", id="a person"),
        pytest.param("/udpegninger/?hverv=%00", "Tegnet NUL kan ikke indgå.", id="NUL"),
        pytest.param("/udpegninger/?dato=2025-02-30", "Feltet dato kan ikke være", id="a day that is not"),
        pytest.param("/udpegninger/?dato=i+går", "Skriv en dato, der findes", id="no day"),
        pytest.param("/udpegninger/?dato=2025-01-01&dato=2025-01-02", "Der kan kun stå én værdi.", id="two days"),
        pytest.param("/udpegninger/?plads=tom", "Vælg mellem besat, ubesat.", id="a place"),
        pytest.param("/udpegninger/?vis=intet", "Feltet vis kan ikke være »intet«.", id="a view"),
        pytest.param("/udpegninger/?side=2", "Der er kun én side.", id="a page of bodies"),
        pytest.param("/udpegninger/havneraadet/?dato=1.1.2025", "Skriv en dato", id="a day of a body"),
    ],
)
def test_a_value_without_meaning_is_a_400_with_a_sentence(client: Client, url: str, sentence: str) -> None:
    factories.make_municipality()
    factories.make_topic()
    factories.make_appointment(factories.make_item())
    response = client.get(url)
    assert response.status_code == 400
    assert sentence in response.content.decode()
