"""Dates in every form that Danish documents write them in."""

from datetime import date

import pytest

from meetings.danish.dates import first_date, written_dates


@pytest.mark.parametrize(
    "text",
    [
        "13. marts 2024",
        *("13MAR24", "13mar2024", "March 13th 2024", "March 13, 2024", "Marts 13, 2024", "13th of March 2024"),
        "den 13.marts 2024",
        "Onsdag, 13 marts, 2024 - 18:15",
        "ONSDAG DEN 13. MARTS 2024",
        "13. mar. 2024",
        "13-marts-2024",
        "13-mar-2024 kl. 16.30",
        "13-03-2024",
        "13.03.2024",
        "13. 03. 2024",
        "13/3 2024",
        "13/3-2024",
        "13/03/2024",
        "13.3.2024",
        "2024-03-13",
        "2024-03-13 16:30",
        "Onsdag den 13-03-2024 kl. 16:45",
        "13.-14. marts 2024",
        "13. - 14. marts 2024",
        "13. og 14. marts 2024",
        "13.-14.03.2024",
        "Onsdag, March 13, 2024 - 18:00",
        "13. March 2024 -",
    ],
)
def test_a_whole_date_is_read_in_every_form(text: str) -> None:
    assert [written.day for written in written_dates(text)] == [date(2024, 3, 13)]


@pytest.mark.parametrize(
    "text",
    [
        *("13-03-24", "13.03.24", "13/3-24", "13/3 24", "13.3.24 kl. 16.30"),
        *("13 marts 24", "13. marts 24", "13 mar 24 kl. 16.30", "13. marts '24", "13 03 2024"),
    ],
)
def test_a_year_of_two_figures_counts_where_it_may(text: str) -> None:
    assert [written.day for written in written_dates(text, with_short_years=True)] == [date(2024, 3, 13)]
    assert written_dates(text) == []


@pytest.mark.parametrize("text", ["31-02-2024", "31. februar 2024", "45.03.2024", "2024-13-01", "30/2 2024"])
def test_a_day_that_does_not_exist_is_told_in_its_own_words(text: str) -> None:
    assert [(written.text, written.day) for written in written_dates(text)] == [(text, None)]


@pytest.mark.parametrize(
    "text",
    [
        "13MAR",
        "kl. 13 marts 18.30",
        "27.03.24",
        "02.34.02G10-0081",
        "Sag 24/1043",
        "00.16-13-03-20245",
        "kl. 9.30-12.30",
    ],
)
def test_numbers_of_other_kinds_are_no_dates(text: str) -> None:
    assert written_dates(text) == []
    assert first_date(text) is None
