#include "harness/catalogue/peer_file.h"

#include <algorithm>
#include <set>

#include "harness/yaml/reader.h"

namespace imapspec::catalogue {
namespace {

using yaml::Node;
using yaml::Reader;

bool digit(char c) {
  return c >= '0' && c <= '9';
}

// folder/file/scenario, with [row] behind it, or rules/NAME: spelt out, since a pattern would also hide what is new.
bool is_exact_id(std::string_view id) {
  const auto bracket = id.find('[');
  if (bracket != id.npos && (!id.ends_with(']') || id.size() - bracket < 3)) return false;
  const auto path = id.substr(0, bracket);
  if (path.empty() || path.front() == '/' || path.back() == '/' || path.find('/') == path.npos) return false;
  return std::all_of(id.begin(), id.end(), [](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || digit(c) || std::string_view("/-_.+=[]").find(c) != std::string_view::npos;
  });
}

void read_expectation(Reader& reader, const Node& node, PeerFile& peer, std::set<std::string>& seen) {
  constexpr std::string_view what = "an expectation";
  if (!reader.map(node, what, {"id", "kind", "section", "reason", "link"})) return;
  Expectation expectation;
  expectation.place = node.place;
  expectation.id = reader.text_at(node, what, "id");
  expectation.section = reader.text_at(node, what, "section");
  expectation.reason = reader.text_at(node, what, "reason");
  expectation.link = reader.optional_text_at(node, "link");
  if (const Node* kind = reader.required(node, what, "kind")) reader.one_of(*kind, "kind", {"xfail"});
  if (!expectation.id.empty() && !is_exact_id(expectation.id))
    reader.mistake(node.find("id")->place,
                   "'" + expectation.id +
                       "' is not an exact id: folder/file/scenario, with [row] where it has rows, or "
                       "rules/NAME; patterns are refused, since they would hide new failures");
  if (!expectation.section.empty() && !names_a_section(expectation.section))
    reader.mistake(node.find("section")->place,
                   "section must name the section of an RFC that is violated: RFC 3501 section 6.3.1");
  if (!expectation.reason.empty() && std::count(expectation.reason.begin(), expectation.reason.end(), ' ') < 3)
    reader.mistake(node.find("reason")->place, "reason must be a sentence on what the peer does");
  if (!expectation.id.empty() && !seen.insert(expectation.id).second)
    reader.mistake(node.place, "'" + expectation.id + "' is expected twice");
  peer.expect.push_back(std::move(expectation));
}

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

bool names_a_section(std::string_view text) {
  for (auto at = text.find("RFC "); at != text.npos; at = text.find("RFC ", at + 1)) {
    std::string_view rest = text.substr(at + 4);
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    rest.remove_prefix(digits);
    if (digits == 0 || !rest.starts_with(' ')) continue;
    rest.remove_prefix(1);
    bool said = false;  // behind one of these words a section may also begin with a letter: "appendix A.1"
    for (const std::string_view word : {"section ", "sections ", "appendix "})
      if (rest.starts_with(word)) {
        rest.remove_prefix(word.size());
        said = true;
      }
    if (rest.empty()) continue;
    if (digit(rest[0]) || (said && rest[0] >= 'A' && rest[0] <= 'Z')) return true;
  }
  return false;
}

const Expectation* PeerFile::find(std::string_view id) const {
  const auto found = std::find_if(expect.begin(), expect.end(), [&](const Expectation& e) { return e.id == id; });
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
      for (const Node& node : reader.list(*expect, "expect")) read_expectation(reader, node, peer, seen);
  }
  if (!reader.ok()) return std::unexpected(reader.take_mistakes());
  return peer;
}

std::vector<yaml::Mistake> check_expectations(const PeerFile& peer,
                                              const std::function<bool(std::string_view id)>& exists) {
  std::vector<yaml::Mistake> mistakes;
  for (const Expectation& expectation : peer.expect)
    if (!exists(expectation.id))
      mistakes.push_back({peer.file, expectation.place, "there is no scenario, row or rule '" + expectation.id + "'"});
  return mistakes;
}

}  // namespace imapspec::catalogue
