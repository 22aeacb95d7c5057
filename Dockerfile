# syntax=docker/dockerfile:1

FROM python:3.13-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
COPY requirements.txt .
RUN pip install --require-hashes --requirement requirements.txt

WORKDIR /archive
COPY manage.py gunicorn.conf.py ./
COPY kkrarchive kkrarchive
COPY meetings meetings
COPY templates templates
COPY static static
# The values are for this command alone: it opens no database and signs nothing.
RUN SECRET_KEY=unused DATABASE_URL=postgres://unused/unused ALLOWED_HOSTS=unused \
    python manage.py collectstatic --no-input


# `target: front` in compose.yaml: Debian's nginx with the configuration that the tests run, and the static files.
FROM debian:bookworm-slim AS front

RUN apt-get update -qq \
    && apt-get install -qq --no-install-recommends nginx-light libnginx-mod-http-brotli-static \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10002 front
COPY front /front
COPY --from=build /archive/.static /static
USER front
EXPOSE 8080 8443
CMD ["sh", "/front/start.sh"]


# `target: archive`, and what is built where no target is named.
FROM python:3.13-slim-bookworm AS archive

# Tesseract reads the pages of a PDF that are pictures; dan is its Danish. PostgreSQL's programs, which `manage.py backup`
# and `restore` run, are of the server's version (compose.yaml), which Debian has not: they are PostgreSQL's own.
RUN apt-get update -qq \
    && apt-get install -qq --no-install-recommends tesseract-ocr tesseract-ocr-dan ca-certificates postgresql-common \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -qq --no-install-recommends postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home archive \
    && install --directory --owner=archive /media
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 MEDIA_ROOT=/media HOST=0.0.0.0 PORT=8000
COPY --from=build /venv /venv
COPY --from=build /archive /archive
WORKDIR /archive
USER archive
VOLUME /media
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz')"]
CMD ["gunicorn", "kkrarchive.wsgi"]
