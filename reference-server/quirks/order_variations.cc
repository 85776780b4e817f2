// Legal and unusual: when things are said, in which order, in how many responses, and what is said beside.
#include <array>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

template <class T>
List<T> reversed(Exchange& exchange, List<T> list) {
  std::vector<T> items(list.begin(), list.end());
  std::reverse(items.begin(), items.end());
  return copy_list(exchange.arena(), items);
}

// What is behind CLOSED and before what QRESYNC asks for (RFC 7162 sections 3.2.11 and 3.2.6).
struct SelectBackwards final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (command_of<grammar::Select>(exchange) == nullptr) return;
    const auto is_closed = [](grammar::Response& response) {
      const auto* status = untagged<grammar::Status>(response);
      return status != nullptr && status->text.code == code("CLOSED");
    };
    const auto ends = [](grammar::Response& response) {
      return std::holds_alternative<grammar::Tagged>(response.body) ||
             untagged<grammar::VanishedData>(response) != nullptr || untagged<grammar::FetchData>(response) != nullptr;
    };
    auto begin = exchange.responses.begin();
    if (begin != exchange.responses.end() && is_closed(*begin)) ++begin;
    std::reverse(begin, std::find_if(begin, exchange.responses.end(), ends));
  }
};

struct FetchItemsBackwards final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::FetchData>(exchange, [&](auto& data) { data.items = reversed(exchange, data.items); });
  }
};

// One item in each response; beside it UID and MODSEQ where the response has them: a UID command demands the one in
// every response, and a client that knows of mod-sequences both (RFC 7162 section 3.2.4).
struct FetchInPieces final : Decisions {
  void on_exchange(Exchange& exchange) override {
    std::vector<grammar::Response> pieces;
    for (auto& response : exchange.responses) {
      const auto* data = untagged<grammar::FetchData>(response);
      std::vector<grammar::FetchItem> everywhere, apart;
      if (data != nullptr)
        for (const auto& item : data->items) (goes_everywhere(item) ? everywhere : apart).push_back(item);
      if (apart.size() < 2) {
        pieces.push_back(response);
        continue;
      }
      for (const auto& item : apart) {
        ListBuilder<grammar::FetchItem> piece(exchange.arena());
        piece.add(item);
        for (const auto& beside : everywhere) piece.add(beside);
        pieces.emplace_back().body = grammar::Untagged{grammar::FetchData{data->number, piece.done()}};
      }
    }
    exchange.responses = std::move(pieces);
  }

 private:
  static bool goes_everywhere(const grammar::FetchItem& item) {
    return std::holds_alternative<grammar::FetchUid>(item) || std::holds_alternative<grammar::FetchModSeq>(item);
  }
};

struct HighestGoesFirst final : Decisions {
  bool expunges_highest_first(bool) override { return true; }
};

struct SearchBackwards final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::SearchData>(exchange, [&](auto& data) { data.numbers = reversed(exchange, data.numbers); });
  }
};

// Not where EXPUNGE stands among them, which changes what the numbers mean.
struct NewsComeFirst final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto holds = [&exchange](auto is) {
      return std::any_of(exchange.responses.begin(), exchange.responses.end(), is);
    };
    if (command_of<grammar::Select>(exchange) != nullptr || holds([](auto& r) {
          return untagged<grammar::ExpungeData>(r) != nullptr || untagged<grammar::VanishedData>(r) != nullptr;
        }))
      return;
    std::stable_partition(exchange.responses.begin(), exchange.responses.end(), [](auto& r) {
      return untagged<grammar::ExistsData>(r) != nullptr || untagged<grammar::RecentData>(r) != nullptr;
    });
  }
};

struct NewsHaveUids final : Decisions {
  bool news_have_uids(bool, const grammar::CommandBody*) override { return true; }
};

struct NewsAtAnyTime final : Decisions {
  bool news_without_command(bool) override { return true; }
};

struct Talkative final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (command_of<grammar::Noop>(exchange) == nullptr && command_of<grammar::Fetch>(exchange) == nullptr) return;
    std::vector<grammar::Response> beside(2);
    beside[0].body = grammar::Untagged{grammar::Status{grammar::StatusKind::ok, {code("X-WEATHER"), "It rains"}}};
    beside[1].body =
        grammar::Untagged{grammar::Status{grammar::StatusKind::no, {std::nullopt, "The disk is nearly full"}}};
    exchange.responses.insert(exchange.responses.begin(), beside.begin(), beside.end());
  }
};

