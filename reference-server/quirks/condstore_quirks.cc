// What goes wrong with mod-sequences: CONDSTORE (RFC 7162 section 3.1), and legal ways to have few or great ones.
#include <array>

#include "reference-server/commands/mod_sequence.h"
#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

bool is_inbox(std::string_view mailbox) {
  return mailbox == "INBOX";
}

template <class Item>
void drop_items(Exchange& exchange) {
  change_each<grammar::FetchData>(exchange, [&](grammar::FetchData& data) {
    ListBuilder<grammar::FetchItem> items(exchange.arena());
    for (const auto& item : data.items)
      if (!std::holds_alternative<Item>(item)) items.add(item);
    data.items = items.done();
  });
}

struct KeywordsKeepModseq final : Decisions {
  bool change_raises_modseq(bool proper, const FlagSet& before, const FlagSet& after) override {
    FlagSet gone = before, come = after;
    gone.remove(after);
    come.remove(before);
    return proper && (gone.names().size() > gone.keywords().size() || come.names().size() > come.keywords().size());
  }
};

struct SettingAgainRaisesModseq final : Decisions {
  bool change_raises_modseq(bool, const FlagSet&, const FlagSet&) override { return true; }
};

struct CopyKeepsModseq final : Decisions {
  std::uint64_t modseq_on_arrival(std::uint64_t proper, std::uint64_t from, Origin origin) override {
    return origin == Origin::copy || origin == Origin::move ? from : proper;
  }
};

struct StatusIsNotEnabling final : Decisions {
  bool enables_condstore(bool proper, const grammar::CommandBody& command) override {
    return proper && !std::holds_alternative<grammar::StatusCommand>(command);
  }
};

struct IdleNewsLackModseq final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (exchange.command() == nullptr && exchange.tag().empty()) drop_items<grammar::FetchModSeq>(exchange);
  }
};

struct ExamineIsWithoutHighestmodseq final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* select = command_of<grammar::Select>(exchange);
    if (select == nullptr || !select->examine) return;
    std::erase_if(exchange.responses, [](grammar::Response& response) {
      const auto* status = untagged<grammar::Status>(response);
      return status != nullptr && status->text.code &&
             std::holds_alternative<grammar::CodeHighestModSeq>(*status->text.code);
    });
  }
};

struct ChangedsinceTakesTheEqual final : Decisions {
  bool is_changed_since(bool proper, const Message& message, std::uint64_t asked) override {
    return proper || message.modseq == asked;
  }
};

struct SearchModseqLeavesOutTheEqual final : Decisions {
  bool search_key_matches(bool proper, const grammar::SearchKey& key, const Message& message) override {
    return proper && (key.kind != grammar::SearchKey::Kind::modseq || message.modseq != key.number);
  }
};

struct SearchModseqIsTheMailboxs final : Decisions {
  std::uint64_t search_modseq_told(std::uint64_t, const Mailbox& mailbox) override { return mailbox.modseq(); }
};

struct SilentConditionalStoreIsSilent final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* store = command_of<grammar::Store>(exchange);
    if (store != nullptr && store->silent && !store->modifiers.empty()) leave_out<grammar::FetchData>(exchange);
  }
};

struct ConditionalStoreStopsAtTheFirst final : Decisions {
  bool conditional_store_goes_on(bool) override { return false; }
};

struct ModifiedByNumber final : Decisions {
  bool modified_in_uids(bool, const grammar::Store&) override { return false; }
};

struct ZeroIsNoCondition final : Decisions {
  bool is_unchanged_since(bool proper, const Message&, const grammar::Store& store) override {
    return proper || unchanged_since(store) == 0;
  }
};

struct UnchangedsinceMindsTheEqual final : Decisions {
  bool is_unchanged_since(bool proper, const Message& message, const grammar::Store& store) override {
    return proper && unchanged_since(store) != message.modseq;
  }
};

struct UnchangedsinceMindsOtherFlags final : Decisions {
  bool is_unchanged_since(bool proper, const Message& message, const grammar::Store& store) override {
    return proper && message.modseq <= unchanged_since(store).value_or(message.modseq);
  }
};

struct ClosedIsNotSaid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    std::erase_if(exchange.responses, [](grammar::Response& response) {
      const auto* status = untagged<grammar::Status>(response);
      return status != nullptr && status->text.code == code("CLOSED");
    });
  }
};

struct NomodseqTakesAll final : Decisions {
  bool keeps_modseqs(bool proper, std::string_view mailbox) override { return proper && !is_inbox(mailbox); }
  bool refuses_without_modseqs(bool) override { return false; }
};

struct StoreKeepsModseq final : Decisions {
  bool change_raises_modseq(bool, const FlagSet&, const FlagSet&) override { return false; }
};

struct EnablingTellsNoHighestmodseq final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (!answers<grammar::Select>(exchange)) leave_out_codes<grammar::CodeHighestModSeq>(exchange);
  }
};

