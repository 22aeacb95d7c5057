"""gunicorn in production, which reads this file by itself. WEB_CONCURRENCY sets the number of workers."""

import gc
import os
from pathlib import Path
from typing import Any

from django.apps import apps

from kkrarchive.access_log import FORMAT, AccessLog
from kkrarchive.environment import env_number, env_text
from meetings.danish.near_words import read_tables

bind = f"{env_text('HOST', '127.0.0.1')}:{env_number('PORT', 8000)}"
preload_app = True
# Python runs on one core at a time in each worker: as many workers as the process may use cores.
cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
workers = env_number("WEB_CONCURRENCY", cores, least=1)
worker_class = "kkrarchive.buffering_worker.BufferingWorker"
threads = 4
# Connections of a worker, of which those that only wait give way to new ones.
worker_connections = 1000
# Longer than a proxy keeps its connections (60 seconds is nginx's default), so that none sends on a closed one.
keepalive = 75
# A worker whose loop does not turn for so long is replaced; a page's thread does not keep it from turning.
timeout = 60
graceful_timeout = 30
# The host's memory, not its disk: a disk that hangs must not stop the heartbeat.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
# Whom to believe that a request came by TLS, the archive's settings say (BEHIND_PROXY): gunicorn believes nobody. By
# itself it believes whoever asks from this machine, and so what a proxy here passes on of a stranger's.
forwarded_allow_ips = ""
accesslog = "-"
access_log_format, logger_class = FORMAT, AccessLog
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Read what searches need, and freeze all that is loaded, before the workers are forked.

    Else each thread of each worker read the thesaurus at its first search, and all who asked waited: half a minute on a
    busy machine. Collecting what is loaded as garbage took up to 90 ms of a request.
    """
    if apps.ready:
        read_tables()
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Have the worker write what follows from changes. Other applications than the archive have none."""
    if apps.ready:
        from meetings.changes.background import start_following  # models can be imported only now

        start_following()
