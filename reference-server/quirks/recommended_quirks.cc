// What a server should do, and this one does not: each breaks a SHOULD. That what was appended is \Recent, beside what was copied, the
// RFC says without a keyword.
#include <array>
#include <ctime>
#include <optional>
#include <set>
#include <string>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

using grammar::StatusKind;

struct AppendForgetsTheZone final : Decisions {
  grammar::DateTime stored_date(grammar::DateTime proper, Origin origin) override {
    if (origin != Origin::append) return proper;
    proper.zone_hhmm = 0;
    proper.zone_negative = false;
    return proper;
  }
};

// Of one APPEND.
struct FirstDateForAll final : Decisions {
  void on_command(const grammar::Command& command) override {
    const auto* append = std::get_if<grammar::Append>(&command.body);
    date_.reset();
    if (append != nullptr && append->messages.size() > 1) date_ = append->messages.front().date_time;
  }
  grammar::DateTime stored_date(grammar::DateTime proper, Origin origin) override {
    return origin == Origin::append ? date_.value_or(proper) : proper;
  }
  std::optional<grammar::DateTime> date_;
};

struct CopyIsDatedAnew final : Decisions {
  grammar::DateTime stored_date(grammar::DateTime proper, Origin origin) override {
    return origin == Origin::copy ? grammar::date_time_of(std::time(nullptr), 0) : proper;
  }
};

template <Origin forgets>
struct ForgetsKeywords final : Decisions {
  FlagSet stored_flags(FlagSet proper, Origin origin) override {
    if (origin != forgets) return proper;
    FlagSet keywords;
    for (const auto& name : proper.keywords()) keywords.add_keyword(name);
    proper.remove(keywords);
    return proper;
  }
};

template <Origin old>
struct ArrivesOld final : Decisions {
  bool arrives_recent(bool proper, Origin origin) override { return proper && origin != old; }
};

struct FlagsOfOthersAreNotTold final : Decisions {
  bool tells_flag_changes(bool) override { return false; }
};

struct SilentStoreIsTold final : Decisions {
  bool store_is_silent(bool) override { return false; }
};

struct SelectWithoutReadWrite final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* select = command_of<grammar::Select>(exchange);
    grammar::Tagged* result = result_of(exchange);
    if (select != nullptr && !select->examine && result != nullptr && result->status.kind == StatusKind::ok)
      result->status.text.code.reset();
  }
};

// The flags that come beside what was read, where nobody asked for them.
struct SeenIsNotTold final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* fetch = command_of<grammar::Fetch>(exchange);
    if (fetch == nullptr || fetch->macro != grammar::FetchMacro::none ||
        std::any_of(fetch->items.begin(), fetch->items.end(),
                    [](const auto& att) { return att.kind == grammar::FetchAtt::Kind::flags; }))
      return;
    change_each<grammar::FetchData>(exchange, [&](grammar::FetchData& data) {
      if (std::none_of(data.items.begin(), data.items.end(), is_read)) return;
      ListBuilder<grammar::FetchItem> items(exchange.arena());
      for (const auto& item : data.items)
        if (!std::holds_alternative<grammar::FetchFlags>(item)) items.add(item);
      data.items = items.done();
    });
  }
  static bool is_read(const grammar::FetchItem& item) {
    return std::holds_alternative<grammar::FetchSection>(item) || std::holds_alternative<grammar::FetchRfc822>(item) ||
           std::holds_alternative<grammar::FetchBinary>(item);
  }
};

struct ModifiedIsNotShown final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* store = command_of<grammar::Store>(exchange);
    const grammar::Tagged* result = result_of(exchange);
    if (store != nullptr && store->silent && result != nullptr && result->status.text.code &&
        std::holds_alternative<grammar::CodeModified>(*result->status.text.code))
      leave_out<grammar::FetchData>(exchange);
  }
};

