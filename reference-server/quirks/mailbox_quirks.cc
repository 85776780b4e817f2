// What goes wrong with mailboxes and their names: CREATE, DELETE, RENAME, LIST, STATUS.
#include <array>

#include "reference-server/commands/name_pattern.h"
#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

struct RecreatedMailboxLooksOld final : Decisions {
  std::uint32_t uidvalidity(std::uint32_t proper, std::uint32_t previous) override {
    return previous != 0 ? previous : proper;
  }
};

struct RenameLeavesInferiors final : Decisions {
  bool rename_takes_inferiors(bool) override { return false; }
};

struct DeleteTakesInferiors final : Decisions {
  bool delete_takes_inferiors(bool) override { return true; }
};

struct DeleteUnsubscribes final : Decisions {
  bool delete_unsubscribes(bool) override { return true; }
};

struct PercentCrossesLevels final : Decisions {
  bool name_matches(bool proper, std::string_view pattern, std::string_view name) override {
    std::string wider(pattern);
    std::replace(wider.begin(), wider.end(), '%', '*');
    return proper || NamePattern("", wider, '/').matches(name);
  }
};

struct StatusCountsUidnextOn final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::StatusData>(exchange, [&](grammar::StatusData& data) {
      ListBuilder<grammar::StatusAttVal> items(exchange.arena());
      for (grammar::StatusAttVal value : data.items) {
        if (value.item == grammar::StatusItem::uidnext) ++value.number;
        items.add(value);
      }
      data.items = items.done();
    });
  }
};

struct EveryMailboxIsChildless final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::ListData>(exchange, [&](grammar::ListData& data) {
      ListBuilder<grammar::Flag> attributes(exchange.arena());
      for (const auto& flag : data.attributes)
        attributes.add(grammar::make_flag(flag.name == "\\HasChildren" ? "\\HasNoChildren" : flag.name));
      data.attributes = attributes.done();
    });
  }
};

constexpr std::array kQuirks = {
    Quirk{"recreated-mailbox-looks-old", "rfc3501-6.3.3-g",
          "A mailbox created again has its old UIDVALIDITY, and UIDs from 1.",
          make_decisions<RecreatedMailboxLooksOld>},
    Quirk{"rename-leaves-inferiors", "rfc3501-6.3.5-d", "RENAME leaves the mailboxes below the name where they are.",
          make_decisions<RenameLeavesInferiors>},
    Quirk{"delete-takes-inferiors", "rfc3501-6.3.4-c", "DELETE removes the mailboxes below the name too.",
          make_decisions<DeleteTakesInferiors>},
    Quirk{"delete-unsubscribes", "rfc3501-6.3.6-c", "DELETE takes the name off the subscriptions.",
          make_decisions<DeleteUnsubscribes>},
    Quirk{"percent-crosses-levels", "rfc3501-6.3.8-o", "% in a pattern of LIST also matches the separator.",
          make_decisions<PercentCrossesLevels>},
    Quirk{"status-counts-uidnext-on", "rfc3501-6.3.10-h", "UIDNEXT of STATUS is one more than that of SELECT.",
          make_decisions<StatusCountsUidnextOn>},
    Quirk{"every-mailbox-is-childless", "rfc3348-3-c", "LIST says \\HasNoChildren of every mailbox.",
          make_decisions<EveryMailboxIsChildless>},
};

}  // namespace

std::span<const Quirk> mailbox_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
