#!/usr/bin/env bash
# Whether response_etpan notices that libetpan has read something else: for each field that is compared, libetpan is given a
# message of the seeds with one thing changed, and the target has to name that field. And whether each excuse is still needed.
#   etpan_misreadings.sh FUZZ_REPLAY
set -euo pipefail
replay=$(realpath -- "$1") seeds=$(realpath -- "$(dirname -- "${BASH_SOURCE[0]}")/../seeds/response") failed=0 tried=0
# What fails is left where the program was started.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

# field | what is changed: the first of the left in each message becomes what is on the right
while IFS='|' read -r field change; do
  tried=$((tried + 1))
  said=$(IMAPSPEC_FUZZ_MISREAD=$change "$replay" response_etpan "$seeds" 2>&1 | tr -d '\0') || true
  if [[ $said != *"13: libetpan reads $field: "* ]]; then
    echo "not noticed: $field, by $change: $said"
    failed=$((failed + 1))
  fi
done <<'TABLE'
what the grammar does|FETCH=FETCHED
the same EXISTS|* 7715=* 7716
the same RECENT|RECENT=EXISTS
the same EXPUNGE|* 7 EXPUNGE=* 8 EXPUNGE
the same FETCH number|* 12 FETCH=* 13 FETCH
the same FETCH UID|UID 443=UID 444
the same FETCH FLAGS|Seen=Draft
the same FETCH FLAGS|Forwarded=MDNSent
the same FETCH INTERNALDATE|17-Jul=18-Jul
the same FETCH INTERNALDATE|44:25 -0700=44:25 +0700
the same FETCH RFC822.SIZE|4286=4287
the same FETCH MODSEQ|624140003=624140004
the same FETCH BODY[] section|HEADER.FIELDS=HEADER.FIELDS.NOT
the same FETCH BODY[] origin|<40>=<41>
the same FETCH BODY[] octets|abc=abd
the same FETCH RFC822 octets|text)=test)
the same ENVELOPE date|Wed, =Thu, 
the same ENVELOPE subject|mtg =
the same ENVELOPE from|Terry=Perry
the same ENVELOPE sender|"send"="sent"
the same ENVELOPE reply-to|"reply"="replies"
the same ENVELOPE to|"imap"="pop"
the same ENVELOPE cc|"John"="Jon"
the same ENVELOPE bcc|"blind"="bland"
the same ENVELOPE in-reply-to|parent=child
the same ENVELOPE message-id|B27397=B27398
the same ENVELOPE subject|"inner"="outer"
the same BODY type|"PLAIN"="HTML"
the same BODY type|"MIXED"="RELATED"
the same BODY parameters|US-ASCII=UTF-8
the same BODY parameters|"b1"="b2"
the same BODY id|id@x=ie@x
the same BODY description|"notes"="votes"
the same BODY encoding|QUOTED-PRINTABLE=BASE64
the same BODY octets|1152=1153
the same BODY lines| 23 "Q= 24 "Q
the same BODY lines| 9) "MIXED"= 8) "MIXED"
the same BODYSTRUCTURE MD5|Q2h=Q2g
the same BODYSTRUCTURE disposition|INLINE=ATTACHMENT
the same BODYSTRUCTURE language|"fr"="it"
the same BODYSTRUCTURE language|"de"="nl"
the same BODYSTRUCTURE location|http=ftp
the same BODYSTRUCTURE extensions| 7 (1 "y")= 7
the same LIST|* LSUB=* LIST
the same LIST attributes|Marked=Unmarked
the same LIST delimiter|Sent) "/"=Sent) "."
the same LIST mailbox|news=olds
the same STATUS items|UNSEEN 12=UNSEEN 13
the same STATUS items|7011231777=7011231778
the same STATUS mailbox|bloop=blop
the same SEARCH|2 84=2 85
the same CAPABILITY|AUTH=PLAIN
the same VANISHED|43:116=43:117
the same ACL|Fred lrs=Fred lr
the same QUOTA| 10 512= 11 512
the same code COPYUID|304,319=304,318
the same code PERMANENTFLAGS|Junk=NotJunk
the same text|Limited=Unlimited
TABLE

said=$("$replay" response_etpan "$seeds" 2>&1) || failed=$((failed + 1))
if [[ $said == *'needs no excuse'* ]]; then
  echo "$said"
  failed=$((failed + 1))
fi
echo "$tried misreadings, $failed not noticed or not excused"
((failed == 0))
