# One image for every part of Warifu; which part it is, the command says: warifu web | worker contracts | worker signing | install.

FROM node:22-bookworm-slim AS assets
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY package.json package-lock.json requirements-assets.txt ./
COPY tools tools
RUN python3 -m tools.assets --fonts var/fonts

FROM python:3.11-slim-bookworm
# What `python -m tools.doctor run` asks for; tests/deploy holds this line against it.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-ipaexfont \
 && rm -rf /var/lib/apt/lists/*
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=/opt/warifu WARIFU_HOME=/var/lib/warifu
WORKDIR /opt/warifu
COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt
COPY alembic.ini ./
COPY activities activities
COPY adapters adapters
COPY cli cli
COPY contracts contracts
COPY database database
COPY docs/ja docs/ja
COPY migrations migrations
COPY search search
COPY templates templates
COPY tools tools
COPY translations translations
COPY verifier verifier
COPY webapp webapp
COPY workflows workflows
COPY --from=assets /build/webapp/static/vendor webapp/static/vendor
COPY --from=assets /build/var/fonts var/fonts
RUN python -m compileall -q . \
 && python -c "from webapp.shell.catalogues import compile_stale; compile_stale()" \
 && useradd --system --uid 10001 --home-dir /var/lib/warifu --shell /usr/sbin/nologin warifu \
 && install -d -m 0700 -o warifu -g warifu /var/lib/warifu \
      /var/lib/warifu/files /var/lib/warifu/keys /var/lib/warifu/keys/records /var/lib/warifu/master /var/lib/warifu/outbox /var/lib/warifu/logs \
      /var/lib/warifu/anchors /var/lib/warifu/revocation
USER warifu
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m", "cli"]
CMD ["web"]
