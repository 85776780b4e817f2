// Rules of the extensions: UIDPLUS, CHILDREN, IDLE.
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

class CopyUidPairs final : public Rule {
 public:
  About about() const override {
    return {"copyuid-pairs",
            "rfc4315-3-g",
            Subject::server,
            "COPYUID names as many destination UIDs as source UIDs",
            {"rfc9051-7.1-h"}};
  }
  void on_server(const ServerMessage& message, const Conversation&) override {
    const auto* status = status_of(message);
    const auto* copied = status == nullptr ? nullptr : code<grammar::CodeCopyUid>(*status);
    if (copied == nullptr) return;
    watch();
    const std::uint64_t from = grammar::count(copied->source), to = grammar::count(copied->destination);
    if (from != to)
      broke(std::to_string(from) + " source UIDs and " + std::to_string(to) + " destination UIDs", message.index,
            message.octets);
  }
};

class CopyUidWasAsked final : public Rule {
 public:
  About about() const override {
    return {"copyuid-was-asked",
            "rfc4315-3-h",
            Subject::server,
            "COPYUID names only messages that were to be copied",
            {"rfc9051-7.1-h"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* status = status_of(message);
    const auto* copied = status == nullptr ? nullptr : code<grammar::CodeCopyUid>(*status);
    if (copied == nullptr || now.open.size() != 1 || !now.mailbox) return;
    const auto* command = body_of<grammar::Copy>(*now.open.front());
    // "*" is the largest UID, which the view does not always know.
    if (command == nullptr || !command->uid || command->set.saved_result || has_star(command->set)) return;
    watch();
    for (const auto& range : copied->source.items)
      for (const std::uint32_t uid : {range.first, range.last})
        if (!grammar::contains(command->set, uid, 0xffffffffU)) {
          broke("UID " + std::to_string(uid) + " was not to be copied", message.index, message.octets);
          return;
        }
  }

 private:
  static bool has_star(const grammar::SequenceSet& set) {
    const auto star = [](const grammar::SeqNumber& n) { return std::holds_alternative<grammar::Star>(n); };
    for (const auto& each : set.items) {
      if (const auto* single = std::get_if<grammar::SeqNumber>(&each); single != nullptr && star(*single)) return true;
      if (const auto* range = std::get_if<grammar::SeqRange>(&each);
          range != nullptr && (star(range->first) || star(range->last)))
        return true;
    }
    return false;
  }
};

class AppendUidIsOne final : public Rule {
 public:
  About about() const override {
    return {"appenduid-is-one", "rfc4315-3-e", Subject::server,
            "APPENDUID of a single message is a single UID, not a set"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* status = status_of(message);
    const auto* appended = status == nullptr ? nullptr : code<grammar::CodeAppendUid>(*status);
    const auto* append = now.open.size() == 1 ? body_of<grammar::Append>(*now.open.front()) : nullptr;
    if (appended == nullptr || append == nullptr || append->messages.size() != 1) return;
    watch();
    if (appended->uids.items.size() != 1 || appended->uids.items.front().range)
      broke("one message was appended, and APPENDUID is a set", message.index, message.octets);
  }
};

// Of the mailbox that is selected UIDVALIDITY and UIDNEXT are known.
class AppendUidAgrees final : public Rule {
 public:
  About about() const override {
    return {"appenduid-agrees",
            "rfc4315-3-d",
            Subject::server,
            "APPENDUID has the UIDVALIDITY of the mailbox, and a UID that is new there",
            {"rfc9051-7.1-f", "rfc3501-2.3.1.1-g"}};
  }
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage& message,
                 const Conversation& now) override {
    const auto* append = body_of<grammar::Append>(command);
    const auto* appended = code<grammar::CodeAppendUid>(result.status);
    if (append == nullptr || appended == nullptr || !is_ok(result) || !command.alone || !now.mailbox) return;
    const MailboxView& box = *now.mailbox;
    if (box.name != mailbox_key(append->mailbox) || !box.uidvalidity) return;
    watch();
    if (appended->uidvalidity != *box.uidvalidity)
      broke("UIDVALIDITY of " + box.name + " is " + std::to_string(*box.uidvalidity), message.index, message.octets);
    else if (box.uidnext && !appended->uids.items.empty() && appended->uids.items.front().first < *box.uidnext)
      broke("the new UID is below UIDNEXT, " + std::to_string(*box.uidnext), message.index, message.octets, 0,
            "rfc3501-2.3.1.1-g");
  }
};

class ChildrenAgree final : public Rule {
 public:
  About about() const override {
    return {"children-agree", "rfc3348-3-j", Subject::server,
            "No mailbox is \\HasChildren together with \\HasNoChildren or \\Noinferiors"};
  }
  void on_server(const ServerMessage& message, const Conversation&) override {
    const auto* list = untagged<grammar::ListData>(message);
    if (list == nullptr) return;
    bool has = false, has_none = false;
    for (const auto& flag : list->attributes) {
      const std::string name = upper_case(flag.name);
      has = has || name == "\\HASCHILDREN";
      has_none = has_none || name == "\\HASNOCHILDREN" || name == "\\NOINFERIORS";
    }
    if (!has && !has_none) return;
    watch();
    if (has && has_none) broke("\\HasChildren and its contrary", message.index, message.octets);
  }
};

class IdleEndsByDone final : public Rule {
 public:
  About about() const override {
    return {"idle-ends-by-done", "rfc2177-3-c", Subject::server, "IDLE is OK only after the client's DONE"};
  }
  void on_result(const CommandInProgress& command, const grammar::Tagged& result, const ServerMessage& message,
                 const Conversation&) override {
    if (command.name != "IDLE" || !command.command || !is_ok(result)) return;
    watch();
    if (!command.done) broke("IDLE was completed although the client had not sent DONE", message.index, message.octets);
  }
};

}  // namespace

Family extension_rules() {
  return {rule<CopyUidPairs>(),    rule<CopyUidWasAsked>(), rule<AppendUidIsOne>(),
          rule<AppendUidAgrees>(), rule<ChildrenAgree>(),   rule<IdleEndsByDone>()};
}

}  // namespace imapspec::oracle
