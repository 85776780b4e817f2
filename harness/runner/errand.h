// Errand: a command of the harness's own, no scenario's: to log in, to build what is given, to clean up. Its answer is read
// and not judged.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/clock.h"
#include "harness/grammar/response/status.h"
#include "harness/runner/wire.h"

namespace imapspec::runner {

// A command being written, without its tag and CRLF.
class CommandLine {
 public:
  explicit CommandLine(std::string_view name) : name_(name) { fragments_.back() = name; }
  CommandLine& words(std::string_view words);    // as they are, behind a space
  CommandLine& string(std::string_view octets);  // quoted where it can be, else a synchronising literal
  CommandLine& literal(std::string_view octets, bool synchronising = true);

  grammar::Fragments with_tag(std::string_view tag) const;
  const std::string& name() const { return name_; }  // for people: without arguments, which may be secret

 private:
  std::string name_;
  grammar::Fragments fragments_ = grammar::Fragments(1);
};

struct Answer {
  grammar::StatusKind result = grammar::StatusKind::ok;
  std::size_t first = 0;  // of wire.session().received(): what came since the command was sent,
  std::size_t last = 0;   // up to its tagged result

  bool ok() const { return result == grammar::StatusKind::ok; }
};

// Waits until `done`, not longer than `until`, and not beyond the limits on what one step may receive. The error says what
// happened instead, for people: "nothing came within the time", "the server closed the connection", "too many lines".
std::expected<void, std::string> await(Wire& wire, TimePoint until, Clock& clock, const std::function<bool()>& done);

// Sends the command and waits for its result. The error is for people and names the command.
std::expected<Answer, std::string> ask(Wire& wire, const CommandLine& command, TimePoint until, Clock& clock);
// The same for several at once, sent in one write as far as literals allow.
std::expected<std::vector<Answer>, std::string> ask_all(Wire& wire, const std::vector<CommandLine>& commands,
                                                        TimePoint until, Clock& clock);

// The result line of an answer, for people: without tag and CRLF.
std::string result_text(const Wire& wire, const Answer& answer);

// The untagged responses of an answer that are a T.
template <class T>
std::vector<const T*> untagged(const Wire& wire, const Answer& answer) {
  std::vector<const T*> found;
  for (std::size_t i = answer.first; i < answer.last; ++i) {
    const auto& message = *wire.session().received()[i];
    if (!message.response) continue;
    const auto* body = std::get_if<grammar::Untagged>(&message.response->body);
    if (body == nullptr) continue;
    if (const auto* data = std::get_if<T>(&body->body)) found.push_back(data);
  }
  return found;
}

// The response code of an answer's result, if it is a T.
template <class T>
const T* result_code(const Wire& wire, const Answer& answer) {
  const auto& response = wire.session().received()[answer.last]->response;
  const auto* tagged = response ? std::get_if<grammar::Tagged>(&response->body) : nullptr;
  if (tagged == nullptr || !tagged->status.text.code) return nullptr;
  return std::get_if<T>(&*tagged->status.text.code);
}

}  // namespace imapspec::runner
