// What goes wrong with SORT (RFC 5256 section 3).
#include <array>

#include "harness/mail/base_subject.h"
#include "harness/mail/encoded_word.h"
#include "harness/mail/envelope.h"
#include "harness/mail/sent_date.h"
#include "harness/mail/unicode.h"
#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

using Criterion = grammar::SortCriterion;
using Key = grammar::SortKey;
constexpr std::int64_t kDay = 86'400;

template <class Read>
auto of_message(const Message& message, const Read& read) {
  Arena arena;
  return read(mail::parse_message(*message.octets, arena), arena);
}

struct SortMindsCase final : Decisions {
  std::string sort_text(std::string proper, const Criterion& criterion, const Message& message) override {
    if (criterion.key != Key::subject) return proper;
    return of_message(message,
                      [](const mail::Part& part, Arena&) { return mail::base_subject(part.field("Subject")).text; });
  }
};

struct SortTakesTheWholeSubject final : Decisions {
  std::string sort_text(std::string proper, const Criterion& criterion, const Message& message) override {
    if (criterion.key != Key::subject) return proper;
    return of_message(message, [](const mail::Part& part, Arena&) {
      return mail::casemapped(mail::decoded_words(part.field("Subject")));
    });
  }
};

struct SortDoesNotDecode final : Decisions {
  std::string sort_text(std::string proper, const Criterion& criterion, const Message& message) override {
    if (criterion.key != Key::subject) return proper;
    return of_message(message, [&proper](const mail::Part& part, Arena&) {
      const std::string_view subject = part.field("Subject");
      return subject.find("=?") == std::string_view::npos ? proper : mail::casemapped(mail::trimmed(subject));
    });
  }
};

struct SortTakesTheName final : Decisions {
  std::string sort_text(std::string proper, const Criterion& criterion, const Message& message) override {
    if (criterion.key != Key::from) return proper;
    return of_message(message, [&proper](const mail::Part& part, Arena& arena) {
      const auto from = mail::envelope_of(part, arena).from;
      return from.empty() || !from.front().name ? proper : mail::casemapped(from.front().name->value);
    });
  }
};

struct SortTakesTheLastAddress final : Decisions {
  std::string sort_text(std::string proper, const Criterion& criterion, const Message& message) override {
    if (criterion.key != Key::to) return proper;
    return of_message(message, [&proper](const mail::Part& part, Arena& arena) {
      const auto to = mail::envelope_of(part, arena).to;
      return to.empty() || !to.back().mailbox ? proper : mail::casemapped(to.back().mailbox->value);
    });
  }
};

struct DisplayDoesNotDecode final : Decisions {
  std::string sort_text(std::string proper, const Criterion& criterion, const Message& message) override {
    if (criterion.key != Key::displayfrom) return proper;
    return of_message(message, [&proper](const mail::Part& part, Arena& arena) {
      const auto from = mail::envelope_of(part, arena).from;
      return from.empty() || !from.front().name ? proper : mail::casemapped(from.front().name->value);
    });
  }
};

struct DisplayMindsCase final : Decisions {
  std::string sort_text(std::string proper, const Criterion& criterion, const Message& message) override {
    if (criterion.key != Key::displayfrom) return proper;
    return of_message(message, [&proper](const mail::Part& part, Arena& arena) {
      const auto from = mail::envelope_of(part, arena).from;
      if (from.empty() || !from.front().mailbox) return proper;
      return mail::decoded_words((from.front().name ? from.front().name : from.front().mailbox)->value);
    });
  }
};

struct DisplayTakesTheLastAddress final : Decisions {
  std::string sort_text(std::string proper, const Criterion& criterion, const Message& message) override {
    if (criterion.key != Key::displayto) return proper;
    return of_message(message, [&proper](const mail::Part& part, Arena& arena) {
      const auto to = mail::envelope_of(part, arena).to;
      if (to.empty() || !to.back().mailbox) return proper;
      return mail::casemapped((to.back().name ? to.back().name : to.back().mailbox)->value);
    });
  }
};

