#include "harness/runner/actor.h"

#include <algorithm>

namespace imapspec::runner {

std::string_view tag_of(const session::Received& message) {
  if (!message.response) return {};
  const auto* tagged = std::get_if<grammar::Tagged>(&message.response->body);
  return tagged != nullptr ? tagged->tag : std::string_view();
}

void Actor::attach(std::unique_ptr<Wire> wire) {
  wire_ = std::move(wire);
  numbering_ = std::make_shared<scenario::Numbering>();
  before_.clear();
  next_ = 0;
  set_aside_.clear();
  own_tags_.clear();
  open_.clear();
}

void Actor::opens(const std::vector<std::uint32_t>& uids) {
  take_in();
  numbering_ = std::make_shared<scenario::Numbering>(uids, *gone_);
}

void Actor::take_in() {
  const auto& received = wire_->session().received();
  while (before_.size() < received.size()) {
    const auto& message = *received[before_.size()];
    before_.push_back(numbering_);
    if (!message.response) continue;
    const std::string_view name = grammar::name_of(*message.response);
    if (name != "EXPUNGE" && name != "VANISHED") continue;
    auto after = std::make_shared<scenario::Numbering>(*numbering_);
    after->see(message.term, gone_);
    numbering_ = std::move(after);
  }
}

scenario::Seen Actor::seen(std::size_t index, std::size_t begin) const {
  const auto& message = *wire_->session().received()[index];
  scenario::Seen seen;
  seen.index = index;
  seen.term = message.response ? &message.term : nullptr;
  seen.before_step = index < begin;
  seen.for_literal = message.for_literal;
  seen.not_ours = own_tags_.contains(tag_of(message));
  seen.numbering = before_[index];
  return seen;
}

void Actor::use_up_to(std::size_t end, const std::vector<std::size_t>& consumed) {
  const auto& messages = wire_->session().received();
  set_aside_.clear();
  for (; next_ < end; ++next_) {
    if (!std::binary_search(consumed.begin(), consumed.end(), next_)) set_aside_.push_back(next_);
    const std::string_view tag = tag_of(*messages[next_]);
    if (!tag.empty()) std::erase_if(open_, [&](const auto& command) { return command.tag == tag; });
  }
}

}  // namespace imapspec::runner
