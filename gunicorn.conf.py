"""gunicorn in production, which reads this file by itself. WEB_CONCURRENCY sets the number of workers."""

import gc
import os
from typing import Any

from django.apps import apps

from kkrarchive.access_log import FORMAT, AccessLog

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
preload_app = True
threads = 4
accesslog = "-"
access_log_format, logger_class = FORMAT, AccessLog
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Freeze what was loaded before the workers are forked: collecting it as garbage took up to 90 ms of a request."""
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Have the worker write what follows from changes. Other applications than the archive have none."""
    if apps.ready:
        from meetings.changes.background import start_following  # models can be imported only now

        start_following()
