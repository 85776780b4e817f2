#include "harness/runner/scene.h"

#include <algorithm>

#include "harness/oracle/follow.h"
#include "harness/runner/rev2.h"
#include "harness/runner/skip.h"

namespace imapspec::runner {

using scenario::SessionSpec;

namespace {

constexpr std::size_t kBreachesKept = 3;  // for each rule, of one scenario
constexpr std::size_t kLinesBefore = 12;  // that lead to a breach
constexpr std::string_view kCompression = "COMPRESS=DEFLATE";

std::string user_variable(const char* name, std::size_t user) {
  return user == 0 ? name : name + std::to_string(user + 1);
}

const std::set<std::string_view>& rules_about_servers() {
  static const auto names = [] {
    std::set<std::string_view> found;
    for (const auto& about : oracle::list_rules())
      if (about.subject == oracle::Subject::server) found.insert(about.name);
    return found;
  }();
  return names;
}

// How others see a mailbox of this user (RFC 2342 section 3: "Other Users' Namespace").
std::string seen_by_others(const Survey& survey, const std::string& owner, const std::string& name) {
  if (survey.others_prefix.empty()) return name;
  return survey.others_prefix + owner + survey.others_separator + name.substr(survey.prefix.size());
}

// UNAUTHENTICATE ends it (RFC 8437 section 4.1).
bool is_about_compression(const scenario::Scenario& scenario) {
  const auto names_it = [](const scenario::Requirement& requirement) {
    return std::any_of(requirement.any.begin(), requirement.any.end(), [](std::string_view capability) {
      return capability == kCompression || capability == "UNAUTHENTICATE";
    });
  };
  return std::any_of(scenario.requires_.begin(), scenario.requires_.end(), names_it) ||
         has_step(scenario, scenario::Step::Kind::deflate);
}

}  // namespace

Scene::Scene(const scenario::Scenario& played, std::size_t number, Setting& around)
    : scenario(played), setting(around), transcript(around.clock()), octets(played.data) {
  const Survey& survey = setting.survey;
  const PeerProfile& profile = setting.peer.profile();
  beginning = survey.prefix + std::string(Caretaker::kMark) + setting.options.run + '-' + std::to_string(number) + '-';
  for (std::size_t user = 0; user < profile.accounts.size(); ++user) {
    bindings.bind(user_variable("user", user), scenario::string_value(profile.accounts[user].user));
    bindings.bind(user_variable("password", user), scenario::string_value(profile.accounts[user].password));
  }
  bindings.bind("host", scenario::string_value(profile.host));
  grammar::Term no_separator;
  no_separator.kind = grammar::Term::Kind::nil;
  bindings.bind("sep", survey.separator.empty() ? no_separator : scenario::string_value(survey.separator));
  for (const auto& session : scenario.sessions) {
    actors.emplace(session.name, Actor(session, gone));
    for (const auto& mailbox : scenario.given.mailboxes)
      if (mailbox.name != "INBOX")
        bindings.bind_for(session.name, mailbox.name, scenario::mailbox_value(mailbox_name(mailbox.name, session)));
  }
}

bool Scene::enables_rev2() const {
  return plays_rev2(scenario, setting.survey, setting.options.rev2);
}

std::string Scene::mailbox_name(const std::string& variable, const SessionSpec& session) const {
  if (variable == "INBOX") return variable;
  const auto* given = scenario.given.find(variable);
  std::string name = beginning + variable;
  if (given != nullptr && !given->under.empty()) {
    SessionSpec owner = session;
    owner.user = 1;
    name = mailbox_name(given->under, owner) + setting.survey.separator + variable;
  }
  if (session.user == 1) return name;
  return seen_by_others(setting.survey, setting.peer.profile().accounts.front().user, name);
}

std::expected<void, Setback> Scene::bring(Actor& actor, SessionSpec::State state) {
  const SessionSpec& spec = actor.spec();
  retire(actor);
  const TimePoint until = clock().now() + setting.options.timeout;
  const std::string prefix(1, next_prefix_);
  next_prefix_ = next_prefix_ == 'Z' ? 'A' : static_cast<char>(next_prefix_ + 1);
  TRY(auto opened, open_wire(setting.peer, spec.name, prefix, transcript, until));
  actor.attach(std::move(opened));
  Wire& wire = *actor.wire();
  auto& view = views_[spec.user];
  if (!view) view = std::make_shared<oracle::AccountView>();
  wire.watcher().share(view);
  // What comes in one write with STARTTLS is what such a scenario is about.
  if (has_step(scenario, scenario::Step::Kind::tls)) wire.chop(0);
  const bool implicit = setting.peer.profile().tls == PeerProfile::Tls::implicit;
  Stage stage = Stage::authenticated;
  // A session of which nothing is said is merely connected.
  if (state == SessionSpec::State::none) stage = implicit ? Stage::secured : Stage::greeted;
  if (state == SessionSpec::State::greeted) stage = Stage::greeted;
  if (state == SessionSpec::State::secured) stage = Stage::secured;
  TRY_(runner::bring(wire, stage, setting.peer.profile().accounts.at(spec.user - 1), setting.peer, until));
  if (stage == Stage::greeted) return {};  // the greeting may be the scenario's business
  if (stage == Stage::secured) {
    actor.take_in();
    actor.begin_afresh();
    return {};
  }

  std::vector<std::string> enable = spec.enable;
  if (enables_rev2() && std::find(enable.begin(), enable.end(), "IMAP4rev2") == enable.end())
    enable.push_back("IMAP4rev2");
  const auto demand = [&](const CommandLine& command) -> std::expected<void, Setback> {
    const auto answer = ask(wire, command, until, clock());
    if (!answer) return std::unexpected(Setback{Setback::Kind::no_answer, answer.error()});
    if (!answer->ok())
      return std::unexpected(
          Setback{Setback::Kind::no_answer, command.name() + " was refused: " + result_text(wire, *answer)});
    return {};
  };
  if (setting.peer.profile().compress && setting.survey.offers(std::string(kCompression), Stage::authenticated) &&
      !is_about_compression(scenario)) {
    TRY_(demand(CommandLine("COMPRESS").words("DEFLATE")));
    wire.note("DEFLATE from here on");
    if (auto done = wire.stream().start_deflate(); !done)
      return std::unexpected(Setback{Setback::Kind::no_answer, "COMPRESS DEFLATE: " + done.error()});
  }
  if (!enable.empty()) {
    CommandLine command("ENABLE");
    for (const auto& capability : enable) command.words(capability);
    TRY_(demand(command));
  }
  if (state == SessionSpec::State::selected || state == SessionSpec::State::examined) {
    if (spec.box == "box" || spec.box == "INBOX") actor.opens(bindings.uids());
    TRY_(demand(CommandLine(state == SessionSpec::State::selected ? "SELECT" : "EXAMINE")
                    .string(mailbox_name(spec.box, spec))));
  }
  actor.take_in();
  actor.begin_afresh();
  return {};
}

void Scene::retire(Actor& actor) {
  if (actor.wire() == nullptr) return;
  take_findings(*actor.wire(), transcript);
  const std::unique_ptr<Wire> wire = actor.detach();
  if (wire->closed()) return;
  wire->stream().close();
  wire->mark_closed();
}

void Scene::take_findings(Wire& wire, const Transcript& of) {
  const auto& about_servers = rules_about_servers();
  const auto allowed = [this](std::string_view rule) {
    return std::find(scenario.allow.begin(), scenario.allow.end(), rule) != scenario.allow.end();
  };
  for (const auto& count : wire.watcher().counts()) {
    if (count.watched == 0 || !about_servers.contains(count.name)) continue;
    auto& tally = rules.counts[std::string(count.name)];
    tally.watched += count.watched;
    if (!allowed(count.name)) tally.broken += count.broken;
  }
  std::map<std::string, std::size_t> kept;
  for (auto& finding : wire.watcher().take_findings()) {
    if (!about_servers.contains(finding.rule) || allowed(finding.rule) || ++kept[finding.rule] > kBreachesKept)
      continue;
    RuleReport::Breach breach{std::move(finding), {}, std::nullopt};
    if (breach.finding.message < wire.session().received().size()) {
      const std::size_t line = wire.transcript_line(breach.finding.message);
      const std::size_t first = line > kLinesBefore ? line - kLinesBefore : 0;
      if (line < of.lines().size()) {
        breach.transcript.assign(of.lines().begin() + static_cast<std::ptrdiff_t>(first),
                                 of.lines().begin() + static_cast<std::ptrdiff_t>(line) + 1);
        breach.line = line - first;
        breach.transcript.back().requirement = breach.finding.requirement;
      }
    }
    rules.breaches.push_back(std::move(breach));
  }
}

}  // namespace imapspec::runner
