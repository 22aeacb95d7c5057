"""Topics in the admin: their rules, and what a rule finds before and after it is saved."""

from collections.abc import Collection
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from meetings.admin.base import NamedAdmin, link_to_list
from meetings.admin.forms import TopicForm
from meetings.changes.following import ITEMS_AT_ONCE
from meetings.danish.plurals import counted
from meetings.models import AgendaItem, Topic
from meetings.models.base import key_is_among
from meetings.models.locks import Lock, take_lock
from meetings.search import topics
from meetings.search.topics import TopicDifferences

# So many of the items that get or lose the topic are listed, the newest.
_SHOWN_AT_MOST = 10


@admin.register(Topic)
class TopicAdmin(NamedAdmin):
    form = TopicForm
    list_display = ("name_in_order", "rule", "item_count")
    fields = ("name", "slug", "rule", "chosen")
    readonly_fields = ("chosen",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        return Topic.objects.with_counts().order_by("sort_key")

    @admin.display(description="punkter", ordering="item_count")
    def item_count(self, topic: Any) -> str:
        return link_to_list("agendaitem", "topics__id__exact", topic, topic.item_count)

    @admin.display(description="valgt af en redaktør")
    def chosen(self, topic: Topic) -> str:
        if topic.pk is None:
            return "–"
        added, removed = (topic.choices.filter(is_assigned=is_assigned).count() for is_assigned in (True, False))
        return f"Tilføjet {_items(added)}, fjernet fra {_items(removed)}."

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """Adds what the rule finds: the saved rule, or the one in the form where the editor only tries it out."""
        form = context["adminform"].form
        if form.instance.rule and not form.errors:
            preview = topics.preview_topic_rule(form.instance)
            context["found_count"] = preview.found
            context["changes"] = [
                (verb, len(keys), _newest(keys))
                for verb, keys in (("får emnet", preview.missing), ("mister det", preview.superfluous))
                if keys
            ]
        context["is_trial"] = form.is_trial
        context["progress"] = topics.topic_progress(form.instance.pk) if form.instance.pk else None
        return super().render_change_form(request, context, add, change, form_url, obj)

    def take_locks(self) -> None:
        take_lock(Lock.TOPICS)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and "rule" not in form.changed_data:
            super().save_model(request, obj, form, change)
            return
        take_lock(Lock.TOPICS)
        super().save_model(request, obj, form, change)
        changed = topics.assign_topics_everywhere([obj])
        messages.info(request, _outcome_sentence(changed))
        if (later := len(changed.item_ids) - ITEMS_AT_ONCE) > 0:
            messages.info(request, _later_sentence(later))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        topics.remove_topics(Topic.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Topic]) -> None:
        topics.remove_topics(Topic.objects.filter(pk__in=list(queryset.values_list("pk", flat=True))))


def _outcome_sentence(changed: TopicDifferences) -> str:
    """»Reglen finder 37 punkter nu: 5 punkter fik emnet, og 2 punkter mistede det.«"""
    added, removed = _items(len(changed.missing)), _items(len(changed.superfluous))
    return f"Reglen finder {_items(len(changed.found))} nu: {added} fik emnet, og {removed} mistede det."


def _later_sentence(later: int) -> str:
    """»Søgningen følger med det samme ved 500 punkter og i baggrunden ved 2.600: emnets side siger, hvor langt …«"""
    return (
        f"Søgningen følger med det samme ved {_items(ITEMS_AT_ONCE)} og i baggrunden ved {_items(later)}: "
        "emnets side her siger, hvor langt den er nået."
    )


def _items(count: int) -> str:
    return counted(count, "punkt", "punkter")


def _newest(keys: Collection[int]) -> list[AgendaItem]:
    """The newest of them: by their keys alone first, as a new rule may find many thousand."""
    newest_first = AgendaItem.objects.filter(key_is_among(AgendaItem, keys)).by_date().values_list("pk", flat=True)
    return AgendaItem.objects.for_list().in_order_of(list(newest_first[:_SHOWN_AT_MOST]))
