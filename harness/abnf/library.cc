#include "harness/abnf/library.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <set>

#include "harness/abnf/corrections.h"
#include "harness/abnf/network.h"
#include "harness/base/file_set.h"

namespace imapspec::abnf {
namespace {

using Kind = Correction::Kind;

// Texts that others import, then the extensions in the order in which they were published, RFC 4466 before those that
// build on it. Without those that another one obsoletes: 2087 (9208), 2342 (4466 has its syntax), 3348 (5258), 4551 and
// 5162 (7162), 6237 (7377), 6855 (9755).
constexpr auto kExtensions =
    std::to_array<int>({2060, 2244, 2506, 3339, 3629, 3986, 4288, 4646, 4647, 4790, 5804,                    //
                        4466, 2177, 2193, 2221, 2971, 3502, 3503, 3516, 3691, 4314, 4315, 4467, 4469, 4731,  //
                        4959, 4978, 5032, 5092, 5161, 5182, 5255, 5256, 5257, 5258, 5259, 5267, 5464, 5465,  //
                        5466, 5524, 5530, 5593, 5738, 5819, 5957, 6154, 6203, 6785, 6851, 7162, 7377, 7888,  //
                        7889, 8437, 8438, 8440, 8457, 8474, 8508, 8514, 8970, 9208, 9394, 9585, 9586, 9590,  //
                        9698, 9738, 9755, 10022});

std::uint8_t bit(Base base) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(base));
}

// Whether a definition says no more than that it stands elsewhere: prose that is not of the kind the judge can read.
bool is_import(const Definition& definition) {
  return definition.elements.kind == Element::Kind::prose &&
         definition.elements.text.find(" except ") == std::string::npos;
}

std::string own_name(const std::string& name, int rfc) {
  return name + "@" + std::to_string(rfc);
}

void rename(Element& element, const std::set<std::string>& own, int rfc) {
  if (element.kind == Element::Kind::rule && own.contains(lower(element.text)))
    element.text = own_name(element.text, rfc);
  for (Element& part : element.parts) rename(part, own, rfc);
}

// The names that are the RFC's own are called by the names that say so.
void set_apart(std::vector<Definition>& definitions, int rfc) {
  std::set<std::string> own;
  for (const Correction& row : corrections()) {
    if (row.rfc == rfc && row.kind == Kind::own) own.emplace(row.rule);
  }
  for (Definition& definition : definitions) {
    if (own.contains(lower(definition.name))) definition.name = own_name(definition.name, rfc);
    rename(definition.elements, own, rfc);
  }
}

// Within one file a definition by "=" takes the place of those above it: RFC 5234 has examples before its rules, and
// RFC 2045 has its rules twice.
void keep_last(std::vector<Definition>& definitions) {
  std::vector<Definition> kept;
  for (Definition& definition : definitions) {
    const auto same = [&](const Definition& other) { return lower(other.name) == lower(definition.name); };
    if (is_import(definition)) continue;
    if (!definition.incremental) kept.erase(std::remove_if(kept.begin(), kept.end(), same), kept.end());
    kept.push_back(std::move(definition));
  }
  definitions = std::move(kept);
}

Definition as_said_by(Sender sender, const Definition& definition) {
  const Correction* row =
      sender == Sender::server ? correction(definition.rfc, Kind::server, lower(definition.name)) : nullptr;
  if (row == nullptr) return definition;
  Definition instead = read_rules(row->abnf, "corrections")->front();
  instead.rfc = definition.rfc;
  return instead;
}

// Whether no other definition of its name follows in its file.
bool is_last(const Definition& definition, std::span<const Definition> file) {
  return std::none_of(file.begin(), file.end(), [&](const Definition& other) {
    return &other > &definition && lower(other.name) == lower(definition.name);
  });
}

// Takes the last alternative out as a definition of "name@rest", and refers to it.
Definition set_rest_apart(Definition& definition) {
  Element& elements = definition.elements;
  Element& last = elements.kind == Element::Kind::alternation ? elements.parts.back() : elements;
  Definition rest = definition;
  rest.incremental = false;
  rest.elements = last;
  last = Element{.kind = Element::Kind::rule, .text = lower(definition.name) + "@rest"};
  return rest;
}

}  // namespace

std::span<const int> all_extensions() {
  return kExtensions;
}

std::string abnf_folder(const std::string& beside) {
  const char* given = std::getenv("IMAPSPEC_RFC_DIR");
  return (given != nullptr ? std::string(given) : beside) + "/abnf";
}

