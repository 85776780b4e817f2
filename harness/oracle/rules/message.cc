// What never changes of a message, within a session and (where its UID is known) between sessions.
#include <functional>

#include "harness/grammar/core/date.h"
#include "harness/grammar/term.h"
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

using namespace grammar;

std::uint64_t mix(std::uint64_t hash, std::uint64_t with) {
  hash ^= with + 0x9e3779b97f4a7c15U + (hash << 6U) + (hash >> 2U);
  return hash * 0xff51afd7ed558ccdU;
}
std::uint64_t mix(std::uint64_t hash, const std::string& with) {
  return mix(hash, std::hash<std::string>{}(with));
}

// What a term says, without the form of its strings.
std::uint64_t meaning(const Term& term) {
  std::uint64_t hash = mix(0, static_cast<std::uint64_t>(term.kind));
  const bool nocase = term.compare == Term::Compare::nocase || term.kind == Term::Kind::word;
  hash = mix(mix(hash, nocase ? upper_case(term.octets) : term.octets), term.number);
  for (const Term& each : term.items) hash = mix(hash, meaning(each));
  return hash;
}

// A message that is expunged may be answered with something empty (RFC 2180 section 4.1).
bool is_empty(const Term& value) {
  switch (value.kind) {
    case Term::Kind::nil:
      return true;
    case Term::Kind::string:
      return value.octets.empty();
    case Term::Kind::number:
      return value.number == 0;
    case Term::Kind::list:
      return std::all_of(value.items.begin(), value.items.end(), [](const Term& each) { return is_empty(each); });
    default:
      return false;
  }
}

// What may change, and UID, for which there are other rules.
bool is_no_fact(const FetchItem& item) {
  return std::holds_alternative<FetchFlags>(item) || std::holds_alternative<FetchUid>(item) ||
         std::holds_alternative<FetchModSeq>(item);
}

class StaticDataNeverChange final : public Rule {
 public:
  About about() const override {
    return {"static-data-never-change",
            "rfc3501-2.3.1.1-p",
            Subject::server,
            "INTERNALDATE, RFC822.SIZE, ENVELOPE, BODYSTRUCTURE and the sections of a message stay the same",
            {"rfc9051-2.3.1.1-q"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    const auto* known = fetch == nullptr ? nullptr : now.message(fetch->number);
    if (known == nullptr || std::all_of(fetch->items.begin(), fetch->items.end(), is_no_fact)) return;
    const auto* said_uid = item<FetchUid>(*fetch);
    const std::uint32_t uid = said_uid != nullptr ? said_uid->uid : known->uid;
    const Term term = term_of(*message.response);
    const auto& pairs = term.items.back().items;  // name, value, name, value
    for (std::size_t i = 0; i < fetch->items.size() && 2 * i + 1 < pairs.size(); ++i) {
      const Term& name = pairs[2 * i];
      const Term& value = pairs[2 * i + 1];
      const auto& each = fetch->items[i];
      // A slice of a section may be longer or shorter each time.
      const bool slice = !name.items.empty() && name.items.back().kind == Term::Kind::number;
      if (is_no_fact(each) || slice || is_empty(value)) continue;
      const auto* date = std::get_if<FetchInternalDate>(&each);
      judge(message, now, *known, uid, name,
            date != nullptr ? static_cast<std::uint64_t>(instant(date->date)) : meaning(value));
    }
  }

 private:
  void judge(const ServerMessage& message, const Conversation& now, const MessageView& known, std::uint32_t uid,
             const Term& name, std::uint64_t value) {
    watch();
    const std::uint64_t item_name = meaning(name);
    bool same = here_.agrees(mix(mix(1, known.identity), item_name), value);
    if (uid != 0 && now.mailbox->uidvalidity && !now.mailbox->name.empty())
      same = now.account->messages.agrees(
                 mix(mix(mix(mix(2, now.mailbox->name), *now.mailbox->uidvalidity), uid), item_name), value) &&
             same;
    if (!same) broke(to_string(name) + " was another before", message.index, message.octets);
  }

  Facts here_;  // by the identity of the message on this connection
};

class SizeIsThatOfTheBody final : public Rule {
 public:
  About about() const override {
    return {"size-is-that-of-the-body",
            "rfc3501-7.4.2-aa",
            Subject::server,
            "RFC822.SIZE is the number of octets of BODY[]",
            {"rfc9051-7.5.2-ag"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    const auto* before = fetch == nullptr ? nullptr : now.message(fetch->number);
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
      if (octets == nullptr || !*octets || (*octets)->value.empty() || !size || *size == 0) continue;
      watch();
      if ((*octets)->value.size() != *size)
        broke("RFC822.SIZE is " + std::to_string(*size) + ", BODY[] has " + std::to_string((*octets)->value.size()) +
                  " octets",
              message.index, message.octets);
    }
  }
};

}  // namespace

Family message_rules() {
  return {rule<StaticDataNeverChange>(), rule<SizeIsThatOfTheBody>()};
}

}  // namespace imapspec::oracle
