// Legal and unusual: how things are written, and choices that the RFC leaves.
#include <array>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

using grammar::Form;

void to_literal(grammar::NString& s) {
  if (s) s->form = Form::literal;
}

struct EnvelopeInLiterals final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchEnvelope>(exchange, [&](grammar::FetchEnvelope& item) {
      grammar::Envelope& e = item.envelope;
      for (grammar::NString* s : {&e.date, &e.subject, &e.in_reply_to, &e.message_id}) to_literal(*s);
      for (List<grammar::Address>* list : {&e.from, &e.sender, &e.reply_to, &e.to, &e.cc, &e.bcc}) {
        std::vector<grammar::Address> addresses(list->begin(), list->end());
        for (auto& address : addresses)
          for (grammar::NString* s : {&address.name, &address.adl, &address.mailbox, &address.host}) to_literal(*s);
        *list = copy_list(exchange.arena(), addresses);
      }
    });
  }
};

struct ShortBodiesQuoted final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchSection>(exchange, [](grammar::FetchSection& item) {
      if (!item.octets) return;
      const std::string_view value = item.octets->value;
      const bool plain = std::all_of(value.begin(), value.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
      if (plain) item.octets->form = Form::quoted;
    });
  }
};

struct NamesInLiterals final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::ListData>(exchange, [](grammar::ListData& data) { data.mailbox.name.form = Form::literal; });
    change_each<grammar::StatusData>(exchange,
                                     [](grammar::StatusData& data) { data.mailbox.name.form = Form::literal; });
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

struct SuperiorsNotSelectable final : Decisions {
  bool superiors_are_mailboxes(bool) override { return false; }
};

struct CapabilityInResults final : Decisions {
  bool tells_capabilities(bool) override { return true; }
};

constexpr std::array kVariations = {
    Quirk{"envelope-in-literals", "rfc3501-4.3-a", "The strings of ENVELOPE are literals.",
          make_decisions<EnvelopeInLiterals>},
    Quirk{"short-bodies-quoted", "rfc3501-4.3-d", "Sections without line ends are quoted strings.",
          make_decisions<ShortBodiesQuoted>},
    Quirk{"names-in-literals", "rfc3501-4.3-a", "Mailbox names in LIST, LSUB and STATUS are literals.",
          make_decisions<NamesInLiterals>},
    Quirk{"small-letters", "rfc3501-9-d", "The words that name responses are in small letters.",
          make_decisions<SmallLetters>},
    Quirk{"other-texts", "rfc3501-7.1-b", "The texts of results say nothing, and look like protocol.",
          make_decisions<OtherTexts>},
    Quirk{"uids-with-gaps", "rfc3501-2.3.1.1-g", "UIDs go up by seven.", make_decisions<UidsWithGaps>},
    Quirk{"superiors-not-selectable", "rfc3501-6.3.3-f", "Levels that CREATE makes on the way are \\Noselect.",
          make_decisions<SuperiorsNotSelectable>},
    Quirk{"capability-in-results", "rfc3501-6.2.3-d", "The OK of LOGIN carries a CAPABILITY code.",
          make_decisions<CapabilityInResults>},
};

}  // namespace

std::span<const Quirk> form_variations() {
  return kVariations;
}

}  // namespace imapspec::reference_server
