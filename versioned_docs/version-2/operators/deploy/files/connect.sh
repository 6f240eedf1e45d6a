#!/bin/sh
# Starts a worker on another machine through an SSH tunnel that this machine opens.
# Run it on the orchestrator machine:
#   ./connect.sh worker@worker.example second.token site=second
# The token file holds one line, <name>.<secret>. The worker lives as long as the tunnel.
set -eu

if [ $# -lt 2 ]; then
  echo "usage: $0 <user>@<host> <token-file> [<key>=<value>[,<key>=<value>...]]" >&2
  exit 2
fi
destination=$1
token_file=$2
labels=${3:-}

# The worker machine gets the token on standard input, so that no process list shows it.
{ head -n 1 "$token_file"; printf '%s\n' "$labels"; } |
  exec ssh -T \
    -o ExitOnForwardFailure=yes -o ServerAliveInterval=5 -o ServerAliveCountMax=3 \
    -R 127.0.0.1:9190:127.0.0.1:9090 "$destination" '
      IFS= read -r SWAMP_WORKER_TOKEN
      IFS= read -r SWAMP_WORKER_LABELS
      SWAMP_ORCHESTRATOR_URL=ws://127.0.0.1:9190
      SWAMP_WORKER_CACHE_DIR=$HOME/swamp-worker
      export SWAMP_WORKER_TOKEN SWAMP_ORCHESTRATOR_URL SWAMP_WORKER_CACHE_DIR
      if [ -n "$SWAMP_WORKER_LABELS" ]; then export SWAMP_WORKER_LABELS; fi
      mkdir -p "$SWAMP_WORKER_CACHE_DIR"
      echo $$ > "$SWAMP_WORKER_CACHE_DIR/pid"
      exec swamp worker connect < /dev/null'
