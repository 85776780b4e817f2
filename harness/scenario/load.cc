#include "harness/scenario/load.h"

#include <algorithm>
#include <map>
#include <set>

#include "harness/scenario/lint.h"
#include "harness/scenario/load_context.h"
#include "harness/scenario/read_step.h"
#include "harness/scenario/rows.h"

namespace imapspec::scenario {

using Yaml = yaml::Node;

const GivenMailbox* Given::find(std::string_view name) const {
  const auto at = std::find_if(mailboxes.begin(), mailboxes.end(), [&](const auto& box) { return box.name == name; });
  return at == mailboxes.end() ? nullptr : &*at;
}

const SessionSpec* Scenario::session(std::string_view name) const {
  const auto at = std::find_if(sessions.begin(), sessions.end(), [&](const auto& s) { return s.name == name; });
  return at == sessions.end() ? nullptr : &*at;
}

namespace {

// The places of an earlier mistake's file count lines and columns; a row adds its own.
std::string in_row(const ExpandedRow& row) {
  return " (in row '" + row.id + "' at " + std::to_string(row.place.line) + ":" + std::to_string(row.place.column) +
         ")";
}

class FileLoader {
 public:
  FileLoader(const FileSet& files, std::string_view path, const LoadOptions& options, Loaded& to)
      : path_(path),
        options_(options),
        to_(to),
        reader_(files.display(path)),
        context_{files, options, std::string(path), reader_, to.warnings} {}

  void load(const std::string& text) {
    const auto tree = yaml::load(reader_.file(), text);
    if (!tree) {
      to_.mistakes.insert(to_.mistakes.end(), tree.error().begin(), tree.error().end());
      return;
    }
    file_ = &*tree;
    if (reader_.map(*file_, "a scenario file",
                    {"topic", "given", "scenarios", "requires", "sessions", "data", "verifies", "revision", "role",
                     "allow", "exclusive", "tags"})) {
      topic_ = reader_.text_at(*file_, "a scenario file", "topic");
      if (const Yaml* scenarios = reader_.required(*file_, "a scenario file", "scenarios"))
        for (const auto& node : reader_.list(*scenarios, "'scenarios'")) load_scenario(node);
    }
    auto mistakes = reader_.take_mistakes();
    to_.mistakes.insert(to_.mistakes.end(), mistakes.begin(), mistakes.end());
  }

 private:
  void load_scenario(const Yaml& node) {
    if (!reader_.map(node, "a scenario",
                     {"id", "was", "title", "verifies", "requires", "revision", "given", "sessions", "data", "role",
                      "with", "allow", "exclusive", "tags", "steps", "task", "server", "expect", "then"}))
      return;
    // A mistake that is in every row is told once; one of a single row names it.
    const auto rows = expand_rows(node, reader_);
    auto before = reader_.take_mistakes();
    std::vector<std::vector<yaml::Mistake>> found;
    for (const auto& row : rows) {
      load_row(node, row);
      found.push_back(reader_.take_mistakes());
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (auto mistake : found[i]) {
        const bool everywhere = std::all_of(found.begin(), found.end(), [&](const auto& others) {
          return std::find(others.begin(), others.end(), mistake) != others.end();
        });
        if (!rows[i].id.empty() && !everywhere) mistake.message += in_row(rows[i]);
        before.push_back(std::move(mistake));
      }
    }
    for (auto& mistake : before) reader_.mistake(mistake.place, std::move(mistake.message));
  }

  const Yaml* own_or_file(const Yaml& scenario, std::string_view key) const {
    const Yaml* own = scenario.find(key);
    return own != nullptr ? own : file_->find(key);
  }

