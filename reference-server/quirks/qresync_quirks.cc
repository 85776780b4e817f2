// What goes wrong with resynchronization: QRESYNC (RFC 7162 section 3.2), and legal ways to remember little.
#include <array>

#include "reference-server/commands/mod_sequence.h"
#include "reference-server/commands/resync.h"
#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

template <class Body>
bool is_untagged(const grammar::Response& response) {
  const auto* line = std::get_if<grammar::Untagged>(&response.body);
  return line != nullptr && std::holds_alternative<Body>(line->body);
}

struct CloseIsForgotten final : Decisions {
  bool remembers_removal(bool proper, Removal how) override { return proper && how != Removal::close; }
};

struct MoveIsForgotten final : Decisions {
  bool remembers_removal(bool proper, Removal how) override { return proper && how != Removal::move; }
};

struct ExpungeWhileIdling final : Decisions {
  bool tells_by_vanished(bool proper, const grammar::CommandBody* command) override {
    return proper && (command == nullptr || !std::holds_alternative<grammar::Idle>(*command));
  }
};

struct VanishedClosesGaps final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::VanishedData>(exchange, [&](grammar::VanishedData& data) {
      if (data.earlier || data.uids.items.size() < 2) return;
      ListBuilder<grammar::UidRange> all(exchange.arena());
      all.add({data.uids.items.front().first, data.uids.items.back().last, true});
      data.uids.items = all.done();
    });
  }
};

struct VanishedDuringUidSearch final : Decisions {
  bool expunges_visible_during(bool proper, const grammar::CommandBody* command) override {
    const auto* search = command == nullptr ? nullptr : std::get_if<grammar::Search>(command);
    return proper || (search != nullptr && search->uid);
  }
};

struct VanishedBehindFetch final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (command_of<grammar::Fetch>(exchange) == nullptr) return;
    std::stable_partition(exchange.responses.begin(), exchange.responses.end(),
                          [](const auto& response) { return is_untagged<grammar::FetchData>(response); });
  }
};

struct KnownUidsAreIgnored final : Decisions {
  bool minds_known_uids(bool) override { return false; }
};

struct MatchDataIsBelieved final : Decisions {
  bool belong_together(bool) override { return true; }
};

struct MatchDataIsIgnored final : Decisions {
  bool belong_together(bool) override { return false; }
};

struct UidvalidityIsNotCompared final : Decisions {
  bool minds_uidvalidity(bool) override { return false; }
};

struct ResyncFetchLacksUid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (command_of<grammar::Select>(exchange) == nullptr) return;
    change_each<grammar::FetchData>(exchange, [&](grammar::FetchData& data) {
      ListBuilder<grammar::FetchItem> items(exchange.arena());
      for (const auto& item : data.items)
        if (!std::holds_alternative<grammar::FetchUid>(item)) items.add(item);
      data.items = items.done();
    });
  }
};

// Of what FETCH tells beside the items that were asked for.
struct SeeingFetchLacksUid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* fetch = command_of<grammar::Fetch>(exchange);
    const auto is_uid = [](const auto& att) { return att.kind == grammar::FetchAtt::Kind::uid; };
    if (fetch == nullptr || fetch->uid || std::any_of(fetch->items.begin(), fetch->items.end(), is_uid)) return;
    change_each<grammar::FetchData>(exchange, [&](grammar::FetchData& data) {
      ListBuilder<grammar::FetchItem> items(exchange.arena());
      for (const auto& item : data.items)
        if (!std::holds_alternative<grammar::FetchUid>(item)) items.add(item);
      data.items = items.done();
    });
  }
};

struct CloseTellsHighestmodseq final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    if (command_of<grammar::Close>(exchange) != nullptr && result != nullptr && !result->status.text.code)
      result->status.text.code = grammar::CodeHighestModSeq{1};
  }
};

struct UidExpungeLacksHighestmodseq final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    if (command_of<grammar::UidExpunge>(exchange) != nullptr && result != nullptr) result->status.text.code.reset();
  }
};

struct HighestmodseqRunsAhead final : Decisions {
  bool holds_highest_modseq_back(bool) override { return false; }
};

struct QresyncWithoutEnable final : Decisions {
  bool refuses_without_qresync(bool proper, const grammar::CommandBody& command) override {
    return proper && !std::holds_alternative<grammar::Select>(command);
  }
};

struct VanishedInAnyFetch final : Decisions {
  bool refuses_without_qresync(bool proper, const grammar::CommandBody& command) override {
    const auto* fetch = std::get_if<grammar::Fetch>(&command);
    return proper && (fetch == nullptr || fetch->uid);
  }
};

