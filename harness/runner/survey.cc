#include "harness/runner/survey.h"

#include "harness/oracle/follow.h"

namespace imapspec::runner {

namespace {

std::string without_crlf(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return std::string(line);
}

class Surveyor {
 public:
  Surveyor(Peer& peer, Wire& wire, TimePoint until, Survey& found)
      : peer_(peer), clock_(peer.clock()), wire_(wire), until_(until), found_(found) {}

  std::expected<void, Setback> work() {
    if (auto reached =
            bring(wire_, Stage::authenticated, peer_.profile().accounts.front(), peer_, until_, &found_.offer);
        !reached)
      return reached;
    const auto& greeting = wire_.session().received().front();
    found_.greeting = without_crlf(greeting->octets);
    found_.preauth = found_.offer.greeted.empty();
    if (auto done = list_capabilities(); !done) return done;
    if (auto done = find_namespaces(); !done) return done;
    if (auto done = ask_name(); !done) return done;
    (void)ask(wire_, CommandLine("LOGOUT"), until_, clock_);
    return {};
  }

 private:
  using Done = std::expected<void, Setback>;

  std::expected<Answer, Setback> query(const CommandLine& command) {
    auto answer = ask(wire_, command, until_, clock_);
    if (!answer) return std::unexpected(Setback{Setback::Kind::no_answer, answer.error()});
    return *answer;
  }
  bool has(const char* capability) const { return found_.offer.authenticated.contains(capability); }

  Done list_capabilities() {
    TRY(const auto answer, query(CommandLine("CAPABILITY")));
    for (const auto* data : untagged<grammar::CapabilityData>(wire_, answer))
      for (const auto name : data->capabilities) found_.capabilities.emplace_back(name);
    return {};
  }

  Done find_namespaces() {
    bool known = false;
    if (has("NAMESPACE") || has("IMAP4REV2")) {
      TRY(const auto answer, query(CommandLine("NAMESPACE")));
      for (const auto* data : untagged<grammar::NamespaceData>(wire_, answer)) {
        if (!data->personal.empty()) {
          known = true;
          found_.prefix = data->personal.front().prefix.value;
          if (const auto& delimiter = data->personal.front().delimiter) found_.separator = delimiter->value;
        }
        if (!data->other_users.empty()) {
          found_.others_prefix = data->other_users.front().prefix.value;
          if (const auto& delimiter = data->other_users.front().delimiter) found_.others_separator = delimiter->value;
        }
      }
    }
    if (!known) {
      TRY(const auto answer, query(CommandLine("LIST").string("").string("")));
      for (const auto* data : untagged<grammar::ListData>(wire_, answer))
        if (data->delimiter) found_.separator = data->delimiter->value;
    }
    if (peer_.profile().prefix) found_.prefix = *peer_.profile().prefix;
    return {};
  }

  Done ask_name() {
    if (!has("ID")) return {};
    TRY(const auto answer, query(CommandLine("ID NIL")));
    for (const auto* data : untagged<grammar::IdData>(wire_, answer)) {
      if (!data->parameters) continue;
      std::string name, version;
      for (const auto& parameter : *data->parameters) {
        if (!parameter.value) continue;
        const std::string field = oracle::upper_case(parameter.field.value);
        if (field == "NAME") name = parameter.value->value;
        if (field == "VERSION") version = ' ' + std::string(parameter.value->value);
      }
      if (!name.empty()) found_.name = name + version;
    }
    return {};
  }

  Peer& peer_;
  Clock& clock_;
  Wire& wire_;
  TimePoint until_;
  Survey& found_;
};

}  // namespace

namespace {

// Whether it is among them, alone or with a number: APPENDLIMIT=257890 (RFC 7889 section 2).
bool has(const std::set<std::string>& offered, const std::string& capability) {
  if (offered.contains(capability)) return true;
  const auto with_value = offered.lower_bound(capability + "=");
  return with_value != offered.end() && with_value->starts_with(capability + "=") &&
         with_value->find_first_not_of("0123456789", capability.size() + 1) == std::string::npos;
}

}  // namespace

bool Survey::offers(const std::string& capability, Stage stage) const {
  const auto& before = stage == Stage::greeted ? offer.greeted : offer.secured;
  if (capability == "STARTTLS" || capability == "LOGINDISABLED" || capability.starts_with("AUTH="))
    return before.contains(capability);
  return has(offer.authenticated, capability) || (stage != Stage::authenticated && has(before, capability));
}

std::expected<Survey, Setback> survey(Peer& peer, Duration timeout, Transcript& transcript) {
  const TimePoint until = peer.clock().now() + 4 * timeout;
  TRY(const auto wire, open_wire(peer, "survey", "S", transcript, peer.clock().now() + timeout));
  Survey found;
  TRY_(Surveyor(peer, *wire, until, found).work());
  return found;
}

}  // namespace imapspec::runner