  void load_row(const Yaml& original, const ExpandedRow& row) {
    const Yaml& node = row.scenario;
    Scenario scenario;
    scenario.file = reader_.file();
    scenario.place = original.place;
    scenario.row = row.id;
    scenario.row_place = row.place;
    scenario.topic = topic_;
    const std::string id = reader_.text_at(node, "a scenario", "id");
    if (id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos)
      context_.mistake(node.find("id")->place, "the id '" + id + "' must be of lower-case letters, digits and -");
    std::string_view stem = path_;
    if (stem.ends_with(".yaml")) stem.remove_suffix(5);
    scenario.id = std::string(stem) + "/" + id + (row.id.empty() ? "" : "[" + row.id + "]");
    scenario.title = reader_.text_at(node, "a scenario", "title");
    read_was(node, row, scenario);

    if (const Yaml* role = own_or_file(node, "role"))
      scenario.client = reader_.one_of(*role, "role", {"server", "client"}).value_or(0) == 1;
    if (const Yaml* revision = own_or_file(node, "revision")) {
      const auto which = reader_.one_of(*revision, "revision", {"both", "rev1", "rev2"}).value_or(0);
      scenario.rev1 = which != 2;
      scenario.rev2 = which != 1;
    }
    for (const Yaml* where : {file_, &node})
      if (const Yaml* required = where->find("requires")) {
        auto more = read_requires(*required, context_);
        scenario.requires_.insert(scenario.requires_.end(), more.begin(), more.end());
      }
    if (const Yaml* verifies = own_or_file(node, "verifies")) scenario.verifies = context_.requirement_ids(*verifies);
    for (const Yaml* where : {file_, &node})
      for (auto& tag : reader_.texts_at(*where, "tags")) scenario.tags.push_back(std::move(tag));
    read_allow(node, scenario);
    if (const Yaml* exclusive = own_or_file(node, "exclusive"))
      if (const auto which = reader_.one_of(*exclusive, "exclusive", {"inbox", "subscriptions", "account"})) {
        static constexpr std::string_view kWords[] = {"inbox", "subscriptions", "account"};
        scenario.exclusive = kWords[*which];
      }

    scenario.data = read_data(file_->find("data"), node.find("data"), context_);
    scenario.given = read_given(own_or_file(node, "given"), scenario.data, scenario.client, context_);
    scenario.sessions = read_sessions(own_or_file(node, "sessions"), context_);
    check_names(original, scenario);
    read_body(node, scenario);
    to_.scenarios.push_back(std::move(scenario));
  }

  void read_was(const Yaml& node, const ExpandedRow& row, Scenario& scenario) {
    const Yaml* was = node.find("was");
    if (was == nullptr) return;
    const auto add = [&](const Yaml& one) {
      const std::string id = reader_.text(one, "an earlier id");
      if (id.find('/') == std::string::npos) context_.mistake(one.place, "an earlier id is whole: base/topic/name");
      scenario.was.push_back(id + (row.id.empty() ? "" : "[" + row.id + "]"));
    };
    if (was->is_list())
      for (const auto& item : was->items) add(item);
    else
      add(*was);
  }

  void read_allow(const Yaml& node, Scenario& scenario) {
    const Yaml* allow = own_or_file(node, "allow");
    if (allow == nullptr) return;
    for (const auto& item : reader_.list(*allow, "'allow'")) {
      const std::string name = reader_.text(item, "a rule's name");
      if (std::find(options_.rules.begin(), options_.rules.end(), name) == options_.rules.end())
        context_.mistake(item.place, "there is no protocol rule '" + name + "'");
      scenario.allow.push_back(name);
    }
  }

