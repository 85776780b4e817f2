// Survey: what has to be known of a server before anything is played: what it offers, and where mailboxes may be made.
#pragma once

#include <expected>
#include <string>

#include "harness/runner/account.h"

namespace imapspec::runner {

struct Survey {
  std::string greeting;  // without CRLF
  Offer offer;
  std::vector<std::string> capabilities;  // after login, in the order of the server
  bool preauth = false;                   // no login is asked for; greeted and secured cannot be reached
  std::string separator;                  // of mailbox levels, one octet; empty: the server has no levels
  std::string prefix;                     // before every mailbox that is made; ends in the separator, or empty
  std::string others_prefix;              // of other users' mailboxes: before "USER SEPARATOR NAME"; empty: unknown
  std::string others_separator;
  std::string name;  // from ID (RFC 2971): "Dovecot 2.3"; may be empty

  // Whether a session of this stage may count on a capability (in upper case). What only matters before login (STARTTLS,
  // LOGINDISABLED, AUTH=...) is looked up in the list of that stage, all else in that or in the one after login.
  bool offers(const std::string& capability, Stage stage) const;
};

// Over a connection of its own, to the end of LOGOUT. It looks for the prefix and the separator by NAMESPACE (RFC 2342), or by
// LIST "" "" (RFC 9051 section 6.3.9), unless the profile gives the prefix.
std::expected<Survey, Setback> survey(Peer& peer, Duration timeout, Transcript& transcript);

}  // namespace imapspec::runner
