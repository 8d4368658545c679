#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Podium authors
# SPDX-License-Identifier: Apache-2.0
# A private PostgreSQL cluster for tests, on a unix socket in FOLDER.
#   postgres.sh init FOLDER durable|fast   creates the cluster (once)
#   postgres.sh run FOLDER                 runs it, prints "ready", and stops it when standard input ends
#   postgres.sh sql FOLDER STATEMENT       executes a statement as its superuser
# As root the server runs as user postgres (or nobody), since PostgreSQL refuses root.
set -eu

bin=""
for candidate in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin; do
    if [ -x "$candidate/initdb" ] && [ -x "$candidate/pg_ctl" ] && [ -x "$candidate/psql" ]; then bin=$candidate; fi
done
[ -n "$bin" ] || { echo "postgres.sh: no PostgreSQL server found; install the package postgresql" >&2; exit 3; }

verb=$1
folder=$2
user=""
if [ "$(id -u)" = 0 ]; then
    user=nobody
    if id postgres >/dev/null 2>&1; then user=postgres; fi
fi

as() {
    if [ -n "$user" ]; then
        setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups -- "$@"
    else
        "$@"
    fi
}

case $verb in
init)
    if [ -n "$user" ]; then chown "$user" "$folder"; fi
    chmod 0755 "$folder"
    cd "$folder"
    as "$bin/initdb" --pgdata="$folder/data" --username=podium --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
        --no-sync >"$folder.initdb.log" 2>&1 || { cat "$folder.initdb.log" >&2; exit 1; }
    rm -f "$folder.initdb.log"
    as tee -a "$folder/data/postgresql.conf" >/dev/null <<EOF
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 40
shared_buffers = 64MB
max_wal_size = 512MB
logging_collector = off
log_min_messages = fatal
EOF
    if [ "$3" = fast ]; then
        printf 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n' |
            as tee -a "$folder/data/postgresql.conf" >/dev/null
    fi
    ;;
run)
    cd "$folder"
    as "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/data/server.log" --wait --timeout=60 start >/dev/null </dev/null ||
        { cat "$folder/data/server.log" >&2; exit 1; }
    trap 'as "$bin/pg_ctl" --pgdata="$folder/data" --mode=fast --wait stop >/dev/null 2>&1 </dev/null || true' EXIT
    trap 'exit 1' INT TERM HUP
    echo ready
    cat >/dev/null # Ends when the test program does, even by kill -9.
    ;;
sql)
    as "$bin/psql" --host="$folder" --username=podium --dbname=postgres --no-psqlrc --quiet --tuples-only --no-align \
        --set=ON_ERROR_STOP=1 --command="$3" </dev/null
    ;;
*)
    echo "postgres.sh: unknown verb $verb" >&2
    exit 2
    ;;
esac
