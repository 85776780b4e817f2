// What goes wrong with REPLACE (RFC 8508), and what is unusual.
#include <algorithm>
#include <array>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

struct ReplaceInheritsFlags final : Decisions {
  Message replacing(Message proper, const Message& old) override {
    proper.flags.add(old.flags);
    return proper;
  }
};

struct ReplaceKeepsEmailid final : Decisions {
  Message replacing(Message proper, const Message& old) override {
    proper.birth = old.birth;
    return proper;
  }
};

struct RefusedReplaceRemoves final : Decisions {
  std::vector<std::uint32_t> replaced(std::vector<std::uint32_t>, std::uint32_t named, const Mailbox&) override {
    return {named};
  }
};

struct ReplaceRemovesAllDeleted final : Decisions {
  std::vector<std::uint32_t> replaced(std::vector<std::uint32_t> proper, std::uint32_t named,
                                      const Mailbox& mailbox) override {
    if (proper.empty()) return proper;
    std::vector<std::uint32_t> gone;
    for (const auto& message : mailbox.messages())
      if (message.uid == named || message.flags.has(FlagSet::Kind::deleted)) gone.push_back(message.uid);
    return gone;
  }
};

struct ReplaceShowsDeleted final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (answers<grammar::Replace>(exchange)) show_deleted_before_expunge(exchange);
  }
};

struct ReplaceNamesTheOldUid final : Decisions {
  std::vector<std::uint32_t> replaced(std::vector<std::uint32_t> proper, std::uint32_t named, const Mailbox&) override {
    named_ = named;
    return proper;
  }
  void on_exchange(Exchange& exchange) override {
    if (command_of<grammar::Replace>(exchange) == nullptr) return;
    change_codes<grammar::CodeAppendUid>(exchange, [&](grammar::CodeAppendUid& code) {
      ListBuilder<grammar::UidRange> ranges(exchange.arena());
      ranges.add({named_, named_, false});
      code.uids = {ranges.done()};
    });
  }

 private:
  std::uint32_t named_ = 1;
};

struct ReplaceTellsExpunge final : Decisions {
  bool tells_by_vanished(bool proper, const grammar::CommandBody* command) override {
    return proper && (command == nullptr || !std::holds_alternative<grammar::Replace>(*command));
  }
};

// APPENDUID in the result, as it is with APPEND.
struct ReplaceEndsWithAppenduid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    if (command_of<grammar::Replace>(exchange) == nullptr || result == nullptr || result->status.text.code) return;
    const auto told = std::find_if(exchange.responses.begin(), exchange.responses.end(), [](auto& response) {
      const auto* status = untagged<grammar::Status>(response);
      return status != nullptr && status->text.code &&
             std::holds_alternative<grammar::CodeAppendUid>(*status->text.code);
    });
    if (told == exchange.responses.end()) return;
    result->status.text.code = untagged<grammar::Status>(*told)->text.code;
    exchange.responses.erase(told);
  }
};

constexpr std::array kQuirks = {
    Quirk{"replace-inherits-flags", "rfc8508-1-b", "The new message of REPLACE also has the flags of the old one.",
          make_decisions<ReplaceInheritsFlags>},
    Quirk{"replace-keeps-emailid", "rfc8508-4.6-a", "The new message of REPLACE has the EMAILID of the old one.",
          make_decisions<ReplaceKeepsEmailid>},
    Quirk{"refused-replace-removes", "rfc8508-3.4-d", "REPLACE that is refused removes the old message.",
          make_decisions<RefusedReplaceRemoves>},
    Quirk{"replace-removes-all-deleted", "rfc8508-3.4-b", "REPLACE also removes what has \\Deleted.",
          make_decisions<ReplaceRemovesAllDeleted>},
    Quirk{"replace-shows-deleted", "rfc8508-1-a", "REPLACE tells that it set \\Deleted on the old message.",
          make_decisions<ReplaceShowsDeleted>},
    Quirk{"replace-names-the-old-uid", "rfc8508-4.3-a", "APPENDUID of REPLACE has the UID of the old message.",
          make_decisions<ReplaceNamesTheOldUid>},
    Quirk{"replace-tells-expunge", "rfc8508-4.5-a", "After ENABLE QRESYNC, REPLACE tells the removal by EXPUNGE.",
          make_decisions<ReplaceTellsExpunge>},
};

constexpr std::array kVariations = {
    Quirk{"replace-ends-with-appenduid", "rfc8508-4.3-a", "APPENDUID of REPLACE stands in the tagged OK.",
          make_decisions<ReplaceEndsWithAppenduid>},
};

}  // namespace

std::span<const Quirk> replace_quirks() {
  return kQuirks;
}

std::span<const Quirk> replace_variations() {
  return kVariations;
}

}  // namespace imapspec::reference_server
