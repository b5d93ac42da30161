#!/bin/sh
# Gives the namespace its retention and the two search attributes by which monitors are listed,
# creating what is missing. It may run at every `up`.
#
# Wants TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE (both read by the temporal command itself), RETENTION.
set -eu

ATTEMPTS=30
PAUSE=2

# Left to itself, the command waits for a server that does not answer.
temporal() {
  command temporal --command-timeout 10s "$@"
}

# patiently WHAT COMMAND...: tries until the command succeeds, and shows its last words if it never does.
# The server answers before it can do everything: shards are still being taken over, and a new
# namespace reaches its caches only after some seconds.
patiently() {
  what=$1
  shift
  attempt=1
  until answer=$("$@" 2>&1); do
    if [ "$attempt" -ge "$ATTEMPTS" ]; then
      printf 'Could not %s: %s\n' "$what" "${answer%%Usage:*}" >&2
      exit 1
    fi
    attempt=$((attempt + 1))
    sleep "$PAUSE"
  done
}

ensure_namespace() {
  if temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
    temporal operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
  else
    temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
  fi
}

patiently 'reach the server' temporal operator cluster health
patiently "set up namespace $TEMPORAL_NAMESPACE" ensure_namespace
# An attribute that is there already with this type is left as it is.
patiently 'register the search attribute' temporal operator search-attribute create \
  --name MonitorPhase --type Keyword
echo "Namespace $TEMPORAL_NAMESPACE is ready: retention $RETENTION, MonitorPhase registered."
