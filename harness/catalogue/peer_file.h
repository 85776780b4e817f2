// PeerFile: what is known about one server or client: how it is started and used, and what it is expected to fail, with
// the reason. scenarios/peers/NAME.yaml, or the file of --expect.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "harness/catalogue/expectation.h"
#include "harness/catalogue/requirement.h"
#include "harness/yaml/yaml.h"

namespace imapspec::catalogue {

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

  // That it fails, as xfail or accepted; null where nothing is expected.
  const Expectation* find(std::string_view id) const;
  // That it is not to be played; null where it is.
  const Expectation* skips(std::string_view id) const;
};

std::expected<PeerFile, std::vector<yaml::Mistake>> load_peer_file(const std::string& file, std::string_view text);

// A mistake for each expectation whose id is none of `ids`, which are all of scenarios, rows and rules, and whose pattern
// fits none.
std::vector<yaml::Mistake> check_expectations(const PeerFile&, const std::vector<std::string>& ids);
// One for each whose last day is over.
std::vector<yaml::Mistake> expired_expectations(const PeerFile&, std::chrono::year_month_day today);

}  // namespace imapspec::catalogue
