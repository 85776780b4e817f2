// EXISTS, EXPUNGE and message numbers: the client's count of the mailbox must never go wrong.
#include <algorithm>

#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

class MailboxDataWhenSelected final : public Rule {
 public:
  About about() const override {
    return {"mailbox-data-when-selected", "rfc3501-7.3.1-?", Subject::server,
            "EXISTS, RECENT, EXPUNGE and FETCH come only where a mailbox is selected or being selected"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const bool about_a_mailbox = untagged<grammar::ExistsData>(message) != nullptr ||
                                 untagged<grammar::RecentData>(message) != nullptr ||
                                 untagged<grammar::ExpungeData>(message) != nullptr ||
                                 untagged<grammar::FetchData>(message) != nullptr;
    if (!about_a_mailbox) return;
    watch();
    if (!now.mailbox) broke("no mailbox is selected", message.index, message.octets);
  }
};

class ExistsNeverShrinks final : public Rule {
 public:
  About about() const override {
    return {"exists-never-shrinks", "rfc3501-7.3.1-?", Subject::server, "Only EXPUNGE makes a mailbox smaller, never EXISTS"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* exists = untagged<grammar::ExistsData>(message);
    if (exists == nullptr || !now.mailbox || now.selecting) return;
    watch();
    if (exists->number < now.mailbox->messages.size())
      broke("EXISTS went from " + std::to_string(now.mailbox->messages.size()) + " to " + std::to_string(exists->number) +
                " without EXPUNGE",
            message.index, message.octets);
  }
};

class ExpungeNumberExists final : public Rule {
 public:
  About about() const override {
    return {"expunge-number-exists", "rfc3501-7.4.1-?", Subject::server, "EXPUNGE names a message that exists at that moment"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* expunge = untagged<grammar::ExpungeData>(message);
    if (expunge == nullptr || !now.mailbox) return;
    watch();
    if (expunge->number > now.mailbox->messages.size())
      broke("EXPUNGE of " + std::to_string(expunge->number) + " in a mailbox of " +
                std::to_string(now.mailbox->messages.size()),
            message.index, message.octets);
  }
};

class ExpungeOnlyInACommand final : public Rule {
 public:
  About about() const override {
    return {"expunge-only-in-a-command", "rfc3501-7.4.1-?", Subject::server, "No EXPUNGE while no command is in progress"};
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
    return {"no-expunge-during-fetch-store-search", "rfc3501-7.4.1-?", Subject::server,
            "No EXPUNGE in answer to FETCH, STORE or SEARCH by message number"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    if (untagged<grammar::ExpungeData>(message) == nullptr || now.open.empty()) return;
    watch();
    // With other commands in the pipeline it may belong to one of them.
    if (std::all_of(now.open.begin(), now.open.end(), [](const auto& c) {
          return c->name == "FETCH" || c->name == "STORE" || c->name == "SEARCH";
        }))
      broke("EXPUNGE while " + now.open.front()->name + " is in progress", message.index, message.octets);
  }
};

class FetchNumberExists final : public Rule {
 public:
  About about() const override {
    return {"fetch-number-exists", "rfc3501-7.4.2-?", Subject::server, "FETCH data are about a message that exists"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<grammar::FetchData>(message);
    if (fetch == nullptr || !now.mailbox || now.selecting) return;
    watch();
    if (fetch->number > now.mailbox->messages.size())
      broke("FETCH data of message " + std::to_string(fetch->number) + " in a mailbox of " +
                std::to_string(now.mailbox->messages.size()),
            message.index, message.octets);
  }
};

class SearchNumbersExist final : public Rule {
 public:
  About about() const override {
    return {"search-numbers-exist", "rfc3501-7.2.5-?", Subject::server, "SEARCH answers with numbers of messages that exist"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* search = untagged<grammar::SearchData>(message);
    if (search == nullptr || !now.mailbox || !now.in_progress("SEARCH") || now.in_progress("UID SEARCH")) return;
    watch();
    for (const std::uint32_t number : search->numbers) {
      if (number <= now.mailbox->messages.size()) continue;
      broke("SEARCH found message " + std::to_string(number) + " in a mailbox of " +
                std::to_string(now.mailbox->messages.size()),
            message.index, message.octets);
      return;
    }
  }
};

}  // namespace

Family numbering_rules() {
  return {rule<MailboxDataWhenSelected>(), rule<ExistsNeverShrinks>(), rule<ExpungeNumberExists>(),
          rule<ExpungeOnlyInACommand>(),   rule<NoExpungeDuringFetch>(), rule<FetchNumberExists>(),
          rule<SearchNumbersExist>()};
}

}  // namespace imapspec::oracle