// INBOX has none, and the client is not told.
struct NomodseqIsNotSaid final : Decisions {
  bool keeps_modseqs(bool proper, std::string_view mailbox) override { return proper && !is_inbox(mailbox); }
  void on_exchange(Exchange& exchange) override {
    std::erase_if(exchange.responses, [](grammar::Response& response) {
      const auto* status = untagged<grammar::Status>(response);
      return status != nullptr && status->text.code == code("NOMODSEQ");
    });
  }
};

// STATUS of INBOX, which has no mod-sequences.
struct NomodseqHasAHighest final : Decisions {
  bool keeps_modseqs(bool proper, std::string_view mailbox) override { return proper && !is_inbox(mailbox); }
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::StatusData>(exchange, [&](grammar::StatusData& data) {
      ListBuilder<grammar::StatusAttVal> values(exchange.arena());
      for (grammar::StatusAttVal value : data.items) {
        if (value.item == grammar::StatusItem::highestmodseq && value.number == 0) value.number = 1;
        values.add(value);
      }
      data.items = values.done();
    });
  }
};

struct ModifiedIsNotSaid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    if (answers<grammar::Store>(exchange) && result != nullptr) result->status.text.code.reset();
  }
};

struct UnchangedsinceIsNotMinded final : Decisions {
  bool is_unchanged_since(bool, const Message&, const grammar::Store&) override { return true; }
};

bool has_entry(const grammar::SearchKey& key) {
  return (key.kind == grammar::SearchKey::Kind::modseq && !key.field.value.empty()) ||
         std::any_of(key.keys.begin(), key.keys.end(), has_entry);
}

struct SearchModseqOfAnEntryIsBad final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* search = command_of<grammar::Search>(exchange);
    grammar::Tagged* result = result_of(exchange);
    if (search == nullptr || result == nullptr || std::none_of(search->keys.begin(), search->keys.end(), has_entry))
      return;
    result->status.kind = grammar::StatusKind::bad;
    leave_out<grammar::SearchData>(exchange);
  }
};

struct SearchWithoutModseq final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::SearchData>(exchange, [](grammar::SearchData& data) { data.mod_sequence.reset(); });
  }
};

// Of a set such as 2,1:3.
struct NamedTwiceFailsTheTest final : Decisions {
  bool is_unchanged_since(bool proper, const Message&, const grammar::Store& store) override {
    return proper && (!unchanged_since(store) || !overlaps(store.set));
  }
  static bool overlaps(const grammar::SequenceSet& set) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
    for (const auto& item : set.items) {
      const auto* range = std::get_if<grammar::SeqRange>(&item);
      const auto* first =
          std::get_if<std::uint32_t>(range != nullptr ? &range->first : &std::get<grammar::SeqNumber>(item));
      const auto* last = range != nullptr ? std::get_if<std::uint32_t>(&range->last) : first;
      if (first != nullptr && last != nullptr) ranges.push_back(std::minmax(*first, *last));
    }
    std::sort(ranges.begin(), ranges.end());
    for (std::size_t i = 1; i < ranges.size(); ++i)
      if (ranges[i].first <= ranges[i - 1].second) return true;
    return false;
  }
};

