// Mod-sequences: who is told of them, and what they say of messages (RFC 7162 section 3.1).
#include <functional>

#include "harness/oracle/mod_sequence.h"
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

using namespace grammar;

class HighestmodseqWhenAware final : public Rule {
 public:
  About about() const override {
    return {"highestmodseq-when-aware", "rfc7162-3.1.2-a", Subject::server,
            "SELECT and EXAMINE tell HIGHESTMODSEQ or NOMODSEQ once the client is aware of CONDSTORE"};
  }
  void on_result(const CommandInProgress& command, const Tagged& result, const ServerMessage& message,
                 const Conversation& now) override {
    if (body_of<Select>(command) == nullptr || !is_ok(result) || !command.alone) return;
    if (!now.condstore && !enables_condstore(command.command->body)) return;
    watch();
    if (!said_code(command, "HIGHESTMODSEQ") && !said_code(command, "NOMODSEQ"))
      broke("neither HIGHESTMODSEQ nor NOMODSEQ", message.index, message.octets);
  }
};

class ClosedOnSelectOfAnother final : public Rule {
 public:
  About about() const override {
    return {"closed-on-select-of-another", "rfc7162-3.2.11-a", Subject::server,
            "A server with CONDSTORE says [CLOSED] when SELECT of another mailbox closes the one that was selected"};
  }
  void on_result(const CommandInProgress& command, const Tagged& result, const ServerMessage& message,
                 const Conversation& now) override {
    if (body_of<Select>(command) == nullptr || !is_ok(result) || !command.alone || !now.previous || !now.mailbox)
      return;
    if (!now.condstore && !now.has_capability("CONDSTORE") && !now.has_capability("QRESYNC")) return;
    if (now.previous->name == now.mailbox->name || now.dialect.revision == Revision::rev2) return;
    watch();
    if (!said_code(command, "CLOSED"))
      broke("no [CLOSED] for the mailbox that was selected", message.index, message.octets);
  }
};

// FETCH data that no FETCH asked for.
class NewsCarryModseq final : public Rule {
 public:
  About about() const override {
    return {"news-carry-modseq", "rfc7162-3.1-h", Subject::server,
            "Once the client is aware of CONDSTORE, flags that it did not ask for come with MODSEQ"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    if (fetch == nullptr || !now.condstore || !now.mailbox || now.mailbox->nomodseq || now.selecting()) return;
    if (now.in_progress("FETCH") || now.in_progress("UID FETCH") || item<FetchFlags>(*fetch) == nullptr) return;
    watch();
    if (item<FetchModSeq>(*fetch) == nullptr) broke("flags without MODSEQ", message.index, message.octets);
  }
};

class ModseqNeverFalls final : public Rule {
 public:
  About about() const override {
    return {"modseq-never-falls", "rfc7162-3.1-c", Subject::server, "The mod-sequence of a message never falls"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    const auto* said = fetch == nullptr ? nullptr : item<FetchModSeq>(*fetch);
    const auto* before = said == nullptr ? nullptr : now.message(fetch->number);
    if (before == nullptr || !before->modseq) return;
    watch();
    if (said->mod_sequence < *before->modseq)
      broke("MODSEQ fell from " + std::to_string(*before->modseq) + " to " + std::to_string(said->mod_sequence),
            message.index, message.octets);
  }
};

// On all connections of the user: with the same mod-sequence a message has the same flags, \Recent aside.
class OneModseqOneState final : public Rule {
 public:
  About about() const override {
    return {"one-modseq-one-state", "rfc7162-3.1-d", Subject::server,
            "Where the flags of a message have changed, its mod-sequence has"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    const auto* known = fetch == nullptr ? nullptr : now.message(fetch->number);
    if (known == nullptr || !now.mailbox->uidvalidity || now.mailbox->name.empty()) return;
    const auto* flags = item<FetchFlags>(*fetch);
    const auto* modseq = item<FetchModSeq>(*fetch);
    const auto* uid = item<FetchUid>(*fetch);
    if (flags == nullptr || modseq == nullptr || (uid == nullptr && known->uid == 0)) return;
    watch();
    const std::string thing = now.mailbox->name + '\0' + std::to_string(*now.mailbox->uidvalidity) + '/' +
                              std::to_string(uid != nullptr ? uid->uid : known->uid) + '/' +
                              std::to_string(modseq->mod_sequence);
    if (!now.account->messages.agrees(std::hash<std::string>{}(thing), state_of(flags->flags)))
      broke("other flags, and MODSEQ is " + std::to_string(modseq->mod_sequence) + " still", message.index,
            message.octets);
  }
};

class SearchModseqWhenAsked final : public Rule {
 public:
  About about() const override {
    return {"search-modseq-when-asked", "rfc7162-3.1.5-d", Subject::server,
            "SEARCH that found something ends with a mod-sequence if MODSEQ is among its keys"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* found = untagged<SearchData>(message);
    const auto* search = now.open.size() == 1 ? body_of<Search>(*now.open.front()) : nullptr;
    if (found == nullptr || search == nullptr || found->numbers.empty() || !asks_for_modseqs(search->keys)) return;
    watch();
    if (!found->mod_sequence) broke("a result without its mod-sequence", message.index, message.octets);
  }
};

class ModifiedWasAsked final : public Rule {
 public:
  About about() const override {
    return {"modified-was-asked", "rfc7162-3.1.3-f", Subject::server,
            "MODIFIED is a result of STORE with UNCHANGEDSINCE, and names only messages of its set"};
  }
  void on_result(const CommandInProgress& command, const Tagged& result, const ServerMessage& message,
                 const Conversation&) override {
    const auto* modified = code<CodeModified>(result.status);
    if (modified == nullptr || !command.command) return;
    watch();
    const auto* store = body_of<Store>(command);
    if (store == nullptr || store->modifiers.empty())
      return broke("the command has no UNCHANGEDSINCE", message.index, message.octets);
    for (const auto& each : modified->set.items) {
      const auto* single = std::get_if<SeqNumber>(&each);
      const auto* number = single == nullptr ? nullptr : std::get_if<std::uint32_t>(single);
      // "*" may be any number here, and so may "$".
      if (number == nullptr || store->set.saved_result || has_star(store->set)) continue;
      if (!contains(store->set, *number, 0xffffffffU))
        return broke(std::to_string(*number) + " was not to be stored", message.index, message.octets);
    }
  }

 private:
  static bool has_star(const SequenceSet& set) { return contains(set, 0xffffffffU, 0xffffffffU); }
};

}  // namespace

Family mod_sequence_rules() {
  return {rule<HighestmodseqWhenAware>(), rule<ClosedOnSelectOfAnother>(), rule<NewsCarryModseq>(),
          rule<ModseqNeverFalls>(),       rule<OneModseqOneState>(),       rule<SearchModseqWhenAsked>(),
          rule<ModifiedWasAsked>()};
}

}  // namespace imapspec::oracle