// As often as ENABLE names them.
struct EnabledIsToldAgain final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* enable = command_of<grammar::Enable>(exchange);
    if (enable == nullptr) return;
    change_each<grammar::EnabledData>(exchange, [&](grammar::EnabledData& data) {
      for (const auto name : data.capabilities) known_.emplace(name);
      ListBuilder<std::string_view> told(exchange.arena());
      for (const auto& name : known_)
        if (std::any_of(enable->capabilities.begin(), enable->capabilities.end(),
                        [&name](auto named) { return same_word(named, name); }))
          told.add(exchange.arena().copy(name));
      data.capabilities = told.done();
    });
  }
  std::set<std::string> known_;
};

struct ListRepeatsNames final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* list = command_of<grammar::ListCommand>(exchange);
    if (list == nullptr || list->patterns.size() < 2) return;
    std::vector<grammar::Response> twice;
    for (auto& response : exchange.responses) {
      if (untagged<grammar::ListData>(response) != nullptr) twice.push_back(response);
      twice.push_back(response);
    }
    exchange.responses = std::move(twice);
  }
};

struct MoveWithoutCopyuid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (const auto* copy = command_of<grammar::Copy>(exchange); copy != nullptr && copy->move)
      leave_out_codes<grammar::CodeCopyUid>(exchange);
  }
};

struct UnknownMechanismIsBad final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* authenticate = command_of<grammar::Authenticate>(exchange);
    grammar::Tagged* result = result_of(exchange);
    if (authenticate != nullptr && !authenticate->initial_response && result != nullptr &&
        result->status.kind == StatusKind::no)
      result->status.kind = StatusKind::bad;
  }
};

// What could not be read has no command.
struct SyntaxErrorsAreNo final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    if (exchange.command() == nullptr && result != nullptr && result->status.kind == StatusKind::bad)
      result->status.kind = StatusKind::no;
  }
};

struct NoSuchNumberIsNo final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    const bool by_number = answers<grammar::Fetch>(exchange) || answers<grammar::Store>(exchange);
    if (by_number && result != nullptr && result->status.kind == StatusKind::bad) result->status.kind = StatusKind::no;
  }
};

struct NamesInUtf8AreBad final : Decisions {
  bool understands(bool proper, std::string_view command) override {
    const bool ascii = std::all_of(command.begin(), command.end(), [](char octet) { return octet >= 0; });
    return proper && (ascii || command.find(" CREATE ") == std::string_view::npos);
  }
};

struct PreviewsHaveMarkup final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchPreview>(exchange, [&](grammar::FetchPreview& item) {
      if (item.text) item.text->value = exchange.arena().copy("<p>" + std::string(item.text->value));
    });
  }
};

struct PreviewsChange final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchPreview>(exchange, [&](grammar::FetchPreview& item) {
      if (item.text) item.text->value = exchange.arena().copy("preview " + std::to_string(++told_));
    });
  }
  unsigned told_ = 0;
};

struct CondstoreIsNotOffered final : Decisions {
  void on_exchange(Exchange& exchange) override { take_capability_out(exchange, "CONDSTORE"); }
};

struct I18nlevelIsNotOffered final : Decisions {
  void on_exchange(Exchange& exchange) override {
    for (const auto* level : {"I18NLEVEL=1", "I18NLEVEL=2"}) take_capability_out(exchange, level);
  }
};

