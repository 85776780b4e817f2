// What goes wrong with ESEARCH (RFC 4731), the saved result (RFC 5182) and WITHIN (RFC 5032), and what may be otherwise.
#include <array>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

using Uids = std::vector<std::uint32_t>;
using Items = std::vector<grammar::EsearchItem>;

// Lets `change` have the items of every ESEARCH.
template <class Change>
void change_esearch_items(Exchange& exchange, const Change& change) {
  change_each<grammar::EsearchData>(exchange, [&](grammar::EsearchData& data) {
    Items items(data.items.begin(), data.items.end());
    change(items);
    data.items = copy_list(exchange.arena(), items);
  });
}

grammar::SequenceSet* set_in(grammar::EsearchItem& item) {
  auto* plain = std::get_if<grammar::TaggedExtVal>(&item.value);
  return plain == nullptr ? nullptr : std::get_if<grammar::SequenceSet>(plain);
}

std::uint32_t first_of(const grammar::SeqItem& item) {
  const auto* range = std::get_if<grammar::SeqRange>(&item);
  return std::get<std::uint32_t>(range == nullptr ? std::get<grammar::SeqNumber>(item) : range->first);
}

std::uint32_t last_of(const grammar::SeqItem& item) {
  const auto* range = std::get_if<grammar::SeqRange>(&item);
  return std::get<std::uint32_t>(range == nullptr ? std::get<grammar::SeqNumber>(item) : range->last);
}

bool returns(const grammar::Search& search, std::string_view name) {
  return search.returns && std::any_of(search.returns->begin(), search.returns->end(),
                                       [name](const auto& option) { return same_word(option.name, name); });
}

bool saves(const grammar::Search& search) {
  return returns(search, "SAVE");
}

struct EsearchWithoutTag final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::EsearchData>(exchange, [](grammar::EsearchData& data) { data.tag.reset(); });
  }
};

struct EsearchWithoutUid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::EsearchData>(exchange, [](grammar::EsearchData& data) { data.uid = false; });
  }
};

struct CountOfNothingIsLeftOut final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_esearch_items(exchange, [](Items& items) {
      if (items.size() == 1 && same_word(items.front().name, "COUNT") &&
          items.front().value == grammar::EsearchValue(grammar::TaggedExtVal(std::uint64_t{0})))
        items.clear();
    });
  }
};

// MIN, MAX or ALL where nothing was found.
struct OneIsFoundInNothing : Decisions {
  explicit OneIsFoundInNothing(std::string_view name) : name_(name) {}
  void on_exchange(Exchange& exchange) override {
    const auto* search = command_of<grammar::Search>(exchange);
    if (search == nullptr || !returns(*search, name_)) return;
    change_esearch_items(exchange, [this](Items& items) {
      if (items.empty()) items.push_back({name_, grammar::TaggedExtVal(std::uint64_t{1})});
    });
  }

 private:
  std::string_view name_;
};
struct MinOfNothingIsOne final : OneIsFoundInNothing {
  MinOfNothingIsOne() : OneIsFoundInNothing("MIN") {}
};
struct MaxOfNothingIsOne final : OneIsFoundInNothing {
  MaxOfNothingIsOne() : OneIsFoundInNothing("MAX") {}
};

struct AllOfNothingIsOne final : OneIsFoundInNothing {
  AllOfNothingIsOne() : OneIsFoundInNothing("ALL") {}
};

struct EsearchOfNothingIsNotSent final : Decisions {
  void on_exchange(Exchange& exchange) override {
    std::erase_if(exchange.responses, [](auto& response) {
      const auto* data = untagged<grammar::EsearchData>(response);
      return data != nullptr && data->items.empty();
    });
  }
};

struct EsearchInTwo final : Decisions {
  void on_exchange(Exchange& exchange) override {
    std::vector<grammar::Response> pieces;
    for (auto& response : exchange.responses) {
      pieces.push_back(response);
      const auto* data = untagged<grammar::EsearchData>(response);
      if (data == nullptr || data->items.size() < 2) continue;
      const Items items(data->items.begin(), data->items.end());
      grammar::EsearchData half = *data;
      half.items = copy_list(exchange.arena(), Items(items.begin(), items.begin() + 1));
      pieces.back().body = grammar::Untagged{half};
      half.items = copy_list(exchange.arena(), Items(items.begin() + 1, items.end()));
      pieces.emplace_back().body = grammar::Untagged{half};
    }
    exchange.responses = std::move(pieces);
  }
};

// As if two numbers of ALL with a gap between them were a range.
struct AllClosesGaps final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_esearch_items(exchange, [&exchange](Items& items) {
      for (auto& item : items) {
        grammar::SequenceSet* set = set_in(item);
        if (set == nullptr || set->items.size() < 2) continue;
        ListBuilder<grammar::SeqItem> hull(exchange.arena());
        hull.add(grammar::SeqRange{first_of(set->items.front()), last_of(set->items.back())});
        set->items = hull.done();
      }
    });
  }
};

