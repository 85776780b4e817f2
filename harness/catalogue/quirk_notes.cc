#include "harness/catalogue/quirk_notes.h"

#include <iterator>

#include "harness/yaml/reader.h"

namespace imapspec::catalogue {

namespace {

void read_file(const yaml::Node& tree, yaml::Reader& reader, QuirkNotes& notes) {
  if (const auto* each = tree.find("each-must-has-a-quirk")) {
    const auto* number = tree.find("rfc");
    const auto rfc = number == nullptr ? std::nullopt : reader.number(*number, "rfc", 99'999);
    if (each->scalar != "true") reader.mistake(each->place, "each-must-has-a-quirk is true, or left out");
    if (rfc) notes.complete.insert(static_cast<unsigned>(*rfc));
  }
  const auto* list = tree.find("requirements");
  if (list == nullptr) return;
  for (const auto& node : list->items) {
    if (!node.is_map()) continue;
    QuirkNote note{reader.optional_text_at(node, "quirk-of"), reader.optional_text_at(node, "no-quirk"),
                   reader.optional_text_at(node, "choice")};
    const auto keys = 3 - note.quirk_of.empty() - note.no_quirk.empty() - note.choice.empty();
    if (keys == 0) continue;
    if (keys > 1) reader.mistake(node.place, "a requirement has one of quirk-of, no-quirk and choice");
    if (const auto* id = node.find("id")) notes.by_requirement.emplace(id->scalar, std::move(note));
  }
}

}  // namespace

QuirkNotes load_quirk_notes(const FileSet& scenarios, std::vector<yaml::Mistake>& mistakes) {
  QuirkNotes notes;
  for (const auto& [path, text] : scenarios.files) {
    if (!path.starts_with("requirements/") || !path.ends_with(".yaml")) continue;
    const auto tree = yaml::load(scenarios.display(path), text);
    if (!tree || !tree->is_map()) continue;
    yaml::Reader reader(scenarios.display(path));
    read_file(*tree, reader, notes);
    auto more = reader.take_mistakes();
    mistakes.insert(mistakes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  return notes;
}

bool wants_quirk(const Requirement& requirement) {
  return requirement.level == Level::must && requirement.keyword != "defined" &&
         requirement.subject != Subject::client && requirement.testable();
}
bool wants_choice(const Requirement& requirement) {
  return requirement.level == Level::may && requirement.subject != Subject::client && requirement.testable();
}

}  // namespace imapspec::catalogue