struct DisplayWithoutNameIsEmpty final : Decisions {
  std::string sort_text(std::string proper, const Criterion& criterion, const Message& message) override {
    if (criterion.key != Key::displayfrom && criterion.key != Key::displayto) return proper;
    return of_message(message, [&](const mail::Part& part, Arena& arena) {
      const auto envelope = mail::envelope_of(part, arena);
      const auto& addresses = criterion.key == Key::displayfrom ? envelope.from : envelope.to;
      return addresses.empty() || addresses.front().name ? proper : std::string();
    });
  }
};

struct AbsentFieldSortsLast final : Decisions {
  std::string sort_text(std::string proper, const Criterion& criterion, const Message&) override {
    return criterion.key == Key::cc && proper.empty() ? "\xf4\x8f\xbf\xbf" : proper;
  }
};

struct SortDateIgnoresZone final : Decisions {
  std::int64_t sent_time(std::int64_t proper, const Message& message) override {
    return of_message(message, [proper](const mail::Part& part, Arena&) {
      const std::string_view date = part.field("Date");
      const std::size_t zone = date.find_last_of("+-");
      if (zone == std::string_view::npos || !mail::sent_day(part)) return proper;
      const std::string local = "Date:" + std::string(date.substr(0, zone)) + "+0000\r\n\r\n";
      Arena arena;
      return mail::sent_instant(mail::parse_message(local, arena)).value_or(proper);
    });
  }
};

// Where `is_wrong` of the Date, the internal date stands for it.
template <class IsWrong>
std::int64_t undated_if(std::int64_t proper, const Message& message, const IsWrong& is_wrong) {
  return of_message(message, [&](const mail::Part& part, Arena&) {
    return is_wrong(part.field("Date")) ? grammar::instant(message.date) : proper;
  });
}

struct UnknownZoneUndates final : Decisions {
  std::int64_t sent_time(std::int64_t proper, const Message& message) override {
    return undated_if(proper, message, [](std::string_view date) {
      return !date.empty() && date.find_first_of("+-") == std::string_view::npos;
    });
  }
};

struct WrongHourUndates final : Decisions {
  std::int64_t sent_time(std::int64_t proper, const Message& message) override {
    return undated_if(proper, message, [](std::string_view date) {
      const std::size_t colon = date.find(':');
      return colon != std::string_view::npos && colon >= 2 && date.substr(colon - 2, 2) > "23";
    });
  }
};

struct SortStopsAtTheFirst final : Decisions {
  const Criterion* first = nullptr;
  void on_command(const grammar::Command& command) override {
    if (const auto* sort = std::get_if<grammar::Sort>(&command.body)) first = &sort->criteria.front();
  }
  std::int64_t sort_number(std::int64_t proper, const Criterion& criterion, const Message&) override {
    return &criterion == first ? proper : 0;
  }
  std::string sort_text(std::string proper, const Criterion& criterion, const Message&) override {
    return &criterion == first ? proper : std::string();
  }
};

struct SortDateIsTheDay final : Decisions {
  std::int64_t sent_time(std::int64_t proper, const Message&) override { return proper - proper % kDay; }
};

struct UndatedMessagesSortFirst final : Decisions {
  std::int64_t sent_time(std::int64_t proper, const Message& message) override {
    return of_message(message,
                      [proper](const mail::Part& part, Arena&) { return mail::sent_day(part) ? proper : INT64_MIN; });
  }
};

struct ArrivalIsTheDay final : Decisions {
  std::int64_t sort_number(std::int64_t proper, const Criterion& criterion, const Message&) override {
    return criterion.key == Key::arrival ? proper - proper % kDay : proper;
  }
};

struct SizeSortsAsText final : Decisions {
  std::string sort_text(std::string proper, const Criterion& criterion, const Message& message) override {
    return criterion.key == Key::size ? std::to_string(message.octets->size()) : proper;
  }
  std::int64_t sort_number(std::int64_t proper, const Criterion& criterion, const Message&) override {
    return criterion.key == Key::size ? 0 : proper;
  }
};

struct ReverseTurnsEquals final : Decisions {
  bool reverse_turns_equals(bool) override { return true; }
};

struct SortOfNothingIsNotSaid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    std::erase_if(exchange.responses, [](auto& response) {
      const auto* data = untagged<grammar::SortData>(response);
      return data != nullptr && data->numbers.empty();
    });
  }
};

