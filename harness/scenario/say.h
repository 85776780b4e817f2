// Say: lines with their holes filled, as octets. Every value is printed as the grammar asks at its place.
#pragma once

#include <expected>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "harness/grammar/core/dialect.h"
#include "harness/grammar/print.h"
#include "harness/scenario/bindings.h"
#include "harness/scenario/pattern.h"
#include "harness/scenario/scenario.h"

namespace imapspec::scenario {

// The octets of the scenario's named data in a session, holes replaced; made at first use and kept. The error, for
// people, says what is missing.
class Octets {
 public:
  explicit Octets(const std::map<std::string, Data, std::less<>>& data) : data_(&data) {}
  bool has(std::string_view name) const { return data_->find(name) != data_->end(); }
  std::expected<std::string_view, std::string> of(std::string_view name, const Bindings&, const Scope&);

 private:
  const std::map<std::string, Data, std::less<>>* data_;
  std::map<std::string, std::string, std::less<>> made_;
  std::vector<std::string> making_;  // those that are being made: data that hold themselves are refused
};

struct SayContext {
  Scope scope;
  grammar::Dialect dialect;  // spelling of mailbox names, and what may stand in quotes
};

// The command with its tag ("" for a line that answers "+") and CRLF. A synchronising literal ends a fragment; so does
// an announcement at the end of the line.
std::expected<grammar::Fragments, std::string> say_command(const Line& line, std::string_view tag, const Bindings&,
                                                           Octets&, const SayContext&);
// Octets as they are, holes replaced by their text: `raw`.
std::expected<std::string, std::string> say_raw(const Pieces& pieces, const Bindings&, Octets&, const SayContext&);
// Client role: a response with its CRLF. `tag` is the open command's; a status without text is given one.
std::expected<std::string, std::string> say_response(const Line& line, std::string_view tag, const Bindings&, Octets&,
                                                     const SayContext&);

}  // namespace imapspec::scenario
