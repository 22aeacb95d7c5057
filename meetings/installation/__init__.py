"""What an installation of the archive must be, looked at: settings, machine, database, and what waits."""
