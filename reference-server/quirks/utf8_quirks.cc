// What goes wrong with UTF8=ACCEPT (RFC 6855).
#include <algorithm>
#include <array>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

bool is_eight_bit(std::string_view octets) {
  return std::any_of(octets.begin(), octets.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// LIST and LSUB.
struct ListedNamesStayEncoded final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::ListData>(exchange, [&](grammar::ListData& data) {
      grammar::String& name = data.mailbox.name;
      if (is_eight_bit(name.value))
        name = {exchange.arena().copy(grammar::encode_mutf7(name.value)), grammar::Form::quoted};
    });
  }
};

// A literal is what can carry the subject as long as nothing is enabled.
struct SubjectIsQuotedAlways final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchEnvelope>(exchange, [](auto& item) {
      auto& subject = item.envelope.subject;
      if (subject && is_eight_bit(subject->value)) subject->form = grammar::Form::quoted;
    });
  }
};

struct TakesWhatIsNoUtf8 final : Decisions {
  bool refuses_what_is_no_utf8(bool) override { return false; }
};

struct SearchTakesCharsetStill final : Decisions {
  bool refuses_charset(bool) override { return false; }
};

struct TakesEightBitHeaderAlways final : Decisions {
  bool takes_eight_bit_header(bool, bool) override { return true; }
};

struct TakesEightBitHeaderNever final : Decisions {
  bool takes_eight_bit_header(bool, bool) override { return false; }
};

struct Utf8MessageKeepsItsParenthesis final : Decisions {
  void on_command(const grammar::Command& command) override {
    const auto* append = std::get_if<grammar::Append>(&command.body);
    utf8_ = append != nullptr && std::holds_alternative<grammar::Utf8Message>(append->messages.front().data);
  }
  std::string storable_octets(std::string proper, std::string_view) override { return utf8_ ? proper + ")" : proper; }

 private:
  bool utf8_ = false;
};

struct CreateRefusesUtf8 final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* create = command_of<grammar::Create>(exchange);
    grammar::Tagged* result = result_of(exchange);
    if (create != nullptr && result != nullptr && is_eight_bit(create->mailbox.name.value))
      result->status.kind = grammar::StatusKind::no;
  }
};

struct NamesHaveControls final : Decisions {
  bool refuses_name_by_form(bool) override { return false; }
};

struct OffersUtf8OnlyAsWell final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::CapabilityData>(exchange, [&](grammar::CapabilityData& data) {
      ListBuilder<std::string_view> names(exchange.arena());
      for (const auto name : data.capabilities) names.add(name);
      names.add("UTF8=ONLY");
      data.capabilities = names.done();
    });
  }
};

constexpr std::array kQuirks = {
    Quirk{"listed-names-stay-encoded", "rfc6855-3-a",
          "After ENABLE UTF8=ACCEPT, LIST and LSUB have names in modified UTF-7.",
          make_decisions<ListedNamesStayEncoded>},
    Quirk{"subject-is-quoted-always", "rfc6855-3-f",
          "A subject in UTF-8 is a quoted string in ENVELOPE before UTF8=ACCEPT is enabled.",
          make_decisions<SubjectIsQuotedAlways>},
    Quirk{"takes-what-is-no-utf8", "rfc6855-3-e", "Quoted strings may have any octets after ENABLE UTF8=ACCEPT.",
          make_decisions<TakesWhatIsNoUtf8>},
    Quirk{"search-takes-charset-still", "rfc6855-3-m", "SEARCH takes CHARSET after ENABLE UTF8=ACCEPT.",
          make_decisions<SearchTakesCharsetStill>},
    Quirk{"takes-eight-bit-header-always", "rfc6855-4-c",
          "APPEND stores a header with octets above 127 before UTF8=ACCEPT is enabled.",
          make_decisions<TakesEightBitHeaderAlways>},
    Quirk{"takes-eight-bit-header-never", "rfc6855-4-a", "APPEND refuses a header in UTF-8 after ENABLE UTF8=ACCEPT.",
          make_decisions<TakesEightBitHeaderNever>},
    Quirk{"utf8-message-keeps-its-parenthesis", "rfc6855-4-a",
          "Of UTF8 (~{n} ...) the closing parenthesis is stored with the message.",
          make_decisions<Utf8MessageKeepsItsParenthesis>},
    Quirk{"create-refuses-utf8", "rfc6855-3-i", "CREATE makes a mailbox with a name in UTF-8 and says NO.",
          make_decisions<CreateRefusesUtf8>},
    Quirk{"names-have-controls", "rfc6855-3-j",
          "After ENABLE UTF8=ACCEPT mailboxes may have control characters in their names.",
          make_decisions<NamesHaveControls>},
    Quirk{"offers-utf8-only-as-well", "rfc6855-6-a", "CAPABILITY has UTF8=ONLY beside UTF8=ACCEPT.",
          make_decisions<OffersUtf8OnlyAsWell>},
};

}  // namespace

std::span<const Quirk> utf8_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
