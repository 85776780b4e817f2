// What goes wrong with what messages and mailboxes are beside their content: STATUS=SIZE, OBJECTID, SAVEDATE, PREVIEW and
// APPENDLIMIT (RFC 8438, RFC 8474, RFC 8514, RFC 8970, RFC 7889).
#include <array>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

struct SizeLeavesOutTheDeleted final : Decisions {
  std::uint64_t mailbox_size_told(std::uint64_t proper, const Mailbox& mailbox) override {
    for (const Message& message : mailbox.messages())
      if (message.flags.has(FlagSet::Kind::deleted)) proper -= message.octets->size();
    return proper;
  }
};

struct SizeIsRoundedDown final : Decisions {
  std::uint64_t mailbox_size_told(std::uint64_t proper, const Mailbox&) override { return proper / 1024 * 1024; }
};

struct CopyIsBornAnew final : Decisions {
  bool is_born_here(bool proper, Origin origin) override { return proper || origin == Origin::copy; }
};

struct MoveIsBornAnew final : Decisions {
  bool is_born_here(bool proper, Origin origin) override { return proper || origin == Origin::move; }
};

struct MailboxidCountsMessages final : Decisions {
  std::uint32_t mailbox_number_told(std::uint32_t proper, const Mailbox& mailbox) override {
    return proper + mailbox.uidnext() - 1;
  }
};

struct CreateLacksMailboxid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    if (command_of<grammar::Create>(exchange) != nullptr && result != nullptr) result->status.text.code.reset();
  }
};

struct ThreadidIsAnEmailid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    std::string_view email;
    change_items<grammar::FetchEmailId>(exchange, [&](const auto& item) { email = item.id; });
    if (!email.empty()) change_items<grammar::FetchThreadId>(exchange, [&](auto& item) { item.id = email; });
  }
};

struct SaveDateIsTheInternalDate final : Decisions {
  std::int64_t save_date(std::int64_t proper, const Message& message, Origin origin) override {
    return origin == Origin::append ? grammar::instant(message.date) : proper;
  }
};

struct CopyTakesTheInternalDate final : Decisions {
  std::int64_t save_date(std::int64_t proper, const Message& message, Origin origin) override {
    return origin == Origin::copy ? grammar::instant(message.date) : proper;
  }
};

struct SavedateIsNotSupported final : Decisions {
  bool search_key_matches(bool proper, const grammar::SearchKey& key, const Message&) override {
    return proper && key.kind != grammar::SearchKey::Kind::savedatesupported;
  }
};

struct PreviewIsLong final : Decisions {
  std::size_t preview_characters_max(std::size_t) override { return 300; }
};

struct PreviewIsNil final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchPreview>(exchange, [](auto& item) {
      if (item.text && item.text->value.empty()) item.text.reset();
    });
  }
};

struct TooLongIsNotToobig final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    if (result != nullptr && result->status.text.code == code("TOOBIG")) result->status.text.code.reset();
  }
};

struct AppendlimitIsNotThatOfStatus final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_each<grammar::StatusData>(exchange, [&](grammar::StatusData& data) {
      ListBuilder<grammar::StatusAttVal> items(exchange.arena());
      for (grammar::StatusAttVal item : data.items) {
        if (item.item == grammar::StatusItem::appendlimit) item.number *= 2;
        items.add(item);
      }
      data.items = items.done();
    });
  }
};

constexpr std::array kQuirks = {
    Quirk{"size-leaves-out-the-deleted", "rfc8438-3-b", "STATUS SIZE leaves out the messages with \\Deleted.",
          make_decisions<SizeLeavesOutTheDeleted>},
    Quirk{"size-is-rounded-down", "rfc8438-3-b", "STATUS SIZE counts whole KiB.", make_decisions<SizeIsRoundedDown>},
    Quirk{"copy-is-born-anew", "rfc8474-5.1-c", "A copy has an EMAILID of its own.", make_decisions<CopyIsBornAnew>},
    Quirk{"move-is-born-anew", "rfc8474-5.1-c", "A message that MOVE has moved has a new EMAILID.",
          make_decisions<MoveIsBornAnew>},
    Quirk{"mailboxid-counts-messages", "rfc8474-4-a", "MAILBOXID changes when a message comes.",
          make_decisions<MailboxidCountsMessages>},
    Quirk{"create-lacks-mailboxid", "rfc8474-4.1-a", "CREATE does not tell MAILBOXID.",
          make_decisions<CreateLacksMailboxid>},
    Quirk{"threadid-is-an-emailid", "rfc8474-5.2-e", "THREADID has the value of EMAILID.",
          make_decisions<ThreadidIsAnEmailid>},
    Quirk{"save-date-is-the-internal-date", "rfc8514-3-a", "APPEND takes the date that it is given for the save date.",
          make_decisions<SaveDateIsTheInternalDate>},
    Quirk{"copy-takes-the-internal-date", "rfc8514-3-a", "COPY takes the internal date for the save date.",
          make_decisions<CopyTakesTheInternalDate>},
    Quirk{"savedate-is-not-supported", "rfc8514-4.3-d", "SAVEDATESUPPORTED finds nothing where there are save dates.",
          make_decisions<SavedateIsNotSupported>},
    Quirk{"preview-is-long", "rfc8970-3.3-e", "PREVIEW has up to 300 characters.", make_decisions<PreviewIsLong>},
    Quirk{"preview-is-nil", "rfc8970-3.2-c", "PREVIEW of a message without text is NIL.", make_decisions<PreviewIsNil>},
    Quirk{"too-long-is-not-toobig", "rfc7889-4-a", "A message beyond the limit is refused without TOOBIG.",
          make_decisions<TooLongIsNotToobig>},
    Quirk{"appendlimit-is-not-that-of-status", "rfc7889-3.1-a", "STATUS tells another limit than CAPABILITY.",
          make_decisions<AppendlimitIsNotThatOfStatus>},
};

struct SizeIsRoundedUp final : Decisions {
  std::uint64_t mailbox_size_told(std::uint64_t proper, const Mailbox&) override {
    return (proper + 1023) / 1024 * 1024;
  }
};

struct InboxKeepsNoSaveDates final : Decisions {
  bool keeps_save_dates(bool proper, std::string_view mailbox) override { return proper && mailbox != "INBOX"; }
};

struct LazyPreviewIsNil final : Decisions {
  bool preview_is_ready(bool) override { return false; }
};

struct AppendlimitByMailbox final : Decisions {
  bool tells_appendlimit_of_all(bool) override { return false; }
};

constexpr std::array kVariations = {
    Quirk{"size-is-rounded-up", "rfc8438-3-b", "STATUS SIZE counts every KiB begun.", make_decisions<SizeIsRoundedUp>},
    Quirk{"inbox-keeps-no-save-dates", "rfc8514-3-c", "INBOX has no save dates.",
          make_decisions<InboxKeepsNoSaveDates>},
    Quirk{"lazy-preview-is-nil", "rfc8970-3.2-d", "PREVIEW (LAZY) is NIL.", make_decisions<LazyPreviewIsNil>},
    Quirk{"appendlimit-by-mailbox", "rfc7889-2-b", "APPENDLIMIT stands in CAPABILITY without its number.",
          make_decisions<AppendlimitByMailbox>},
};

}  // namespace

std::span<const Quirk> attribute_quirks() {
  return kQuirks;
}

std::span<const Quirk> attribute_variations() {
  return kVariations;
}

}  // namespace imapspec::reference_server
