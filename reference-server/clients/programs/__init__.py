"""The clients that are programs."""
from programs.curl import Curl
from programs.fetchmail import Fetchmail
from programs.getmail import Getmail
from programs.imapfilter import ImapFilter
from programs.mbsync import Mbsync
from programs.mutt import Mutt, NeoMutt
from programs.offlineimap import OfflineImap

CLIENTS = [Curl, Mbsync, OfflineImap, Fetchmail, Getmail, Mutt, NeoMutt, ImapFilter]
