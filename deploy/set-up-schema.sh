#!/bin/sh
# Creates Temporal's two databases in Postgres and brings their tables to the version of the image
# this runs in. Every step looks at what is there first, so it may run at every `up`.
#
# Wants SQL_HOST, SQL_USER and SQL_PASSWORD; all three are read by temporal-sql-tool itself.
set -eu

# The schema comes out of the tool, so it cannot be of another version than the tool.
set_up() {
  database=$1
  schema=$2
  sql_tool() {
    temporal-sql-tool --plugin postgres12 --port "${SQL_PORT:-5432}" --database "$database" "$@"
  }
  sql_tool create-database
  sql_tool setup-schema --version 0.0
  sql_tool update-schema --schema-name "postgresql/v12/$schema"
  echo "Database $database is ready."
}

set_up temporal temporal
set_up temporal_visibility visibility
