#include "reference-server/commands/searcher.h"

#include <algorithm>

#include "harness/mail/message.h"
#include "harness/mail/search.h"
#include "harness/mail/unicode.h"
#include "reference-server/commands/mod_sequence.h"
#include "reference-server/commands/object_id.h"
#include "reference-server/commands/save_date.h"

namespace imapspec::reference_server {

namespace {

using Kind = grammar::SearchKey::Kind;

bool is_date(Kind kind) {
  return (kind >= Kind::before && kind <= Kind::sentsince) || (kind >= Kind::savedbefore && kind <= Kind::savedsince);
}

std::int64_t day_of(int year, int month, int day) {
  return grammar::days_from_civil(year, month, day);
}

constexpr std::size_t kPortions = 10;                  // of messages that are answered, as many as are looked at in one
constexpr std::size_t kOctets = std::size_t{1} << 20;  // that are looked into in one

// A key made ready: its string in UTF-8, its set as numbers, once for all messages.
struct Ready {
  const grammar::SearchKey* key = nullptr;
  mail::Needle needle{""};
  std::vector<std::uint32_t> numbers;
  std::vector<Ready> keys;
};

// What makes a search impossible.
enum class Fault : std::uint8_t { none, unknown_number, no_such_date };

constexpr std::string_view kDefaultCharset = "US-ASCII";

class Searcher {
 public:
  Searcher(Session& session, std::string_view charset)
      : session_(session), view_(session.view()), charset_(charset), now_(session.server().now()) {}

  Fault prepare(const List<grammar::SearchKey>& keys, std::vector<Ready>& ready);
  bool matches(std::uint32_t number, const std::vector<Ready>& keys);
  std::size_t octets_looked_at() const { return octets_looked_at_; }  // of messages that had to be read

 private:
  bool one_matches(const Ready& ready, const Message& message);
  bool proper(const Ready& ready, const Message& message);
  bool by_flag(const grammar::SearchKey& key, const Message& message) const;
  bool by_day(const grammar::SearchKey& key, const Message& message) const;
  bool by_age(const grammar::SearchKey& key, const Message& message) const;
  const mail::Part& part(const Message& message) {
    if (part_ == nullptr) {
      arena_.reset();
      part_ = arena_.make(mail::parse_message(*message.octets, arena_));
      octets_looked_at_ += message.octets->size();
    }
    return *part_;
  }

