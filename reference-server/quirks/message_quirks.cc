// What goes wrong with messages: FETCH, STORE, COPY, MOVE, APPEND.
#include <array>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

struct PeekSetsSeen final : Decisions {
  bool sets_seen(bool proper, const grammar::FetchAtt& att, bool read_only) override {
    return proper || (!read_only && att.kind == grammar::FetchAtt::Kind::body_peek_section);
  }
};

struct OriginZeroIsLeftOut final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchSection>(exchange, [](auto& section) {
      if (section.origin == std::uint64_t{0}) section.origin.reset();
    });
  }
};

struct BeyondTheEndIsNil final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchSection>(exchange, [](auto& section) {
      if (section.origin && section.octets && section.octets->value.empty()) section.octets.reset();
    });
  }
};

struct HeaderWithoutEmptyLine final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchSection>(exchange, [](auto& section) {
      const bool fields = section.section.text == grammar::Section::Text::header_fields;
      if (fields && section.octets && section.octets->value.ends_with("\r\n\r\n"))
        section.octets->value.remove_suffix(2);
    });
  }
};

struct SizeCountsLineEndsOnce final : Decisions {
  std::uint64_t size_told(std::uint64_t proper, const Message& message) override {
    return proper - static_cast<std::uint64_t>(std::count(message.octets->begin(), message.octets->end(), '\n'));
  }
};

struct UidStoreWithoutUid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (command_of<grammar::Store>(exchange) == nullptr) return;
    change_each<grammar::FetchData>(exchange, [&](grammar::FetchData& data) {
      ListBuilder<grammar::FetchItem> items(exchange.arena());
      for (const auto& item : data.items)
        if (!std::holds_alternative<grammar::FetchUid>(item)) items.add(item);
      data.items = items.done();
    });
  }
};

struct EnvelopeWithoutReplyTo final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchEnvelope>(exchange, [](auto& item) {
      if (item.envelope.reply_to == item.envelope.from) item.envelope.reply_to = {};
    });
  }
};

struct StoreKeepsKeywords final : Decisions {
  FlagSet flags_after_store(FlagSet proper, const FlagSet& before, const grammar::Store& command) override {
    if (command.action == grammar::Store::Action::replace)
      for (const auto& keyword : before.keywords()) proper.add_keyword(keyword);
    return proper;
  }
};

struct SilentHidesOthers final : Decisions {
  bool silent_store_leaves_news(bool) override { return false; }
};

struct MoveSetsDeleted final : Decisions {
  FlagSet stored_flags(FlagSet proper, Origin origin) override {
    if (origin == Origin::move) proper.add(FlagSet::Kind::deleted);
    return proper;
  }
};

struct CopyuidTurnedRound final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_codes<grammar::CodeCopyUid>(exchange, [](auto& code) { std::swap(code.source, code.destination); });
  }
};

struct AppendEndsTheLine final : Decisions {
  std::string stored_octets(std::string proper, Origin origin) override {
    if (origin == Origin::append && !proper.ends_with("\r\n")) proper += "\r\n";
    return proper;
  }
};

constexpr std::array kQuirks = {
    Quirk{"peek-sets-seen", "rfc3501-6.4.5-w", "BODY.PEEK sets \\Seen.", make_decisions<PeekSetsSeen>},
    Quirk{"origin-zero-is-left-out", "rfc3501-6.4.5-s", "BODY[]<0.n> is answered as BODY[], without <0>.",
          make_decisions<OriginZeroIsLeftOut>},
    Quirk{"beyond-the-end-is-nil", "rfc3501-6.4.5-r", "A partial fetch beyond the end is NIL, not an empty string.",
          make_decisions<BeyondTheEndIsNil>},
    Quirk{"header-without-empty-line", "rfc3501-6.4.5-n", "HEADER.FIELDS comes without the empty line at its end.",
          make_decisions<HeaderWithoutEmptyLine>},
    Quirk{"size-counts-line-ends-once", "rfc3501-2.3.4-a", "RFC822.SIZE counts a line end as one octet.",
          make_decisions<SizeCountsLineEndsOnce>},
    Quirk{"uid-store-without-uid", "rfc3501-6.4.8-f", "The FETCH responses of UID STORE lack the UID.",
          make_decisions<UidStoreWithoutUid>},
    Quirk{"envelope-without-reply-to", "rfc3501-7.4.2-y", "ENVELOPE has NIL for a missing Reply-To, not what From has.",
          make_decisions<EnvelopeWithoutReplyTo>},
    Quirk{"store-keeps-keywords", "rfc3501-6.4.6-d", "STORE FLAGS leaves the keywords that were set.",
          make_decisions<StoreKeepsKeywords>},
    Quirk{"silent-hides-others", "rfc3501-6.4.6-c", "STORE with .SILENT also swallows what others had changed before.",
          make_decisions<SilentHidesOthers>},
    Quirk{"move-sets-deleted", "rfc6851-3.3-c", "MOVE sets \\Deleted on the messages at their new place.",
          make_decisions<MoveSetsDeleted>},
    Quirk{"copyuid-turned-round", "rfc4315-3-f", "COPYUID gives the new UIDs first.",
          make_decisions<CopyuidTurnedRound>},
    Quirk{"append-ends-the-line", "rfc3501-6.3.11-c", "APPEND adds a CRLF to a message that does not end with one.",
          make_decisions<AppendEndsTheLine>},
    Quirk{"copy-forgets-trycreate", "rfc3501-6.4.7-f", "COPY to a mailbox that does not exist is NO without TRYCREATE.",
          make_decisions<RefusesWithoutCode<grammar::Copy>>},
};

}  // namespace

std::span<const Quirk> message_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
