#include "harness/oracle/watcher.h"

#include <algorithm>

#include "harness/oracle/follow.h"

namespace imapspec::oracle {

using grammar::FrameEvent;

namespace {

// The watcher never needs a whole large literal: enough to compare sizes is kept by the framer's limits.
constexpr std::size_t kEvidenceOctets = 4096;

// The word or words that name a command that the grammar refused: "FETCH", "UID FETCH"; upper case.
std::string name_in(std::string_view line) {
  const auto word = [&line] {
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    const std::string_view found = line.substr(0, line.find_first_of(" \r\n"));
    line.remove_prefix(found.size());
    return upper_case(found);
  };
  word();
  std::string name = word();
  if (name == "UID") name += ' ' + word();
  return name;
}

}  // namespace

struct Watcher::Impl {
  Conversation now;
  std::vector<std::unique_ptr<Rule>> rules;
  grammar::Framer server{grammar::Direction::response};
  grammar::Framer client{grammar::Direction::command};
  std::size_t server_messages = 0, client_messages = 0;
  const char* server_limit = nullptr;
  std::uint64_t client_octets = 0;
  bool on_purpose = false;

  explicit Impl(bool tls) {
    now.tls = tls;
    for (const auto& make : all_rules()) rules.push_back(make());
  }

  // The client's next line answers "+" of an AUTHENTICATE or IDLE in progress.
  bool client_continues() const {
    return std::any_of(now.open.begin(), now.open.end(),
                       [](const auto& c) { return c->name == "AUTHENTICATE" || c->name == "IDLE"; });
  }

  void server_message(std::string_view octets) {
    ServerMessage message{server_messages++, octets, nullptr, nullptr, std::exchange(server_limit, nullptr)};
    Arena arena(512);
    const auto parsed = grammar::parse_response(octets, arena, now.dialect);
    if (parsed && message.limit == nullptr)
      message.response = &*parsed;
    else if (!parsed)
      message.refused = &parsed.error();
    if (message.response != nullptr) admit_unfinished(*message.response);
    for (const auto& rule : rules) rule->on_server(message, now);
    if (message.response == nullptr) return;
    if (const auto* tagged = std::get_if<grammar::Tagged>(&message.response->body)) {
      if (const CommandInProgress* command = now.find_open(tagged->tag)) {
        for (const auto& rule : rules) rule->on_result(*command, *tagged, message, now);
        if (now.literal_waits && command == now.open.back().get() && !command->complete) {
          client.abandon_literal();
          now.literal_waits = false;
        }
        follow_result(now, *tagged);
      }
      return;
    }
    if (std::holds_alternative<grammar::Continuation>(message.response->body)) now.literal_waits = false;
    follow_response(now, *message.response);
  }

  // A server may answer a line that has not ended (it is too long, it is wrong): then its tag is known all the same.
  void admit_unfinished(const grammar::Response& response) {
    const auto* tagged = std::get_if<grammar::Tagged>(&response.body);
    if (tagged == nullptr || now.find_open(tagged->tag) != nullptr) return;
    const std::string_view line = client.pending();
    if (line.substr(0, line.find_first_of(" \r\n")) != tagged->tag) return;
    auto command = std::make_unique<CommandInProgress>();
    command->tag = tagged->tag;
    command->name = name_in(line);
    command->state_when_sent = now.state;
    now.open.push_back(std::move(command));
  }

  // A command, whole, or (at a synchronising literal) as far as it has come, so that what the server says meanwhile has
  // its command.
  void client_message(std::string_view octets) {
    const bool continuation = client_continues() && announced == nullptr;
    ClientMessage message{client_messages++, octets, nullptr, nullptr, continuation};
    if (continuation) {
      for (const auto& rule : rules) {
        if (!on_purpose) rule->on_client(message, now);
      }
      if (upper_case(octets).starts_with("DONE")) now.idling = false;
      return;
    }
    auto command = std::make_unique<CommandInProgress>();
    command->octets = octets;
    command->begins = client_octets - std::min<std::uint64_t>(client_octets, octets.size());
    command->state_when_sent = now.state;
    command->complete = true;
    ParseError refused;
    // What the client may send is the union of both revisions; a rule of its own holds it against the one in force.
    if (auto parsed = grammar::parse_command(command->octets, command->arena, {grammar::Revision::either, true})) {
      command->command = *parsed;
      command->tag = parsed->tag;
      command->name = upper_case(grammar::name_of(parsed->body));
      message.command = &*command->command;
    } else {
      refused = parsed.error();
      message.refused = &refused;
      const std::string_view line(command->octets);
      command->tag = line.substr(0, line.find_first_of(" \r\n"));
      command->name = name_in(line);
    }
    for (const auto& rule : rules) {
      if (!on_purpose) rule->on_client(message, now);
    }
    on_purpose = false;
    if (announced != nullptr) {
      const auto open = std::find_if(now.open.begin(), now.open.end(), [&](const auto& c) { return c.get() == announced; });
      announced = nullptr;
      if (open == now.open.end()) return;  // it was answered before it was complete
      command->untagged_names = std::move((*open)->untagged_names);
      command->codes = std::move((*open)->codes);
      now.open.erase(open);
    }
    follow_command(now, std::move(command));
  }

