"""Foreign files are read in a process of their own, which is bounded in memory and time and replaced when it dies."""
