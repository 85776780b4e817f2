// What goes wrong with charsets of SEARCH, SORT and THREAD, with words that are not known, and with what results are made of.
#include <array>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

using grammar::StatusKind;

// The command came to nothing: its data do not come, and that is its result.
void refuse(Exchange& exchange, StatusKind kind) {
  leave_out<grammar::SearchData>(exchange);
  leave_out<grammar::EsearchData>(exchange);
  leave_out<grammar::SortData>(exchange);
  leave_out<grammar::ThreadData>(exchange);
  if (grammar::Tagged* result = result_of(exchange)) result->status.kind = kind;
}

bool names_charset(const grammar::Search& search, std::string_view name) {
  return search.charset && same_word(search.charset->value, name);
}
template <class Command>
bool names_charset(const Command& command, std::string_view name) {
  return same_word(command.charset.value, name);
}

template <class Command>
struct KnowsNo : Decisions {
  explicit KnowsNo(std::string_view charset) : charset_(charset) {}
  void on_exchange(Exchange& exchange) final {
    const auto* command = command_of<Command>(exchange);
    if (command != nullptr && names_charset(*command, charset_)) refuse(exchange, StatusKind::no);
  }
  std::string_view charset_;
};
struct SearchKnowsNoAscii final : KnowsNo<grammar::Search> {
  SearchKnowsNoAscii() : KnowsNo("US-ASCII") {}
};
struct SearchKnowsNoUtf8 final : KnowsNo<grammar::Search> {
  SearchKnowsNoUtf8() : KnowsNo("UTF-8") {}
};
struct SortKnowsNoUtf8 final : KnowsNo<grammar::Sort> {
  SortKnowsNoUtf8() : KnowsNo("UTF-8") {}
};
struct ThreadKnowsNoUtf8 final : KnowsNo<grammar::Thread> {
  ThreadKnowsNoUtf8() : KnowsNo("UTF-8") {}
};

bool has_8bit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7f; });
}

struct SearchWithoutCharsetIsAscii final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* search = command_of<grammar::Search>(exchange);
    if (search == nullptr || search->charset) return;
    for (const auto& key : search->keys)
      if (has_8bit(key.string.value)) return refuse(exchange, StatusKind::no);
  }
};

struct QuotedUtf8IsBad final : Decisions {
  bool understands(bool proper, std::string_view command) override {
    return proper && !has_8bit(command.substr(0, command.find("\r\n")));
  }
};

// What came to nothing by BAD is OK.
struct UnknownReturnIsOk final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* search = command_of<grammar::Search>(exchange);
    grammar::Tagged* result = result_of(exchange);
    if (search != nullptr && search->returns && result != nullptr && result->status.kind == StatusKind::bad)
      result->status.kind = StatusKind::ok;
  }
};

struct PartialCountsBackwards final : Decisions {
  std::vector<std::uint32_t> partial_results(std::vector<std::uint32_t> proper, const grammar::PartialRange&,
                                             const std::vector<std::uint32_t>& all) override {
    for (auto& number : proper) {
      const auto at = std::find(all.begin(), all.end(), number);
      if (at != all.end()) number = all[all.size() - 1 - static_cast<std::size_t>(at - all.begin())];
    }
    return proper;
  }
};

struct StructureSaysBinary final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchBody>(exchange, [](grammar::FetchBody& item) {
      if (same_word(item.body.encoding.value, "BASE64")) item.body.encoding.value = "BINARY";
    });
  }
};

constexpr std::array kQuirks = {
    Quirk{"search-knows-no-us-ascii", "rfc3501-6.4.4-g", "SEARCH refuses the charset US-ASCII.",
          make_decisions<SearchKnowsNoAscii>},
    Quirk{"search-knows-no-utf-8", "rfc5255-4.2-b", "SEARCH refuses the charset UTF-8.",
          make_decisions<SearchKnowsNoUtf8>},
    Quirk{"sort-knows-no-utf-8", "rfc5256-BASE.6.4.SORT-a", "SORT refuses the charset UTF-8.",
          make_decisions<SortKnowsNoUtf8>},
    Quirk{"thread-knows-no-utf-8", "rfc5256-BASE.6.4.THREAD-a", "THREAD refuses the charset UTF-8.",
          make_decisions<ThreadKnowsNoUtf8>},
    Quirk{"search-without-charset-is-ascii", "rfc9051-6.4.4-v", "SEARCH for UTF-8 without CHARSET is refused.",
          make_decisions<SearchWithoutCharsetIsAscii>},
    Quirk{"quoted-utf-8-is-bad", "rfc9051-4.3.1-c", "Commands with UTF-8 in a quoted string are BAD.",
          make_decisions<QuotedUtf8IsBad>},
    Quirk{"unknown-return-is-ok", "rfc9051-6.4.4-e", "SEARCH with an unknown result option is OK.",
          make_decisions<UnknownReturnIsOk>},
    Quirk{"partial-counts-backwards", "rfc9394-3.1-d", "PARTIAL counts from the last result.",
          make_decisions<PartialCountsBackwards>},
    Quirk{"structure-says-binary", "rfc3516-6-b", "BODYSTRUCTURE says BINARY of what is in base64.",
          make_decisions<StructureSaysBinary>},
};

}  // namespace

std::span<const Quirk> charset_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
