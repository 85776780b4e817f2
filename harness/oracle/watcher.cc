#include "harness/oracle/watcher.h"

#include <algorithm>

#include "harness/grammar/framing.h"
#include "harness/oracle/follow.h"

namespace imapspec::oracle {

using grammar::FrameEvent;

namespace {

// What is longer is not kept, and no rule judges it: an oracle must cost less than what it watches.
constexpr grammar::FramingLimits kWatched{std::size_t{4} << 20, std::uint64_t{16} << 20, std::size_t{20} << 20, 4096};

std::string_view first_word(std::string_view line) {
  return line.substr(0, line.find_first_of(" \r\n"));
}

std::string_view next_word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  const std::string_view found = first_word(line);
  line.remove_prefix(found.size());
  return found;
}

// The word or words that name a command that the grammar refused: "FETCH", "UID FETCH"; upper case.
std::string name_in(std::string_view line) {
  next_word(line);
  std::string name = upper_case(next_word(line));
  if (name == "UID") name += ' ' + upper_case(next_word(line));
  return name;
}

// The same of an untagged response: "EXISTS", "CAPABILITY"; empty if it is none.
std::string untagged_name_in(std::string_view line) {
  if (next_word(line) != "*") return {};
  const std::string_view word = next_word(line);
  const bool number = !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
  return upper_case(number ? next_word(line) : word);
}

}  // namespace

struct Watcher::Impl {
  Conversation now;
  std::vector<std::unique_ptr<Rule>> rules;
  // Those that want to hear of it.
  std::vector<Rule*> hear_server, hear_result, hear_close, hear_early_literal;
  std::vector<Rule*> hear_client;  // those about clients first
  std::size_t about_clients = 0;   // how many of these
  std::vector<Finding> findings;
  grammar::Framer server{grammar::Direction::response, kWatched};
  grammar::Framer client{grammar::Direction::command, kWatched};
  std::size_t server_messages = 0, client_messages = 0;
  const char* server_limit = nullptr;
  const char* client_limit = nullptr;
  Arena arena;                             // of the server's message in hand
  CommandInProgress* announced = nullptr;  // in now.open: its octets are not complete
  bool at_start = true;                    // the client's next octet begins a message
  enum class Continues : std::uint8_t { no, if_one_word, yes };
  Continues continuing = Continues::no;  // whether the client's message answers "+"
  bool on_purpose = false;               // the client's message has octets that are not to be judged
  bool answered_early = false;           // the client's message got its result before its end

