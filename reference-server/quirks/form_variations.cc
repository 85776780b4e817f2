// Legal and unusual: how things are written.
#include <array>

#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"
#include "harness/grammar/rebuild.h"
#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

using grammar::Form;

// Every string in another form, in the responses that can be read with it.
class StringsInForm : public Decisions {
 public:
  void on_exchange(Exchange& exchange) override {
    const grammar::Change change{.string = [this](const grammar::String& s) { return in_form(s); }};
    for (auto& response : exchange.responses) {
      const auto changed = grammar::rebuilt(response, exchange.arena(), change);
      const std::string_view octets = exchange.arena().copy(grammar::print_response(changed));
      const auto read =
          grammar::parse_response(octets, exchange.arena(), {.revision = grammar::Revision::either, .utf8 = true});
      if (read && grammar::same_but_for_forms(*read, changed)) response.body = changed.body;
    }
  }

 private:
  virtual grammar::String in_form(const grammar::String& s) const = 0;
};

struct StringsInLiterals final : StringsInForm {
  grammar::String in_form(const grammar::String& s) const override {
    return s.form == Form::literal8 ? s : grammar::String{s.value, Form::literal};
  }
};

struct StringsQuoted final : StringsInForm {
  grammar::String in_form(const grammar::String& s) const override {
    const bool plain = std::all_of(s.value.begin(), s.value.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
    return plain ? grammar::String{s.value, Form::quoted} : s;
  }
};

// The names in BODY[HEADER.FIELDS (...)].
class HeaderNames : public Decisions {
 public:
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchSection>(exchange, [&](grammar::FetchSection& item) {
      std::vector<grammar::String> names(item.section.fields.begin(), item.section.fields.end());
      for (auto& name : names) name = written(name, exchange.arena());
      item.section.fields = copy_list(exchange.arena(), names);
    });
  }

 private:
  virtual grammar::String written(const grammar::String& name, Arena& arena) const = 0;
};

struct HeaderNamesInCapitals final : HeaderNames {
  grammar::String written(const grammar::String& name, Arena& arena) const override {
    std::string capitals(name.value);
    for (char& c : capitals)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return {arena.copy(capitals), name.form};
  }
};

struct HeaderNamesQuoted final : HeaderNames {
  grammar::String written(const grammar::String& name, Arena&) const override {
    return name.form == Form::atom ? grammar::String{name.value, Form::quoted} : name;
  }
};

struct DatesInUtc final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchInternalDate>(exchange, [](grammar::FetchInternalDate& item) {
      item.date = grammar::date_time_of(grammar::instant(item.date), 0);
    });
  }
};

// Of sets that are not large: a range is told as the numbers in it.
struct SetsWrittenOut final : Decisions {
  static constexpr std::uint32_t kRangeMax = 100;

  void on_exchange(Exchange& exchange) override {
    Arena& arena = exchange.arena();
    change_codes<grammar::CodeAppendUid>(exchange, [&](auto& code) { code.uids = written_out(code.uids, arena); });
    change_codes<grammar::CodeCopyUid>(exchange, [&](auto& code) {
      code.source = written_out(code.source, arena);
      code.destination = written_out(code.destination, arena);
    });
    change_each<grammar::EsearchData>(exchange, [&](grammar::EsearchData& data) {
      std::vector<grammar::EsearchItem> items(data.items.begin(), data.items.end());
      for (auto& item : items)
        if (auto* value = std::get_if<grammar::TaggedExtVal>(&item.value))
          if (auto* set = std::get_if<grammar::SequenceSet>(value)) *set = written_out(*set, arena);
      data.items = copy_list(arena, items);
    });
  }