  // Columns, mailboxes, data and sessions share one room of names, and a session needs its mailbox.
  void check_names(const Yaml& original, Scenario& scenario) {
    Flow flow(scenario, scenario.given, context_);
    if (const Yaml* with = original.find("with"))
      for (const auto& row : with->items)
        for (const auto& entry : row.entries)
          if (flow.is_variable(entry.key) && entry.key != "id")
            context_.mistake(entry.place, "the column '" + entry.key + "' has the name of a variable");
    for (const auto& box : scenario.given.mailboxes)
      if (scenario.data.contains(box.name))
        context_.mistake(box.place, "'" + box.name + "' is a mailbox and the name of data");
    for (const auto& session : scenario.sessions) {
      if (session.state < SessionSpec::State::selected && session.box == "box") continue;
      if (scenario.given.find(session.box) != nullptr || session.box == "INBOX") continue;
      if (session.box == "box" && !scenario.client) {
        GivenMailbox box;
        box.name = "box";
        scenario.given.mailboxes.insert(scenario.given.mailboxes.begin(), std::move(box));
      } else if (!scenario.client) {
        context_.mistake(session.place, "there is no mailbox '" + session.box + "' in 'given' to select");
      }
    }
    const auto uses_inbox = scenario.given.find("INBOX") != nullptr;
    if (uses_inbox && !scenario.client && scenario.exclusive.empty())
      context_.mistake(scenario.given.find("INBOX")->place,
                       "INBOX belongs to the account: `exclusive: inbox` was expected");
  }

  void read_body(const Yaml& node, Scenario& scenario) {
    if (scenario.client) {
      // A client opens its connections itself: a session only says whose account it is given.
      if (scenario.sessions.size() > 1)
        context_.mistake(scenario.sessions[1].place,
                         "one session at most, in the client role: the account that the client is given");
      scenario.rounds = read_rounds(node, scenario, context_);
    } else {
      for (const std::string_view key : {"task", "server", "expect", "then"})
        if (const Yaml* value = node.find(key))
          context_.mistake(value->place, "'" + std::string(key) + "' belongs to `role: client`");
      if (const Yaml* steps = reader_.required(node, "a scenario", "steps")) {
        Flow flow(scenario, scenario.given, context_);
        scenario.steps = read_steps(*steps, scenario, flow, false, context_);
      }
    }
    check_requirements(scenario, node, context_);
    prove_lines(scenario, context_);
  }

  std::string_view path_;
  const LoadOptions& options_;
  Loaded& to_;
  yaml::Reader reader_;
  LoadContext context_;
  const Yaml* file_ = nullptr;
  std::string topic_;
};

// Ids are never given twice, and an earlier id to nobody else.
void check_ids(Loaded& loaded) {
  std::map<std::string, const Scenario*> ids;
  const auto claim = [&](const std::string& id, const Scenario& scenario) {
    const auto [at, fresh] = ids.emplace(id, &scenario);
    if (!fresh)
      loaded.mistakes.push_back({scenario.file, scenario.place,
                                 "the id " + id + " is given twice: also at " + at->second->file + ":" +
                                     std::to_string(at->second->place.line)});
  };
  for (const auto& scenario : loaded.scenarios) claim(scenario.id, scenario);
  for (const auto& scenario : loaded.scenarios)
    for (const auto& was : scenario.was) claim(was, scenario);
}

void finish(Loaded& loaded) {
  check_ids(loaded);
  std::stable_sort(loaded.scenarios.begin(), loaded.scenarios.end(),
                   [](const auto& a, const auto& b) { return a.id < b.id; });
  for (auto* list : {&loaded.mistakes, &loaded.warnings}) {
    std::stable_sort(list->begin(), list->end(), [](const auto& a, const auto& b) {
      return std::tie(a.file, a.place, a.message) < std::tie(b.file, b.place, b.message);
    });
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
}

bool holds_scenarios(std::string_view path) {
  return path.ends_with(".yaml") && path.find('/') != std::string_view::npos && !path.starts_with("requirements/") &&
         !path.starts_with("peers/");
}

}  // namespace

Loaded load(const FileSet& files, const LoadOptions& options) {
  Loaded loaded;
  for (const auto& [path, text] : files.files)
    if (holds_scenarios(path)) FileLoader(files, path, options, loaded).load(text);
  finish(loaded);
  return loaded;
}

Loaded load_file(const FileSet& files, std::string_view path, const LoadOptions& options) {
  Loaded loaded;
  if (const std::string* text = files.find(path))
    FileLoader(files, path, options, loaded).load(*text);
  else
    loaded.mistakes.push_back({files.display(path), {}, "there is no such file"});
  finish(loaded);
  return loaded;
}

}  // namespace imapspec::scenario
