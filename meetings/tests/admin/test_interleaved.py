"""Two editors and an import at one item, in whatever order: each word that was saved is there, or in its history."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.importing.apply import import_file
from meetings.models import AgendaItem, Decision, HistoryEntry
from meetings.tests.admin.test_two_editors import OpenPage, asked_about
from meetings.tests.documents import ITEMS, Item, document_text, read_text
from meetings.tests.examples import in_the_suite
from meetings.tests.undoing import undone

pytestmark = pytest.mark.django_db

TITLE = ITEMS[1].title
FIELDS = ("background", "recommendation", "presentation")
REWORDED = Item("2.1", TITLE, "Det indstilles at drøfte sagen.", "Nye ord.")
DOCUMENTS = {
    "agenda": document_text("agenda"),
    "minutes": document_text(),
    "reworded": document_text(
        items=[ITEMS[0], Item("2.1", TITLE, "Det indstilles at drøfte sagen.", "Nye ord."), ITEMS[2]]
    ),
}
EDITORS, ANSWERS = st.sampled_from(["anna", "bo"]), st.sampled_from(["own", "stored"])
STEPS = st.one_of(
    st.tuples(st.just("open"), EDITORS),
    st.tuples(st.just("save"), EDITORS, st.sampled_from(FIELDS), ANSWERS),
    st.tuples(st.just("decide"), EDITORS),
    st.tuples(st.just("import"), st.sampled_from(sorted(DOCUMENTS))),
)


class Desk:
    """The archive with two editors, and what each has open."""

    def __init__(self) -> None:
        self.clients, self.pages, self.saved, self.words = {}, {}, [], 0  # type: ignore[var-annotated]
        for name in ("anna", "bo"):
            client = Client()
            client.force_login(User.objects.create_superuser(f"{name}-{User.objects.count()}"))
            self.clients[name] = client
        self._import("agenda")

    @property
    def item(self) -> AgendaItem:
        return AgendaItem.objects.get(title=TITLE)

    def take(self, step: tuple[str, ...]) -> None:
        getattr(self, f"_{step[0]}")(*step[1:])

    def _import(self, name: str) -> None:
        import_file(read_text(DOCUMENTS[name], f"{name}.txt"), replace=True)

    def _open(self, name: str) -> None:
        self.pages[name] = OpenPage(self.clients[name], self.item)

    def _save(self, name: str, field: str, answer: str) -> None:
        """Changes one field of the page that the editor has open, and nothing else."""
        if name not in self.pages:
            return
        self.words += 1
        before, wording = self.stored(), f"Redaktørens ord {self.words}."
        response = self.pages[name].send(**{field: wording})
        answers = {}
        if response.status_code == 200:
            assert [*asked_about(response)] == [field]
            assert self.stored() == before
            answers = {f"_answer-{field}": f"{answer}:{asked_about(response)[field]}"}
            response = self.pages[name].send(**{field: wording}, **answers)
        assert response.status_code == 302
        after = self.stored()
        assert {key: value for key, value in after.items() if key != field} == {
            key: value for key, value in before.items() if key != field
        }
        assert after[field] == (before[field] if answers and answer == "stored" else wording)
        if after[field] == wording:
            self.saved.append(wording)

    def _decide(self, name: str) -> None:
        """Changes the decision in the page that the editor has open, where there is one."""
        if name not in self.pages or "decision-0-text" not in self.pages[name].values:
            return
        self.words += 1
        wording = f"Beslutning {self.words}."
        if self.pages[name].send(decision__0__text=wording).status_code == 302 and Decision.objects.filter(
            text=wording
        ):
            self.saved.append(wording)

    def stored(self) -> dict[str, Any]:
        item = self.item
        decision = item.decision_or_none
        return {**{field: getattr(item, field) for field in FIELDS}, "decision": decision.text if decision else None}


@settings(max_examples=in_the_suite(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=10))
def test_nothing_that_was_saved_is_lost(steps: list[tuple[str, ...]]) -> None:
    with undone():
        desk = Desk()
        for step in steps:
            desk.take(step)
        told = [str(desk.stored()), *(str(row) for row in HistoryEntry.objects.values_list("before", "after"))]
        assert [wording for wording in desk.saved if not any(wording in text for text in told)] == []
