#!/usr/bin/env bash
# A PostgreSQL server for tests: its own, on a free port of the loopback interface, gone afterwards.
#
#   postgres.sh run COMMAND…      runs a command with ZHUNRU_TEST_POSTGRES_URL, and stops the server
#   postgres.sh start FOLDER      starts a server in a folder and prints its address
#   postgres.sh crash FOLDER      kills it, so that the next start has to recover
#   postgres.sh stop FOLDER       stops it and removes the folder
#
# PORT takes that port and no other. FSYNC=on makes commits as safe as in earnest; without it they are fast. With CI=true a server that
# cannot be started is a failure; elsewhere `run` says that PostgreSQL is not tested and goes on.
set -euo pipefail

say() { printf '• %s\n' "$*" >&2; }

fail() {
    printf '✗ %s\n' "$@" >&2
    exit 1
}

# The newest release that is installed; Debian keeps its programs out of PATH.
find_programs() {
    local initdb
    for initdb in $(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -rV) \
        $(command -v initdb || true) $(compgen -G '/opt/homebrew/opt/postgresql*/bin/initdb' | sort -rV); do
        if [ -x "$initdb" ]; then programs=$(dirname "$initdb"); return 0; fi
    done
    return 1
}

# PostgreSQL does not run as root: then it runs as the user that its package has made.
find_user() {
    user=
    [ "$(id -u)" = 0 ] || return 0
    for user in postgres nobody; do
        if id "$user" >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

as_user() {
    if [ -z "$user" ]; then (cd / && "$@"); else (cd / && runuser -u "$user" -- "$@"); fi
}

# Nobody but this machine's users reaches the loopback interface, and there is nothing in it but
# what tests put there.
free_port() {
    local port
    for _ in $(seq 50); do
        port=$((20000 + RANDOM % 12000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo "$port"; return; fi
    done
    return 1
}

create() {
    mkdir -p "$folder"
    if [ -n "$user" ]; then chown "$user" "$folder"; fi
    chmod 700 "$folder"
    as_user "$programs/initdb" --pgdata="$folder/data" --username=postgres --auth=trust \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$folder/start" 2>&1 || { tail "$folder/start" >&2; return 1; }
}

launch() {
    local port=$1
    as_user "$programs/pg_ctl" start --pgdata="$folder/data" --log="$folder/log" --wait --timeout=30 --silent \
        --options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' \
            -c recovery_init_sync_method=syncfs -c fsync=${FSYNC:-off} -c synchronous_commit=${FSYNC:-off} -c max_connections=200" >"$folder/start" 2>&1
}

# A port may be taken between the search and the start, and what was killed may take a moment to be
# gone; so there are some attempts.
start() {
    local port
    [ -d "$folder/data" ] || create || return 1
    for _ in 1 2 3 4 5 6 7 8; do
        port=${PORT:-$(free_port)} || return 1
        if launch "$port"; then
            echo "postgres://postgres@127.0.0.1:$port/postgres"
            return 0
        fi
        sleep 0.3
    done
    tail "$folder/start" "$folder/log" >&2
    return 1
}

# The server and those of its processes that serve its clients.
crash() {
    local server processes process
    server=$(head -n 1 "$folder/data/postmaster.pid")
    processes="$server $(ps -o pid= --ppid "$server" || true)"
    kill -9 $processes 2>/dev/null || true
    for process in $processes; do
        while kill -0 "$process" 2>/dev/null; do sleep 0.01; done
    done
    # Nobody is left who could use it, and with it the next start would wait for who is gone.
    rm -f "$folder/data/postmaster.pid"
}

stop() {
    if [ -d "$folder/data" ]; then
        as_user "$programs/pg_ctl" stop --pgdata="$folder/data" --mode=immediate --silent >/dev/null 2>&1 || true
    fi
    rm -rf "$folder"
}

# A folder that the server's user can enter: under target/, or else the system's temporary folder.
find_folder() {
    local target
    target=$(cd "$(dirname "$0")/../.." && pwd)/target
    mkdir -p "$target"
    folder=$(mktemp -d "$target/postgres.XXXXXX")
    if [ -n "$user" ]; then chown "$user" "$folder"; fi
    if as_user test -w "$folder"; then return; fi
    rmdir "$folder"
    folder=$(mktemp -d "${TMPDIR:-/tmp}/zhunru-postgres.XXXXXX")
}

untested() {
    if [ "${CI:-}" = true ]; then fail "$1" 'The store must be tested on both databases.'; fi
    say "$1"
    say 'PostgreSQL is NOT tested; only SQLite is.'
}

run() {
    local status=0
    if [ -n "${ZHUNRU_TEST_POSTGRES_URL:-}" ]; then exec "$@"; fi
    if ! find_programs || ! find_user; then
        untested 'There is no PostgreSQL on this machine (`apt-get install postgresql`).'
        "$@" || status=$?
        say 'PostgreSQL was NOT tested; only SQLite was.'
        return $status
    fi
    find_folder
    trap stop EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    if ZHUNRU_TEST_POSTGRES_URL=$(start); then
        export ZHUNRU_TEST_POSTGRES_URL
        "$@" || status=$?
        return $status
    fi
    untested 'PostgreSQL is installed, but no server could be started.'
    "$@" || status=$?
    say 'PostgreSQL was NOT tested; only SQLite was.'
    return $status
}

command=${1:-}
case $command in
run)
    shift
    run "$@"
    ;;
start | crash | stop)
    folder=${2:?name a folder}
    find_programs && find_user || fail 'There is no PostgreSQL on this machine (`apt-get install postgresql`).'
    $command
    ;;
*)
    fail "usage: $0 run COMMAND… | start FOLDER | crash FOLDER | stop FOLDER"
    ;;
esac
