// What goes wrong with SEARCH, and with sets of messages.
#include <array>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

using Key = grammar::SearchKey;

struct SearchMindsCase final : Decisions {
  bool search_key_matches(bool proper, const Key& key, const Message& message) override {
    if (key.kind != Key::Kind::subject) return proper;
    return proper && message.octets->find(key.string.value) != std::string::npos;
  }
};

struct BeforeTakesTheDay final : Decisions {
  bool search_key_matches(bool proper, const Key& key, const Message& message) override {
    if (key.kind != Key::Kind::before) return proper;
    const grammar::DateTime& date = message.date;
    return proper || (date.year == key.date.year && date.month == key.date.month && date.day == key.date.day);
  }
};

struct LargerTakesTheEqual final : Decisions {
  bool search_key_matches(bool proper, const Key& key, const Message& message) override {
    return proper || (key.kind == Key::Kind::larger && message.octets->size() == key.number);
  }
};

struct NewTakesTheOld final : Decisions {
  bool search_key_matches(bool proper, const Key& key, const Message& message) override {
    return key.kind == Key::Kind::new_ ? !message.flags.has(FlagSet::Kind::seen) : proper;
  }
};

struct SearchDoesNotDecode final : Decisions {
  bool search_key_matches(bool proper, const Key& key, const Message& message) override {
    const bool text = key.kind == Key::Kind::body || key.kind == Key::Kind::subject || key.kind == Key::Kind::text;
    return proper && (!text || message.octets->find(key.string.value) != std::string::npos);
  }
};

struct NothingFoundIsNotSaid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    std::erase_if(exchange.responses, [](auto& response) {
      const auto* found = untagged<grammar::SearchData>(response);
      return found != nullptr && found->numbers.empty();
    });
  }
};

struct UnknownCharsetIsBad final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    if (result == nullptr || !result->status.text.code) return;
    if (std::holds_alternative<grammar::CodeBadCharset>(*result->status.text.code))
      result->status.kind = grammar::StatusKind::bad;
  }
};

struct StarRangeDoesNotTurn final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* fetch = command_of<grammar::Fetch>(exchange);
    if (fetch == nullptr || !fetch->uid || fetch->set.items.size() != 1) return;
    const auto* range = std::get_if<grammar::SeqRange>(&fetch->set.items.front());
    if (range == nullptr || !std::holds_alternative<grammar::Star>(range->last)) return;
    const auto* first = std::get_if<std::uint32_t>(&range->first);
    std::erase_if(exchange.responses, [first](auto& response) {
      const auto* data = untagged<grammar::FetchData>(response);
      if (data == nullptr || first == nullptr) return false;
      const auto* uid = std::get_if<grammar::FetchUid>(&data->items.front());
      return uid != nullptr && uid->uid < *first;
    });
  }
};

constexpr std::array kQuirks = {
    Quirk{"new-takes-the-old", "rfc3501-6.4.4-q", "SEARCH NEW finds what is unseen, recent or not.",
          make_decisions<NewTakesTheOld>},
    Quirk{"search-minds-case", "rfc3501-6.4.4-l", "SEARCH SUBJECT tells capitals from small letters.",
          make_decisions<SearchMindsCase>},
    Quirk{"before-takes-the-day", "rfc3501-6.4.4-s", "SEARCH BEFORE also finds the messages of that day.",
          make_decisions<BeforeTakesTheDay>},
    Quirk{"larger-takes-the-equal", "rfc3501-6.4.4-y", "SEARCH LARGER also finds messages of that very size.",
          make_decisions<LargerTakesTheEqual>},
    Quirk{"search-does-not-decode", "rfc3501-6.4.4-f", "SEARCH looks for strings in what is encoded.",
          make_decisions<SearchDoesNotDecode>},
    Quirk{"nothing-found-is-not-said", "rfc3501-6.4.4-b", "SEARCH that finds nothing sends no untagged SEARCH.",
          make_decisions<NothingFoundIsNotSaid>},
    Quirk{"unknown-charset-is-bad", "rfc3501-6.4.4-i", "An unknown charset is answered with BAD.",
          make_decisions<UnknownCharsetIsBad>},
    Quirk{"star-range-does-not-turn", "rfc3501-6.4.8-d", "UID FETCH n:* returns nothing where n is above the last UID.",
          make_decisions<StarRangeDoesNotTurn>},
};

}  // namespace

std::span<const Quirk> search_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