struct EmptyReturnIsPlainSearch final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* search = command_of<grammar::Search>(exchange);
    if (search == nullptr || !search->returns || !search->returns->empty()) return;
    for (auto& response : exchange.responses) {
      const auto* data = untagged<grammar::EsearchData>(response);
      if (data == nullptr) continue;
      ListBuilder<std::uint32_t> numbers(exchange.arena());
      if (!data->items.empty()) {
        grammar::EsearchItem all = data->items.front();
        for (const auto& item : set_in(all)->items)
          for (std::uint32_t number = first_of(item); number <= last_of(item); ++number) numbers.add(number);
      }
      response.body = grammar::Untagged{grammar::SearchData{numbers.done(), {}}};
    }
  }
};

struct EsearchWithoutModseq final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_esearch_items(exchange, [](Items& items) {
      std::erase_if(items, [](auto& item) { return same_word(item.name, "MODSEQ"); });
    });
  }
};

struct SaveSwallowsCount final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* search = command_of<grammar::Search>(exchange);
    if (search == nullptr || !saves(*search)) return;
    change_esearch_items(
        exchange, [](Items& items) { std::erase_if(items, [](auto& item) { return same_word(item.name, "COUNT"); }); });
  }
};

struct SaveIsAnswered final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* search = command_of<grammar::Search>(exchange);
    const auto* result = result_of(exchange);
    if (search == nullptr || !saves(*search) || search->returns->size() != 1 || result == nullptr) return;
    if (result->status.kind != grammar::StatusKind::ok) return;
    grammar::Response beside;
    beside.body = grammar::Untagged{grammar::SearchData{}};
    exchange.responses.insert(exchange.responses.begin(), beside);
  }
};

struct SaveMinSavesAll final : Decisions {
  Uids saved_result(Uids proper, const Uids& found, const grammar::Search& search) override {
    return saves(search) ? found : proper;
  }
};

struct SaveMinCountSavesMin final : Decisions {
  Uids saved_result(Uids proper, const Uids& found, const grammar::Search& search) override {
    const bool one = saves(search) && returns(search, "COUNT") && returns(search, "MIN") && !found.empty();
    return one ? Uids{found.front()} : proper;
  }
};

struct SavedResultShrinksTwice final : Decisions {
  Uids saved_numbers(Uids proper, const Uids& uids, bool) override {
    if (proper.size() < uids.size() && !proper.empty()) proper.pop_back();
    return proper;
  }
};

struct EverySearchIsSaved final : Decisions {
  Uids saved_result(Uids proper, const Uids& found, const grammar::Search& search) override {
    return saves(search) ? proper : found;
  }
};

struct SavingNothingKeepsTheLast final : Decisions {
  Uids last;
  Uids saved_result(Uids proper, const Uids&, const grammar::Search&) override {
    if (!proper.empty()) last = proper;
    return last;
  }
};

struct SavedUidsAreTakenForNumbers final : Decisions {
  Uids saved_numbers(Uids proper, const Uids& uids, bool in_place_of_uids) override {
    if (in_place_of_uids || proper.empty()) return proper;
    Uids numbers = uids;
    std::erase_if(numbers, [last = proper.back()](std::uint32_t number) { return number > last; });
    return numbers;
  }
};

struct SelectKeepsSavedResult final : Decisions {
  bool select_empties_saved_result(bool) override { return false; }
};

struct FailedSearchKeepsSavedResult final : Decisions {
  bool failed_search_empties_saved_result(bool) override { return false; }
};

struct EmptySavedResultIsBad final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* fetch = command_of<grammar::Fetch>(exchange);
    if (fetch == nullptr || !fetch->set.saved_result || exchange.responses.size() != 1) return;
    if (auto* result = result_of(exchange)) result->status = {grammar::StatusKind::bad, {{}, "No messages"}};
  }
};

struct WithinCountsMinutes final : Decisions {
  std::int64_t search_target_time(std::int64_t proper, const grammar::SearchKey& key, const Message&) override {
    constexpr std::int64_t kOtherSeconds = 59;
    return proper - kOtherSeconds * static_cast<std::int64_t>(key.number);
  }
};

struct WithinLooksAtTheDay final : Decisions {
  std::int64_t search_target_time(std::int64_t proper, const grammar::SearchKey&, const Message&) override {
    constexpr std::int64_t kDay = 86'400;
    return proper - proper % kDay;
  }
};

struct AllBackwards final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (command_of<grammar::Search>(exchange) == nullptr) return;  // of SORT the order counts
    change_esearch_items(exchange, [&exchange](Items& items) {
      for (auto& item : items) {
        grammar::SequenceSet* set = set_in(item);
        if (set == nullptr) continue;
        std::vector<grammar::SeqItem> turned(set->items.begin(), set->items.end());
        std::reverse(turned.begin(), turned.end());
        for (auto& each : turned)
          if (auto* range = std::get_if<grammar::SeqRange>(&each)) std::swap(range->first, range->last);
        set->items = copy_list(exchange.arena(), turned);
      }
    });
  }
};

struct EsearchItemsBackwards final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_esearch_items(exchange, [](Items& items) { std::reverse(items.begin(), items.end()); });
  }
};

