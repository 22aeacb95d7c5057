"""The word for what the archive does not say any more."""

# What stands where words were taken out.
OMITTED = "[udeladt]"