constexpr std::array kQuirks = {
    Quirk{"append-forgets-the-zone", "rfc3501-6.3.11-j", "APPEND takes the date that it is given for one of UTC.",
          make_decisions<AppendForgetsTheZone>},
    Quirk{"first-date-for-all", "rfc3502-6.3.11-c", "All messages of one APPEND get the date of the first.",
          make_decisions<FirstDateForAll>},
    Quirk{"copy-is-dated-anew", "rfc3501-2.3.3-c", "The internal date of a copy is when it was made.",
          make_decisions<CopyIsDatedAnew>},
    Quirk{"append-forgets-keywords", "rfc3501-6.3.11-h",
          "APPEND sets the system flags that it is given, and no keyword.",
          make_decisions<ForgetsKeywords<Origin::append>>},
    Quirk{"copy-forgets-keywords", "rfc3501-6.4.7-b", "A copy has the system flags of its original, and no keyword.",
          make_decisions<ForgetsKeywords<Origin::copy>>},
    Quirk{"append-is-not-recent", "rfc3501-6.3.11-i", "What was appended is not \\Recent to anybody.",
          make_decisions<ArrivesOld<Origin::append>>},
    Quirk{"copy-is-not-recent", "rfc3501-6.4.7-c", "A copy is not \\Recent to anybody.",
          make_decisions<ArrivesOld<Origin::copy>>},
    Quirk{"flags-of-others-are-not-told", "rfc3501-7-f", "Nobody is told of flags that another session has changed.",
          make_decisions<FlagsOfOthersAreNotTold>},
    Quirk{"silent-store-is-told", "rfc3501-6.4.6-b", "STORE with .SILENT is answered with the flags.",
          make_decisions<SilentStoreIsTold>},
    Quirk{"select-without-read-write", "rfc3501-6.3.1-j", "The OK of SELECT has no READ-WRITE.",
          make_decisions<SelectWithoutReadWrite>},
    Quirk{"seen-is-not-told", "rfc3501-6.4.5-v", "\\Seen that FETCH has set is not told.",
          make_decisions<SeenIsNotTold>},
    Quirk{"badcharset-is-not-said", "rfc3501-6.4.4-j", "NO to a charset that SEARCH does not know has no code.",
          make_decisions<RefusesWithoutCode<grammar::Search>>},
    Quirk{"useattr-is-not-said", "rfc6154-3-f", "NO to a special use that CREATE does not know has no code.",
          make_decisions<RefusesWithoutCode<grammar::Create>>},
    Quirk{"modified-is-not-shown", "rfc7162-3.1.3-k",
          "A conditional STORE with .SILENT that fails does not say what the flags are.",
          make_decisions<ModifiedIsNotShown>},
    Quirk{"enabled-is-told-again", "rfc5161-3.1-h", "ENABLED also names what had been enabled before.",
          make_decisions<EnabledIsToldAgain>},
    Quirk{"list-repeats-names", "rfc5258-3-a", "LIST with several patterns returns each mailbox twice.",
          make_decisions<ListRepeatsNames>},
    Quirk{"move-without-copyuid", "rfc6851-4.3-a", "MOVE does not say COPYUID.", make_decisions<MoveWithoutCopyuid>},
    Quirk{"unknown-mechanism-is-bad", "rfc3501-6.2.2-b", "AUTHENTICATE with a mechanism that is not there is BAD.",
          make_decisions<UnknownMechanismIsBad>, kEverything, Acts::before_login},
    Quirk{"syntax-errors-are-no", "rfc3501-2.2.2-f", "A command that cannot be read is answered with NO.",
          make_decisions<SyntaxErrorsAreNo>},
    Quirk{"no-such-number-is-no", "rfc3501-9-aa", "FETCH and STORE of a number that no message has are NO.",
          make_decisions<NoSuchNumberIsNo>},
    Quirk{"names-in-utf8-are-bad", "rfc6855-3-k", "CREATE with a name in UTF-8 is BAD.",
          make_decisions<NamesInUtf8AreBad>},
    Quirk{"previews-have-markup", "rfc8970-3.3-c", "PREVIEW has the tags of HTML in it.",
          make_decisions<PreviewsHaveMarkup>},
    Quirk{"previews-change", "rfc8970-3.2-b", "PREVIEW of a message is another text each time.",
          make_decisions<PreviewsChange>},
    Quirk{"condstore-is-not-offered", "rfc7162-3.2.2-a", "CAPABILITY names QRESYNC, and not CONDSTORE.",
          make_decisions<CondstoreIsNotOffered>},
    Quirk{"i18nlevel-is-not-offered", "rfc5256-1-b", "CAPABILITY names SORT, and no I18NLEVEL.",
          make_decisions<I18nlevelIsNotOffered>},
};

}  // namespace

std::span<const Quirk> recommended_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