struct ListsBackwards final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::StatusData>(exchange, [&](auto& data) { data.items = reversed(exchange, data.items); });
    change_each<grammar::FlagsData>(exchange, [&](auto& data) { data.flags = reversed(exchange, data.flags); });
    change_items<grammar::FetchFlags>(exchange, [&](auto& item) { item.flags = reversed(exchange, item.flags); });
    change_codes<grammar::CodePermanentFlags>(exchange,
                                              [&](auto& code) { code.flags = reversed(exchange, code.flags); });
    change_each<grammar::CapabilityData>(
        exchange, [&](auto& data) { data.capabilities = reversed(exchange, data.capabilities); });
    change_codes<grammar::CodeCapability>(
        exchange, [&](auto& code) { code.capabilities = reversed(exchange, code.capabilities); });
    change_each<grammar::ListData>(exchange,
                                   [&](auto& data) { data.attributes = reversed(exchange, data.attributes); });
  }
};

// Where nothing else is answered, such as the STATUS of LIST-STATUS.
struct NamesBackwards final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto is_name = [](auto& response) { return untagged<grammar::ListData>(response) != nullptr; };
    const auto begin = std::find_if(exchange.responses.begin(), exchange.responses.end(), is_name);
    std::reverse(begin, std::find_if_not(begin, exchange.responses.end(), is_name));
  }
};

struct NewsToldTwice final : Decisions {
  void on_exchange(Exchange& exchange) override {
    std::vector<grammar::Response> all;
    for (auto& response : exchange.responses) {
      all.push_back(response);
      if (untagged<grammar::ExistsData>(response) != nullptr || untagged<grammar::RecentData>(response) != nullptr ||
          untagged<grammar::FlagsData>(response) != nullptr)
        all.push_back(response);
    }
    exchange.responses = std::move(all);
  }
};

constexpr std::array kVariations = {
    Quirk{"select-backwards", "rfc3501-2.2.2-d",
          "The untagged responses of SELECT come in the reverse of the usual order.", make_decisions<SelectBackwards>},
    Quirk{"fetch-items-backwards", "rfc3501-7.4.2-a", "The items of FETCH come in the reverse of the order asked for.",
          make_decisions<FetchItemsBackwards>},
    Quirk{"fetch-in-pieces", "rfc3501-7.4.2-b", "Each item of FETCH comes in a response of its own.",
          make_decisions<FetchInPieces>},
    Quirk{"highest-goes-first", "rfc3501-7.4.1-b", "Of several messages that went, EXPUNGE names the highest first.",
          make_decisions<HighestGoesFirst>},
    Quirk{"search-backwards", "rfc3501-7.2.5-a", "The numbers of SEARCH descend.", make_decisions<SearchBackwards>},
    Quirk{"lists-backwards", "rfc3501-2.2.2-d",
          "Flags, capabilities, attributes and the items of STATUS come in the reverse of the usual order.",
          make_decisions<ListsBackwards>},
    Quirk{"names-backwards", "rfc3501-2.2.2-d", "LIST and LSUB name the mailboxes in the reverse of the usual order.",
          make_decisions<NamesBackwards>},
    Quirk{"news-told-twice", "rfc3501-2.2.2-d", "EXISTS, RECENT and FLAGS come twice, one behind the other.",
          make_decisions<NewsToldTwice>},
    Quirk{"news-come-first", "rfc3501-2.2.2-d", "EXISTS and RECENT come before what the command asks for.",
          make_decisions<NewsComeFirst>},
    Quirk{"news-have-uids", "rfc3501-7.4.2-b", "FETCH responses that nobody asked for have the UID beside the flags.",
          make_decisions<NewsHaveUids>},
    Quirk{"news-at-any-time", "rfc3501-5.3-a", "EXISTS, RECENT and FETCH come also while no command is in progress.",
          make_decisions<NewsAtAnyTime>},
    Quirk{"talkative", "rfc3501-2.2.2-d",
          "Untagged OK and NO responses that nobody asked for come with NOOP and FETCH.", make_decisions<Talkative>},
};

}  // namespace

std::span<const Quirk> order_variations() {
  return kVariations;
}

}  // namespace imapspec::reference_server
