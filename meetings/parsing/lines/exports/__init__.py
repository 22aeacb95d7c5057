"""The exports of councils' systems: thin adapters give one canonical form, in which nothing of closed items is left."""
