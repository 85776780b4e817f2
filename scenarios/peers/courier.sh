#!/usr/bin/env bash
# Courier-IMAP 5.0 (Debian courier-imap), unpacked under $PEERS_HOME.
#
# Courier has /etc/courier, /run/courier and /usr/lib/courier compiled in, so it
# runs in a mount namespace of its own where the unpacked tree is laid over /usr
# and the state directory's files are seen as /etc/courier and /run/courier.
# Nothing outside $PEERS_HOME is changed.  Starting it needs root (for the mount
# namespace); the servers then run as $PEERS_USER.
PEER_NAME=courier
PORT=15343
TLS_PORT=15393
# shellcheck source=lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

peer_install() {
    apt_install openssl gamin gnutls-bin perl
    apt_unpack courier-imap courier-base courier-authdaemon courier-authlib courier-authlib-userdb libcourier-unicode4
}

peer_configure() {
    [[ -x $OPT/usr/bin/imapd ]] || die "run '$0 install' first"
    [[ $(id -u) == 0 ]] || die "start needs root (mount namespace)"
    mkdir -p "$STATE"/{etc/courier/shared,run/courier/authdaemon,mail}
    local etc=$STATE/etc/courier u hash
    : >"$etc/userdb"; chmod 600 "$etc/userdb"; : >"$etc/shared/index"
    # shellcheck disable=SC2016
    hash=$(perl -e 'print crypt($ARGV[0], q($6$imappeer$))' "$PASSWORD")
    for u in "${USERS[@]}"; do
        mkdir -p "$STATE/mail/$u"
        [[ -d $STATE/mail/$u/Maildir ]] || mkdir -p "$STATE/mail/$u/Maildir"/{cur,new,tmp}
        printf '%s\tuid=%s|gid=%s|home=%s|mail=%s|systempw=%s\n' "$u" "$RUN_UID" "$RUN_GID" \
            "$STATE/mail/$u" "$STATE/mail/$u/Maildir" "$hash" >>"$etc/userdb"
        printf '%s\t%s\t%s\t%s\t%s\n' "$u" "$RUN_UID" "$RUN_GID" "$STATE/mail/$u" Maildir >>"$etc/shared/index"
    done
    # At STARTTLS Courier changes to its mail user, which must be the one that it runs as; only its package makes that user.
    sed -E "s/^(daemon|mail):([^:]*):[0-9]+:[0-9]+:/\\1:\\2:$RUN_UID:$RUN_GID:/; /^courier:/d" /etc/passwd >"$STATE/etc/passwd"
    printf 'courier:x:%s:%s::/nonexistent:/bin/false\n' "$RUN_UID" "$RUN_GID" >>"$STATE/etc/passwd"
    cat >"$etc/authdaemonrc" <<CONF
authmodulelist="authuserdb"
authmodulelistorig="authuserdb"
daemons=3
authdaemonvar=/run/courier/authdaemon
DEBUG_LOGIN=0
DEFAULTOPTIONS=""
LOGGEROPTS=""
CONF
    # The environment that Courier's own imapd start script would export.
    cat >"$STATE/env" <<CONF
IMAP_CAPABILITY="IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA IDLE"
IMAP_CAPABILITY_TLS="\$IMAP_CAPABILITY AUTH=PLAIN"
IMAP_CAPABILITY_ORIG="\$IMAP_CAPABILITY"
IMAP_CAPABILITY_TLS_ORIG="\$IMAP_CAPABILITY_TLS"
IMAP_KEYWORDS=1
IMAP_ACL=1
IMAP_IDLE_TIMEOUT=1
IMAP_ENHANCEDIDLE=0
IMAP_MAILBOX_SANITY_CHECK=1
IMAP_DISABLETHREADSORT=0
IMAP_CHECK_ALL_FOLDERS=0
IMAP_OBSOLETE_CLIENT=0
IMAP_USELOCKS=1
IMAP_SHAREDINDEXFILE=/etc/courier/shared/index
IMAP_TRASHFOLDERNAME=Trash
IMAP_EMPTYTRASH=Trash:7
IMAP_MOVE_EXPUNGE_TO_TRASH=0
IMAP_TLS_REQUIRED=0
IMAPDSTARTTLS=YES
COURIERTLS=/usr/bin/couriertls
TLS_CERTFILE=$STATE/tls/both.pem
TLS_VERIFYPEER=NONE
MAILDIRPATH=Maildir
SENDMAIL=/bin/false
CONF
    # Runs inside the namespace: authdaemond and the two listeners.
    cat >"$STATE/run-inside" <<INSIDE
#!/bin/bash
set -eu
mount -t overlay overlay -o lowerdir=$OPT/usr:/usr /usr
mount -t overlay overlay -o lowerdir=$STATE/etc:/etc /etc
mount -t tmpfs tmpfs /run
mkdir -p /run/courier/authdaemon
/usr/sbin/makeuserdb -f $STATE/etc/courier/userdb
chown -R $RUN_UID:$RUN_GID /run/courier $STATE/etc/courier
set -a; . $STATE/env; set +a
drop="setpriv --reuid=$RUN_UID --regid=$RUN_GID --clear-groups --"
\$drop /usr/lib/courier/courier-authlib/authdaemond &
for i in \$(seq 100); do [ -S /run/courier/authdaemon/socket ] && break; sleep 0.05; done
\$drop env IMAP_STARTTLS=YES /usr/sbin/couriertcpd -address=127.0.0.1 -nodnslookup -noidentlookup \\
    -maxprocs=200 -maxperip=200 $PORT /usr/lib/courier/courier/imaplogin /usr/bin/imapd Maildir &
\$drop env IMAP_TLS=1 /usr/sbin/couriertcpd -address=127.0.0.1 -nodnslookup -noidentlookup \\
    -maxprocs=100 -maxperip=100 $TLS_PORT /usr/bin/couriertls -server -tcpd \\
    /usr/lib/courier/courier/imaplogin /usr/bin/imapd Maildir &
trap 'kill \$(jobs -p) 2>/dev/null; exit 0' TERM INT
while wait -n; do :; done
INSIDE
    chmod 700 "$STATE/run-inside"
}

peer_launch() {
    # A pid namespace as well: when its first process ends, so do all its servers.
    : >>"$STATE/server.log"
    ( cd "$STATE"; exec setsid unshare --mount --pid --fork --kill-child --propagation private \
        "$STATE/run-inside" </dev/null >>"$STATE/server.log" 2>&1 ) &
    echo $! >"$STATE/server.pid"; disown
}

# unshare ignores TERM while it waits; at its end the whole pid namespace ends.
peer_stop() {
    local pid; pid=$(read_pid server.pid)
    if pid_alive "$pid"; then kill -KILL "$pid"; fi
    stop_pidfile server.pid
}

peer_main "$@"