struct EnableQresyncIsNotCondstore final : Decisions {
  bool enables_condstore(bool proper, const grammar::CommandBody& command) override {
    return proper && !std::holds_alternative<grammar::Enable>(command);
  }
};

struct ExpungeInPlaceOfVanished final : Decisions {
  bool tells_by_vanished(bool, const grammar::CommandBody*) override { return false; }
};

struct VanishedWithoutEnable final : Decisions {
  bool refuses_without_qresync(bool proper, const grammar::CommandBody& command) override {
    const auto* fetch = std::get_if<grammar::Fetch>(&command);
    return proper && (fetch == nullptr || !fetch->uid || !changed_since(*fetch));
  }
};

struct QresyncSelectWithoutUidnext final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* select = command_of<grammar::Select>(exchange);
    if (select != nullptr && std::any_of(select->params.begin(), select->params.end(), [](const auto& each) {
          return std::holds_alternative<grammar::Qresync>(each);
        }))
      leave_out_codes<grammar::CodeUidNext>(exchange);
  }
};

struct ExpungeIsForgotten final : Decisions {
  bool remembers_removal(bool proper, Removal how) override { return proper && how != Removal::expunge; }
};

struct RemovalsKeepModseq final : Decisions {
  bool removal_raises_modseq(bool) override { return false; }
};

struct ExpungeLacksHighestmodseq final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    const auto* copy = command_of<grammar::Copy>(exchange);
    const bool removes = answers<grammar::Expunge>(exchange) || (copy != nullptr && copy->move);
    if (removes && result != nullptr && result->status.kind == grammar::StatusKind::ok)
      result->status.text.code.reset();
  }
};

struct VanishedAgain final : Decisions {
  void on_exchange(Exchange& exchange) override {
    for (std::size_t i = 0; i < exchange.responses.size(); ++i) {
      const auto* data = untagged<grammar::VanishedData>(exchange.responses[i]);
      if (data == nullptr || data->earlier) continue;
      const grammar::Response again = exchange.responses[i];
      exchange.responses.insert(exchange.responses.begin() + static_cast<std::ptrdiff_t>(++i), again);
    }
  }
};

struct NewsSayEarlier final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (!answers<grammar::Select>(exchange) && !answers<grammar::Fetch>(exchange))
      change_each<grammar::VanishedData>(exchange, [](grammar::VanishedData& data) { data.earlier = true; });
  }
};

