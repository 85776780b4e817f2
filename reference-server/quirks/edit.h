// How quirks and variations change an Exchange: by the type of a response.
#pragma once

#include <algorithm>
#include <utility>

#include "reference-server/connection/exchange.h"
#include "reference-server/quirks/decisions.h"

namespace imapspec::reference_server {

template <class Body>
Body* untagged(grammar::Response& response) {
  auto* line = std::get_if<grammar::Untagged>(&response.body);
  return line == nullptr ? nullptr : std::get_if<Body>(&line->body);
}

template <class Body, class Change>
void change_each(Exchange& exchange, const Change& change) {
  for (auto& response : exchange.responses)
    if (Body* body = untagged<Body>(response)) change(*body);
}

template <class Body>
void leave_out(Exchange& exchange) {
  std::erase_if(exchange.responses, [](auto& response) { return untagged<Body>(response) != nullptr; });
}

// The items of every FETCH response.
template <class Item, class Change>
void change_items(Exchange& exchange, const Change& change) {
  change_each<grammar::FetchData>(exchange, [&](grammar::FetchData& data) {
    ListBuilder<grammar::FetchItem> items(exchange.arena());
    for (grammar::FetchItem item : data.items) {
      if (auto* wanted = std::get_if<Item>(&item)) change(*wanted);
      items.add(item);
    }
    data.items = items.done();
  });
}

// The code of every status response, tagged or not, that has one of this type.
template <class Code, class Change>
void change_codes(Exchange& exchange, const Change& change) {
  for (auto& response : exchange.responses) {
    grammar::Status* status = untagged<grammar::Status>(response);
    if (auto* tagged = std::get_if<grammar::Tagged>(&response.body)) status = &tagged->status;
    if (status == nullptr || !status->text.code) continue;
    if (auto* code = std::get_if<Code>(&*status->text.code)) change(*code);
  }
}

// Untagged status responses with a code of this type.
template <class Code>
void leave_out_codes(Exchange& exchange) {
  std::erase_if(exchange.responses, [](grammar::Response& response) {
    const auto* status = untagged<grammar::Status>(response);
    return status != nullptr && status->text.code && std::holds_alternative<Code>(*status->text.code);
  });
}

// The command that the exchange answers, if it is of that type.
template <class Command>
const Command* command_of(const Exchange& exchange) {
  return exchange.command() == nullptr ? nullptr : std::get_if<Command>(&exchange.command()->body);
}

template <class Command>
bool answers(const Exchange& exchange) {
  return command_of<Command>(exchange) != nullptr;
}

// Quirks that many commands can have: responses of that type do not come; untagged codes of that type do not come.
template <class Command, class Body>
struct LeavesOut final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (answers<Command>(exchange)) leave_out<Body>(exchange);
  }
};
template <class Command, class Code>
struct LeavesOutCode final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (answers<Command>(exchange)) leave_out_codes<Code>(exchange);
  }
};

// Tells that the message of the first EXPUNGE has \Deleted, as if the client had set it.
inline void show_deleted_before_expunge(Exchange& exchange) {
  const auto gone = std::find_if(exchange.responses.begin(), exchange.responses.end(),
                                 [](auto& response) { return untagged<grammar::ExpungeData>(response) != nullptr; });
  if (gone == exchange.responses.end()) return;
  ListBuilder<grammar::Flag> flags(exchange.arena());
  flags.add(grammar::make_flag("\\Deleted"));
  ListBuilder<grammar::FetchItem> items(exchange.arena());
  items.add(grammar::FetchFlags{flags.done()});
  const std::uint32_t number = untagged<grammar::ExpungeData>(*gone)->number;
  exchange.responses.emplace(gone)->body = grammar::Untagged{grammar::FetchData{number, items.done()}};
}

inline grammar::Tagged* result_of(Exchange& exchange) {
  return exchange.responses.empty() ? nullptr : std::get_if<grammar::Tagged>(&exchange.responses.back().body);
}

// Commands of that type are refused without a code that says why.
template <class Command>
struct RefusesWithoutCode final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    if (answers<Command>(exchange) && result != nullptr && result->status.kind == grammar::StatusKind::no)
      result->status.text.code.reset();
  }
};

// Out of what CAPABILITY is answered with.
inline void take_capability_out(Exchange& exchange, std::string_view name) {
  change_each<grammar::CapabilityData>(exchange, [&](grammar::CapabilityData& data) {
    ListBuilder<std::string_view> others(exchange.arena());
    for (const auto each : data.capabilities)
      if (each != name) others.add(each);
    data.capabilities = others.done();
  });
}

}  // namespace imapspec::reference_server
