#include "harness/catalogue/peer_file.h"

#include <algorithm>
#include <set>

#include "harness/base/glob.h"

namespace imapspec::catalogue {
namespace {

using yaml::Node;
using yaml::Reader;

void read_words(Reader& reader, const Node& node, std::string_view what, std::map<std::string, std::string>& words) {
  if (!node.is_map()) reader.mistake(node.place, std::string(what) + " must be a map of words");
  for (const yaml::Entry& entry : node.entries) words[entry.key] = reader.text(entry.value, entry.key);
}

void read_profile(Reader& reader, const Node& node, PeerFile& peer) {
  if (!reader.map(node, "a profile", {"inbox", "connections", "prefix"})) return;
  if (const Node* inbox = node.find("inbox"))
    if (const auto word = reader.one_of(*inbox, "inbox", {"may-be-emptied", "keep"}))
      peer.inbox_may_be_emptied = *word == 0;
  if (const Node* connections = node.find("connections"))
    peer.connections = reader.number(*connections, "connections", 10'000).value_or(0);
  peer.prefix = reader.optional_text_at(node, "prefix");
}

}  // namespace

const Expectation* PeerFile::find(std::string_view id) const {
  const auto found =
      std::find_if(expect.begin(), expect.end(), [&](const Expectation& e) { return !e.is_skip() && e.id == id; });
  return found == expect.end() ? nullptr : &*found;
}

const Expectation* PeerFile::skips(std::string_view id) const {
  const auto found = std::find_if(expect.begin(), expect.end(),
                                  [&](const Expectation& e) { return e.is_skip() && matches_glob(e.id, id); });
  return found == expect.end() ? nullptr : &*found;
}

std::expected<PeerFile, std::vector<yaml::Mistake>> load_peer_file(const std::string& file, std::string_view text) {
  const auto tree = yaml::load(file, text);
  if (!tree) return std::unexpected(tree.error());
  Reader reader(file);
  PeerFile peer;
  peer.file = file;
  constexpr std::string_view what = "a peer's file";
  if (reader.map(*tree, what, {"name", "role", "start", "profile", "tasks", "stored", "expect"})) {
    peer.name = reader.text_at(*tree, what, "name");
    if (const Node* role = tree->find("role"))
      if (const auto index = reader.one_of(*role, "role", {"server", "client"}))
        peer.role = static_cast<Subject>(*index);
    if (const Node* start = tree->find("start")) read_words(reader, *start, "start", peer.start);
    if (const Node* profile = tree->find("profile")) read_profile(reader, *profile, peer);
    const Node* const tasks = tree->find("tasks");
    if (tasks != nullptr) read_words(reader, *tasks, "tasks", peer.tasks);
    peer.stored = reader.optional_text_at(*tree, "stored");
    const bool clients_only = tasks != nullptr || !peer.stored.empty();
    if (peer.role == Subject::server && clients_only)
      reader.mistake(tree->place, "tasks and stored belong to a client: role: client");
    if (peer.role == Subject::client && tree->find("profile") != nullptr)
      reader.mistake(tree->find("profile")->place, "a profile belongs to a server");
    std::set<std::string> seen;
    if (const Node* expect = tree->find("expect"))
      for (const Node& node : reader.list(*expect, "expect"))
        peer.expect.push_back(read_expectation(reader, node, seen));
  }
  if (!reader.ok()) return std::unexpected(reader.take_mistakes());
  return peer;
}

std::vector<yaml::Mistake> check_expectations(const PeerFile& peer, const std::vector<std::string>& ids) {
  const std::set<std::string_view> known(ids.begin(), ids.end());
  std::vector<yaml::Mistake> mistakes;
  for (const Expectation& e : peer.expect) {
    if (known.contains(e.id)) continue;
    if (e.is_skip() && std::any_of(ids.begin(), ids.end(), [&](const auto& id) { return matches_glob(e.id, id); }))
      continue;
    mistakes.push_back({peer.file, e.place, "there is no scenario, row or rule '" + e.id + "'"});
  }
  return mistakes;
}

std::vector<yaml::Mistake> expired_expectations(const PeerFile& peer, std::chrono::year_month_day today) {
  std::vector<yaml::Mistake> mistakes;
  for (const Expectation& e : peer.expect)
    if (e.has_expired(today))
      mistakes.push_back({peer.file, e.place, "'" + e.id + "' was expected until " + to_string(*e.expires)});
  return mistakes;
}

}  // namespace imapspec::catalogue