struct ExpungeDuringSort final : Decisions {
  bool expunges_visible_during(bool proper, const grammar::CommandBody* command) override {
    return proper || (command != nullptr && std::holds_alternative<grammar::Sort>(*command));
  }
};

constexpr std::array kQuirks = {
    Quirk{"sort-minds-case", "rfc5256-1-a", "SORT by SUBJECT puts all capitals before small letters.",
          make_decisions<SortMindsCase>},
    Quirk{"sort-takes-the-whole-subject", "rfc5256-BASE.6.4.SORT-i", "SORT by SUBJECT compares whole subjects.",
          make_decisions<SortTakesTheWholeSubject>},
    Quirk{"sort-does-not-decode", "rfc5256-2.1-a", "SORT by SUBJECT leaves encoded words as they are.",
          make_decisions<SortDoesNotDecode>},
    Quirk{"sort-takes-the-name", "rfc5256-BASE.6.4.SORT-f", "SORT by FROM compares the names of people.",
          make_decisions<SortTakesTheName>},
    Quirk{"sort-takes-the-last-address", "rfc5256-BASE.6.4.SORT-f", "SORT by TO compares the last address.",
          make_decisions<SortTakesTheLastAddress>},
    Quirk{"display-does-not-decode", "rfc5957-3-a", "SORT by DISPLAYFROM leaves encoded words as they are.",
          make_decisions<DisplayDoesNotDecode>},
    Quirk{"display-minds-case", "rfc5957-7-a", "SORT by DISPLAYFROM tells capitals from small letters.",
          make_decisions<DisplayMindsCase>},
    Quirk{"display-takes-the-last-address", "rfc5957-4-a", "SORT by DISPLAYTO compares the last address.",
          make_decisions<DisplayTakesTheLastAddress>},
    Quirk{"display-without-name-is-empty", "rfc5957-3-b", "An address without a name sorts as if there were none.",
          make_decisions<DisplayWithoutNameIsEmpty>},
    Quirk{"absent-field-sorts-last", "rfc5256-BASE.6.4.SORT-g", "SORT by CC puts messages without Cc at the end.",
          make_decisions<AbsentFieldSortsLast>},
    Quirk{"sort-date-ignores-zone", "rfc5256-2.2-f", "SORT by DATE does not ask for the zone.",
          make_decisions<SortDateIgnoresZone>},
    Quirk{"sort-date-is-the-day", "rfc5256-2.2-f", "SORT by DATE does not ask for the time.",
          make_decisions<SortDateIsTheDay>},
    Quirk{"undated-messages-sort-first", "rfc5256-2.2-e", "A message without Date has no sent date.",
          make_decisions<UndatedMessagesSortFirst>},
    Quirk{"unknown-zone-undates", "rfc5256-2.2-a", "A Date with an unknown zone counts for none.",
          make_decisions<UnknownZoneUndates>},
    Quirk{"wrong-hour-undates", "rfc5256-2.2-b", "A Date with an hour above 23 counts for none.",
          make_decisions<WrongHourUndates>},
    Quirk{"sort-stops-at-the-first", "rfc5256-BASE.6.4.SORT-l", "SORT looks at the first criterion only.",
          make_decisions<SortStopsAtTheFirst>},
    Quirk{"arrival-is-the-day", "rfc5256-BASE.6.4.SORT-e", "SORT by ARRIVAL does not ask for the time.",
          make_decisions<ArrivalIsTheDay>},
    Quirk{"size-sorts-as-text", "rfc5256-BASE.6.4.SORT-h", "SORT by SIZE puts 1000 before 200.",
          make_decisions<SizeSortsAsText>},
    Quirk{"reverse-turns-equals", "rfc5256-BASE.6.4.SORT-c", "REVERSE turns the order of equal messages too.",
          make_decisions<ReverseTurnsEquals>},
    Quirk{"sort-of-nothing-is-not-said", "rfc5256-BASE.6.4.SORT-k", "SORT that finds nothing sends no untagged SORT.",
          make_decisions<SortOfNothingIsNotSaid>},
    Quirk{"expunge-during-sort", "rfc5256-BASE.6.4.SORT-d", "EXPUNGE comes while a SORT is answered.",
          make_decisions<ExpungeDuringSort>},
};

}  // namespace

std::span<const Quirk> sort_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
