// Exchange: what the server says to one command, or of its own accord, typed and in order, before it is printed.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "harness/base/arena.h"
#include "harness/grammar/command/command.h"
#include "harness/grammar/response/response.h"

namespace imapspec::reference_server {

// All of it lives in the arena, in the command, or in messages of the store, and is printed before the store is
// unlocked.
class Exchange {
 public:
  // `command` is null for what no command asked for. The tag is kept as a view.
  Exchange(Arena& arena, const grammar::Command* command, std::string_view tag)
      : arena_(&arena), command_(command), tag_(tag) {}

  Arena& arena() { return *arena_; }
  const grammar::Command* command() const { return command_; }
  std::string_view tag() const { return tag_; }

  void untagged(const grammar::ResponseBody& body) {
    std::get<grammar::Untagged>(responses.emplace_back().body).body = body;
  }
  void untagged(grammar::StatusKind kind, std::string_view text, std::optional<grammar::RespTextCode> code = {}) {
    untagged(grammar::Status{kind, {code, text}});
  }
  // "+" and a text that is no base64, or the base64 of a challenge.
  void continuation(std::string_view text, bool base64 = false) {
    add(grammar::Continuation{{std::nullopt, text}, base64});
  }

  // The command's result. Without one it goes on: it waits for a line.
  void ok(std::string_view text, std::optional<grammar::RespTextCode> code = {}) {
    finish(grammar::StatusKind::ok, text, code);
  }
  void no(std::string_view text, std::optional<grammar::RespTextCode> code = {}) {
    finish(grammar::StatusKind::no, text, code);
  }
  void bad(std::string_view text, std::optional<grammar::RespTextCode> code = {}) {
    finish(grammar::StatusKind::bad, text, code);
  }
  bool finished() const { return result.has_value(); }
  bool succeeded() const { return result && result->kind == grammar::StatusKind::ok; }

  // Moves the result behind the responses, with its tag; without a tag it is an untagged BAD.
  void close();

  std::vector<grammar::Response> responses;
  std::optional<grammar::Status> result;

 private:
  void add(const decltype(grammar::Response::body)& body) { responses.emplace_back().body = body; }
  void finish(grammar::StatusKind kind, std::string_view text, const std::optional<grammar::RespTextCode>& code) {
    result = grammar::Status{kind, {code, text}};
  }

  Arena* arena_;
  const grammar::Command* command_;
  std::string_view tag_;
};

inline std::optional<grammar::RespTextCode> code(std::string_view word) {
  return grammar::CodeAtom{word, std::nullopt};
}

}  // namespace imapspec::reference_server
