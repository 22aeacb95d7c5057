"""gunicorn in production, which reads this file by itself. WEB_CONCURRENCY sets the number of workers."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
preload_app = True
threads = 4
accesslog = "-"
control_socket_disable = True
