// What goes wrong with IMAP4rev2 (RFC 9051) once it is enabled, and what is unusual.
#include <array>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

struct ExamineWithoutList final : Decisions {
  bool lists_selected(bool proper, bool examine) override { return proper && !examine; }
};

struct ListOfSelectIsChildless final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (command_of<grammar::Select>(exchange) == nullptr) return;
    change_each<grammar::ListData>(exchange, [&](grammar::ListData& data) {
      ListBuilder<grammar::Flag> attributes(exchange.arena());
      attributes.add(grammar::make_flag("\\HasNoChildren"));
      data.attributes = attributes.done();
    });
  }
};

struct ReselectSaysNoClosed final : Decisions {
  bool says_closed(bool proper, const Mailbox& was, const Mailbox* will_be) override {
    return proper && &was != will_be;
  }
};

struct NewsWithoutUids final : Decisions {
  bool news_have_uids(bool proper, const grammar::CommandBody* command) override {
    return proper && command != nullptr && std::holds_alternative<grammar::Idle>(*command);
  }
};

struct IdleNewsWithoutUids final : Decisions {
  bool news_have_uids(bool proper, const grammar::CommandBody* command) override {
    return proper && (command == nullptr || !std::holds_alternative<grammar::Idle>(*command));
  }
};

struct RecentLivesOn final : Decisions {
  bool knows_recent(bool) override { return true; }
};

struct NamesOfStatusStayEncoded final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::StatusData>(exchange, [&](grammar::StatusData& data) {
      data.mailbox.name.value = exchange.arena().copy(grammar::encode_mutf7(data.mailbox.name.value));
    });
  }
};

struct Utf8BeforeEnable final : Decisions {
  bool names_are_utf8(bool) override { return true; }
};

struct UidSearchStaysOld final : Decisions {
  bool search_is_esearch(bool proper, const grammar::Search& search) override { return proper && !search.uid; }
};

struct NothingFoundIsNotSaid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* search = command_of<grammar::Search>(exchange);
    if (search == nullptr || search->returns) return;
    std::erase_if(exchange.responses, [](auto& response) {
      const auto* found = untagged<grammar::EsearchData>(response);
      return found != nullptr && found->items.empty();
    });
  }
};

struct DeletedCountsUnseen final : Decisions {
  bool counts_as_deleted(bool proper, const Message& message) override {
    return proper && !message.flags.has(FlagSet::Kind::seen);
  }
};

struct UnsubscribingNothingFails final : Decisions {
  bool unsubscribes_nothing(bool) override { return false; }
};

struct TakesNamesAsTheyCome final : Decisions {
  bool refuses_name_by_form(bool) override { return false; }
};

struct OldNameIsNotTold final : Decisions {
  bool normalizes_names(bool) override { return true; }
  bool tells_old_name(bool) override { return false; }
};

struct EnableNamesAllAgain final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (command_of<grammar::Enable>(exchange) == nullptr) return;
    change_each<grammar::EnabledData>(exchange, [&](grammar::EnabledData& data) {
      ListBuilder<std::string_view> names(exchange.arena());
      for (const auto name : data.capabilities) names.add(name);
      if (names.empty()) names.add("IMAP4rev2");
      data.capabilities = names.done();
    });
  }
};

// Legal and unusual.
struct RecentIsStillTold final : Decisions {
  bool tells_recent(bool) override { return true; }
};

// RFC 9051 appendix A: SEARCH responses are the other exception.
struct SearchIsToldTwice final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* search = command_of<grammar::Search>(exchange);
    if (search == nullptr || search->returns) return;
    for (std::size_t i = 0; i < exchange.responses.size(); ++i) {
      const auto* found = untagged<grammar::EsearchData>(exchange.responses[i]);
      if (found == nullptr) continue;
      grammar::Response old;
      old.body = grammar::Untagged{as_search(exchange, *found)};
      exchange.responses.insert(exchange.responses.begin() + static_cast<std::ptrdiff_t>(i), old);
      return;
    }
  }

 private:
  static std::uint32_t number(const grammar::SeqNumber& n) { return std::get<std::uint32_t>(n); }
  static grammar::SearchData as_search(Exchange& exchange, const grammar::EsearchData& found) {
    ListBuilder<std::uint32_t> numbers(exchange.arena());
    std::optional<std::uint64_t> mod_sequence;
    for (const auto& item : found.items) {
      const auto* value = std::get_if<grammar::TaggedExtVal>(&item.value);
      if (value == nullptr) continue;
      const auto* set = std::get_if<grammar::SequenceSet>(value);
      if (item.name == "MODSEQ") {  // a small one looks like a set
        mod_sequence =
            set == nullptr ? std::get<std::uint64_t>(*value) : number(std::get<grammar::SeqNumber>(set->items.front()));
      } else if (set != nullptr) {
        for (const auto& each : set->items) add(numbers, each);
      }
    }
    return {numbers.done(), mod_sequence};
  }
  static void add(ListBuilder<std::uint32_t>& numbers, const grammar::SeqItem& item) {
    const auto* range = std::get_if<grammar::SeqRange>(&item);
    const std::uint32_t last = number(range == nullptr ? std::get<grammar::SeqNumber>(item) : range->last);
    for (std::uint32_t n = range == nullptr ? last : number(range->first); n != last; ++n) numbers.add(n);
    numbers.add(last);
  }
};

