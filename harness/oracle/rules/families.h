// The families of rules, one file each, and what they share.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "harness/oracle/follow.h"
#include "harness/oracle/rule.h"

namespace imapspec::oracle {

using Family = std::vector<RuleFactory>;
Family syntax_rules();        // syntax.cc: what is said parses
Family exchange_rules();      // exchange.cc: greeting, tags, results, continuations, BYE
Family completion_rules();    // completion.cc: what a command must have got before its OK
Family numbering_rules();     // numbering.cc: EXISTS, EXPUNGE, message numbers
Family identity_rules();      // identity.cc: UIDs, UIDNEXT, UIDVALIDITY
Family message_rules();       // message.cc: what never changes of a message
Family search_rules();        // search.cc: SEARCH and ESEARCH
Family capability_rules();    // capability.cc: what is offered, enabled, forbidden
Family extension_rules();     // extension.cc: UIDPLUS, CHILDREN, IDLE
Family mod_sequence_rules();  // mod_sequence.cc: CONDSTORE
Family vanished_rules();      // vanished.cc: QRESYNC
Family rev2_rules();          // rev2.cc: what IMAP4rev2 has changed
Family mailbox_list_rules();  // list.cc: LIST-EXTENDED and LIST-STATUS
Family binary_rules();        // binary.cc: BINARY
Family client_rules();        // client.cc: how clients write commands
Family client_order_rules();  // client_order.cc: when clients send them
Family offered_rules();       // offered.cc: what clients may use only where it is offered

// What the rule is made of is kept: std::cref for what outlives it.
template <class R, class... From>
RuleFactory rule(const From&... from) {
  // A member that is not overridden is still of the type that Rule gives it.
  return {.make = [=]() -> std::unique_ptr<Rule> { return std::make_unique<R>(from...); },
          .subject = R(from...).about().subject,
          .hears_server = !std::is_same_v<decltype(&R::on_server), decltype(&Rule::on_server)>,
          .hears_client = !std::is_same_v<decltype(&R::on_client), decltype(&Rule::on_client)>,
          .hears_result = !std::is_same_v<decltype(&R::on_result), decltype(&Rule::on_result)>,
          .hears_close = !std::is_same_v<decltype(&R::on_server_closed), decltype(&Rule::on_server_closed)>,
          .hears_early_literal = !std::is_same_v<decltype(&R::on_early_literal), decltype(&Rule::on_early_literal)>};
}

// The untagged response of this type, or null.
template <class T>
const T* untagged(const ServerMessage& message) {
  if (message.response == nullptr) return nullptr;
  const auto* body = std::get_if<grammar::Untagged>(&message.response->body);
  return body == nullptr ? nullptr : std::get_if<T>(&body->body);
}
inline bool is_ok(const grammar::Tagged& result) {
  return result.status.kind == grammar::StatusKind::ok;
}
template <class C>
const C* code(const grammar::Status& status) {
  return status.text.code ? std::get_if<C>(&*status.text.code) : nullptr;
}
template <class C>
const C* body_of(const CommandInProgress& command) {
  return command.command ? std::get_if<C>(&command.command->body) : nullptr;
}
// The item of this type of FETCH data, or null.
template <class T>
const T* item(const grammar::FetchData& fetch) {
  for (const auto& each : fetch.items)
    if (const auto* found = std::get_if<T>(&each)) return found;
  return nullptr;
}
// The status of an untagged or a tagged status response, or null.
const grammar::Status* status_of(const ServerMessage& message);
bool said(const CommandInProgress& command, std::string_view untagged_name);
bool said_code(const CommandInProgress& command, std::string_view code_name);
// Whether commands are in progress, and all have one of these names.
bool only_in_progress(const Conversation& now, std::initializer_list<std::string_view> names);

}  // namespace imapspec::oracle
