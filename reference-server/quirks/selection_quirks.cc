// What goes wrong with a selected mailbox: SELECT, EXAMINE, CLOSE, EXPUNGE, and what other sessions did.
#include <array>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

struct FailedSelectKeepsMailbox final : Decisions {
  bool selected_after_failed_select(bool) override { return true; }
};

struct UnseenIsACount final : Decisions {
  void on_exchange(Exchange& exchange) override {
    std::uint32_t exists = 0;
    change_each<grammar::ExistsData>(exchange, [&](const auto& data) { exists = data.number; });
    change_codes<grammar::CodeUnseen>(exchange, [&](auto& code) { code.number = exists - code.number + 1; });
  }
};

struct ExpungeTakesFromExamined final : Decisions {
  bool minds_read_only(bool proper, const Exchange& exchange) override {
    return proper && !answers<grammar::Expunge>(exchange) && !answers<grammar::UidExpunge>(exchange);
  }
};

struct MoveTakesFromExamined final : Decisions {
  bool minds_read_only(bool proper, const Exchange& exchange) override {
    return proper && !answers<grammar::Copy>(exchange);
  }
};

struct StoreChangesExamined final : Decisions {
  bool minds_read_only(bool proper, const Exchange& exchange) override {
    return proper && !answers<grammar::Store>(exchange);
  }
};

struct ExamineTakesRecent final : Decisions {
  bool claims_recent(bool, bool) override { return true; }
};

struct ExamineSetsSeen final : Decisions {
  bool sets_seen(bool proper, const grammar::FetchAtt& att, bool) override {
    return proper || att.kind == grammar::FetchAtt::Kind::body_section;
  }
};

struct CloseExpungesExamined final : Decisions {
  bool close_expunges(bool, bool) override { return true; }
};

struct ExpungeDuringFetch final : Decisions {
  bool expunges_visible_during(bool proper, const grammar::CommandBody* command) override {
    return proper || (command != nullptr && std::holds_alternative<grammar::Fetch>(*command));
  }
};

struct ExpungeNumbersDoNotMove final : Decisions {
  void on_exchange(Exchange& exchange) override {
    std::uint32_t gone = 0;
    change_each<grammar::ExpungeData>(exchange, [&](auto& data) { data.number += gone++; });
  }
};

struct UidExpungeTakesAll final : Decisions {
  bool uid_expunge_minds_set(bool) override { return false; }
};

struct CopyIsNotTold final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (command_of<grammar::Copy>(exchange) != nullptr) leave_out<grammar::ExistsData>(exchange);
  }
};

struct IdleIsDeaf final : Decisions {
  bool news_while_idling(bool) override { return false; }
};

struct ExpungeAtAnyTime final : Decisions {
  bool news_without_command(bool) override { return true; }
  bool expunges_visible_during(bool proper, const grammar::CommandBody* command) override {
    return proper || command == nullptr;
  }
};

constexpr std::array kQuirks = {
    Quirk{"expunge-at-any-time", "rfc3501-7.4.1-d", "EXPUNGE comes also while no command is in progress.",
          make_decisions<ExpungeAtAnyTime>},
    Quirk{"failed-select-keeps-mailbox", "rfc3501-6.3.1-i",
          "After a SELECT that failed the old mailbox is still selected.", make_decisions<FailedSelectKeepsMailbox>},
    Quirk{"unseen-is-a-count", "rfc3501-6.3.1-f",
          "UNSEEN says how many messages there are from the first unseen one on.", make_decisions<UnseenIsACount>},
    Quirk{"examine-takes-recent", "rfc3501-6.3.2-d",
          "Messages that EXAMINE has shown are not \\Recent in a later session.", make_decisions<ExamineTakesRecent>},
    Quirk{"examine-sets-seen", "rfc3501-6.3.2-d", "BODY[] sets \\Seen in an examined mailbox too.",
          make_decisions<ExamineSetsSeen>},
    Quirk{"expunge-takes-from-examined", "rfc3501-6.3.2-d", "EXPUNGE removes messages from an examined mailbox.",
          make_decisions<ExpungeTakesFromExamined>},
    Quirk{"move-takes-from-examined", "rfc3501-6.3.2-d", "MOVE removes messages from an examined mailbox.",
          make_decisions<MoveTakesFromExamined>},
    Quirk{"store-changes-examined", "rfc3501-6.3.2-d", "STORE changes flags in an examined mailbox.",
          make_decisions<StoreChangesExamined>},
    Quirk{"close-expunges-examined", "rfc3501-6.4.2-c", "CLOSE removes messages from an examined mailbox.",
          make_decisions<CloseExpungesExamined>},
    Quirk{"expunge-during-fetch", "rfc3501-7.4.1-e", "EXPUNGE comes while FETCH is answered.",
          make_decisions<ExpungeDuringFetch>},
    Quirk{"expunge-numbers-do-not-move", "rfc3501-7.4.1-b", "Several EXPUNGE use the numbers from before the first.",
          make_decisions<ExpungeNumbersDoNotMove>},
    Quirk{"uid-expunge-takes-all", "rfc4315-2.1-b", "UID EXPUNGE also removes messages that its set does not name.",
          make_decisions<UidExpungeTakesAll>},
    Quirk{"copy-is-not-told", "rfc3501-5.2-c", "COPY to the selected mailbox sends no EXISTS, and nothing later does.",
          make_decisions<CopyIsNotTold>},
    Quirk{"idle-is-deaf", "rfc2177-3-d", "While IDLE is open nothing is told.", make_decisions<IdleIsDeaf>},
};

}  // namespace

std::span<const Quirk> selection_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