 private:
  static grammar::UidSet written_out(const grammar::UidSet& set, Arena& arena) {
    ListBuilder<grammar::UidRange> items(arena);
    for (const auto& [first, last, range] : set.items) {
      if (!range || last < first || last - first > kRangeMax)
        items.add({first, last, range});
      else
        for (std::uint32_t uid = first; uid - first <= last - first; ++uid) items.add({uid, uid, false});
    }
    return {items.done()};
  }
  static grammar::SequenceSet written_out(const grammar::SequenceSet& set, Arena& arena) {
    ListBuilder<grammar::SeqItem> items(arena);
    for (const auto& item : set.items) {
      const auto* range = std::get_if<grammar::SeqRange>(&item);
      const auto* first = range == nullptr ? nullptr : std::get_if<std::uint32_t>(&range->first);
      const auto* last = range == nullptr ? nullptr : std::get_if<std::uint32_t>(&range->last);
      if (first == nullptr || last == nullptr || *last < *first || *last - *first > kRangeMax)
        items.add(item);
      else
        for (std::uint32_t n = *first; n - *first <= *last - *first; ++n) items.add(grammar::SeqNumber(n));
    }
    return {items.done(), set.saved_result};
  }
};

struct SmallLetters final : Decisions {
  std::string octets(std::string proper) override {
    const std::size_t first = proper.find(' ');
    if (first == std::string::npos) return proper;
    const std::size_t end = std::min(proper.find_first_of(" \r", first + 1), proper.size());
    for (std::size_t i = first; i < end && proper[0] != '+'; ++i)
      if (proper[i] >= 'A' && proper[i] <= 'Z') proper[i] = static_cast<char>(proper[i] - 'A' + 'a');
    return proper;
  }
};

struct OtherTexts final : Decisions {
  void on_exchange(Exchange& exchange) override {
    for (auto& response : exchange.responses) {
      if (auto* status = untagged<grammar::Status>(response)) status->text.text = "?";
      if (auto* tagged = std::get_if<grammar::Tagged>(&response.body))
        tagged->status.text.text = "OK NO BAD {3} \\ \" ( [X";
    }
  }
};

struct UidsWithGaps final : Decisions {
  std::uint32_t next_uid(std::uint32_t proper, Origin) override { return proper + 6; }
};

// Beyond what a number with a sign holds.
struct GreatUids final : Decisions {
  std::uint32_t next_uid(std::uint32_t proper, Origin) override { return std::max(proper, 4'000'000'000U); }
  std::uint32_t uidvalidity(std::uint32_t proper, std::uint32_t) override { return proper + 3'000'000'000U; }
};

constexpr std::array kVariations = {
    Quirk{"strings-in-literals", "rfc3501-4.3-a", "Every string is a literal where the grammar permits one.",
          make_decisions<StringsInLiterals>},
    Quirk{"strings-quoted", "rfc3501-4.3-d", "Every string that can be is a quoted string.",
          make_decisions<StringsQuoted>},
    Quirk{"header-names-in-capitals", "rfc3501-7.4.2-a",
          "The names in BODY[HEADER.FIELDS (...)] come back in capitals.", make_decisions<HeaderNamesInCapitals>},
    Quirk{"header-names-quoted", "rfc3501-7.4.2-a", "The names in BODY[HEADER.FIELDS (...)] come back in quotes.",
          make_decisions<HeaderNamesQuoted>},
    Quirk{"dates-in-utc", "rfc3501-7.4.2-aa", "INTERNALDATE tells the instant in UTC, whatever zone it came in.",
          make_decisions<DatesInUtc>},
    Quirk{"sets-written-out", "rfc4731-3.1-e", "APPENDUID, COPYUID and ESEARCH name each number of a range.",
          make_decisions<SetsWrittenOut>},
    Quirk{"small-letters", "rfc3501-9-d", "The words that name responses are in small letters.",
          make_decisions<SmallLetters>},
    Quirk{"other-texts", "rfc3501-7.1-b", "The texts of results say nothing, and look like protocol.",
          make_decisions<OtherTexts>},
    Quirk{"uids-with-gaps", "rfc3501-2.3.1.1-g", "UIDs go up by seven.", make_decisions<UidsWithGaps>},
    Quirk{"great-uids", "rfc3501-2.3.1.1-a", "UIDs and UIDVALIDITY begin where a number with a sign ends.",
          make_decisions<GreatUids>},
};

}  // namespace

std::span<const Quirk> form_variations() {
  return kVariations;
}

}  // namespace imapspec::reference_server