constexpr std::array kQuirks = {
    Quirk{"store-keeps-modseq", "rfc7162-3.1-b", "STORE leaves the mod-sequence as it was.",
          make_decisions<StoreKeepsModseq>},
    Quirk{"enabling-tells-no-highestmodseq", "rfc7162-3.1-i",
          "A CONDSTORE enabling command does not make the server tell HIGHESTMODSEQ of what is selected.",
          make_decisions<EnablingTellsNoHighestmodseq>},
    Quirk{"nomodseq-is-not-said", "rfc7162-3.2.5.1-a", "INBOX has no mod-sequences, and SELECT does not say NOMODSEQ.",
          make_decisions<NomodseqIsNotSaid>},
    Quirk{"nomodseq-has-a-highest", "rfc7162-3.1.7-b", "INBOX has no mod-sequences, and STATUS says 1 for the highest.",
          make_decisions<NomodseqHasAHighest>},
    Quirk{"modified-is-not-said", "rfc7162-3.1.3-e", "STORE does not say which messages failed the test.",
          make_decisions<ModifiedIsNotSaid>},
    Quirk{"unchangedsince-is-not-minded", "rfc7162-3.1.3-d", "STORE passes over UNCHANGEDSINCE.",
          make_decisions<UnchangedsinceIsNotMinded>},
    Quirk{"named-twice-fails-the-test", "rfc7162-3.1.3-l", "A message that the set names twice fails the test.",
          make_decisions<NamedTwiceFailsTheTest>},
    Quirk{"search-modseq-of-an-entry-is-bad", "rfc7162-3.1.5-c", "SEARCH MODSEQ with the name of an entry is BAD.",
          make_decisions<SearchModseqOfAnEntryIsBad>},
    Quirk{"search-without-modseq", "rfc7162-3.1.5-d", "SEARCH for MODSEQ is answered without MODSEQ.",
          make_decisions<SearchWithoutModseq>},
    Quirk{"keywords-keep-modseq", "rfc7162-3.1-d", "The mod-sequence stays where a STORE changes keywords only.",
          make_decisions<KeywordsKeepModseq>},
    Quirk{"setting-again-raises-modseq", "rfc7162-3.1-e",
          "STORE of flags that are set already raises the mod-sequence.", make_decisions<SettingAgainRaisesModseq>},
    Quirk{"copy-keeps-modseq", "rfc7162-3.1-f", "What COPY and MOVE make has the mod-sequence of its original.",
          make_decisions<CopyKeepsModseq>},
    Quirk{"status-is-not-enabling", "rfc7162-3.1-j", "STATUS (HIGHESTMODSEQ) does not make the client aware.",
          make_decisions<StatusIsNotEnabling>},
    Quirk{"idle-news-lack-modseq", "rfc7162-3.1-h", "Flags that come while IDLE is open come without MODSEQ.",
          make_decisions<IdleNewsLackModseq>},
    Quirk{"examine-is-without-highestmodseq", "rfc7162-3.1.2-a", "EXAMINE does not tell HIGHESTMODSEQ.",
          make_decisions<ExamineIsWithoutHighestmodseq>},
    Quirk{"changedsince-takes-the-equal", "rfc7162-3.1.4.1-a",
          "CHANGEDSINCE also answers for messages with just that mod-sequence.",
          make_decisions<ChangedsinceTakesTheEqual>},
    Quirk{"search-modseq-leaves-out-the-equal", "rfc7162-3.1.5-a",
          "SEARCH MODSEQ does not find the messages with just that mod-sequence.",
          make_decisions<SearchModseqLeavesOutTheEqual>},
    Quirk{"search-modseq-is-the-mailboxs", "rfc7162-3.1.6-a",
          "A SEARCH response has the highest mod-sequence of the mailbox, not of what it names.",
          make_decisions<SearchModseqIsTheMailboxs>},
    Quirk{"silent-conditional-store-is-silent", "rfc7162-3.1.3-c",
          "A STORE with UNCHANGEDSINCE and .SILENT does not tell the new mod-sequences.",
          make_decisions<SilentConditionalStoreIsSilent>},
    Quirk{"conditional-store-stops-at-the-first", "rfc7162-3.1.3-g",
          "A STORE with UNCHANGEDSINCE ends at the first message that fails the test.",
          make_decisions<ConditionalStoreStopsAtTheFirst>},
    Quirk{"modified-by-number", "rfc7162-3.1.3-f", "MODIFIED names message numbers after UID STORE too.",
          make_decisions<ModifiedByNumber>},
    Quirk{"zero-is-no-condition", "rfc7162-3.1.3-h", "UNCHANGEDSINCE 0 never fails.",
          make_decisions<ZeroIsNoCondition>},
    Quirk{"unchangedsince-minds-the-equal", "rfc7162-3.1.3-a",
          "UNCHANGEDSINCE fails for a message with just that mod-sequence.",
          make_decisions<UnchangedsinceMindsTheEqual>},
    Quirk{"unchangedsince-minds-other-flags", "rfc7162-3.1.3-j",
          "+FLAGS with UNCHANGEDSINCE fails because of any flag that has changed.",
          make_decisions<UnchangedsinceMindsOtherFlags>},
    Quirk{"closed-is-not-said", "rfc7162-3.2.11-a", "SELECT of another mailbox does not say CLOSED.",
          make_decisions<ClosedIsNotSaid>},
    Quirk{"nomodseq-takes-all", "rfc7162-3.1.2.2-b", "INBOX has NOMODSEQ, and is asked for mod-sequences all the same.",
          make_decisions<NomodseqTakesAll>},
};

struct InboxKeepsNoModseqs final : Decisions {
  bool keeps_modseqs(bool proper, std::string_view mailbox) override { return proper && !is_inbox(mailbox); }
};

struct GreatModseqs final : Decisions {
  std::uint64_t first_modseq(std::uint64_t) override { return std::uint64_t{1} << 62U; }
};

struct HighestmodseqWhenAware final : Decisions {
  bool tells_highest_modseq(bool proper, bool aware) override { return proper && aware; }
};

constexpr std::array kVariations = {
    Quirk{"inbox-keeps-no-modseqs", "rfc7162-3.1-k", "INBOX has NOMODSEQ.", make_decisions<InboxKeepsNoModseqs>},
    Quirk{"great-modseqs", "rfc7162-3.1-a", "Mod-sequences begin beyond what a double can hold.",
          make_decisions<GreatModseqs>},
    Quirk{"highestmodseq-when-aware", "rfc7162-3.1.2.1-e",
          "SELECT tells HIGHESTMODSEQ only after a CONDSTORE enabling command.",
          make_decisions<HighestmodseqWhenAware>},
};

}  // namespace

std::span<const Quirk> condstore_quirks() {
  return kQuirks;
}

std::span<const Quirk> condstore_variations() {
  return kVariations;
}

}  // namespace imapspec::reference_server
