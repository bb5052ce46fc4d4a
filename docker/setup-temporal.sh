#!/bin/sh
# With the server's own tools: `schema` before it starts (repeating it is harmless), `namespace` after.
set -eu
case "$1" in
schema)
  for name in temporal visibility; do
    database=$([ $name = temporal ] && echo temporal || echo temporal_visibility)
    temporal-sql-tool --db "$database" setup-schema -v 0.0 || true # it is there already
    temporal-sql-tool --db "$database" update-schema -d "/etc/temporal/schema/postgresql/v12/$name/versioned"
  done
  ;;
namespace)
  for _ in $(seq 60); do
    temporal operator namespace describe -n default >/dev/null 2>&1 && exit 0
    temporal operator namespace create -n default --retention 72h >/dev/null 2>&1 || true
    sleep 2
  done
  echo 'the namespace could not be made' >&2
  exit 1
  ;;
esac
