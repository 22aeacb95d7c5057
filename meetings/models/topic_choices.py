"""What an editor chose for one item and one topic, against what the topic's rule says."""

from typing import ClassVar

from django.db import models

from meetings.models.items import AgendaItem
from meetings.models.named import Topic


class TopicChoice(models.Model):
    """The topic stands at the item, or does not, whatever its rule finds. Without a choice the rule decides."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="topic_choices", verbose_name="punkt")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="choices", verbose_name="emne")
    is_assigned = models.BooleanField("punktet har emnet")

    class Meta:
        verbose_name = "valg af emne"
        verbose_name_plural = "valg af emner"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("item", "topic"), name="one_choice_an_item_and_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {'tilføjet' if self.is_assigned else 'fjernet'}"
