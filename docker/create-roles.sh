#!/bin/sh
# Run once by the database's own image: who owns the tables, who uses them, and Temporal. None is a superuser.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres \
  -v owner="$OWNER_PASSWORD" -v application="$APPLICATION_PASSWORD" -v temporal="$TEMPORAL_PASSWORD" <<'SQL'
CREATE ROLE perdure_owner LOGIN PASSWORD :'owner';
CREATE ROLE perdure_app LOGIN PASSWORD :'application';
CREATE ROLE temporal LOGIN PASSWORD :'temporal';
CREATE DATABASE perdure OWNER perdure_owner;
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
REVOKE ALL ON DATABASE perdure, temporal, temporal_visibility FROM PUBLIC;
SQL
