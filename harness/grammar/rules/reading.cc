#include "harness/grammar/rules/reading.h"

#include "harness/grammar/command/status_item.h"
#include "harness/grammar/core/number.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/framing.h"

namespace imapspec::grammar::rules {

namespace {

bool begins_with(std::string_view text, std::string_view word) {
  return word.empty() || (is_word(text.substr(0, word.size()), word) &&
                          (text.size() == word.size() || !is(kAtomChar, text[word.size()])));
}

}  // namespace

Outcome Rule::check(std::string_view text, Dialect dialect) const {
  if (!begins_with(text, word)) return internal::something_else();
  if (frame.before.empty() && frame.after.empty()) return reading.read(text, dialect);
  std::string framed(frame.before);
  framed.append(text).append(frame.after);
  Outcome outcome = reading.read(framed, dialect);
  const auto before = static_cast<std::uint32_t>(frame.before.size());
  outcome.error.offset -= std::min(outcome.error.offset, before);
  return outcome;
}

namespace internal {

Outcome refused(const ParseError& error) {
  return {false, false, error};
}

Outcome something_else() {
  return refused({ParseError::Kind::mismatch, 0, "another rule"});
}

Outcome read_command(std::string_view message, Dialect dialect, bool (*is_it)(const Command&)) {
  Arena arena;
  const auto parsed = parse_command(message, arena, dialect);
  if (!parsed) return refused(parsed.error());
  if (!is_it(*parsed)) return something_else();
  return {true, joined(print_command(*parsed)) == message, {}};
}

Outcome read_response(std::string_view message, Dialect dialect, bool (*is_it)(const Response&)) {
  Arena arena;
  const auto parsed = parse_response(message, arena, dialect);
  if (!parsed) return refused(parsed.error());
  if (!is_it(*parsed)) return something_else();
  return {true, print_response(*parsed) == message, {}};
}

const ResponseBody* untagged_of(const Response& response) {
  const auto* untagged = std::get_if<Untagged>(&response.body);
  return untagged == nullptr ? nullptr : &untagged->body;
}

const RespTextCode* code_of(const Response& response) {
  const auto* body = untagged_of(response);
  const auto* status = body == nullptr ? nullptr : std::get_if<Status>(body);
  return status != nullptr && status->text.code && status->text.text == "x" ? &*status->text.code : nullptr;
}

const FetchItem* item_of(const Response& response) {
  const auto* body = untagged_of(response);
  const auto* data = body == nullptr ? nullptr : std::get_if<FetchData>(body);
  return data != nullptr && data->items.size() == 1 ? &data->items[0] : nullptr;
}

void print_value(Printer& p, std::string_view v) {
  p.raw(v);
}
void print_value(Printer& p, std::uint64_t v) {
  p.number(v);
}
void print_value(Printer& p, List<Flag> v) {
  print_flags(p, v);
}
void print_value(Printer& p, List<FetchItem> v) {
  print_msg_att(p, v);
}
void print_value(Printer& p, List<StatusItem> v) {
  print_status_atts(p, v);
}
void print_value(Printer& p, List<std::uint32_t> v) {
  print_section_binary(p, v);
}
void print_value(Printer& p, const std::optional<List<IdParameter>>& v) {
  print_id_params(p, v);
}

}  // namespace internal

// RFC 9051 section 9: response = *(continue-req / response-data) response-done; response-done = response-tagged /
// response-fatal; response-fatal = "*" SP resp-cond-bye CRLF
Outcome read_responses(std::string_view messages, Dialect dialect) {
  Framer framer(Direction::response);
  Outcome all{true, true, {}};
  bool done = false;
  while (!messages.empty()) {
    const auto event = framer.feed(messages);
    messages.remove_prefix(event.consumed);
    if (event.kind != FrameEvent::Kind::message) continue;
    Arena arena;
    const std::string message(framer.message());
    const auto parsed = parse_response(message, arena, dialect);
    if (!parsed) return internal::refused(parsed.error());
    const auto* body = internal::untagged_of(*parsed);
    const auto* status = body == nullptr ? nullptr : std::get_if<Status>(body);
    done = std::holds_alternative<Tagged>(parsed->body) || (status != nullptr && status->kind == StatusKind::bye);
    if (std::holds_alternative<Tagged>(parsed->body) && !messages.empty()) return internal::something_else();
    all.printed = all.printed && print_response(*parsed) == message;
  }
  if (!done || !framer.pending().empty()) return internal::something_else();
  return all;
}

}  // namespace imapspec::grammar::rules
