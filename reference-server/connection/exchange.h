// Exchange: what the server says to one command, or of its own accord, typed and in order, on its way to being printed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/arena.h"
#include "harness/grammar/command/command.h"
#include "harness/grammar/response/response.h"

namespace imapspec::reference_server {

// Responses as they go out, one behind the other.
class Output {
 public:
  void add(const grammar::Response& response);
  void add(std::string&& printed);
  // There is more than one client may ask for at once, and nothing can be added any more.
  bool is_full() const { return octets.size() > kOctetsMax; }

  std::string octets;

 private:
  // No mailbox of a test needs more, and thousands of BODY[]<n.m> of one message would.
  static constexpr std::size_t kOctetsMax = std::size_t{256} << 20;
};

// All of it lives in the arena, in the command, or in messages of the store, and is printed before the store is
// unlocked.
class Exchange {
 public:
  // `command` is null for what no command asked for. The tag is kept as a view. With `output` each response is printed there
  // as soon as it is said; without, all are kept in `responses`, for who has a say in what goes out.
  Exchange(Arena& arena, const grammar::Command* command, std::string_view tag, Output* output = nullptr)
      : arena_(&arena), command_(command), tag_(tag), output_(output) {}

  Arena& arena() { return *arena_; }
  const grammar::Command* command() const { return command_; }
  std::string_view tag() const { return tag_; }

  // A ResponseBody, or one of its alternatives.
  template <class Data>
  void untagged(const Data& data) {
    if constexpr (std::is_same_v<Data, grammar::FetchData>) note_modseqs(data);
    grammar::Response& response = next();
    if (!std::holds_alternative<grammar::Untagged>(response.body)) response.body.emplace<grammar::Untagged>();
    std::get<grammar::Untagged>(response.body).body = data;
    said();
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
  // The highest mod-sequence that a FETCH response has told; 0: none has.
  std::uint64_t highest_modseq() const { return highest_modseq_; }

  // Moves the result behind the responses, with its tag; without a tag it is an untagged BAD.
  void close();

  std::vector<grammar::Response> responses;  // those that were not printed yet
  std::optional<grammar::Status> result;

 private:
  grammar::Response& next() { return output_ == nullptr ? responses.emplace_back() : response_; }
  void said() {
    if (output_ != nullptr) output_->add(response_);
  }
  void add(const decltype(grammar::Response::body)& body) {
    next().body = body;
    said();
  }
  void note_modseqs(const grammar::FetchData& data);
  void finish(grammar::StatusKind kind, std::string_view text, const std::optional<grammar::RespTextCode>& code) {
    result = grammar::Status{kind, {code, text}};
  }

  Arena* arena_;
  const grammar::Command* command_;
  std::string_view tag_;
  Output* output_;
  grammar::Response response_;  // the one that is being said, where it is not kept
  std::uint64_t highest_modseq_ = 0;
};

inline std::optional<grammar::RespTextCode> code(std::string_view word) {
  return grammar::CodeAtom{word, std::nullopt};
}

}  // namespace imapspec::reference_server