struct NamesAreNormalized final : Decisions {
  bool normalizes_names(bool) override { return true; }
};

constexpr std::array kQuirks = {
    Quirk{"examine-without-list", "rfc9051-6.3.3-a", "Under IMAP4rev2 EXAMINE sends no LIST.",
          make_decisions<ExamineWithoutList>},
    Quirk{"list-of-select-is-childless", "rfc9051-6.3.2-e", "The LIST of SELECT says \\HasNoChildren always.",
          make_decisions<ListOfSelectIsChildless>},
    Quirk{"reselect-says-no-closed", "rfc9051-6.3.2-k", "SELECT of the mailbox that is selected does not say CLOSED.",
          make_decisions<ReselectSaysNoClosed>},
    Quirk{"news-without-uids", "rfc9051-7.5.2-ah", "Under IMAP4rev2 flags that others changed are told without UID.",
          make_decisions<NewsWithoutUids>},
    Quirk{"idle-news-without-uids", "rfc9051-6.3.13-c",
          "Under IMAP4rev2 flags that others changed are told without UID in IDLE.",
          make_decisions<IdleNewsWithoutUids>},
    Quirk{"recent-lives-on", "rfc9051-2.3.2-a", "A server of IMAP4rev2 alone says \\Recent in FETCH.",
          make_decisions<RecentLivesOn>, "rev2"},
    Quirk{"names-of-status-stay-encoded", "rfc9051-5.1-a", "Under IMAP4rev2 STATUS has names in modified UTF-7.",
          make_decisions<NamesOfStatusStayEncoded>},
    Quirk{"utf8-before-enable", "rfc9051-A-d", "Names are UTF-8 before IMAP4rev2 is enabled.",
          make_decisions<Utf8BeforeEnable>},
    Quirk{"uid-search-stays-old", "rfc9051-6.4.4-d", "Under IMAP4rev2 UID SEARCH is answered by SEARCH.",
          make_decisions<UidSearchStaysOld>},
    Quirk{"esearch-only-with-matches", "rfc9051-6.4.4-j", "Under IMAP4rev2 SEARCH that finds nothing has no ESEARCH.",
          make_decisions<NothingFoundIsNotSaid>},
    Quirk{"deleted-counts-unseen", "rfc9051-6.3.11-g", "DELETED of STATUS leaves out what was seen.",
          make_decisions<DeletedCountsUnseen>},
    Quirk{"unsubscribing-nothing-fails", "rfc9051-6.3.8-b",
          "Under IMAP4rev2 UNSUBSCRIBE of a name that is not subscribed is answered with NO.",
          make_decisions<UnsubscribingNothingFails>},
    Quirk{"takes-names-as-they-come", "rfc9051-6.3.4-d", "CREATE makes mailboxes with names that are no Net-Unicode.",
          make_decisions<TakesNamesAsTheyCome>},
    Quirk{"old-name-is-not-told", "rfc9051-6.3.2-f", "Names are normalized, and the client is not told.",
          make_decisions<OldNameIsNotTold>},
    Quirk{"enable-names-it-again", "rfc9051-6.3.1-h", "ENABLED names IMAP4rev2 also where nothing was enabled.",
          make_decisions<EnableNamesAllAgain>},
};

constexpr std::array kVariations = {
    Quirk{"recent-is-still-told", "rfc9051-A-b", "RECENT comes under IMAP4rev2 too.",
          make_decisions<RecentIsStillTold>},
    Quirk{"search-is-told-twice", "rfc9051-A-b", "Under IMAP4rev2 SEARCH is answered by SEARCH beside ESEARCH.",
          make_decisions<SearchIsToldTwice>},
    Quirk{"names-are-normalized", "rfc9051-5.1-e", "Names that are not in Normalization Form C are converted.",
          make_decisions<NamesAreNormalized>},
};

}  // namespace

std::span<const Quirk> rev2_quirks() {
  return kQuirks;
}

std::span<const Quirk> rev2_variations() {
  return kVariations;
}

}  // namespace imapspec::reference_server
