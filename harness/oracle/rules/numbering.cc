// EXISTS, EXPUNGE and message numbers: the client's count of the mailbox must never go wrong.
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

std::string of_messages(const Conversation& now) {
  return " in a mailbox of " + std::to_string(*now.mailbox->exists);
}

// How many messages there are, if a mailbox is selected (not only being opened) and it is known.
std::optional<std::uint32_t> count(const Conversation& now) {
  return now.mailbox && !now.selecting() ? now.mailbox->exists : std::nullopt;
}

class MailboxDataWhenSelected final : public Rule {
 public:
  About about() const override {
    return {"mailbox-data-when-selected", "rfc3501-7.3.1-a", Subject::server,
            "EXISTS, RECENT, EXPUNGE, VANISHED and FETCH come only where a mailbox is selected or being selected"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const bool about_a_mailbox =
        untagged<grammar::ExistsData>(message) != nullptr || untagged<grammar::RecentData>(message) != nullptr ||
        untagged<grammar::ExpungeData>(message) != nullptr || untagged<grammar::VanishedData>(message) != nullptr ||
        untagged<grammar::FetchData>(message) != nullptr;
    if (!about_a_mailbox) return;
    watch();
    if (!now.mailbox && !now.selecting()) broke("no mailbox is selected", message.index, message.octets);
  }
};

class ExistsNeverShrinks final : public Rule {
 public:
  About about() const override {
    return {"exists-never-shrinks", "rfc3501-5.2-e", Subject::server,
            "Only EXPUNGE makes a mailbox smaller, never EXISTS"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* exists = untagged<grammar::ExistsData>(message);
    const auto before = count(now);
    if (exists == nullptr || !before) return;
    watch();
    if (exists->number < *before)
      broke(
          "EXISTS went from " + std::to_string(*before) + " to " + std::to_string(exists->number) + " without EXPUNGE",
          message.index, message.octets);
  }
};

class ExpungeNumberExists final : public Rule {
 public:
  About about() const override {
    return {"expunge-number-exists", "rfc3501-7.4.1-a", Subject::server,
            "EXPUNGE names a message that exists at that moment"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* expunge = untagged<grammar::ExpungeData>(message);
    const auto exists = count(now);
    if (expunge == nullptr || !exists) return;
    watch();
    if (expunge->number > *exists)
      broke("EXPUNGE of " + std::to_string(expunge->number) + of_messages(now), message.index, message.octets);
  }
};

class ExpungeOnlyInACommand final : public Rule {
 public:
  About about() const override {
    return {"expunge-only-in-a-command", "rfc3501-7.4.1-d", Subject::server,
            "No EXPUNGE while no command is in progress"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    if (untagged<grammar::ExpungeData>(message) == nullptr || !now.mailbox) return;
    watch();
    // A command is in progress once all of it has come, its literals included.
    if (std::none_of(now.open.begin(), now.open.end(), [](const auto& c) { return c->complete; }))
      broke("no command is in progress", message.index, message.octets);
  }
};

class NoExpungeDuringFetch final : public Rule {
 public:
  About about() const override {
    return {"no-expunge-during-fetch-store-search", "rfc3501-7.4.1-e", Subject::server,
            "No EXPUNGE in answer to FETCH, STORE or SEARCH by message number"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    if (untagged<grammar::ExpungeData>(message) == nullptr || now.open.empty()) return;
    watch();
    // With other commands in the pipeline it may belong to one of them.
    if (only_in_progress(now, {"FETCH", "STORE", "SEARCH"}))
      broke("EXPUNGE while " + now.open.front()->name + " is in progress", message.index, message.octets);
  }
};

class NoExpungeDuringSort final : public Rule {
 public:
  About about() const override {
    return {"no-expunge-during-sort-thread",
            "rfc5256-BASE.6.4.SORT-d",
            Subject::server,
            "No EXPUNGE in answer to SORT or THREAD by message number",
            {"rfc5256-BASE.6.4.THREAD-h"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    if (untagged<grammar::ExpungeData>(message) == nullptr || now.open.empty()) return;
    watch();
    if (only_in_progress(now, {"SORT", "THREAD"}))
      broke("EXPUNGE while " + now.open.front()->name + " is in progress", message.index, message.octets);
  }
};

class CloseIsSilent final : public Rule {
 public:
  About about() const override {
    return {"close-is-silent", "rfc3501-6.4.2-b", Subject::server, "CLOSE removes messages without EXPUNGE responses"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    if (untagged<grammar::ExpungeData>(message) != nullptr && only_in_progress(now, {"CLOSE"}))
      broke("EXPUNGE in answer to CLOSE", message.index, message.octets);
  }
  void on_result(const CommandInProgress& command, const grammar::Tagged&, const ServerMessage&,
                 const Conversation&) override {
    if (command.name == "CLOSE") watch();
  }
};

// FETCH data may come a little before the EXISTS that makes the message known, but not without it.
class FetchNumberExists final : public Rule {
 public:
  About about() const override {
    return {"fetch-number-exists", "rfc3501-2.3.1.2-a", Subject::server, "FETCH data are about a message that exists"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto exists = count(now);
    if (const auto* expunge = untagged<grammar::ExpungeData>(message); expunge != nullptr && expunge->number < number_)
      --number_;
    const auto* fetch = untagged<grammar::FetchData>(message);
    if (fetch == nullptr || !exists) return;
    watch();
    if (fetch->number <= *exists || fetch->number <= number_) return;
    number_ = fetch->number;
    index_ = message.index;
    octets_ = message.octets.substr(0, 200);
  }
  void on_result(const CommandInProgress&, const grammar::Tagged&, const ServerMessage&,
                 const Conversation& now) override {
    const std::uint32_t number = std::exchange(number_, 0);
    const auto exists = count(now);
    if (exists && number > *exists)
      broke("FETCH data of message " + std::to_string(number) + of_messages(now), index_, octets_);
  }

 private:
  std::uint32_t number_ = 0;  // the highest beyond what is known to exist; 0: none
  std::size_t index_ = 0;
  std::string octets_;
};

}  // namespace

Family numbering_rules() {
  return {rule<MailboxDataWhenSelected>(), rule<ExistsNeverShrinks>(),   rule<ExpungeNumberExists>(),
          rule<ExpungeOnlyInACommand>(),   rule<NoExpungeDuringFetch>(), rule<NoExpungeDuringSort>(),
          rule<CloseIsSilent>(),           rule<FetchNumberExists>()};
}

}  // namespace imapspec::oracle