constexpr std::array kQuirks = {
    Quirk{"esearch-without-tag", "rfc4731-3.1-j", "ESEARCH does not say which command it answers.",
          make_decisions<EsearchWithoutTag>},
    Quirk{"esearch-without-uid", "rfc4731-3.1-i", "The ESEARCH of UID SEARCH lacks the word UID.",
          make_decisions<EsearchWithoutUid>},
    Quirk{"count-of-nothing-is-left-out", "rfc4731-3.1-g", "COUNT is left out where it is 0.",
          make_decisions<CountOfNothingIsLeftOut>},
    Quirk{"min-of-nothing-is-one", "rfc4731-3.1-b", "Where nothing was found MIN is 1.",
          make_decisions<MinOfNothingIsOne>},
    Quirk{"max-of-nothing-is-one", "rfc4731-3.1-d", "Where nothing was found MAX is 1.",
          make_decisions<MaxOfNothingIsOne>},
    Quirk{"all-of-nothing-is-one", "rfc4731-3.1-f", "Where nothing was found ALL is 1.",
          make_decisions<AllOfNothingIsOne>},
    Quirk{"esearch-of-nothing-is-not-sent", "rfc4731-3.1-c", "An ESEARCH without any item is not sent.",
          make_decisions<EsearchOfNothingIsNotSent>},
    Quirk{"esearch-in-two", "rfc4731-3.1-h", "Every item but the first comes in a second ESEARCH.",
          make_decisions<EsearchInTwo>},
    Quirk{"all-closes-gaps", "rfc4731-3.1-a", "ALL is one range from the first message to the last.",
          make_decisions<AllClosesGaps>},
    Quirk{"empty-return-is-plain-search", "rfc4731-3.1-h", "RETURN () is answered by SEARCH.",
          make_decisions<EmptyReturnIsPlainSearch>},
    Quirk{"esearch-without-modseq", "rfc4731-3.2-a", "ESEARCH to a search for MODSEQ has no MODSEQ.",
          make_decisions<EsearchWithoutModseq>},
    Quirk{"save-swallows-count", "rfc5182-2.4-a", "With SAVE there is no COUNT.", make_decisions<SaveSwallowsCount>},
    Quirk{"save-is-answered", "rfc5182-1-a", "RETURN (SAVE) is answered by an empty SEARCH.",
          make_decisions<SaveIsAnswered>},
    Quirk{"save-min-saves-all", "rfc5182-2.4-b", "With SAVE and MIN or MAX all messages found are saved.",
          make_decisions<SaveMinSavesAll>},
    Quirk{"save-min-count-saves-min", "rfc5182-2.4-c", "With SAVE, MIN and COUNT only the first message is saved.",
          make_decisions<SaveMinCountSavesMin>},
    Quirk{"saved-result-shrinks-twice", "rfc5182-2.1-f", "When a message is expunged another leaves $ with it.",
          make_decisions<SavedResultShrinksTwice>},
    Quirk{"every-search-is-saved", "rfc5182-2.1-d", "A SEARCH without SAVE is saved too.",
          make_decisions<EverySearchIsSaved>},
    Quirk{"saving-nothing-keeps-the-last", "rfc5182-2.1-c", "A SEARCH with SAVE that finds nothing saves nothing.",
          make_decisions<SavingNothingKeepsTheLast>},
    Quirk{"saved-uids-are-taken-for-numbers", "rfc5182-2.1-h", "FETCH $ takes the UIDs that were saved for numbers.",
          make_decisions<SavedUidsAreTakenForNumbers>},
    Quirk{"select-keeps-saved-result", "rfc5182-2.1-b", "The saved result survives SELECT.",
          make_decisions<SelectKeepsSavedResult>},
    Quirk{"failed-search-keeps-saved-result", "rfc5182-2.1-e", "NO to a SEARCH with SAVE leaves what was saved.",
          make_decisions<FailedSearchKeepsSavedResult>},
    Quirk{"empty-saved-result-is-bad", "rfc5182-2.1-g", "FETCH $ is BAD where $ is empty.",
          make_decisions<EmptySavedResultIsBad>},
    Quirk{"within-counts-minutes", "rfc5032-2-b", "OLDER and YOUNGER count in minutes.",
          make_decisions<WithinCountsMinutes>},
    Quirk{"within-looks-at-the-day", "rfc5032-2-d", "OLDER and YOUNGER compare with the beginning of the day.",
          make_decisions<WithinLooksAtTheDay>},
};

constexpr std::array kVariations = {
    Quirk{"all-backwards", "rfc4731-3.1-e", "ALL names the highest messages first.", make_decisions<AllBackwards>},
    Quirk{"esearch-items-backwards", "rfc4731-3.1-a", "The items of ESEARCH come in the reverse of the usual order.",
          make_decisions<EsearchItemsBackwards>},
};

}  // namespace

std::span<const Quirk> esearch_quirks() {
  return kQuirks;
}

std::span<const Quirk> esearch_variations() {
  return kVariations;
}

}  // namespace imapspec::reference_server
