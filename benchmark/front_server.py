"""nginx before the archive, as front/ has it, in a process of its own on the loopback interface."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmark.serving import HOST, free_port, running_server


@contextmanager
def front(archive_port: int, static: Path, work: Path, **variables: str) -> Iterator[int]:
    """Run front/start.sh before the archive at that port; gives the front's own port.

    `static` is the folder that collectstatic filled, `work` one that nginx writes to; its log of requests lies there.
    `variables` are those of front/start.sh. Raises ServerNotStarted.
    """
    port = free_port()
    environment = {
        "PATH": f"{os.environ['PATH']}:/usr/sbin",
        "ARCHIVE": f"{HOST}:{archive_port}",
        "PORT": str(port),
        "STATIC_ROOT": str(static),
        "WORK": str(work),
        **variables,
    }
    with running_server(["sh", "-eu", "front/start.sh"], environment, port, "/healthz"):
        yield port
