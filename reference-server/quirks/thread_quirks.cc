// What goes wrong with THREAD (RFC 5256 section 3).
#include <array>

#include "harness/mail/message_id.h"
#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

using mail::Threadable;

struct ThreadTakesTheLastReference final : Decisions {
  Threadable threadable(Threadable proper, const Message&) override {
    if (proper.references.size() > 1) proper.references = {proper.references.back()};
    return proper;
  }
};

struct ThreadTurnsReferences final : Decisions {
  Threadable threadable(Threadable proper, const Message&) override {
    std::reverse(proper.references.begin(), proper.references.end());
    return proper;
  }
};

struct ThreadIgnoresInReplyTo final : Decisions {
  Threadable threadable(Threadable proper, const Message& message) override {
    if (message.octets->find("References:") == std::string::npos) proper.references.clear();
    return proper;
  }
};

struct ThreadPrefersInReplyTo final : Decisions {
  Threadable threadable(Threadable proper, const Message& message) override {
    Arena arena;
    const mail::Part part = mail::parse_message(*message.octets, arena);
    const auto ids = mail::message_ids(part.field("In-Reply-To"));
    if (!ids.empty()) proper.references = {ids.front()};
    return proper;
  }
};

struct ThreadIgnoresSubjects final : Decisions {
  Threadable threadable(Threadable proper, const Message&) override {
    proper.subject.clear();
    return proper;
  }
};

struct ThreadSeesNoReplies final : Decisions {
  Threadable threadable(Threadable proper, const Message&) override {
    proper.reply_or_forward = false;
    return proper;
  }
};

struct ThreadMindsQuotes final : Decisions {
  Threadable threadable(Threadable proper, const Message& message) override {
    if (message.octets->find("Message-ID: <\"") != std::string::npos) proper.message_id += '"';
    return proper;
  }
};

struct ThreadIdsInAnyCase final : Decisions {
  Threadable threadable(Threadable proper, const Message&) override {
    const auto lower = [](std::string& id) {
      for (char& c : id) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    };
    lower(proper.message_id);
    for (auto& id : proper.references) lower(id);
    return proper;
  }
};

struct ThreadsByNumber final : Decisions {
  Threadable threadable(Threadable proper, const Message&) override {
    proper.sent = 0;
    return proper;
  }
};

// ((1)(2)), of a parent that is not there, as if the first were the parent.
struct FirstChildIsTheParent final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::ThreadData>(exchange, [&exchange](grammar::ThreadData& data) {
      std::vector<grammar::ThreadList> threads(data.threads.begin(), data.threads.end());
      for (auto& thread : threads) {
        if (!thread.members.empty() || thread.nested.empty() || !thread.nested.front().nested.empty()) continue;
        const std::vector<grammar::ThreadList> nested(thread.nested.begin() + 1, thread.nested.end());
        std::vector<std::uint32_t> members(thread.nested.front().members.begin(), thread.nested.front().members.end());
        if (nested.size() == 1 && nested.front().nested.empty())
          members.insert(members.end(), nested.front().members.begin(), nested.front().members.end());
        thread.members = copy_list(exchange.arena(), members);
        thread.nested = nested.size() == 1 ? nested.front().nested : copy_list(exchange.arena(), nested);
      }
      data.threads = copy_list(exchange.arena(), threads);
    });
  }
};

// ORDEREDSUBJECT as one chain in place of one parent with many children.
struct OrderedSubjectIsAChain final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* command = command_of<grammar::Thread>(exchange);
    if (command == nullptr || !same_word(command->algorithm, "ORDEREDSUBJECT")) return;
    change_each<grammar::ThreadData>(exchange, [&exchange](grammar::ThreadData& data) {
      std::vector<grammar::ThreadList> threads(data.threads.begin(), data.threads.end());
      for (auto& thread : threads) {
        std::vector<std::uint32_t> members(thread.members.begin(), thread.members.end());
        for (const auto& each : thread.nested) members.push_back(each.members.front());
        thread = {copy_list(exchange.arena(), members), {}};
      }
      data.threads = copy_list(exchange.arena(), threads);
    });
  }
};

struct ThreadOfNothingIsNotSaid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    std::erase_if(exchange.responses, [](auto& response) {
      const auto* data = untagged<grammar::ThreadData>(response);
      return data != nullptr && data->threads.empty();
    });
  }
};

struct ExpungeDuringThread final : Decisions {
  bool expunges_visible_during(bool proper, const grammar::CommandBody* command) override {
    return proper || (command != nullptr && std::holds_alternative<grammar::Thread>(*command));
  }
};

constexpr std::array kQuirks = {
    Quirk{"thread-takes-the-last-reference", "rfc5256-BASE.6.4.THREAD-b",
          "Of References only the last message ID is looked at.", make_decisions<ThreadTakesTheLastReference>},
    Quirk{"thread-turns-references", "rfc5256-BASE.6.4.THREAD-b", "The first of References is taken for the parent.",
          make_decisions<ThreadTurnsReferences>},
    Quirk{"thread-ignores-in-reply-to", "rfc5256-BASE.6.4.THREAD-k", "A message without References has no parent.",
          make_decisions<ThreadIgnoresInReplyTo>},
    Quirk{"thread-prefers-in-reply-to", "rfc5256-BASE.6.4.THREAD-k", "In-Reply-To is taken in place of References.",
          make_decisions<ThreadPrefersInReplyTo>},
    Quirk{"thread-ignores-subjects", "rfc5256-BASE.6.4.THREAD-l", "Messages of one subject are not put together.",
          make_decisions<ThreadIgnoresSubjects>},
    Quirk{"thread-sees-no-replies", "rfc5256-BASE.6.4.THREAD-l", "A reply is a sibling of what has its subject.",
          make_decisions<ThreadSeesNoReplies>},
    Quirk{"thread-minds-quotes", "rfc5256-BASE.6.4.THREAD-e", "A message ID in quotes is another one.",
          make_decisions<ThreadMindsQuotes>},
    Quirk{"thread-ids-in-any-case", "rfc5256-BASE.6.4.THREAD-m", "Message IDs are compared without regard to case.",
          make_decisions<ThreadIdsInAnyCase>},
    Quirk{"threads-by-number", "rfc5256-BASE.6.4.THREAD-c", "Threads and siblings stand in the order of the mailbox.",
          make_decisions<ThreadsByNumber>},
    Quirk{"first-child-is-the-parent", "rfc5256-BASE.6.4.THREAD-d",
          "Where a parent is missing its first child takes its place.", make_decisions<FirstChildIsTheParent>},
    Quirk{"ordered-subject-is-a-chain", "rfc5256-BASE.6.4.THREAD-i",
          "In ORDEREDSUBJECT each message is the child of the one before.", make_decisions<OrderedSubjectIsAChain>},
    Quirk{"thread-of-nothing-is-not-said", "rfc5256-BASE.6.4.THREAD-n",
          "THREAD that finds nothing sends no untagged THREAD.", make_decisions<ThreadOfNothingIsNotSaid>},
    Quirk{"expunge-during-thread", "rfc5256-BASE.6.4.THREAD-h", "EXPUNGE comes while a THREAD is answered.",
          make_decisions<ExpungeDuringThread>},
};

}  // namespace

std::span<const Quirk> thread_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
