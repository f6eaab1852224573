#!/bin/bash
# Makes app.aot beside quarkus-run.jar: runs the service, sends it one of each kind of request so that
# their classes are in the cache, stops it, and starts it once more with the cache to prove that it fits.
# Plain bash (its /dev/tcp speaks HTTP), because the image has a JRE and may have no curl.
set -eu

app=$1
cd "$app"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
port=${TRAINING_PORT:-8080}
export QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$port
export HANDOFF_ACCESS_MODE=open HANDOFF_STORE=sqlite HANDOFF_DATA_DIR=$scratch

# request METHOD PATH [BODY]: prints the status line
request() {
  local body=${3:-} status
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf '%s %s HTTP/1.1\r\nHost: localhost:%s\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s' \
    "$1" "$2" "$port" "${#body}" "$body" >&3
  IFS= read -r -t 5 status <&3 || status=none
  cat <&3 >/dev/null
  exec 3>&-
  echo "$1 $2: ${status%$'\r'}"
}

# One text frame ("hi", masked with zeros as the client must) and a close frame over the echo socket.
echo_socket() {
  local status
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET /ws HTTP/1.1\r\nHost: localhost:%s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n' "$port" >&3
  IFS= read -r -t 5 status <&3 || status=none
  printf '\x81\x82\x00\x00\x00\x00hi\x88\x82\x00\x00\x00\x00\x03\xe8' >&3
  timeout 5 cat <&3 >/dev/null || true
  exec 3>&-
  echo "GET /ws: ${status%$'\r'}"
}

# start FLAGS...: returns when the service is ready, with its id in $pid. A recording start is slow, and
# far slower on an emulated processor.
start() {
  java @java.args "$@" -jar quarkus-run.jar &
  pid=$!
  for ((try = 0; try < 3000; try++)); do
    kill -0 "$pid" || { echo "the service ended during the training" >&2; exit 1; }
    if request GET /q/health/ready 2>/dev/null | grep -q ' 200 '; then return; fi
    sleep 0.1
  done
  echo "the service did not get ready within five minutes" >&2
  exit 1
}

# The JVM ends a SIGTERM with 143 also after a clean shutdown.
stop() {
  local code=0
  kill -TERM "$pid"
  wait "$pid" || code=$?
  [ "$code" = 0 ] || [ "$code" = 143 ] || { echo "the service ended with $code" >&2; exit 1; }
}

start -XX:AOTCacheOutput=app.aot
request POST /process '{"hello":"training"}'
request POST /notify/training '{"message":"training"}'
request POST /process 'not json'
for path in / /tasks /capacity /q/health/live /q/health/started /q/metrics; do request GET "$path"; done
echo_socket
stop
[ -s app.aot ] || { echo "the training left no app.aot" >&2; exit 1; }

# AOTMode=on makes the JVM refuse to start where it would otherwise go on without the cache.
start -XX:AOTMode=on -XX:AOTCache=app.aot
stop
ls -l app.aot
