// What goes wrong with what names a message or a mailbox and stays: UIDs, UIDNEXT, UIDVALIDITY, static items, object IDs, save
// dates and previews.
#include <array>
#include <string>

#include "reference-server/quirks/edit.h"
#include "reference-server/quirks/quirk.h"

namespace imapspec::reference_server {

namespace {

struct UidsComeAndGo final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (!answers<grammar::Fetch>(exchange) || ++fetches_ % 2 != 0) return;
    change_items<grammar::FetchUid>(exchange, [](grammar::FetchUid& item) { item.uid += 100'000; });
  }
  unsigned fetches_ = 0;
};

struct UidsDescend final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchUid>(exchange, [](grammar::FetchUid& item) { item.uid = 4'000'000'000U - item.uid; });
  }
};

// In STATUS.
template <class Change>
void change_status(Exchange& exchange, grammar::StatusItem wanted, const Change& change) {
  change_each<grammar::StatusData>(exchange, [&](grammar::StatusData& data) {
    ListBuilder<grammar::StatusAttVal> values(exchange.arena());
    for (grammar::StatusAttVal value : data.items) {
      if (value.item == wanted) change(value);
      values.add(value);
    }
    data.items = values.done();
  });
}

struct UidnextRunsAway final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_status(exchange, grammar::StatusItem::uidnext, [&](auto& value) { value.number += ++told_; });
  }
  unsigned told_ = 0;
};

struct UidnextStandsStill final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_status(exchange, grammar::StatusItem::uidnext, [](auto& value) { value.number = 1; });
  }
};

struct UidvalidityFalls final : Decisions {
  std::uint32_t uidvalidity(std::uint32_t proper, std::uint32_t last) override { return last == 0 ? proper : last - 1; }
};

struct InternalDatesDrift final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchInternalDate>(exchange, [&](grammar::FetchInternalDate& item) {
      item.date = grammar::date_time_of(grammar::instant(item.date) + ++told_, 0);
    });
  }
  unsigned told_ = 0;
};

struct StatusTakesRecent final : Decisions {
  bool status_takes_recent(bool) override { return true; }
};

struct OriginUnasked final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchSection>(exchange, [](grammar::FetchSection& item) {
      if (!item.origin) item.origin = 0;
    });
  }
};

// BODY, not BODYSTRUCTURE.
template <class Change>
void change_body(Exchange& exchange, bool structure, const Change& change) {
  change_items<grammar::FetchBody>(exchange, [&](grammar::FetchBody& item) {
    if (item.structure == structure) change(item.body);
  });
}

struct BodyHasExtensionData final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_body(exchange, false, [](grammar::Body& body) {
      if (body.kind != grammar::Body::Kind::multipart) body.tail = grammar::BodyTail::first;
    });
  }
};

struct MultipartBodyHasExtensionData final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_body(exchange, false, [](grammar::Body& body) {
      if (body.kind == grammar::Body::Kind::multipart) body.tail = grammar::BodyTail::first;
    });
  }
};

// Where a message stands in a multipart.
struct MessagesAreBasicParts final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchBody>(exchange, [&](grammar::FetchBody& item) {
      std::vector<grammar::Body> parts(item.body.parts.begin(), item.body.parts.end());
      for (auto& part : parts)
        if (part.kind == grammar::Body::Kind::message) part.kind = grammar::Body::Kind::basic;
      if (!parts.empty()) item.body.parts = copy_list(exchange.arena(), parts);
    });
  }
};

struct MailboxesShareTheirId final : Decisions {
  std::uint32_t mailbox_number_told(std::uint32_t, const Mailbox&) override { return 1; }
};

struct RenameChangesMailboxid final : Decisions {
  void on_command(const grammar::Command& command) override {
    if (std::holds_alternative<grammar::Rename>(command.body)) renames_ += 100'000;
  }
  std::uint32_t mailbox_number_told(std::uint32_t proper, const Mailbox&) override { return proper + renames_; }
  std::uint32_t renames_ = 0;
};