  void literal_announced(bool synchronising) {
    if (announced == nullptr) {
      auto command = std::make_unique<CommandInProgress>();
      const std::string_view line = client.pending();
      command->tag = line.substr(0, line.find_first_of(" \r\n"));
      command->name = name_in(line);
      command->state_when_sent = now.state;
      announced = command.get();
      now.open.push_back(std::move(command));
    }
    now.literal_waits = synchronising;
  }

  void client_said(std::string_view octets) {
    client_octets += octets.size();
    while (!octets.empty()) {
      if (now.literal_waits) {
        for (const auto& rule : rules) {
          if (!on_purpose) rule->on_early_literal(now);
        }
        now.literal_waits = false;
      }
      if (client.pending().empty() && client_continues() && announced == nullptr) client.expect_line();
      const FrameEvent event = client.feed(octets);
      octets.remove_prefix(event.consumed);
      if (event.kind == FrameEvent::Kind::literal_announced) literal_announced(event.synchronising);
      if (event.kind == FrameEvent::Kind::message) client_message(client.message());
    }
  }

  void server_said(std::string_view octets) {
    while (!octets.empty()) {
      const FrameEvent event = server.feed(octets);
      octets.remove_prefix(event.consumed);
      if (event.kind == FrameEvent::Kind::over_limit) server_limit = event.limit;
      if (event.kind == FrameEvent::Kind::message) server_message(server.message());
    }
  }

  CommandInProgress* announced = nullptr;  // in now.open: its octets are not complete
};

void Rule::broke(std::string what, std::size_t message, std::string_view octets, std::size_t offset,
                 std::string_view requirement) {
  ++broken_;
  constexpr std::size_t kFindingsKept = 20;
  if (findings_.size() >= kFindingsKept) return;
  const About me = about();
  findings_.push_back({std::string(me.name), std::string(requirement.empty() ? me.requirement : requirement), me.subject,
                       std::move(what), message, offset, std::string(octets.substr(0, kEvidenceOctets))});
}

Watcher::Watcher(bool tls) : impl_(std::make_unique<Impl>(tls)) {}
Watcher::~Watcher() = default;
Watcher::Watcher(Watcher&&) noexcept = default;
Watcher& Watcher::operator=(Watcher&&) noexcept = default;

void Watcher::server_said(std::string_view octets) { impl_->server_said(octets); }
void Watcher::client_said(std::string_view octets) { impl_->client_said(octets); }
void Watcher::client_said_on_purpose(std::string_view octets) {
  impl_->on_purpose = true;
  impl_->client_said(octets);
}

void Watcher::tls_started() {
  for (const auto& rule : impl_->rules) rule->on_tls_started(impl_->now);
  impl_->now.tls = true;
  impl_->now.capabilities.reset();
  impl_->server.reset();
  impl_->client.reset();
  impl_->announced = nullptr;
  impl_->now.literal_waits = false;
}

void Watcher::server_closed() {
  for (const auto& rule : impl_->rules) rule->on_server_closed(impl_->now);
}

std::vector<Finding> Watcher::take_findings() {
  std::vector<Finding> all;
  for (const auto& rule : impl_->rules)
    for (auto& finding : rule->take_findings()) all.push_back(std::move(finding));
  return all;
}

std::vector<RuleCount> Watcher::counts() const {
  std::vector<RuleCount> counts;
  for (const auto& rule : impl_->rules) counts.push_back({rule->about().name, rule->watched(), rule->broken()});
  return counts;
}

const Conversation& Watcher::conversation() const { return impl_->now; }

std::vector<Rule::About> list_rules() {
  std::vector<Rule::About> list;
  for (const auto& make : all_rules()) list.push_back(make()->about());
  return list;
}

}  // namespace imapspec::oracle
