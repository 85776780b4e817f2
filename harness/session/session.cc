#include "harness/session/session.h"

#include <algorithm>

#include "harness/base/word.h"

namespace imapspec::session {

using grammar::FrameEvent;

bool Received::is_tagged(std::string_view tag) const {
  if (!response) return false;
  const auto* tagged = std::get_if<grammar::Tagged>(&response->body);
  return tagged != nullptr && tagged->tag == tag;
}

bool Received::is_continuation() const {
  return response && std::holds_alternative<grammar::Continuation>(response->body);
}

Session::Session(std::string prefix, grammar::FramingLimits limits)
    : prefix_(std::move(prefix)), framer_(grammar::Direction::response, limits) {}

std::string Session::fresh_tag() {
  return prefix_ + std::to_string(++tags_);
}

void Session::send(std::string tag, grammar::Fragments fragments) {
  open_tags_.push_back(tag);
  queue_.push_back({std::move(tag), std::move(fragments)});
  pump();
}

void Session::send_continuation(grammar::Fragments fragments) {
  queue_.push_back({open_tags_.empty() ? std::string() : open_tags_.back(), std::move(fragments)});
  pump();
}

void Session::send_raw(std::string octets) {
  queue_.push_back({{}, {std::move(octets)}});
  pump();
}

// Erased only now and then: a literal of many megabytes goes out in small pieces.
void Session::sent(std::size_t octets) {
  gone_ += octets;
  if (gone_ < outgoing_.size() / 2) return;
  outgoing_.erase(0, gone_);
  gone_ = 0;
}

// Moves what need not wait from the queue to outgoing_.
void Session::pump() {
  while (!queue_.empty() && !queue_.front().waiting) {
    Queued& head = queue_.front();
    outgoing_ += head.fragments[head.next++];
    if (head.next == head.fragments.size())
      queue_.pop_front();
    else
      head.waiting = true;
  }
}

void Session::feed(std::string_view octets) {
  while (!octets.empty()) {
    const FrameEvent event = framer_.feed(octets);
    octets.remove_prefix(event.consumed);
    switch (event.kind) {
      case FrameEvent::Kind::message:
        take_message(framer_.message(), limit_);
        limit_ = nullptr;
        break;
      case FrameEvent::Kind::over_limit:
        limit_ = event.limit;
        break;
      case FrameEvent::Kind::need_more:
      case FrameEvent::Kind::literal_announced:
        break;
    }
  }
}

void Session::take_message(std::string_view octets, const char* limit) {
  auto message = std::make_unique<Received>();
  message->index = received_.size();
  message->octets = octets;
  if (limit != nullptr) {
    message->limit = limit;
    message->refused = ParseError{ParseError::Kind::limit, static_cast<std::uint32_t>(octets.size()), "response"};
  } else if (auto parsed = grammar::parse_response(message->octets, message->arena, read_as())) {
    message->response = *parsed;
    message->term = grammar::term_of(*parsed);
  } else {
    message->refused = parsed.error();
  }
  note(*message);
  received_.push_back(std::move(message));
}

// Both revisions and every deviation: whether a message is what it should be is for the oracle to say.
grammar::Dialect Session::read_as() {
  grammar::Dialect dialect{grammar::Revision::either, true};
  dialect.tolerated = grammar::DeviationSet::all();
  return dialect;
}

// RFC 9051 section 7.2.2: a server that offers IMAP4rev2 alone speaks it from the start.
void Session::note_capabilities(List<std::string_view> names) {
  const auto offers = [names](std::string_view wanted) {
    return std::any_of(names.begin(), names.end(), [wanted](std::string_view name) { return same_word(name, wanted); });
  };
  if (offers("IMAP4rev2") && !offers("IMAP4rev1")) dialect_.revision = grammar::Revision::rev2;
}

// What a message changes on our side: the "+" that lets a literal go, the result that ends a command, ENABLED.
void Session::note(Received& message) {
  if (!message.response) return;
  if (message.is_continuation()) {
    if (!waits_for_continuation()) return;
    message.for_literal = true;
    queue_.front().waiting = false;
    pump();
  } else if (const auto* tagged = std::get_if<grammar::Tagged>(&message.response->body)) {
    note_code(tagged->status);
    const auto open = std::find(open_tags_.begin(), open_tags_.end(), tagged->tag);
    if (open == open_tags_.end()) return;
    open_tags_.erase(open);
    if (waits_for_continuation() && queue_.front().tag == tagged->tag) {
      ++refused_literals_;
      queue_.pop_front();
      pump();
    }
  } else if (const auto* untagged = std::get_if<grammar::Untagged>(&message.response->body)) {
    if (const auto* status = std::get_if<grammar::Status>(&untagged->body)) note_code(*status);
    if (const auto* data = std::get_if<grammar::CapabilityData>(&untagged->body)) note_capabilities(data->capabilities);
    const auto* enabled = std::get_if<grammar::EnabledData>(&untagged->body);
    if (enabled == nullptr) return;
    for (const std::string_view name : enabled->capabilities) {
      if (same_word(name, "IMAP4rev2")) dialect_.revision = grammar::Revision::rev2;
      if (same_word(name, "UTF8=ACCEPT")) dialect_.utf8 = true;
    }
  }
}

void Session::note_code(const grammar::Status& status) {
  if (!status.text.code) return;
  if (const auto* code = std::get_if<grammar::CodeCapability>(&*status.text.code))
    note_capabilities(code->capabilities);
}

void Session::tls_started() {
  framer_.reset();
  limit_ = nullptr;
}

}  // namespace imapspec::session
