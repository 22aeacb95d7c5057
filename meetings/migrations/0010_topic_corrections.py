from django.db import migrations

# `imported['topics']` was the names of the topics that an import last gave the item by the rules.
CHOICES = """
    INSERT INTO meetings_topicchoice (item_id, topic_id, is_assigned)
    SELECT item.id, topic.id, true
    FROM meetings_agendaitem_topics AS assigned
    JOIN meetings_agendaitem AS item ON item.id = agendaitem_id
    JOIN meetings_topic AS topic ON topic.id = assigned.topic_id
    WHERE NOT coalesce(item.imported->'topics', '[]'::jsonb) ? topic.name
    UNION ALL
    SELECT item.id, topic.id, false
    FROM meetings_agendaitem AS item
    JOIN meetings_topic AS topic ON item.imported->'topics' ? topic.name
    WHERE NOT EXISTS (
        SELECT FROM meetings_agendaitem_topics AS assigned
        WHERE agendaitem_id = item.id AND assigned.topic_id = topic.id
    )
"""
FORGOTTEN = "UPDATE meetings_agendaitem SET imported = imported - 'topics' WHERE imported ? 'topics'"


class Migration(migrations.Migration):
    """Where an item's topics differ from what an import wrote, an editor chose: that stays as it is."""

    dependencies = [("meetings", "0009_topic_choices")]

    operations = [migrations.RunSQL([CHOICES, FORGOTTEN], migrations.RunSQL.noop)]
