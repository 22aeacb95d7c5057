"""Backups of the whole archive, its database and its files, and archives made of them again."""
