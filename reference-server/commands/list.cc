// LIST and LSUB (RFC 3501 sections 6.3.8 and 6.3.9), with CHILDREN (RFC 3348).
#include <set>

#include "reference-server/commands/commands.h"
#include "reference-server/commands/name_pattern.h"
#include "reference-server/commands/reply.h"

namespace imapspec::reference_server {

namespace {

grammar::ListData list_data(Session& session, Exchange& exchange, std::string_view name,
                            std::initializer_list<std::string_view> attributes) {
  grammar::ListData data;
  ListBuilder<grammar::Flag> flags(exchange.arena());
  for (const auto attribute : attributes)
    if (!attribute.empty()) flags.add(grammar::make_flag(attribute));
  data.attributes = flags.done();
  data.delimiter = separator(session, exchange);
  data.mailbox = wire_name(exchange, name);
  return data;
}

bool fits(Session& session, const NamePattern& pattern, std::string_view name) {
  const std::string wire = grammar::encode_mutf7(name);
  return session.choices().decide(&Decisions::name_matches, pattern.matches(wire), pattern.text(),
                                  std::string_view(wire));
}

// RFC 3501 section 6.3.8: an empty name asks for the separator and the root of the reference, which is never rooted
// here.
void say_root(Session& session, Exchange& exchange, bool lsub) {
  grammar::ListData data = list_data(session, exchange, "", {"\\Noselect"});
  data.mailbox.name.form = grammar::Form::quoted;
  data.lsub = lsub;
  exchange.untagged(data);
}

}  // namespace

// Every level above a mailbox is a name of its own, \Noselect or not, so that "%" at the end needs nothing more.
void run(Session& session, Exchange& exchange, const grammar::ListCommand& command) {
  const Account& account = session.account();
  if (command.patterns.front().value.empty()) {
    say_root(session, exchange, false);
    return completed(exchange);
  }
  const NamePattern pattern(command.reference.name.value, command.patterns.front().value, account.naming().separator);
  for (const auto& [name, mailbox] : account.names()) {
    if (!fits(session, pattern, name)) continue;
    const char* children = account.has_inferiors(name) ? "\\HasChildren" : "\\HasNoChildren";
    exchange.untagged(list_data(session, exchange, name,
                                {mailbox == nullptr ? "\\Noselect" : "", session.offers("CHILDREN") ? children : ""}));
  }
  completed(exchange);
}

// A "%" at the end also finds the levels above a subscribed name, as \Noselect.
void run(Session& session, Exchange& exchange, const grammar::Lsub& command) {
  const Account& account = session.account();
  if (command.pattern.value.empty()) {
    say_root(session, exchange, true);
    return completed(exchange);
  }
  const char separator = account.naming().separator;
  const NamePattern pattern(command.reference.name.value, command.pattern.value, separator);
  std::set<std::string> levels;
  for (const auto& name : account.subscriptions()) {
    if (!pattern.ends_in_percent()) break;
    for (auto at = name.find(separator); at != std::string::npos; at = name.find(separator, at + 1))
      if (fits(session, pattern, name.substr(0, at))) levels.insert(name.substr(0, at));
  }
  for (const auto& name : account.subscriptions()) {
    levels.erase(name);
    if (!fits(session, pattern, name)) continue;
    auto data = list_data(session, exchange, name, {account.find(name) == nullptr ? "\\Noselect" : ""});
    data.lsub = true;
    exchange.untagged(data);
  }
  for (const auto& name : levels) {
    auto data = list_data(session, exchange, name, {"\\Noselect"});
    data.lsub = true;
    exchange.untagged(data);
  }
  completed(exchange);
}

}  // namespace imapspec::reference_server
