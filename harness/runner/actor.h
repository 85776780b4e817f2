// Actor: one session of a scenario as it is played: its connection, how far what came over it has been used up, and the
// numbers that the given messages have in it.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/runner/wire.h"
#include "harness/scenario/bindings.h"
#include "harness/scenario/match.h"
#include "harness/scenario/scenario.h"

namespace imapspec::runner {

class Actor {
 public:
  // Both outlive it. `gone` is the scenario's: which given messages (from 1) some session was told to be there no more.
  Actor(const scenario::SessionSpec& spec, std::set<std::size_t>& gone) : spec_(&spec), gone_(&gone) {}

  const scenario::SessionSpec& spec() const { return *spec_; }
  Wire* wire() { return wire_.get(); }  // null: not connected
  void attach(std::unique_ptr<Wire> wire);
  std::unique_ptr<Wire> detach() { return std::exchange(wire_, nullptr); }

  // From here on messages are numbered as in the mailbox of the given messages with these UIDs, as far as they are not gone.
  void opens(const std::vector<std::uint32_t>& uids);
  void opens_another() { opens({}); }

  // Follows the numbers through all that has been received.
  void take_in();
  const scenario::Numbering& numbering() const { return *numbering_; }
  std::size_t received() const { return wire_->session().received().size(); }
  // Received message `index`, which was taken in, for the matcher. What came before `begin` came before the step.
  scenario::Seen seen(std::size_t index, std::size_t begin) const;

  // The first message that no step has used up.
  std::size_t next() const { return next_; }
  // A step has used up all before `end`; of what it took, `consumed` (ascending) met its expectations.
  void use_up_to(std::size_t end, const std::vector<std::size_t>& consumed = {});
  // No step has to do with what has been received so far.
  void begin_afresh() {
    use_up_to(received());
    set_aside_.clear();
  }
  // What the last step took without having expected it, ascending.
  const std::vector<std::size_t>& set_aside() const { return set_aside_; }
  // A tag of the harness's own: its result is no scenario's business.
  void own_tag(const std::string& tag) { own_tags_.insert(tag); }

  // Commands of the scenario whose results no step has used up.
  const std::vector<scenario::SentCommand>& open() const { return open_; }
  void sent(scenario::SentCommand command) { open_.push_back(std::move(command)); }

 private:
  using Numbers = std::shared_ptr<const scenario::Numbering>;

  const scenario::SessionSpec* spec_;
  std::set<std::size_t>* gone_;
  std::unique_ptr<Wire> wire_;
  Numbers numbering_ = std::make_shared<scenario::Numbering>();
  std::vector<Numbers> before_;  // each received message
  std::size_t next_ = 0;
  std::vector<std::size_t> set_aside_;
  std::set<std::string, std::less<>> own_tags_;
  std::vector<scenario::SentCommand> open_;
};

// The tag of a result; empty for anything else.
std::string_view tag_of(const session::Received& message);

}  // namespace imapspec::runner
