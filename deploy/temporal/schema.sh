#!/bin/sh
# The tables of Temporal, brought up to those of this version; run again, it changes nothing.
set -eu
VERSIONS=/etc/temporal/schema/postgresql/v12

tool() {
  database=$1
  shift
  temporal-sql-tool --plugin postgres12 --ep "$POSTGRES_SEEDS" -p "$DB_PORT" -u "$POSTGRES_USER" --db "$database" "$@"
}

bring_up() {
  # The second and later starts find the version table, which setup-schema would not replace.
  tool "$1" setup-schema -v 0.0 || true
  tool "$1" update-schema -d "$VERSIONS/$2/versioned"
}

bring_up temporal temporal
bring_up temporal_visibility visibility