std::expected<Library, std::string> Library::load(const std::string& folder) {
  auto files = read_tree(folder);
  if (!files) return std::unexpected(files.error());
  Library library;
  for (const auto& [path, text] : files->files) {
    int rfc = 0;
    const auto [end, error] =
        std::from_chars(path.data() + std::min<std::size_t>(3, path.size()), path.data() + path.size(), rfc);
    if (!path.starts_with("rfc") || error != std::errc() || std::string_view(end) != ".abnf") continue;
    const Notation notation = correction(rfc, Kind::old_notation, "") != nullptr ? Notation::old : Notation::rfc5234;
    const std::string shown = files->display(path);
    auto rules = split_rules(text, shown, notation);
    if (!rules) return std::unexpected(rules.error());
    std::vector<Definition>& definitions = library.files_[rfc];
    std::set<std::string> mended;
    for (RuleText& rule : *rules) {
      const std::string name = lower(rule.name);
      if (correction(rfc, Kind::drop, name) != nullptr) continue;
      const Correction* instead = correction(rfc, Kind::instead, name);
      if (instead != nullptr && !mended.insert(name).second) continue;
      auto definition = instead != nullptr ? read_rule({rule.name, std::string(instead->abnf), rule.line}, shown)
                                           : read_rule(rule, shown, notation);
      if (!definition) return std::unexpected(definition.error());
      definition->rfc = rfc;
      definitions.push_back(*std::move(definition));
    }
  }
  if (library.files_.empty()) return std::unexpected(folder + ": no rfcNNNN.abnf is there");
  for (const Correction& row : corrections()) {
    if (row.kind != Kind::imported && (row.kind != Kind::add || !library.files_.contains(row.rfc))) continue;
    auto added = read_rules(row.abnf, "corrections of RFC " + std::to_string(row.rfc));
    if (!added) return std::unexpected(added.error());
    for (Definition& definition : *added) {
      definition.rfc = row.rfc;
      definition.line = 0;
      library.files_[row.rfc].push_back(std::move(definition));
    }
  }
  for (auto& [rfc, definitions] : library.files_) {
    keep_last(definitions);
    set_apart(definitions, rfc);
  }
  return library;
}

std::vector<int> Library::rfcs() const {
  std::vector<int> numbers;
  for (const auto& [rfc, definitions] : files_) numbers.push_back(rfc);
  return numbers;
}

std::span<const Definition> Library::definitions(int rfc) const {
  const auto file = files_.find(rfc);
  return file == files_.end() ? std::span<const Definition>() : std::span<const Definition>(file->second);
}

std::expected<Composition, std::string> Library::united(Base base, Sender sender,
                                                        std::span<const int> extensions) const {
  Composition composition;
  std::vector<int> order{base == Base::rev2 ? 9051 : 3501};
  order.insert(order.end(), extensions.begin(), extensions.end());
  for (const int rfc : order) {
    if (!files_.contains(rfc)) return std::unexpected("there is no file of RFC " + std::to_string(rfc));
    for (const Definition& definition : definitions(rfc)) {
      const std::string name = lower(definition.name);
      if (correction(rfc, Kind::leave, name, bit(base)) != nullptr) continue;
      Definition said = as_said_by(sender, definition);
      if (correction(rfc, Kind::rest, name) != nullptr && is_last(definition, definitions(rfc))) {
        join(composition, name + "@rest", set_rest_apart(said), false);
      }
      const bool replaces = correction(rfc, Kind::replaces, name, bit(base)) != nullptr;
      join(composition, definition.name, said, replaces);
    }
  }
  return composition;
}

std::expected<Grammar, std::string> Library::compose(Base base, Sender sender) const {
  return compose(base, sender, kExtensions);
}

std::expected<Grammar, std::string> Library::compose(Base base, Sender sender, std::span<const int> extensions) const {
  auto composition = united(base, sender, extensions);
  if (!composition) return std::unexpected(composition.error());
  join_core(*composition);
  return build(*composition);
}

std::expected<Grammar, std::string> Library::view(Base base, int rfc, Sender sender) const {
  auto composition = united(base, sender, kExtensions);
  if (!composition) return std::unexpected(composition.error());
  if (!files_.contains(rfc)) return std::unexpected("there is no file of RFC " + std::to_string(rfc));
  for (const Definition& definition : definitions(rfc)) {
    const std::string name = definition.name.substr(0, definition.name.find('@'));
    Definition said = as_said_by(sender, definition);
    if (correction(rfc, Kind::rest, lower(name)) != nullptr && is_last(definition, definitions(rfc))) {
      join(*composition, lower(name) + "@rest", set_rest_apart(said), true);
    }
    join(*composition, name, said, true);
  }
  join_core(*composition);
  return build(*composition);
}

}  // namespace imapspec::abnf
