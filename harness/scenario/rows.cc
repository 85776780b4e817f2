#include "harness/scenario/rows.h"

#include <algorithm>
#include <set>

namespace imapspec::scenario {

using yaml::Entry;
using yaml::Node;

namespace {

constexpr std::string_view kLaidOver[] = {"requires", "verifies", "sessions", "given"};

bool is_laid_over(std::string_view key) {
  return std::find(std::begin(kLaidOver), std::end(kLaidOver), key) != std::end(kLaidOver);
}
bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// "$column" and "$(column)" where they stand as a whole name; "$$" is a dollar sign and stays.
void replace(Node& node, const Node& row, std::set<std::string, std::less<>>& used) {
  for (auto& item : node.items) replace(item, row, used);
  for (auto& entry : node.entries) replace(entry.value, row, used);
  if (!node.is_scalar() || node.scalar.find('$') == std::string::npos) return;
  std::string out;
  bool changed = false;
  for (std::size_t at = 0; at < node.scalar.size();) {
    if (node.scalar[at] != '$') {
      out += node.scalar[at++];
      continue;
    }
    const bool parenthesis = at + 1 < node.scalar.size() && node.scalar[at + 1] == '(';
    const std::size_t begin = at + (parenthesis ? 2 : 1);
    std::size_t end = begin;
    while (end < node.scalar.size() && is_name(node.scalar[end])) ++end;
    const std::string_view name = std::string_view(node.scalar).substr(begin, end - begin);
    const bool closed = !parenthesis || (end < node.scalar.size() && node.scalar[end] == ')');
    const Node* value = name.empty() || !closed || name == "id" || is_laid_over(name) ? nullptr : row.find(name);
    if (value == nullptr || !value->is_scalar()) {
      const std::size_t keep =
          begin < node.scalar.size() && node.scalar[begin] == '$' ? begin + 1 : std::max(end, begin);
      out.append(node.scalar, at, keep - at);
      at = keep;
      continue;
    }
    used.emplace(name);
    out += value->scalar;
    at = end + (parenthesis ? 1 : 0);
    changed = true;
  }
  if (!changed) return;
  node.scalar = std::move(out);
  node.one_line = node.verbatim = false;  // places within it are those of the text before
}

void lay_over(Node& map, std::string_view key, const Node& value) {
  const Node* below = map.find(key);
  if (below == nullptr) return put(map, key, value);
  Node merged = *below;
  if (key == "requires" && merged.is_list() && value.is_list()) {
    merged.items.insert(merged.items.end(), value.items.begin(), value.items.end());
  } else if (merged.is_map() && value.is_map()) {
    for (const auto& entry : value.entries) {
      const Node* old = merged.find(entry.key);
      if (entry.key == "mailboxes" && old != nullptr && old->is_map() && entry.value.is_map()) {
        Node mailboxes = *old;
        for (const auto& mailbox : entry.value.entries) put(mailboxes, mailbox.key, mailbox.value);
        put(merged, entry.key, std::move(mailboxes));
      } else {
        put(merged, entry.key, entry.value);
      }
    }
  } else {
    merged = value;
  }
  put(map, key, std::move(merged));
}

}  // namespace

void put(Node& map, std::string_view key, Node value) {
  for (auto& entry : map.entries) {
    if (entry.key != key) continue;
    entry.value = std::move(value);
    return;
  }
  const yaml::Place place = value.place;
  map.entries.push_back({std::string(key), place, std::move(value)});
}

std::vector<ExpandedRow> expand_rows(const Node& scenario, yaml::Reader& reader) {
  const Node* with = scenario.find("with");
  if (with == nullptr) return {{{}, {}, scenario}};
  Node plain = scenario;
  std::erase_if(plain.entries, [](const Entry& entry) { return entry.key == "with"; });
  std::vector<ExpandedRow> out;
  std::set<std::string> ids;
  std::set<std::string, std::less<>> columns, used;
  const auto& rows = reader.list(*with, "'with'");
  if (rows.empty() && with->is_list()) reader.mistake(with->place, "'with' has no row: one at least was expected");
  for (const auto& row : rows) {
    if (!row.is_map()) {
      reader.mistake(row.place, "a row of 'with' must be a map: an id, and a value for each column");
      continue;
    }
    const std::string id = reader.text_at(row, "a row of 'with'", "id");
    if (id.empty()) continue;
    if (id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos)
      reader.mistake(row.find("id")->place, "the row's id '" + id + "' must be of lower-case letters, digits and -");
    if (!ids.insert(id).second) {
      reader.mistake(row.find("id")->place, "the row's id '" + id + "' is given twice");
      continue;
    }
    std::set<std::string, std::less<>> own;
    for (const auto& entry : row.entries) {
      if (entry.key == "id" || is_laid_over(entry.key)) continue;
      own.insert(entry.key);
      if (!std::all_of(entry.key.begin(), entry.key.end(), is_name) || entry.key.front() < 'a')
        reader.mistake(entry.place,
                       "a column's name is of lower-case letters, digits and _, a letter first: '" + entry.key + "'");
      if (!entry.value.is_scalar())
        reader.mistake(entry.value.place, "the value of a column is text: it is replaced as text");
    }
    if (out.empty())
      columns = own;
    else if (own != columns) {
      for (const auto& column : columns)
        if (!own.contains(column))
          reader.mistake(row.place, "this row has no '" + column + "', as the rows before it have");
      for (const auto& column : own)
        if (!columns.contains(column)) reader.mistake(row.place, "the rows before this one have no '" + column + "'");
    }
    Node one = plain;
    for (const std::string_view key : kLaidOver)
      if (const Node* value = row.find(key)) lay_over(one, key, *value);
    replace(one, row, used);
    out.push_back({id, row.place, std::move(one)});
  }
  for (const auto& column : columns)
    if (!used.contains(column)) reader.mistake(with->place, "nothing in the scenario says $" + column);
  return out;
}

}  // namespace imapspec::scenario
