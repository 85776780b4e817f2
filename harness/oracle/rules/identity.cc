// UIDs: they stay, they ascend, and UIDNEXT and UIDVALIDITY say what they may become.
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

using namespace grammar;

class UidNeverChanges final : public Rule {
 public:
  About about() const override {
    return {"uid-never-changes", "rfc3501-2.3.1.1-d", Subject::server, "A message keeps its UID during the session"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    const auto* uid = fetch == nullptr ? nullptr : item<FetchUid>(*fetch);
    const auto* before = uid == nullptr ? nullptr : now.message(fetch->number);
    if (before == nullptr || before->uid == 0) return;
    watch();
    if (before->uid != uid->uid)
      broke("message " + std::to_string(fetch->number) + " had UID " + std::to_string(before->uid) + ", now " +
                std::to_string(uid->uid),
            message.index, message.octets);
  }
};

// Against the nearest neighbours whose UID is known, a few places in both directions: where all are known that keeps
// the whole list in order, at a bounded price.
class UidsAscend final : public Rule {
 public:
  About about() const override {
    return {"uids-ascend", "rfc3501-2.3.1.2-b", Subject::server, "A message with a higher number has a higher UID"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    const auto* uid = fetch == nullptr ? nullptr : item<FetchUid>(*fetch);
    if (uid == nullptr || now.message(fetch->number) == nullptr) return;
    watch();
    constexpr std::size_t kPlaces = 64;
    const auto& messages = now.mailbox->messages;
    const std::size_t at = fetch->number - 1;
    for (std::size_t n = at; n > 0 && at - n < kPlaces; --n) {
      if (messages[n - 1].uid == 0) continue;
      if (messages[n - 1].uid >= uid->uid) out_of_order(message, fetch->number, uid->uid, n, messages[n - 1].uid);
      break;
    }
    for (std::size_t n = at + 1; n < messages.size() && n - at <= kPlaces; ++n) {
      if (messages[n].uid == 0) continue;
      if (messages[n].uid <= uid->uid) out_of_order(message, fetch->number, uid->uid, n + 1, messages[n].uid);
      break;
    }
  }

 private:
  void out_of_order(const ServerMessage& message, std::size_t number, std::uint32_t uid, std::size_t other,
                    std::uint32_t other_uid) {
    broke("message " + std::to_string(number) + " has UID " + std::to_string(uid) + " and message " +
              std::to_string(other) + " UID " + std::to_string(other_uid),
          message.index, message.octets);
  }
};

class UidsAgreeWithUidNext final : public Rule {
 public:
  About about() const override {
    return {"uids-agree-with-uidnext", "rfc3501-2.3.1.1-g", Subject::server,
            "UIDNEXT is above every UID in the mailbox, and no later message gets a lower one"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    const auto* uid = fetch == nullptr ? nullptr : item<FetchUid>(*fetch);
    if (uid == nullptr || now.message(fetch->number) == nullptr) return;
    const MailboxView& box = *now.mailbox;
    if (!box.uidnext || !box.settled) return;
    watch();
    const bool settled = fetch->number <= *box.settled;
    if (settled && uid->uid >= *box.uidnext)
      broke("UID " + std::to_string(uid->uid) + " was there when UIDNEXT was " + std::to_string(*box.uidnext),
            message.index, message.octets);
    if (!settled && uid->uid < *box.uidnext)
      broke("a new message got UID " + std::to_string(uid->uid) + " after UIDNEXT " + std::to_string(*box.uidnext),
            message.index, message.octets);
  }
};

// UIDNEXT and UIDVALIDITY of one mailbox, from SELECT or STATUS to the next, on all connections of the user.
class UidNextNeverFalls final : public Rule {
 public:
  About about() const override {
    return {"uidnext-never-falls", "rfc3501-2.3.1.1-h", Subject::server,
            "UIDNEXT never falls while UIDVALIDITY stays, and UIDVALIDITY never falls"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* data = untagged<StatusData>(message);
    if (data == nullptr) return;
    const std::string name = mailbox_key(data->mailbox);
    // Of the selected mailbox STATUS may tell what this session has seen so far. And only the answer to a STATUS is of
    // a time that is known.
    if (now.mailbox && (now.selecting() || now.mailbox->name == name)) return;
    const CommandInProgress* asked = nullptr;
    for (const auto& command : now.open)
      if (const auto* status = body_of<StatusCommand>(*command);
          status != nullptr && mailbox_key(status->mailbox) == name)
        asked = command.get();
    if (asked == nullptr) return;
    std::uint32_t validity = 0, next = 0;
    for (const auto& value : data->items) {
      if (value.item == StatusItem::uidvalidity) validity = static_cast<std::uint32_t>(value.number);
      if (value.item == StatusItem::uidnext) next = static_cast<std::uint32_t>(value.number);
    }
    if (validity != 0) judge(name, validity, next, *asked, message, *now.account);
  }
  void on_result(const CommandInProgress& command, const Tagged& result, const ServerMessage& message,
                 const Conversation& now) override {
    if (!command.opens || !is_ok(result) || now.mailbox->name.empty() || !now.mailbox->uidvalidity) return;
    judge(now.mailbox->name, *now.mailbox->uidvalidity, now.mailbox->uidnext.value_or(0), command, message,
          *now.account);
  }

 private:
  void judge(const std::string& name, std::uint32_t validity, std::uint32_t next, const CommandInProgress& asked,
             const ServerMessage& message, AccountView& account) {
    watch();
    auto& last = account.mailboxes[name];
    // What was heard after this was asked may be newer than this.
    const bool comparable = last.heard < asked.sent;
    if (comparable && validity < last.validity)
      broke("UIDVALIDITY fell from " + std::to_string(last.validity) + " to " + std::to_string(validity), message.index,
            message.octets);
    if (comparable && validity == last.validity && next != 0 && next < last.next)
      broke("UIDNEXT fell from " + std::to_string(last.next) + " to " + std::to_string(next) +
                " while UIDVALIDITY stayed " + std::to_string(validity),
            message.index, message.octets);
    if (!comparable && validity < last.validity) return;
    last.next = validity == last.validity ? std::max(last.next, next) : next;
    last.validity = validity;
    last.heard = account.now;
  }
};

class UidFetchSaysUid final : public Rule {
 public:
  About about() const override {
    return {"uid-fetch-says-uid", "rfc3501-6.4.8-f", Subject::server,
            "FETCH data that UID FETCH asked for carry the UID, whether it was asked for or not"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    if (fetch == nullptr || !only_in_progress(now, {"UID FETCH"})) return;
    // Flags alone may be news that nobody asked for.
    if (std::all_of(fetch->items.begin(), fetch->items.end(),
                    [](const auto& each) { return std::holds_alternative<FetchFlags>(each); }))
      return;
    watch();
    if (item<FetchUid>(*fetch) == nullptr) broke("an answer to UID FETCH without UID", message.index, message.octets);
  }
};

}  // namespace

Family identity_rules() {
  return {rule<UidNeverChanges>(), rule<UidsAscend>(), rule<UidsAgreeWithUidNext>(), rule<UidNextNeverFalls>(),
          rule<UidFetchSaysUid>()};
}

}  // namespace imapspec::oracle
