"""Until when a seat is given, by the words of the item."""

from datetime import date

import pytest
from django.test import Client

from meetings.people.terms import end_of_term
from meetings.tests import factories
from meetings.tests.reading import text_of

PERIOD = (2022, 2025)
END, NEXT_END = date(2026, 1, 1), date(2030, 1, 1)
DAY = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("wording", "begins", "expected"),
    [
        ("Rådet udpegede Bo Lind i resten af valgperioden.", DAY, END),
        ("Rådet udpegede Bo Lind for resten af valgperioden.", DAY, END),
        ("Bo Lind udpeges for den resterende del af valgperioden.", DAY, END),
        ("Bo Lind indtræder i den resterende valgperiode.", DAY, END),
        ("Bo Lind indtræder for den tilbageværende del af den nuværende valgperiode.", DAY, END),
        ("Bo Lind vælges for resten af den indeværende valgperiode.", DAY, END),
        ("Bo Lind vælges i indeværende valgperiode.", DAY, END),
        ("Bo Lind vælges for resten af byrådets funktionsperiode.", DAY, END),
        ("Bo Lind vælges for resten af den kommunale valgperiode.", DAY, END),
        ("Bo Lind vælges for resten af byrådsperioden.", DAY, END),
        ("Bo Lind vælges for resten af perioden.", DAY, END),
        ("Bo Lind fortsætter valgperioden ud.", DAY, END),
        ("Bo Lind udpeges frem til udgangen af valgperioden.", DAY, END),
        ("Bo Lind udpeges indtil valgperiodens udløb.", DAY, END),
        ("Bo Lind udpeges til og med udløbet af indeværende valgperiode.", DAY, END),
        ("Bo Lind udpeges for valgperioden.", DAY, END),
        ("Bo Lind udpeges for valgperioden 2022-2025.", DAY, END),
        ("Bo Lind udpeges for funktionsperioden 2022–25.", DAY, END),
        ("Bo Lind udpeges i perioden 2024 til 2026.", DAY, date(2027, 1, 1)),
        ("Bo Lind udpeges for den kommende valgperiode.", date(2025, 12, 5), NEXT_END),
        ("Bo Lind udpeges for den nye valgperiode.", date(2022, 1, 20), END),
        ("Bo Lind udpeges for valgperioden 2026-2029.", date(2025, 12, 5), NEXT_END),
        ("Bo Lind blev udpeget.", DAY, None),
        ("Bo Lind blev udpeget efter en periode uden formand.", DAY, None),
        ("Bo Lind udpeges. Det var sidste møde i den forrige periode.", DAY, None),
        ("Bo Lind udpeges. Der redegøres for erfaringerne fra perioden 2018-2021.", DAY, None),
        ("Anna Holm udpeges i resten af valgperioden.\nBo Lind udpeges også.", DAY, None),
        ("Anna Holm og Bo Lind udpeges.\nUdpegningerne gælder for resten af valgperioden.", DAY, END),
    ],
)
def test_a_wording_says_until_when(wording: str, begins: date, expected: date | None) -> None:
    period = PERIOD if begins.year < 2026 else (2026, 2029)
    assert end_of_term(wording, "Bo Lind", {"Bo Lind", "Anna Holm"}, begins, period) == expected


@pytest.mark.django_db
def test_a_seat_for_the_rest_of_the_period_ends_with_it(client: Client) -> None:
    item = factories.make_item(
        "Udpegning til Havnerådet", "1.1", DAY, decision="Rådet udpegede Bo Lind i resten af valgperioden."
    )
    factories.make_appointment(item, factories.make_person("Bo Lind"))
    factories.make_appointment(factories.make_item("Udpegning", "1.2", DAY), factories.make_person("Anna Holm"))
    last_day = text_of(client, "/udpegninger/?dato=2025-12-31")
    assert "Bo Lind Aalborg 1. marts 2024 til og med 31. december 2025" in last_day
    after = text_of(client, "/udpegninger/?dato=2026-01-01")
    assert "Bo Lind Aalborg" not in after
    assert "Anna Holm Aalborg 1. marts 2024 valgt i forrige periode" in after
    assert "Indtil 1. januar 2026." in text_of(client, "/udpegninger/havneraadet/")
