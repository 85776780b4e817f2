// What goes wrong with PARTIAL (RFC 9394), ESORT (RFC 5267) and I18NLEVEL=1 (RFC 5255).
#include <array>

#include "harness/mail/encoded_word.h"
#include "harness/mail/message.h"
#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

using Numbers = std::vector<std::uint32_t>;
using grammar::PartialRange;

// The results at positions that the quirk takes for those of the range.
Numbers positions(const Numbers& all, std::size_t low, std::size_t high, bool from_end) {
  Numbers part;
  for (std::size_t position = low; position <= high && position <= all.size(); ++position)
    part.push_back(all[from_end ? all.size() - position : position - 1]);
  std::sort(part.begin(), part.end());
  return part;
}

struct PartialLosesTheLast final : Decisions {
  Numbers partial_results(Numbers, const PartialRange& range, const Numbers& all) override {
    const auto [low, high] = std::minmax(range.first, range.last);
    return positions(all, low, high - 1, range.from_end);
  }
};

struct PartialBeginsAtTheFront final : Decisions {
  Numbers partial_results(Numbers, const PartialRange& range, const Numbers& all) override {
    const auto [low, high] = std::minmax(range.first, range.last);
    return positions(all, low, high, false);
  }
};

struct PartialBeyondTheEndIsNil final : Decisions {
  Numbers partial_results(Numbers proper, const PartialRange& range, const Numbers& all) override {
    return std::max(range.first, range.last) > all.size() ? Numbers() : proper;
  }
};

struct TurnedPartialIsNil final : Decisions {
  Numbers partial_results(Numbers proper, const PartialRange& range, const Numbers&) override {
    return range.first > range.last ? Numbers() : proper;
  }
};

template <class Change>
void change_partial(Exchange& exchange, const Change& change) {
  change_each<grammar::EsearchData>(exchange, [&](grammar::EsearchData& data) {
    std::vector<grammar::EsearchItem> items(data.items.begin(), data.items.end());
    std::erase_if(items, [&change](grammar::EsearchItem& item) {
      auto* partial = std::get_if<grammar::EsearchPartial>(&item.value);
      return partial != nullptr && !change(*partial);
    });
    data.items = copy_list(exchange.arena(), items);
  });
}

struct PartialOfNothingIsLeftOut final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_partial(exchange, [](grammar::EsearchPartial& partial) { return partial.results.has_value(); });
  }
};

// The range ends where the results do.
struct PartialTellsAnotherRange final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_partial(exchange, [](grammar::EsearchPartial& partial) {
      if (!partial.results) return true;
      std::uint32_t count = 0;
      for (const auto& item : partial.results->items) {
        const auto* range = std::get_if<grammar::SeqRange>(&item);
        count +=
            range == nullptr ? 1 : std::get<std::uint32_t>(range->last) - std::get<std::uint32_t>(range->first) + 1;
      }
      partial.range.last = std::min(partial.range.last, partial.range.first + count - 1);
      return true;
    });
  }
};

struct SavePartialSavesAll final : Decisions {
  Numbers saved_result(Numbers proper, const Numbers& found, const grammar::Search& search) override {
    bool save = false, partial = false;
    for (const auto& option : search.returns.value_or(List<grammar::SearchReturn>())) {
      save = save || same_word(option.name, "SAVE");
      partial = partial || same_word(option.name, "PARTIAL");
    }
    return save && partial ? found : proper;
  }
};

struct SaveSwallowsPartial final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* search = command_of<grammar::Search>(exchange);
    if (search == nullptr || !search->returns) return;
    for (const auto& option : *search->returns)
      if (same_word(option.name, "SAVE")) change_partial(exchange, [](auto&) { return false; });
  }
};

struct PartialFetchFetchesAll final : Decisions {
  bool fetches = false;
  void on_command(const grammar::Command& command) override {
    fetches = std::holds_alternative<grammar::Fetch>(command.body);
  }
  Numbers partial_results(Numbers proper, const PartialRange&, const Numbers& all) override {
    return fetches ? all : proper;
  }
};

// MIN and MAX of SORT by number, as those of SEARCH are.
struct EsortMinIsTheLowest final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (command_of<grammar::Sort>(exchange) == nullptr) return;
    change_each<grammar::EsearchData>(exchange, [&exchange](grammar::EsearchData& data) {
      std::vector<grammar::EsearchItem> items(data.items.begin(), data.items.end());
      if (items.size() < 2 || !same_word(items[0].name, "MIN") || !same_word(items[1].name, "MAX")) return;
      const auto number = [](const grammar::EsearchItem& item) {
        return std::get<std::uint64_t>(std::get<grammar::TaggedExtVal>(item.value));
      };
      if (number(items[0]) > number(items[1])) std::swap(items[0].value, items[1].value);
      data.items = copy_list(exchange.arena(), items);
    });
  }
};

// Changes each set that a SORT with RETURN is answered with: its items go in, others come out.
template <class Change>
void change_esort_sets(Exchange& exchange, const Change& change) {
  if (command_of<grammar::Sort>(exchange) == nullptr) return;
  change_each<grammar::EsearchData>(exchange, [&](grammar::EsearchData& data) {
    std::vector<grammar::EsearchItem> items(data.items.begin(), data.items.end());
    for (auto& item : items) {
      auto* plain = std::get_if<grammar::TaggedExtVal>(&item.value);
      auto* set = plain == nullptr ? nullptr : std::get_if<grammar::SequenceSet>(plain);
      if (set != nullptr)
        set->items = copy_list(exchange.arena(), change(std::vector(set->items.begin(), set->items.end())));
    }
    data.items = copy_list(exchange.arena(), items);
  });
}