  Session& session_;
  View& view_;
  Arena arena_;  // of part_
  std::string_view charset_;
  std::int64_t now_;
  std::uint32_t number_ = 0;          // the message in question
  const mail::Part* part_ = nullptr;  // of that message, once it was needed
  std::size_t octets_looked_at_ = 0;
};

Fault Searcher::prepare(const List<grammar::SearchKey>& keys, std::vector<Ready>& ready) {
  for (const auto& key : keys) {
    Ready one;
    one.key = &key;
    one.needle = mail::Needle(mail::valid_to_utf8(key.string.value, charset_).value_or(std::string(key.string.value)));
    if (key.kind == Kind::sequence && view_.beyond(key.set) &&
        session_.choices().decide(&Decisions::refuses_unknown_numbers, true))
      return Fault::unknown_number;
    if (key.kind == Kind::sequence || key.kind == Kind::uid)
      one.numbers = session_.numbers_in(key.set, key.kind == Kind::uid);
    if (is_date(key.kind)) {
      const std::int64_t first = day_of(key.date.year, key.date.month, 1);
      const bool december = key.date.month == 12;
      const std::int64_t next = day_of(key.date.year + (december ? 1 : 0), december ? 1 : key.date.month + 1, 1);
      if (key.date.day < 1 || first + key.date.day > next) return Fault::no_such_date;
    }
    if (const Fault fault = prepare(key.keys, one.keys); fault != Fault::none) return fault;
    ready.push_back(std::move(one));
  }
  return Fault::none;
}

bool Searcher::matches(std::uint32_t number, const std::vector<Ready>& keys) {
  const Message* message = view_.message(number);
  if (message == nullptr) return false;  // RFC 2180 section 4.3
  if (number != number_) part_ = nullptr;
  number_ = number;
  return std::all_of(keys.begin(), keys.end(), [&](const Ready& ready) { return one_matches(ready, *message); });
}

bool Searcher::one_matches(const Ready& ready, const Message& message) {
  return session_.choices().decide(&Decisions::search_key_matches, proper(ready, message), *ready.key, message);
}

bool Searcher::by_flag(const grammar::SearchKey& key, const Message& message) const {
  const FlagSet& flags = message.flags;
  using Flag = FlagSet::Kind;
  switch (key.kind) {
    case Kind::answered:
      return flags.has(Flag::answered);
    case Kind::deleted:
      return flags.has(Flag::deleted);
    case Kind::draft:
      return flags.has(Flag::draft);
    case Kind::flagged:
      return flags.has(Flag::flagged);
    case Kind::seen:
      return flags.has(Flag::seen);
    case Kind::unanswered:
      return !flags.has(Flag::answered);
    case Kind::undeleted:
      return !flags.has(Flag::deleted);
    case Kind::undraft:
      return !flags.has(Flag::draft);
    case Kind::unflagged:
      return !flags.has(Flag::flagged);
    case Kind::unseen:
      return !flags.has(Flag::seen);
    case Kind::recent:
      return view_.is_recent(number_);
    case Kind::old:
      return !view_.is_recent(number_);
    case Kind::new_:
      return view_.is_recent(number_) && !flags.has(Flag::seen);
    case Kind::keyword:
      return flags.has_keyword(key.flag.name);
    case Kind::unkeyword:
      return !flags.has_keyword(key.flag.name);
    default:
      return false;
  }
}

// The internal date as it stands in its own zone: "disregarding time and timezone".
bool Searcher::by_day(const grammar::SearchKey& key, const Message& message) const {
  const std::int64_t day = day_of(message.date.year, message.date.month, message.date.day);
  const std::int64_t asked = day_of(key.date.year, key.date.month, key.date.day);
  if (key.kind == Kind::before) return day < asked;
  return key.kind == Kind::on ? day == asked : day >= asked;
}

// RFC 5032 section 2: to the second, and the target time itself is both.
bool Searcher::by_age(const grammar::SearchKey& key, const Message& message) const {
  const std::int64_t target = session_.choices().decide(&Decisions::search_target_time,
                                                        now_ - static_cast<std::int64_t>(key.number), key, message);
  const std::int64_t arrived = grammar::instant(message.date);
  return key.kind == Kind::older ? arrived <= target : arrived >= target;
}

bool Searcher::proper(const Ready& ready, const Message& message) {
  const grammar::SearchKey& key = *ready.key;
  switch (key.kind) {
    case Kind::all:
      return true;
    case Kind::before:
    case Kind::on:
    case Kind::since:
      return by_day(key, message);
    case Kind::emailid:
      return matches_email_id(key, message);
    case Kind::threadid:
      return matches_thread_id(key, message, part(message));
    case Kind::savedbefore:
    case Kind::savedon:
    case Kind::savedsince:
    case Kind::savedatesupported:
      return matches_save_date(session_, key, message);
    case Kind::modseq:
      return matches_modseq(key, message);
    case Kind::older:
    case Kind::younger:
      return by_age(key, message);
    case Kind::larger:
      return message.octets->size() > key.number;
    case Kind::smaller:
      return message.octets->size() < key.number;
    case Kind::uid:
    case Kind::sequence:
      return std::binary_search(ready.numbers.begin(), ready.numbers.end(), number_);
    case Kind::not_:
      return !matches(number_, ready.keys);
    case Kind::or_:
      return std::any_of(ready.keys.begin(), ready.keys.end(),
                         [&](const Ready& one) { return one_matches(one, message); });
    case Kind::and_:
      return matches(number_, ready.keys);
    case Kind::body:
    case Kind::text:
      return mail::matches(key, ready.needle, part(message));
    case Kind::bcc:
    case Kind::cc:
    case Kind::from:
    case Kind::subject:
    case Kind::to:
    case Kind::header:
    case Kind::sentbefore:
    case Kind::senton:
    case Kind::sentsince: {
      mail::Part header;  // no need to read more: the fields end where it does
      header.header = *message.octets;
      return mail::matches(key, ready.needle, header);
    }
    default:
      return by_flag(key, message);
  }
}

void refuse_charset(Exchange& exchange) {
  ListBuilder<grammar::String> known(exchange.arena());
  for (const auto& name : mail::known_charsets()) known.add({name, grammar::Form::atom});
  exchange.no("Unknown charset", grammar::CodeBadCharset{known.done()});
}

using Then = std::function<void(Session&, Exchange&, const Found&)>;

// A search in progress. No message loses its number meanwhile, but to a UID command, where the session is told behind it
// (RFC 3501 section 7.4.1); those that come are not numbered yet.
class Finding : public std::enable_shared_from_this<Finding> {
 public:
  Finding(Session& session, std::string_view charset, Then then)
      : searcher_(session, charset), last_(session.view().size()), then_(std::move(then)) {}
  Fault prepare(const List<grammar::SearchKey>& keys) { return searcher_.prepare(keys, keys_); }
  void go_on(Session& session, Exchange& exchange);
  void refused(Session& session, Exchange& exchange) { then_(session, exchange, std::nullopt); }

 private:
  Searcher searcher_;
  std::vector<Ready> keys_;
  std::uint32_t last_, next_ = 1;
  std::vector<std::uint32_t> found_;
  Then then_;
};

void Finding::go_on(Session& session, Exchange& exchange) {
  const std::size_t end = std::min<std::size_t>(last_, next_ - 1 + kPortions * session.profile().portion_messages_max);
  const std::size_t octets_end = searcher_.octets_looked_at() + kOctets;
  for (; next_ <= end && searcher_.octets_looked_at() < octets_end; ++next_)
    if (searcher_.matches(next_, keys_)) found_.push_back(next_);
  if (next_ <= last_)
    return session.go_on_with([self = shared_from_this()](Session& s, Exchange& x) { self->go_on(s, x); });
  std::erase_if(found_, [&](std::uint32_t number) { return session.view().message(number) == nullptr; });
  then_(session, exchange, std::move(found_));
}

}  // namespace

void find_messages(Session& session, Exchange& exchange, const std::optional<grammar::String>& charset,
                   List<grammar::SearchKey> keys, Then then) {
  if (charset && !mail::is_known_charset(charset->value)) {
    refuse_charset(exchange);
    return then(session, exchange, std::nullopt);
  }
  const auto finding = std::make_shared<Finding>(session, charset ? charset->value : kDefaultCharset, std::move(then));
  switch (finding->prepare(keys)) {
    case Fault::none:
      return finding->go_on(session, exchange);
    case Fault::unknown_number:
      exchange.bad("There is no message with that number");
      break;
    case Fault::no_such_date:
      exchange.bad("There is no such date");
      break;
  }
  finding->refused(session, exchange);
}

std::vector<std::uint32_t> uids_of(const View& view, std::vector<std::uint32_t> numbers) {
  for (std::uint32_t& number : numbers) number = view.uid(number);
  return numbers;
}

}  // namespace imapspec::reference_server
