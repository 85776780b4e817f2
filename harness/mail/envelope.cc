#include "harness/mail/envelope.h"

#include "harness/mail/address.h"
#include "harness/mail/string_value.h"

namespace imapspec::mail {

namespace {

// The members of one envelope while the fields of its header pass by.
class Members {
 public:
  Members(Arena& arena, const grammar::Dialect& dialect)
      : arena_(arena), dialect_(dialect), to_(arena), cc_(arena), bcc_(arena) {}

  void take(const HeaderField& f) {
    if (same_word(f.name, "Date")) return take(envelope_.date, f);
    if (same_word(f.name, "Subject")) return take(envelope_.subject, f);
    if (same_word(f.name, "In-Reply-To")) return take(envelope_.in_reply_to, f);
    if (same_word(f.name, "Message-ID")) return take(envelope_.message_id, f);
    if (same_word(f.name, "From")) return take(from_, f);
    if (same_word(f.name, "Sender")) return take(sender_, f);
    if (same_word(f.name, "Reply-To")) return take(reply_to_, f);
    if (same_word(f.name, "To")) return add_addresses(f.body, to_, arena_, dialect_);
    if (same_word(f.name, "Cc")) return add_addresses(f.body, cc_, arena_, dialect_);
    if (same_word(f.name, "Bcc")) return add_addresses(f.body, bcc_, arena_, dialect_);
  }

  grammar::Envelope done() {
    envelope_.from = read(from_);
    envelope_.sender = read(sender_);
    envelope_.reply_to = read(reply_to_);
    if (envelope_.sender.empty()) envelope_.sender = envelope_.from;
    if (envelope_.reply_to.empty()) envelope_.reply_to = envelope_.from;
    envelope_.to = to_.done();
    envelope_.cc = cc_.done();
    envelope_.bcc = bcc_.done();
    return envelope_;
  }

 private:
  void take(grammar::NString& member, const HeaderField& f) {
    if (!member) member = string_value(unfolded(f.body, arena_), arena_, dialect_);
  }
  static void take(std::optional<std::string_view>& member, const HeaderField& f) {
    if (!member) member = f.body;
  }
  List<grammar::Address> read(const std::optional<std::string_view>& body) {
    return body ? addresses(*body, arena_, dialect_) : List<grammar::Address>();
  }

  Arena& arena_;
  const grammar::Dialect& dialect_;
  grammar::Envelope envelope_;
  std::optional<std::string_view> from_, sender_, reply_to_;
  ListBuilder<grammar::Address> to_, cc_, bcc_;
};

}  // namespace

grammar::Envelope envelope_of(const Part& message, Arena& arena, const grammar::Dialect& dialect) {
  Members members(arena, dialect);
  for (const auto& f : message.fields()) members.take(f);
  return members.done();
}

}  // namespace imapspec::mail
