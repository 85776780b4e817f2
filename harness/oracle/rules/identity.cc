// UIDs, and what never changes of a message.
#include <algorithm>
#include <functional>
#include <map>

#include "harness/grammar/core/date.h"
#include "harness/grammar/term.h"
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

using namespace grammar;

template <class T>
const T* item(const FetchData& fetch) {
  for (const auto& each : fetch.items)
    if (const auto* found = std::get_if<T>(&each)) return found;
  return nullptr;
}

// The message as it was known until now, or null if the number is out of range (a rule of its own).
const MessageView* known(const FetchData& fetch, const Conversation& now) {
  if (!now.mailbox || now.selecting || fetch.number == 0 || fetch.number > now.mailbox->messages.size()) return nullptr;
  return &now.mailbox->messages[fetch.number - 1];
}

class UidNeverChanges final : public Rule {
 public:
  About about() const override {
    return {"uid-never-changes", "rfc3501-2.3.1.1-?", Subject::server, "A message keeps its UID during the session"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    const auto* uid = fetch == nullptr ? nullptr : item<FetchUid>(*fetch);
    const auto* before = uid == nullptr ? nullptr : known(*fetch, now);
    if (before == nullptr || !before->uid) return;
    watch();
    if (*before->uid != uid->uid)
      broke("message " + std::to_string(fetch->number) + " had UID " + std::to_string(*before->uid) + ", now " +
                std::to_string(uid->uid),
            message.index, message.octets);
  }
};

class UidsAscend final : public Rule {
 public:
  About about() const override {
    return {"uids-ascend", "rfc3501-2.3.1.1-?", Subject::server, "A message with a higher number has a higher UID"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    const auto* uid = fetch == nullptr ? nullptr : item<FetchUid>(*fetch);
    if (uid == nullptr || known(*fetch, now) == nullptr) return;
    watch();
    // Against the nearest neighbours whose UID is known: that keeps the whole list in order, one message at a time.
    const auto& messages = now.mailbox->messages;
    for (std::size_t n = fetch->number - 1; n-- > 0;) {
      if (!messages[n].uid) continue;
      if (*messages[n].uid >= uid->uid) out_of_order(message, fetch->number, uid->uid, n + 1, *messages[n].uid);
      break;
    }
    for (std::size_t n = fetch->number; n < messages.size(); ++n) {
      if (!messages[n].uid) continue;
      if (*messages[n].uid <= uid->uid) out_of_order(message, fetch->number, uid->uid, n + 1, *messages[n].uid);
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

class UidsBelowUidNext final : public Rule {
 public:
  About about() const override {
    return {"uids-below-uidnext", "rfc3501-2.3.1.1-?", Subject::server,
            "UIDNEXT is above every UID in the mailbox, and at most that of the next message"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    const auto* uid = fetch == nullptr ? nullptr : item<FetchUid>(*fetch);
    const auto* before = uid == nullptr ? nullptr : known(*fetch, now);
    if (before == nullptr || !now.mailbox->uidnext) return;
    watch();
    const std::uint32_t next = *now.mailbox->uidnext;
    if (before->since_select && uid->uid >= next)
      broke("UID " + std::to_string(uid->uid) + " was there when UIDNEXT was " + std::to_string(next), message.index,
            message.octets);
    else if (!before->since_select && uid->uid < next)
      broke("a new message got UID " + std::to_string(uid->uid) + " after UIDNEXT " + std::to_string(next), message.index,
            message.octets);
  }
};

// UIDNEXT and UIDVALIDITY of one mailbox, from SELECT to SELECT of this connection.
class UidNextNeverFalls final : public Rule {
 public:
  About about() const override {
    return {"uidnext-never-falls", "rfc3501-2.3.1.1-?", Subject::server,
            "UIDNEXT never falls while UIDVALIDITY stays, and UIDVALIDITY never falls"};
  }
  void on_result(const CommandInProgress& command, const Tagged& result, const ServerMessage& message,
                 const Conversation& now) override {
    if ((command.name != "SELECT" && command.name != "EXAMINE") || !is_ok(result) || !now.mailbox) return;
    if (!now.mailbox->uidvalidity) return;
    watch();
    auto& last = last_[now.mailbox->name];
    const std::uint32_t validity = *now.mailbox->uidvalidity;
    if (validity < last.validity)
      broke("UIDVALIDITY fell from " + std::to_string(last.validity) + " to " + std::to_string(validity), message.index,
            message.octets);
    if (validity == last.validity && now.mailbox->uidnext && *now.mailbox->uidnext < last.next)
      broke("UIDNEXT fell from " + std::to_string(last.next) + " to " + std::to_string(*now.mailbox->uidnext) +
                " while UIDVALIDITY stayed " + std::to_string(validity),
            message.index, message.octets);
    last.next = validity == last.validity ? std::max(last.next, now.mailbox->uidnext.value_or(0))
                                          : now.mailbox->uidnext.value_or(0);
    last.validity = validity;
  }

 private:
  struct Numbers {
    std::uint32_t validity = 0, next = 0;
  };
  std::map<std::string, Numbers> last_;
};

class SizeNeverChanges final : public Rule {
 public:
  About about() const override {
    return {"size-never-changes", "rfc3501-2.3.4-?", Subject::server, "RFC822.SIZE of a message stays the same"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    const auto* size = fetch == nullptr ? nullptr : item<FetchSize>(*fetch);
    const auto* before = size == nullptr ? nullptr : known(*fetch, now);
    if (before == nullptr || !before->size) return;
    watch();
    if (*before->size != size->octets)
      broke("RFC822.SIZE was " + std::to_string(*before->size), message.index, message.octets);
  }
};

class InternalDateNeverChanges final : public Rule {
 public:
  About about() const override {
    return {"internaldate-never-changes", "rfc3501-2.3.3-?", Subject::server, "INTERNALDATE of a message stays the same"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    const auto* date = fetch == nullptr ? nullptr : item<FetchInternalDate>(*fetch);
    const auto* before = date == nullptr ? nullptr : known(*fetch, now);
    if (before == nullptr || !before->internal_date) return;
    watch();
    if (*before->internal_date != instant(date->date)) broke("INTERNALDATE was another", message.index, message.octets);
  }
};

// RFC822.SIZE against BODY[], in either order, while the numbering that they were said under stays.
class SizeIsThatOfTheBody final : public Rule {
 public:
  About about() const override {
    return {"size-is-that-of-the-body", "rfc3501-7.4.2-?", Subject::server, "RFC822.SIZE is the number of octets of BODY[]"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    const auto* before = fetch == nullptr ? nullptr : known(*fetch, now);
    if (before == nullptr) return;
    const auto* said_size = item<FetchSize>(*fetch);
    const std::optional<std::uint64_t> size = said_size != nullptr ? std::optional(said_size->octets) : before->size;
    for (const auto& each : fetch->items) {
      const auto* section = std::get_if<FetchSection>(&each);
      const auto* whole = std::get_if<FetchRfc822>(&each);
      const NString* octets = nullptr;
      if (section != nullptr && section->section == Section{} && !section->origin) octets = &section->octets;
      if (whole != nullptr && whole->part == FetchRfc822::Part::all) octets = &whole->octets;
      // An expunged message may be answered with NIL or nothing (RFC 2180 section 4.1).
      if (octets == nullptr || !*octets || (*octets)->value.empty() || !size) continue;
      watch();
      if ((*octets)->value.size() != *size)
        broke("RFC822.SIZE is " + std::to_string(*size) + ", BODY[] has " + std::to_string((*octets)->value.size()) +
                  " octets",
              message.index, message.octets);
    }
  }
};

// ENVELOPE, BODYSTRUCTURE and sections: msg-att-static. Compared by what they say, not by how strings are written.
class StaticDataNeverChange final : public Rule {
 public:
  About about() const override {
    return {"static-data-never-change", "rfc3501-9-?", Subject::server,
            "ENVELOPE, BODYSTRUCTURE and the sections of a message stay the same"};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    const auto* before = fetch == nullptr ? nullptr : known(*fetch, now);
    // Only a message whose UID is known can be told from its neighbours.
    if (before == nullptr) return;
    const auto* said_uid = item<FetchUid>(*fetch);
    const std::optional<std::uint32_t> uid = said_uid != nullptr ? std::optional(said_uid->uid) : before->uid;
    if (!uid) return;
    const Term term = term_of(*message.response);
    const Term& pairs = term.items.back();
    for (std::size_t i = 0; i + 1 < pairs.items.size(); i += 2) {
      const std::string name = meaning(pairs.items[i]);
      const Term& value = pairs.items[i + 1];
      if (name.starts_with("FLAGS") || name.starts_with("MODSEQ")) continue;
      const Term& item = pairs.items[i];  // a slice of a section may be longer or shorter each time
      if (!item.items.empty() && item.items.back().kind == Term::Kind::number) continue;
      if (value.kind == Term::Kind::nil || (value.kind == Term::Kind::string && value.octets.empty())) continue;
      watch();
      const std::size_t hash = std::hash<std::string>{}(meaning(value));
      const std::string key = now.mailbox->name + '\n' + std::to_string(now.mailbox->uidvalidity.value_or(0)) + '\n' +
                              std::to_string(*uid) + '\n' + name;
      const auto [at, fresh] = seen_.try_emplace(key, hash);
      if (!fresh && at->second != hash) {
        broke(name + " of the message with UID " + std::to_string(*uid) + " was another before", message.index, message.octets);
        at->second = hash;
      }
      constexpr std::size_t kRemembered = 100'000;
      if (seen_.size() > kRemembered) seen_.clear();
    }
  }

 private:
  // What a term says, without the form of its strings.
  static std::string meaning(const Term& term) {
    std::string text(1, static_cast<char>('a' + static_cast<int>(term.kind)));
    if (term.kind == Term::Kind::number) text += std::to_string(term.number);
    if (term.compare == Term::Compare::date_time) return text;  // has a rule of its own, by the instant
    text += std::to_string(term.octets.size()) + ':' + term.octets;
    for (const Term& each : term.items) text += meaning(each);
    if (term.kind == Term::Kind::item || term.kind == Term::Kind::word) {
      std::string plain;
      flatten(term, plain);
      return plain;
    }
    return text + ';';
  }
  static void flatten(const Term& term, std::string& to) {
    if (!to.empty()) to += ' ';
    to += term.kind == Term::Kind::number ? std::to_string(term.number) : term.octets;
    for (const Term& each : term.items) flatten(each, to);
  }
  std::map<std::string, std::size_t> seen_;
};

}  // namespace

Family identity_rules() {
  return {rule<UidNeverChanges>(),  rule<UidsAscend>(),       rule<UidsBelowUidNext>(),
          rule<UidNextNeverFalls>(), rule<SizeNeverChanges>(), rule<InternalDateNeverChanges>(),
          rule<SizeIsThatOfTheBody>(), rule<StaticDataNeverChange>()};
}

}  // namespace imapspec::oracle
