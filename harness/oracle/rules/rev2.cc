// What IMAP4rev2 has changed (RFC 9051 appendix E). What SELECT and SEARCH are answered with is with their rules.
#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

using namespace grammar;

class UnaskedFetchHasUid final : public Rule {
 public:
  About about() const override {
    return {"unasked-fetch-has-uid",
            "rfc9051-7.5.2-ah",
            Subject::server,
            "Under IMAP4rev2 a FETCH response that no command asked for has UID",
            {"rfc9051-6.3.13-c"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* fetch = untagged<FetchData>(message);
    if (fetch == nullptr || now.dialect.revision != Revision::rev2 || now.out_of_step) return;
    // STORE and FETCH may have asked; of a command that is not known nobody can tell.
    const bool asked = std::any_of(now.open.begin(), now.open.end(), [](const auto& command) {
      return !is_known(command->name) || command->name.ends_with("FETCH") || command->name.ends_with("STORE");
    });
    if (asked) return;
    watch();
    if (item<FetchUid>(*fetch) == nullptr)
      broke("FETCH without UID", message.index, message.octets, 0,
            now.in_progress("IDLE") ? "rfc9051-6.3.13-c" : "rfc9051-7.5.2-ah");
  }
};

// RFC 9051 section 9: only a server that has both revisions sends them. \Recent is one of RFC 3501 too (section 2.3.2).
class ObsoleteOnlyBesideRev1 final : public Rule {
 public:
  About about() const override {
    return {"obsolete-only-beside-rev1",
            "rfc9051-9-a",
            Subject::server,
            "A server that does not offer IMAP4rev1 sends no RECENT, no SEARCH and no \\Recent",
            {"rfc9051-2.3.2-a"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    // It was spoken from the start.
    if (now.dialect.revision != Revision::rev2 || now.enabled.contains("IMAP4REV2")) return;
    const bool obsolete = untagged<RecentData>(message) != nullptr || untagged<SearchData>(message) != nullptr;
    const auto* fetch = untagged<FetchData>(message);
    const auto* flags = fetch == nullptr ? nullptr : item<FetchFlags>(*fetch);
    if (!obsolete && flags == nullptr && untagged<EsearchData>(message) == nullptr) return;
    watch();
    if (obsolete) broke("a response of IMAP4rev1 alone", message.index, message.octets);
    if (flags != nullptr && std::any_of(flags->flags.begin(), flags->flags.end(),
                                        [](const Flag& flag) { return flag.kind == Flag::Kind::recent; }))
      broke("\\Recent is a flag of IMAP4rev1", message.index, message.octets, 0, "rfc9051-2.3.2-a");
  }
};

}  // namespace

Family rev2_rules() {
  return {rule<UnaskedFetchHasUid>(), rule<ObsoleteOnlyBesideRev1>()};
}

}  // namespace imapspec::oracle