struct StatusHasAnotherMailboxid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_status(exchange, grammar::StatusItem::mailboxid,
                  [&](auto& value) { value.object_id = exchange.arena().copy(std::string(value.object_id) + "x"); });
  }
};

// Told anew each time.
template <class Item>
struct IdsDrift final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<Item>(exchange, [&](Item& item) { item.id = exchange.arena().copy("x" + std::to_string(++told_)); });
  }
  unsigned told_ = 0;
};

struct SaveDatesDrift final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchSaveDate>(exchange, [&](grammar::FetchSaveDate& item) {
      if (item.date) item.date = grammar::date_time_of(grammar::instant(*item.date) + ++told_, 0);
    });
  }
  unsigned told_ = 0;
};

struct WithoutSaveDatesNothingIsFound final : Decisions {
  bool keeps_save_dates(bool, std::string_view mailbox) override { return mailbox != "INBOX"; }
  bool search_key_matches(bool proper, const grammar::SearchKey& key, const Message&) override {
    using Kind = grammar::SearchKey::Kind;
    return proper && key.kind != Kind::savedbefore && key.kind != Kind::savedsince && key.kind != Kind::savedon;
  }
};

struct PreviewIsNeverReady final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchPreview>(exchange, [](grammar::FetchPreview& item) { item.text.reset(); });
  }
};

struct PreviewIsEncoded final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_items<grammar::FetchPreview>(exchange, [&](grammar::FetchPreview& item) {
      if (!item.text) return;
      std::string encoded;
      for (const char c : item.text->value) encoded += c == 'f' ? "=66" : c == 'x' ? "=78" : std::string(1, c);
      item.text->value = exchange.arena().copy(encoded);
    });
  }
};

struct LazyIsBad final : Decisions {
  void on_exchange(Exchange& exchange) override {
    const auto* fetch = command_of<grammar::Fetch>(exchange);
    grammar::Tagged* result = result_of(exchange);
    if (fetch == nullptr || result == nullptr ||
        std::none_of(fetch->items.begin(), fetch->items.end(),
                     [](const auto& att) { return !att.preview_mods.empty(); }))
      return;
    leave_out<grammar::FetchData>(exchange);
    result_of(exchange)->status.kind = grammar::StatusKind::bad;
  }
};

struct AppenduidIsARange final : Decisions {
  void on_exchange(Exchange& exchange) override {
    change_codes<grammar::CodeAppendUid>(exchange, [&](grammar::CodeAppendUid& code) {
      std::vector<grammar::UidRange> ranges(code.uids.items.begin(), code.uids.items.end());
      for (auto& range : ranges) range.range = true;
      code.uids.items = copy_list(exchange.arena(), ranges);
    });
  }
};

bool moves(const Exchange& exchange) {
  const auto* copy = command_of<grammar::Copy>(exchange);
  return copy != nullptr && copy->move;
}

struct MoveShowsDeleted final : Decisions {
  void on_exchange(Exchange& exchange) override {
    if (moves(exchange)) show_deleted_before_expunge(exchange);
  }
};

struct MoveEndsWithCopyuid final : Decisions {
  void on_exchange(Exchange& exchange) override {
    grammar::Tagged* result = result_of(exchange);
    if (!moves(exchange) || result == nullptr) return;
    for (auto& response : exchange.responses)
      if (const auto* status = untagged<grammar::Status>(response);
          status != nullptr && status->text.code && std::holds_alternative<grammar::CodeCopyUid>(*status->text.code))
        result->status.text.code = status->text.code;
    leave_out_codes<grammar::CodeCopyUid>(exchange);
  }
};

