"""The second step of a log-in: a code or a passkey after the password, by django-allauth's MFA.

Of django-allauth only what is named in `urls` can be reached. Wrong answers are counted by django-axes, as wrong
passwords are (login_limits.py); its own limits, which need a cache that all processes share, are off.
"""
