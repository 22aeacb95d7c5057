"""How long anybody may keep what the archive sends: what is withheld or taken out is to be gone within seconds."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem
from meetings.privacy.withholding import withhold
from meetings.tests import factories

# In seconds, of any page, file, answer and error, by whoever is between the archive and its reader.
LONGEST = 5


def seconds_kept(cache_control: str) -> int | None:
    """For how long it may be shown without asking; None where nothing is said, and it may be for days."""
    if re.search(r"\bno-(cache|store)\b", cache_control):
        return 0
    told = [int(seconds) for seconds in re.findall(r"(?:s-maxage|max-age)=(\d+)", cache_control)]
    return max(told) if told and "stale" not in cache_control and "immutable" not in cache_control else None


@pytest.mark.parametrize("is_editor", [False, True])
@pytest.mark.django_db
def test_no_answer_may_be_kept_for_long(client: Client, is_editor: bool, admin_user: object) -> None:
    if is_editor:
        client.force_login(admin_user)  # type: ignore[arg-type]  # of pytest-django's
    factories.make_archive([1])
    pdf, text = factories.make_document(name="a.pdf", content=b"%PDF-1.4"), factories.make_document()
    kept, gone = AgendaItem.objects.order_by("pk")[:2]
    withhold(gone, "Det er taget af.", "-", with_documents=False)
    person = factories.make_person().get_absolute_url()
    named = (
        "front",
        "search",
        "typeahead",
        "meetings",
        "topics",
        "threads",
        "wheel",
        "municipalities",
        "people",
        "robots",
    )
    addresses = [
        *(reverse(f"meetings:{name}") for name in (*named, "robots", "figures", "appointments")),
        *(reverse(f"meetings:{name}") for name in ("sitemap_index", "opensearch")),
        *(record.get_absolute_url() for record in (kept, gone, kept.meeting, pdf, text)),
        *(person, reverse("meetings:document_text", args=(text.pk,)), "/soeg/?q=x&format=json", "/soeg/?q=x&q=y"),
        *("/findes-ikke/", "/findes/heller/ikke/", "/dokumenter/999999/", "/was/", "/sitemap-punkter.xml"),
        *("/soeg/forslag/?q=ford", "/opensearch/forslag/?q=ford", "/privatliv/"),
    ]
    answers = {}
    for address in addresses:
        response = client.get(address)
        assert response.getvalue() is not None  # a file is closed when it is read
        answers[address] = response.headers.get("Cache-Control", "")
    wrong = {address: told for address, told in answers.items() if (seconds_kept(told) or 0) > LONGEST}
    assert (wrong, [address for address, told in answers.items() if seconds_kept(told) is None]) == ({}, [])


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("no-cache", 0),
        ("private, no-store", 0),
        ("public, max-age=5", 5),
        ("max-age=5, s-maxage=600", 600),
        ("public, max-age=5, stale-while-revalidate=60", None),
        ("max-age=1, immutable", None),
        ("public", None),
        ("", None),
    ],
)
def test_what_a_cache_is_told_is_read_as_it_reads_it(told: str, seconds: int | None) -> None:
    assert seconds_kept(told) == seconds
