// Profile: what a server offers, and where its limits are.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace imapspec::reference_server {

inline constexpr std::string_view kEverything = "everything";  // the name of the profile that leaves nothing out

struct Profile {
  std::string name = std::string(kEverything);

  std::set<std::string, std::less<>> disabled;  // capabilities of kCapabilities that are not offered
  std::vector<std::string> variations;          // names of what it does unusually, and legally
  bool starttls = true;                         // there is a certificate
  bool login_needs_tls = false;  // LOGINDISABLED, and no plaintext mechanism, until TLS (RFC 3501 section 6.2.3)
  std::string anonymous_user = "anonymous";  // who AUTHENTICATE ANONYMOUS is (RFC 4505); empty: nobody
  std::string preauth_user;                  // if there is such a user: greets with PREAUTH, logged in as that

  char separator = '/';
  std::string prefix;  // mailboxes only below it, with the separator at its end: "INBOX/"

  std::size_t line_octets_max = 64 * 1024;     // RFC 7162 section 4 asks for 8192
  std::size_t literal_octets_max = 64 * 1024;  // of any command but APPEND
  std::size_t append_octets_max = std::size_t{32} << 20;
  std::size_t literals_max = 64;  // in one command
  // Of what is refused, thrown away as it comes (RFC 7888 section 4); what would be more ends in BYE.
  std::size_t dropped_line_octets_max = std::size_t{4} << 20;
  std::size_t dropped_literal_octets_max = std::size_t{256} << 20;
  // In one command; at most kNestingMax, which is as deep as the grammar reads.
  std::size_t nesting_max = kNestingMax;       // parentheses within parentheses
  std::size_t search_depth_max = kNestingMax;  // NOT, OR and parentheses around a key of SEARCH
  // Answered of one command before the others have their turn; only looked at, ten times as many.
  std::size_t portion_messages_max = 500;
  // Queued for a client that does not read: its commands wait when it is more. One answer may be longer.
  std::size_t output_octets_max = std::size_t{1} << 20;
  std::size_t connections_max = 8192;  // then BYE in place of a greeting
  unsigned failed_logins_max = 5;      // then BYE
  unsigned bad_commands_max = 100;     // in a row; then BYE
  // Until BYE: of a client that says nothing (RFC 3501 section 5.4: at least 30 minutes), the same before it has logged in
  // (RFC 9051 section 5.4: any), and until the end of one that takes nothing of what it has asked for.
  std::chrono::milliseconds autologout = std::chrono::minutes(30);
  std::chrono::milliseconds login_time = std::chrono::minutes(30);
  std::chrono::milliseconds stall_time = std::chrono::minutes(5);

  static constexpr std::size_t kNestingMax = 63;

  // Neither it nor a capability that it needs is disabled; never both kinds of literals (RFC 7888 section 5).
  bool offers(std::string_view capability) const;
};

// Everything that the server implements and a profile can leave out; of IMAP4rev1 and IMAP4rev2 it keeps one. STARTTLS
// and LOGINDISABLED are not here: they follow from the state of the connection.
extern const std::vector<std::string_view> kCapabilities;

// The profiles that the program knows by name.
struct ProfileName {
  std::string_view name;
  std::string_view is;  // for people: "both revisions and every extension"
};
std::vector<ProfileName> profile_names();
std::expected<Profile, std::string> profile_named(std::string_view name);  // the error is for people

}  // namespace imapspec::reference_server
