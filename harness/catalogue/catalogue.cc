#include "harness/catalogue/catalogue.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "harness/yaml/reader.h"

namespace imapspec::catalogue {
namespace {

using yaml::Node;
using yaml::Reader;

constexpr std::string_view kWhat = "a requirement";

// What it takes from the other is taken when all are read.
void read_as(Reader& reader, const Node& node, Requirement& requirement) {
  requirement.as = reader.text_at(node, kWhat, "as");
  for (const auto* key : {"subject", "words", "untestable", "quirk-of", "no-quirk", "choice"})
    if (const Node* own = node.find(key))
      reader.mistake(own->place, std::string("with 'as' it has the ") + key + " of that requirement");
}

void read_words(Reader& reader, const Node& node, Requirement& requirement) {
  requirement.words = reader.text_at(node, kWhat, "words");
  if (!requirement.words.empty() && requirement.words.back() != '.')
    reader.mistake(node.find("words")->place, "the words are a sentence and end with a full stop");
  requirement.untestable = reader.optional_text_at(node, "untestable");
  if (const Node* subject = reader.required(node, kWhat, "subject"))
    if (const auto index = reader.one_of(*subject, "subject", {"server", "client", "both"}))
      requirement.subject = static_cast<Subject>(*index);
}

// One entry of a file of requirements; `expected` counts the letters of each section.
std::optional<Requirement> read_requirement(Reader& reader, const Node& node, unsigned rfc,
                                            std::map<std::string, std::size_t>& expected) {
  if (!reader.map(node, kWhat,
                  {"id", "as", "level", "subject", "words", "from", "untestable", "quirk-of", "no-quirk", "choice"}))
    return std::nullopt;
  Requirement requirement;
  requirement.file = reader.file();
  requirement.place = node.place;
  requirement.rfc = rfc;
  const bool again = node.find("as") != nullptr;
  again ? read_as(reader, node, requirement) : read_words(reader, node, requirement);
  requirement.from = reader.texts_at(node, "from");

  if (const Node* level = again ? node.find("level") : reader.required(node, kWhat, "level")) {
    requirement.keyword = level->scalar;
    if (const auto meaning = level_of_keyword(level->scalar); meaning && level->is_scalar()) {
      requirement.level = *meaning;
    } else {
      reader.mistake(
          level->place,
          "level must be MUST, MUST NOT, REQUIRED, SHOULD, SHOULD NOT, RECOMMENDED, MAY, OPTIONAL or defined");
    }
  }

  const Node* id = reader.required(node, kWhat, "id");
  if (id == nullptr) return std::nullopt;
  requirement.id = reader.text(*id, "id");
  const auto parts = parse_id(requirement.id);
  if (!parts || parts->rfc != rfc) {
    reader.mistake(id->place, "an id must have the form rfc" + std::to_string(rfc) +
                                  "-7.5.1-a: RFC of this file, section, letters");
    return std::nullopt;
  }
  requirement.section = parts->section;
  const std::size_t next = expected[parts->section]++;
  if (parts->number != next)
    reader.mistake(id->place, "the letters of a section go on without a gap: expected rfc" + std::to_string(rfc) + "-" +
                                  parts->section + "-" + letters(next));
  return requirement;
}

// `{response: "* OK", strict: "4: resp-cond-state", tolerant: missing-space at 4}`: rev1 and rev2 in place of `strict`
// where they differ. The last CRLF may be left out. Without `tolerant` the tolerant reader says what the strict one says.
GrammarExample read_example(Reader& reader, const Node& node) {
  GrammarExample example;
  constexpr std::string_view what = "an example";
  if (!reader.map(node, what, {"command", "response", "strict", "rev1", "rev2", "tolerant"})) return example;
  example.place = node.place;
  example.command = node.find("command") != nullptr;
  if (example.command && node.find("response") != nullptr)
    reader.mistake(node.place, "an example is a command or a response");
  example.octets = reader.text_at(node, what, example.command ? "command" : "response");
  if (!example.octets.ends_with('\n')) example.octets += "\r\n";
  const bool both = node.find("strict") != nullptr;
  example.rev1 = reader.text_at(node, what, both ? "strict" : "rev1");
  example.rev2 = reader.text_at(node, what, both ? "strict" : "rev2");
  example.tolerant = reader.optional_text_at(node, "tolerant");
  if (example.tolerant.empty()) example.tolerant = example.rev1 == "ok" ? "ok" : example.rev2;
  return example;
}

std::optional<Ambiguity> read_ambiguity(Reader& reader, const Node& node) {
  constexpr std::string_view what = "an ambiguity";
  if (!reader.map(node, what,
                  {"id", "question", "sections", "requirements", "readings", "verdict", "spot", "examples"}))
    return std::nullopt;
  Ambiguity ambiguity;
  ambiguity.file = reader.file();
  ambiguity.place = node.place;
  ambiguity.id = reader.text_at(node, what, "id");
  ambiguity.question = reader.text_at(node, what, "question");
  ambiguity.verdict = reader.text_at(node, what, "verdict");
  ambiguity.sections = reader.texts_at(node, "sections");
  ambiguity.requirements = reader.texts_at(node, "requirements");
  if (ambiguity.sections.empty()) reader.mistake(node.place, "an ambiguity names the sections that it is about");
  if (const Node* readings = reader.required(node, what, "readings")) {
    for (const yaml::Entry& entry : readings->entries)
      ambiguity.readings.emplace_back(entry.key, reader.text(entry.value, "a reading"));
    if (ambiguity.readings.size() < 2) reader.mistake(readings->place, "two readings at least make an ambiguity");
  }
  if (const Node* spot = node.find("spot")) ambiguity.spot = reader.number(*spot, "spot", 99).value_or(0);
  if (const Node* examples = node.find("examples"))
    for (const Node& example : reader.list(*examples, "examples"))
      ambiguity.examples.push_back(read_example(reader, example));
  return ambiguity;
}

}  // namespace

std::expected<Catalogue, std::vector<yaml::Mistake>> Catalogue::load(const FileSet& scenarios) {
  Catalogue catalogue;
  std::vector<yaml::Mistake> mistakes;
  const auto take = [&mistakes](std::vector<yaml::Mistake> more) {
    mistakes.insert(mistakes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };

  for (const auto& [path, text] : scenarios.files) {
    if (!path.starts_with("requirements/") || !path.ends_with(".yaml")) continue;
    const auto tree = yaml::load(scenarios.display(path), text);
    if (!tree) {
      take(tree.error());
      continue;
    }
    Reader reader(scenarios.display(path));
    constexpr std::string_view what = "a file of requirements";
    if (reader.map(*tree, what, {"rfc", "title", "each-must-has-a-quirk", "requirements"})) {
      const Node* number = reader.required(*tree, what, "rfc");
      const auto rfc = number == nullptr ? std::nullopt : reader.number(*number, "rfc", 99'999);
      const std::string title = reader.text_at(*tree, what, "title");
      if (rfc && path != "requirements/rfc" + std::to_string(*rfc) + ".yaml")
        reader.mistake(number->place, "the file of this RFC is named rfc" + std::to_string(*rfc) + ".yaml");
      std::map<std::string, std::size_t> expected;
      if (const Node* list = reader.required(*tree, what, "requirements"); list != nullptr && rfc) {
        catalogue.titles_[*rfc] = title;
        for (const Node& node : reader.list(*list, "requirements"))
          if (auto requirement = read_requirement(reader, node, *rfc, expected))
            catalogue.requirements_.push_back(*std::move(requirement));
      }
    }
    take(reader.take_mistakes());
  }
  std::sort(
      catalogue.requirements_.begin(), catalogue.requirements_.end(),
      [](const Requirement& a, const Requirement& b) { return std::tie(a.rfc, a.place) < std::tie(b.rfc, b.place); });
  for (std::size_t i = 0; i < catalogue.requirements_.size(); ++i)
    catalogue.by_id_.emplace(catalogue.requirements_[i].id, i);  // letters without gaps are unique
  take(catalogue.take_over());

  const std::string path = "ambiguities.yaml";
  if (const std::string* text = scenarios.find(path)) {
    Reader reader(scenarios.display(path));
    const auto tree = yaml::load(reader.file(), *text);
    if (!tree) {
      take(tree.error());
    } else if (reader.map(*tree, "the file of ambiguities", {"ambiguities"})) {
      if (const Node* list = reader.required(*tree, "the file of ambiguities", "ambiguities"))
        for (const Node& node : reader.list(*list, "ambiguities")) {
          auto ambiguity = read_ambiguity(reader, node);
          if (!ambiguity) continue;
          if (catalogue.find_ambiguity(ambiguity->id) != nullptr)
            reader.mistake(node.place, "the id '" + ambiguity->id + "' is given twice");
          for (const std::string& id : ambiguity->requirements)
            if (catalogue.find(id) == nullptr) reader.mistake(node.place, "there is no requirement '" + id + "'");
          catalogue.ambiguities_.push_back(*std::move(ambiguity));
        }
    }
    take(reader.take_mistakes());
  }
  if (!mistakes.empty()) return std::unexpected(std::move(mistakes));
  return catalogue;
}

std::vector<yaml::Mistake> Catalogue::take_over() {
  std::vector<yaml::Mistake> mistakes;
  for (std::size_t i = 0; i < requirements_.size(); ++i) {
    Requirement& again = requirements_[i];
    if (again.as.empty()) continue;
    const Requirement* first = find(again.as);
    const auto mistake = [&](std::string_view why) {
      mistakes.push_back(
          {again.file, again.place, again.id + " is asked for as " + again.as + ", " + std::string(why)});
    };
    if (first == nullptr)
      mistake("which is no requirement");
    else if (!first->as.empty())
      mistake("which is itself asked for as " + first->as);
    else if (first->rfc >= again.rfc)
      mistake("which is of no earlier RFC");
    else
      by_as_.emplace(again.as, i);
    if (first == nullptr) continue;
    again.words = first->words;
    again.subject = first->subject;
    again.untestable = first->untestable;
    if (!again.keyword.empty()) continue;
    again.keyword = first->keyword;
    again.level = first->level;
  }
  return mistakes;
}

std::vector<const Requirement*> Catalogue::asked_again(std::string_view id) const {
  std::vector<const Requirement*> all;
  for (auto [at, end] = by_as_.equal_range(id); at != end; ++at) all.push_back(&requirements_[at->second]);
  return all;
}

const Requirement* Catalogue::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &requirements_[found->second];
}

const Ambiguity* Catalogue::find_ambiguity(std::string_view id) const {
  const auto found =
      std::find_if(ambiguities_.begin(), ambiguities_.end(), [&](const Ambiguity& a) { return a.id == id; });
  return found == ambiguities_.end() ? nullptr : &*found;
}

std::string Catalogue::nearest(std::string_view id) const {
  // Most mistakes are a letter that the section does not have.
  std::string first = std::string(id.substr(0, id.rfind('-'))) + "-a";
  if (find(first) != nullptr) return first;
  // Ids that are next to each other in their order share the longest beginning.
  const auto shared = [&](std::string_view other) {
    return std::mismatch(id.begin(), id.end(), other.begin(), other.end()).first - id.begin();
  };
  auto next = by_id_.lower_bound(id);
  const std::string* best = nullptr;
  if (next != by_id_.end()) best = &next->first;
  if (next != by_id_.begin() && (best == nullptr || shared(std::prev(next)->first) > shared(*best)))
    best = &std::prev(next)->first;
  return best != nullptr && shared(*best) >= 8 ? *best : std::string();
}

}  // namespace imapspec::catalogue