constexpr std::array kQuirks = {
    Quirk{"enable-qresync-is-not-condstore", "rfc7162-3.2.3-b", "ENABLE QRESYNC does not enable CONDSTORE with it.",
          make_decisions<EnableQresyncIsNotCondstore>},
    Quirk{"expunge-in-place-of-vanished", "rfc7162-3.2.3-c", "After ENABLE QRESYNC removals are told by EXPUNGE.",
          make_decisions<ExpungeInPlaceOfVanished>},
    Quirk{"vanished-without-enable", "rfc7162-3.2.6-b", "UID FETCH takes VANISHED where QRESYNC is not enabled.",
          make_decisions<VanishedWithoutEnable>},
    Quirk{"qresync-select-without-uidnext", "rfc7162-3.2.5-b", "SELECT with QRESYNC does not tell UIDNEXT.",
          make_decisions<QresyncSelectWithoutUidnext>},
    Quirk{"expunge-is-forgotten", "rfc7162-3.2.7-b", "What EXPUNGE removed is not told to a client that was away.",
          make_decisions<ExpungeIsForgotten>},
    Quirk{"removals-keep-modseq", "rfc7162-3.2.7-a", "The mailbox keeps its mod-sequence when messages go.",
          make_decisions<RemovalsKeepModseq>},
    Quirk{"expunge-lacks-highestmodseq", "rfc7162-3.2.7-c", "The OK of EXPUNGE and of MOVE has no HIGHESTMODSEQ.",
          make_decisions<ExpungeLacksHighestmodseq>},
    Quirk{"vanished-again", "rfc7162-3.2.10.2-d", "Each VANISHED of a removal that is news comes twice.",
          make_decisions<VanishedAgain>},
    Quirk{"vanished-news-are-earlier", "rfc7162-3.2.10.2-b", "VANISHED of a removal that is news says EARLIER.",
          make_decisions<NewsSayEarlier>},
    Quirk{"close-is-forgotten", "rfc7162-3.2.8-b", "What CLOSE removed is not told to a client that was away.",
          make_decisions<CloseIsForgotten>},
    Quirk{"move-is-forgotten", "rfc7162-3.2-a", "What MOVE removed is not told to a client that was away.",
          make_decisions<MoveIsForgotten>},
    Quirk{"expunge-while-idling", "rfc7162-3.2.10.2-a", "While IDLE is open EXPUNGE comes in place of VANISHED.",
          make_decisions<ExpungeWhileIdling>},
    Quirk{"vanished-closes-gaps", "rfc7162-3.2.10.2-c",
          "VANISHED names everything between the first and the last message that went.",
          make_decisions<VanishedClosesGaps>},
    Quirk{"vanished-during-uid-search", "rfc7162-3.2.10.2-g",
          "VANISHED comes in answer to UID SEARCH with message numbers.", make_decisions<VanishedDuringUidSearch>},
    Quirk{"vanished-behind-fetch", "rfc7162-3.2.6-e", "VANISHED (EARLIER) comes behind the FETCH responses.",
          make_decisions<VanishedBehindFetch>},
    Quirk{"known-uids-are-ignored", "rfc7162-3.2.5.1-d",
          "SELECT with QRESYNC tells of all messages, whatever the client knows.", make_decisions<KnownUidsAreIgnored>},
    Quirk{"match-data-is-believed", "rfc7162-3.2.5-d",
          "Match data hide removals also where number and UID do not belong together.",
          make_decisions<MatchDataIsBelieved>},
    Quirk{"match-data-is-ignored", "rfc7162-3.2.5.2-c", "Removals are told that match data show to be known.",
          make_decisions<MatchDataIsIgnored>},
    Quirk{"uidvalidity-is-not-compared", "rfc7162-3.2.5-c",
          "SELECT with QRESYNC does not look at the UIDVALIDITY that it is given.",
          make_decisions<UidvalidityIsNotCompared>},
    Quirk{"resync-fetch-lacks-uid", "rfc7162-3.2.5.1-c", "The FETCH responses of SELECT with QRESYNC have no UID.",
          make_decisions<ResyncFetchLacksUid>},
    Quirk{"seeing-fetch-lacks-uid", "rfc7162-3.2.4-a", "FETCH that sets \\Seen does not tell the UID with it.",
          make_decisions<SeeingFetchLacksUid>},
    Quirk{"close-tells-highestmodseq", "rfc7162-3.2.8-c", "The OK of CLOSE has HIGHESTMODSEQ.",
          make_decisions<CloseTellsHighestmodseq>},
    Quirk{"uid-expunge-lacks-highestmodseq", "rfc7162-3.2.9-c", "The OK of UID EXPUNGE has no HIGHESTMODSEQ.",
          make_decisions<UidExpungeLacksHighestmodseq>},
    Quirk{"highestmodseq-runs-ahead", "rfc7162-3.2-d",
          "MODSEQ is told while a removal is held back, and no HIGHESTMODSEQ below it.",
          make_decisions<HighestmodseqRunsAhead>},
    Quirk{"qresync-without-enable", "rfc7162-3.2.5-a", "SELECT takes QRESYNC where it is not enabled.",
          make_decisions<QresyncWithoutEnable>},
    Quirk{"vanished-in-any-fetch", "rfc7162-3.2.6-a", "FETCH by message number takes VANISHED.",
          make_decisions<VanishedInAnyFetch>},
};

struct ForgetsRemovals final : Decisions {
  bool forgets_removals(bool) override { return true; }
};

struct VanishedOneByOne final : Decisions {
  void on_exchange(Exchange& exchange) override {
    std::vector<grammar::Response> split;
    for (auto& response : exchange.responses) {
      const auto* data = untagged<grammar::VanishedData>(response);
      if (data == nullptr) {
        split.push_back(response);
        continue;
      }
      for (const auto& range : data->uids.items) {
        ListBuilder<grammar::UidRange> one(exchange.arena());
        one.add(range);
        split.emplace_back().body = grammar::Untagged{grammar::VanishedData{data->earlier, {one.done()}}};
      }
    }
    exchange.responses = std::move(split);
  }
};

constexpr std::array kVariations = {
    Quirk{"forgets-removals", "rfc7162-5.1-a",
          "Nothing is remembered of removals: all UIDs that are not there are told as vanished.",
          make_decisions<ForgetsRemovals>},
    Quirk{"vanished-one-by-one", "rfc7162-3.2.10-d", "Several VANISHED tell what one could.",
          make_decisions<VanishedOneByOne>},
};

}  // namespace

std::span<const Quirk> qresync_quirks() {
  return kQuirks;
}

std::span<const Quirk> qresync_variations() {
  return kVariations;
}

}  // namespace imapspec::reference_server