constexpr std::array kQuirks = {
    Quirk{"appenduid-is-a-range", "rfc4315-3-e", "APPENDUID of one message is a range.",
          make_decisions<AppenduidIsARange>},
    Quirk{"move-shows-deleted", "rfc6851-3.3-b", "MOVE tells that it set \\Deleted on the messages that go.",
          make_decisions<MoveShowsDeleted>},
    Quirk{"move-ends-with-copyuid", "rfc9051-6.4.8-k", "COPYUID of MOVE stands in the tagged OK, behind the EXPUNGE.",
          make_decisions<MoveEndsWithCopyuid>},
    Quirk{"uids-come-and-go", "rfc3501-2.3.1.1-d", "Every other FETCH tells other UIDs.",
          make_decisions<UidsComeAndGo>},
    Quirk{"uids-descend", "rfc3501-2.3.1.1-n", "FETCH tells lower UIDs for higher message numbers.",
          make_decisions<UidsDescend>},
    Quirk{"uidnext-runs-away", "rfc3501-2.3.1.1-i", "UIDNEXT of STATUS is greater each time.",
          make_decisions<UidnextRunsAway>},
    Quirk{"uidnext-stands-still", "rfc3501-2.3.1.1-j", "UIDNEXT of STATUS is 1.", make_decisions<UidnextStandsStill>},
    Quirk{"uidvalidity-falls", "rfc3501-2.3.1.1-l", "A mailbox created again has a UIDVALIDITY below its old one.",
          make_decisions<UidvalidityFalls>},
    Quirk{"internal-dates-drift", "rfc3501-6.4.5-b", "INTERNALDATE is later each time.",
          make_decisions<InternalDatesDrift>},
    Quirk{"status-takes-recent", "rfc3501-6.3.10-c", "STATUS takes \\Recent off the messages.",
          make_decisions<StatusTakesRecent>},
    Quirk{"origin-unasked", "rfc3501-7.4.2-f", "BODY[] is answered as BODY[]<0>.", make_decisions<OriginUnasked>},
    Quirk{"body-has-extension-data", "rfc3501-9-h", "BODY of a part has its MD5.",
          make_decisions<BodyHasExtensionData>},
    Quirk{"multipart-body-has-extension-data", "rfc3501-9-i", "BODY of a multipart has its parameters.",
          make_decisions<MultipartBodyHasExtensionData>},
    Quirk{"messages-are-basic-parts", "rfc3501-9-j", "BODY describes a message/rfc822 part as a basic one.",
          make_decisions<MessagesAreBasicParts>},
    Quirk{"mailboxes-share-their-id", "rfc8474-4-b", "All mailboxes have one MAILBOXID.",
          make_decisions<MailboxesShareTheirId>},
    Quirk{"rename-changes-mailboxid", "rfc8474-4-d", "After a RENAME all mailboxes have another MAILBOXID.",
          make_decisions<RenameChangesMailboxid>},
    Quirk{"select-without-mailboxid", "rfc8474-4.2-a", "SELECT does not tell MAILBOXID.",
          make_decisions<LeavesOutCode<grammar::Select, grammar::CodeMailboxId>>},
    Quirk{"status-has-another-mailboxid", "rfc8474-4.3-a", "STATUS tells another MAILBOXID than SELECT.",
          make_decisions<StatusHasAnotherMailboxid>},
    Quirk{"emailids-drift", "rfc8474-5.1-b", "EMAILID is another each time.",
          make_decisions<IdsDrift<grammar::FetchEmailId>>},
    Quirk{"threadids-drift", "rfc8474-5.2-a", "THREADID is another each time.",
          make_decisions<IdsDrift<grammar::FetchThreadId>>},
    Quirk{"save-dates-drift", "rfc8514-3-b", "SAVEDATE is later each time.", make_decisions<SaveDatesDrift>},
    Quirk{"without-save-dates-nothing-is-found", "rfc8514-4.3-b",
          "INBOX has no save dates, and searches for them find nothing there.",
          make_decisions<WithoutSaveDatesNothingIsFound>},
    Quirk{"preview-is-never-ready", "rfc8970-3.2-e", "PREVIEW is NIL, with and without LAZY.",
          make_decisions<PreviewIsNeverReady>},
    Quirk{"preview-is-encoded", "rfc8970-3.3-b", "PREVIEW has two letters in quoted-printable.",
          make_decisions<PreviewIsEncoded>},
    Quirk{"lazy-is-bad", "rfc8970-4.1-b", "PREVIEW (LAZY) is BAD.", make_decisions<LazyIsBad>},
};

}  // namespace

std::span<const Quirk> identity_quirks() {
  return kQuirks;
}

}  // namespace imapspec::reference_server
