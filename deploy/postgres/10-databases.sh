#!/bin/sh
# Run once by the postgres image on an empty volume: one role and its own databases for Warifu, one for Temporal.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
  --set warifu="$WARIFU_DATABASE_PASSWORD" --set temporal="$TEMPORAL_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE warifu LOGIN PASSWORD :'warifu';
CREATE ROLE temporal LOGIN PASSWORD :'temporal';
CREATE DATABASE warifu OWNER warifu TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
CREATE DATABASE temporal OWNER temporal TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
CREATE DATABASE temporal_visibility OWNER temporal TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE warifu, temporal, temporal_visibility FROM PUBLIC;
SQL