struct EsortAllIsInMailboxOrder final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_esort_sets(exchange, [](std::vector<grammar::SeqItem> items) {
      const auto first = [](const grammar::SeqItem& each) {
        const auto* range = std::get_if<grammar::SeqRange>(&each);
        return std::get<std::uint32_t>(range == nullptr ? std::get<grammar::SeqNumber>(each) : range->first);
      };
      std::sort(items.begin(), items.end(), [&first](const auto& a, const auto& b) { return first(a) < first(b); });
      return items;
    });
  }
};

// 3,2,1 as 3:1, which stands for 1,2,3.
struct EsortRangesDescend final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_esort_sets(exchange, [](const std::vector<grammar::SeqItem>& items) {
      std::vector<grammar::SeqItem> ranges;
      for (const auto& each : items) {
        const auto* number = std::get_if<grammar::SeqNumber>(&each);
        auto* before = ranges.empty() ? nullptr : std::get_if<grammar::SeqRange>(&ranges.back());
        if (number == nullptr)
          ranges.push_back(each);
        else if (before != nullptr && std::get<std::uint32_t>(before->last) == std::get<std::uint32_t>(*number) + 1)
          before->last = *number;
        else
          ranges.push_back(grammar::SeqRange{*number, *number});
      }
      return ranges;
    });
  }
};

struct UnreadableSubjectsSortAmongOthers final : Decisions {
  std::string sort_text(std::string proper, const grammar::SortCriterion&, const Message&) override {
    return proper.starts_with('\xff') ? proper.substr(1) : proper;
  }
};

struct SortIgnoresReturn final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* sort = command_of<grammar::Sort>(exchange);
    if (sort == nullptr || !sort->returns || sort->returns->size() != 1) return;
    for (auto& response : exchange.responses)
      if (untagged<grammar::EsearchData>(response) != nullptr) response.body = grammar::Untagged{grammar::SortData{}};
  }
};

struct CaseCountsOutsideAscii final : Decisions {
  bool search_key_matches(bool proper, const grammar::SearchKey& key, const Message& message) override {
    const std::string_view wanted = key.string.value;
    const bool ascii =
        std::all_of(wanted.begin(), wanted.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (key.kind != grammar::SearchKey::Kind::subject || ascii) return proper;
    Arena arena;
    const std::string_view subject = mail::parse_message(*message.octets, arena).field("Subject");
    return proper && mail::decoded_words(subject).find(wanted) != std::string::npos;
  }
};

constexpr std::array kQuirks = {
    Quirk{"partial-loses-the-last", "rfc9394-3.1-a", "PARTIAL ends one result too early.",
          make_decisions<PartialLosesTheLast>},
    Quirk{"partial-begins-at-the-front", "rfc9394-3.1-b", "PARTIAL -1:-2 has the first two results.",
          make_decisions<PartialBeginsAtTheFront>},
    Quirk{"partial-beyond-the-end-is-nil", "rfc9394-3.1-e", "PARTIAL with a range that goes beyond the end has NIL.",
          make_decisions<PartialBeyondTheEndIsNil>},
    Quirk{"turned-partial-is-nil", "rfc9394-4-b", "PARTIAL with the higher number first has NIL.",
          make_decisions<TurnedPartialIsNil>},
    Quirk{"partial-of-nothing-is-left-out", "rfc9394-3.1-f", "PARTIAL is left out where it has nothing.",
          make_decisions<PartialOfNothingIsLeftOut>},
    Quirk{"partial-tells-another-range", "rfc9394-3.1-e", "PARTIAL does not tell the range as it was asked for.",
          make_decisions<PartialTellsAnotherRange>},
    Quirk{"save-partial-saves-all", "rfc9394-3.2-b", "With SAVE and PARTIAL all messages found are saved.",
          make_decisions<SavePartialSavesAll>},
    Quirk{"save-swallows-partial", "rfc9394-3.2-a", "With SAVE there is no PARTIAL.",
          make_decisions<SaveSwallowsPartial>},
    Quirk{"partial-fetch-fetches-all", "rfc9394-3.3-a", "UID FETCH does not mind PARTIAL.",
          make_decisions<PartialFetchFetchesAll>},
    Quirk{"esort-min-is-the-lowest", "rfc5267-3.1-a", "MIN and MAX of SORT are the lowest and the highest number.",
          make_decisions<EsortMinIsTheLowest>},
    Quirk{"esort-all-is-in-mailbox-order", "rfc5267-3.1-b", "ALL of SORT is in the order of the mailbox.",
          make_decisions<EsortAllIsInMailboxOrder>},
    Quirk{"esort-ranges-descend", "rfc5267-3.2-a", "In ALL of SORT 3,2,1 is written 3:1.",
          make_decisions<EsortRangesDescend>},
    Quirk{"sort-ignores-return", "rfc5267-3-a", "SORT RETURN with one option is answered by SORT.",
          make_decisions<SortIgnoresReturn>},
    Quirk{"unreadable-subjects-sort-among-others", "rfc5255-4.6-b", "What cannot be converted is sorted with the rest.",
          make_decisions<UnreadableSubjectsSortAmongOthers>},
    Quirk{"case-counts-outside-ascii", "rfc5255-4.2-a", "SEARCH tells capitals from small letters outside US-ASCII.",
          make_decisions<CaseCountsOutsideAscii>},
};

}  // namespace

std::span<const Quirk> partial_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