  explicit Impl(bool tls) {
    now.tls = tls;
    for (const RuleFactory& factory : all_rules()) {
      Rule* rule = rules.emplace_back(factory.make()).get();
      rule->report_to(findings);
      if (factory.hears_server) hear_server.push_back(rule);
      if (factory.hears_result) hear_result.push_back(rule);
      if (factory.hears_close) hear_close.push_back(rule);
      if (factory.hears_early_literal) hear_early_literal.push_back(rule);
      if (!factory.hears_client) continue;
      const bool of_client = factory.subject == Subject::client;
      hear_client.insert(
          of_client ? hear_client.begin() + static_cast<std::ptrdiff_t>(about_clients++) : hear_client.end(), rule);
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

  void server_message(std::string_view octets) {
    ServerMessage message{server_messages++, octets, nullptr, nullptr, std::exchange(server_limit, nullptr)};
    arena.reset();
    grammar::Dialect dialect = now.dialect;
    dialect.tolerated = grammar::DeviationSet::all();
    const auto parsed = grammar::parse_response(octets, arena, dialect);
    if (parsed && message.limit == nullptr)
      message.response = &*parsed;
    else if (!parsed)
      message.refused = &parsed.error();
    if (message.response != nullptr) {
      admit_unfinished(*message.response);
      meet_message(now, *message.response);
    }
    for (Rule* rule : hear_server) rule->on_server(message, now);
    if (message.response == nullptr)
      follow_name(now, untagged_name_in(octets));
    else if (const auto* tagged = std::get_if<grammar::Tagged>(&message.response->body))
      server_result(*tagged, message);
    else if (std::holds_alternative<grammar::Continuation>(message.response->body) && now.literal_waits)
      now.literal_waits = false;
    else if (is_untagged_bad(*message.response) && announces_without_tag())
      drop_announced();
    else
      follow_response(now, *message.response);
  }

  static bool is_untagged_bad(const grammar::Response& response) {
    const auto* untagged = std::get_if<grammar::Untagged>(&response.body);
    const auto* status = untagged == nullptr ? nullptr : std::get_if<grammar::Status>(&untagged->body);
    return status != nullptr && status->kind == grammar::StatusKind::bad;
  }

  void server_result(const grammar::Tagged& tagged, const ServerMessage& message) {
    const CommandInProgress* command = now.find_open(tagged.tag);
    if (command == nullptr) return;
    for (Rule* rule : hear_result) rule->on_result(*command, tagged, message, now);
    if (command == announced) {
      // RFC 9051 section 4.3: a literal that was refused does not come.
      announced = nullptr;
      if (now.literal_waits)
        begin_message();
      else
        answered_early = true;
      now.literal_waits = false;
    }
    follow_result(now, tagged);
  }

  // A command whose tag cannot be read has no tagged result: its literal is refused all the same.
  bool announces_without_tag() const {
    if (announced == nullptr || !now.literal_waits) return false;
    const std::string& tag = announced->tag;
    return tag.empty() || !announced->tag_is_first ||
           !std::all_of(tag.begin(), tag.end(), [](char c) { return grammar::is(grammar::kTagChar, c); });
  }
  void drop_announced() {
    take_announced();
    now.literal_waits = false;
    begin_message();
  }

  void begin_message() {
    client.abandon_literal();
    at_start = true;
    on_purpose = answered_early = false;
    continuing = Continues::no;
    client_limit = nullptr;
  }

  // A server may answer a line that has not ended (it is too long, it is wrong): then its tag is known all the same.
  void admit_unfinished(const grammar::Response& response) {
    const auto* tagged = std::get_if<grammar::Tagged>(&response.body);
    if (tagged == nullptr || now.find_open(tagged->tag) != nullptr) return;
    const std::string_view line = client.pending();
    if (first_word(line) != tagged->tag) return;
    now.open.push_back(begun(line));
    now.out_of_step = answered_early = true;
  }

  std::unique_ptr<CommandInProgress> begun(std::string_view line) const {
    auto command = std::make_unique<CommandInProgress>();
    // Behind spaces that were sent on purpose a server may find a tag all the same.
    std::string_view rest = line;
    command->tag = on_purpose ? next_word(rest) : first_word(line);
    command->tag_is_first = line.starts_with(command->tag);
    command->name = name_in(line);
    command->state_when_sent = now.state;
    command->alone = now.open.empty();
    command->on_purpose = on_purpose;
    return command;
  }

  // Whether what the client begins to say answers "+" of an AUTHENTICATE or IDLE in progress. Said before the "+" came,
  // it does if it is no command: a single word.
  Continues continues() const {
    Continues answer = Continues::no;
    for (const auto& command : now.open) {
      if (command->name != "AUTHENTICATE" && command->name != "IDLE") continue;
      if (!command->complete || command->done) continue;
      if (command->continued) return Continues::yes;
      if (!command->in_doubt) answer = Continues::if_one_word;
    }
    return answer;
  }

  bool answers_continuation(std::string_view line) const {
    return continuing == Continues::yes ||
           (continuing == Continues::if_one_word && line.find(' ') == std::string_view::npos);
  }

  void client_said(std::string_view octets, bool purpose) {
    while (!octets.empty()) {
      if (now.literal_waits) {
        if (!purpose)
          for (Rule* rule : hear_early_literal) rule->on_early_literal(client_messages, client.pending(), now);
        now.literal_waits = false;
        now.out_of_step = true;
      }
      if (at_start) {
        on_purpose = false;
        continuing = continues();
        if (continuing == Continues::yes) client.expect_line();
      }
      on_purpose = on_purpose || purpose;
      at_start = false;
      const FrameEvent event = client.feed(octets);
      octets.remove_prefix(event.consumed);
      if (event.kind == FrameEvent::Kind::over_limit) client_limit = event.limit;
      const bool announces = event.kind == FrameEvent::Kind::literal_announced ||
                             (event.kind == FrameEvent::Kind::over_limit && event.consumed > 0);
      if (announces && announced == nullptr && answers_continuation(client.pending())) {
        const std::string line(client.pending());
        client.abandon_literal();
        at_start = true;
        client_line(line);
      } else if (announces) {
        literal_announced(event.synchronising);
      } else if (event.kind == FrameEvent::Kind::message) {
        at_start = true;
        if (announced == nullptr && answers_continuation(client.message()))
          client_line(client.message());
        else
          client_message(client.message());
      }
    }
  }

  // The command joins the open ones as far as it has come, so that what the server says meanwhile has its command.
  void literal_announced(bool synchronising) {
    if (announced == nullptr) {
      auto command = begun(client.pending());
      announced = command.get();
      now.open.push_back(std::move(command));
    }
    now.literal_waits = synchronising;
  }

  // A fault on purpose is not held against the client; rules about the server follow what was said all the same.
  void tell(const ClientMessage& message) {
    for (std::size_t i = on_purpose ? about_clients : 0; i < hear_client.size(); ++i)
      hear_client[i]->on_client(message, now);
  }

  void client_line(std::string_view octets) {
    client_limit = nullptr;
    const ClientMessage message{client_messages++, octets, nullptr, nullptr, true, {}};
    tell(message);
    if (upper_case(octets) != "DONE\r\n") return;
    for (auto& command : now.open)
      if (command->name == "IDLE") command->done = true;
  }

  void client_message(std::string_view octets) {
    ClientMessage message{client_messages++, octets, nullptr, nullptr, false, {}};
    std::unique_ptr<CommandInProgress> unfinished = take_announced();
    auto command = begun(octets);
    command->octets = octets;
    command->complete = true;
    ParseError refused;
    // What the client may send is the union of both revisions.
    if (std::exchange(client_limit, nullptr) != nullptr) {
      command->octets.clear();
    } else if (auto parsed =
                   grammar::parse_command(command->octets, command->arena, {grammar::Revision::either, true})) {
      command->command = *parsed;
      command->name = upper_case(grammar::name_of(parsed->body));
      message.command = &*command->command;
    } else {
      refused = parsed.error();
      message.refused = &refused;
    }
    message.name = command->name;
    tell(message);
    if (unfinished != nullptr) {
      command->untagged_names = std::move(unfinished->untagged_names);
      command->codes = std::move(unfinished->codes);
      command->state_when_sent = unfinished->state_when_sent;
      command->alone = unfinished->alone;
    }
    if (!answered_early && !command->tag.empty()) follow_command(now, std::move(command));
    answered_early = false;
  }

  // The command whose literals have all come, off the open ones. If it was answered before, it is not there any more.
  std::unique_ptr<CommandInProgress> take_announced() {
    if (announced == nullptr) return nullptr;
    const auto open =
        std::find_if(now.open.begin(), now.open.end(), [&](const auto& c) { return c.get() == announced; });
    announced = nullptr;
    std::unique_ptr<CommandInProgress> command = std::move(*open);
    now.open.erase(open);
    return command;
  }
};

Watcher::Watcher(bool tls) : impl_(std::make_unique<Impl>(tls)) {}
Watcher::~Watcher() = default;
Watcher::Watcher(Watcher&&) noexcept = default;
Watcher& Watcher::operator=(Watcher&&) noexcept = default;

void Watcher::share(std::shared_ptr<AccountView> account) {
  impl_->now.account = std::move(account);
}

void Watcher::server_said(std::string_view octets) {
  impl_->server_said(octets);
}
void Watcher::client_said(std::string_view octets) {
  impl_->client_said(octets, false);
}
void Watcher::client_said_on_purpose(std::string_view octets) {
  impl_->client_said(octets, true);
}

void Watcher::tls_started() {
  impl_->now.tls = true;
  impl_->now.tls_awaited = false;
  impl_->now.capabilities.reset();
  impl_->now.literal_waits = false;
  impl_->server.reset();
  impl_->announced = nullptr;
  impl_->begin_message();
}

void Watcher::server_closed() {
  for (Rule* rule : impl_->hear_close) rule->on_server_closed(impl_->now);
}

std::vector<Finding> Watcher::take_findings() {
  for (Finding& each : impl_->findings) each.rev2 = impl_->now.dialect.revision == grammar::Revision::rev2;
  return std::exchange(impl_->findings, {});
}

std::vector<RuleCount> Watcher::counts() const {
  std::vector<RuleCount> counts;
  for (const auto& rule : impl_->rules) counts.push_back({rule->about().name, rule->watched(), rule->broken()});
  return counts;
}

const Conversation& Watcher::conversation() const {
  return impl_->now;
}

}  // namespace imapspec::oracle
