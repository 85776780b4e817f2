// PeerFile: what is known about one server or client: how it is started and used, and what it is expected to fail, with
// the reason. scenarios/peers/NAME.yaml, or the file of --expect.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "harness/catalogue/requirement.h"
#include "harness/yaml/yaml.h"

namespace imapspec::catalogue {

// One failure that is known: of a scenario, of one of its rows, or of a rule. Never a pattern: a new failure must show.
struct Expectation {
  std::string id;       // "base/select/required", "base/syntax/bad[zero]", "rules/uid-ascends"
  std::string section;  // of the RFC that the peer does not follow: "RFC 3501 section 6.3.1"
  std::string reason;   // one sentence: what the peer does
  std::string link;     // to a report about it, or empty
  yaml::Place place;
};

struct PeerFile {
  std::string name;                          // "dovecot"
  Subject role = Subject::server;            // server or client
  std::map<std::string, std::string> start;  // words for `./dev peers`: package, command, configuration ...

  // A server's accounts.
  bool inbox_may_be_emptied = false;
  unsigned connections = 0;  // at the same time for one user; 0: unknown
  std::string prefix;        // mailboxes are allowed only below it; empty: anywhere

  // A client's.
  std::map<std::string, std::string> tasks;  // "fetch-all" -> its command line, with {host} {port} {user} {password}
  std::string stored;  // where its messages are found afterwards: "stdout", or a folder with a file for each

  std::vector<Expectation> expect;  // in the order of the file; ids are unique
  std::string file;

  const Expectation* find(std::string_view id) const;  // null where nothing is expected
};

std::expected<PeerFile, std::vector<yaml::Mistake>> load_peer_file(const std::string& file, std::string_view text);

// A mistake for each expectation whose id is of no scenario, row or rule.
std::vector<yaml::Mistake> check_expectations(const PeerFile&, const std::function<bool(std::string_view id)>& exists);

// Does the text name a section of an RFC: "RFC 9051 section 6.3.1", "RFC 3501 6.3.1"?
bool names_a_section(std::string_view);

}  // namespace imapspec::catalogue
