#include "fuzz/oracles/naive_search.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "harness/base/word.h"

namespace imapspec::fuzz {

namespace {

using Key = grammar::SearchKey;
using Kind = Key::Kind;

std::string lower(std::string_view text) {
  std::string to(text);
  for (char& c : to)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return to;
}
bool has(std::string_view text, std::string_view part) {
  return lower(text).find(lower(part)) != std::string::npos;
}

// What is plain to see in a seed message.
struct Facts {
  std::string_view octets, header, body;
  std::vector<std::pair<std::string, std::string>> fields;
  std::optional<std::chrono::sys_days> sent;
};

std::optional<std::chrono::sys_days> day(std::string_view date) {
  // "Mon, 7 Feb 1994 21:52:25 -0800"
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const std::size_t comma = date.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  int day_of_month = 0;
  std::size_t at = comma + 2;
  for (; date[at] != ' '; ++at) day_of_month = day_of_month * 10 + (date[at] - '0');
  const std::size_t month = kMonths.find(date.substr(at + 1, 3)) / 3 + 1;
  const int year = std::stoi(std::string(date.substr(at + 5, 4)));
  return std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / day_of_month;
}

Facts facts_of(std::string_view octets) {
  Facts facts{.octets = octets, .header = {}, .body = {}, .fields = {}, .sent = {}};
  const std::size_t end = octets.starts_with("\r\n") ? 0 : octets.find("\r\n\r\n") + 2;
  facts.header = octets.substr(0, end);
  facts.body = octets.substr(end + 2);
  for (std::string_view rest = facts.header; !rest.empty();) {  // no seed has a folded line
    const std::size_t line = rest.find("\r\n"), colon = rest.find(": ");
    facts.fields.emplace_back(rest.substr(0, colon), rest.substr(colon + 2, line - colon - 2));
    if (same_word(facts.fields.back().first, "Date")) facts.sent = day(facts.fields.back().second);
    rest.remove_prefix(line + 2);
  }
  return facts;
}

class Naive {
 public:
  Naive(std::uint32_t number, std::int64_t now)
      : number_(number),
        count_(static_cast<std::uint32_t>(seed_messages().size())),
        now_(now),
        seed_(seed_messages()[number - 1]),
        facts_(facts_of(seed_.octets)) {}

  // Nothing: this is beyond us.
  std::optional<bool> all(const List<Key>& keys) const {
    bool matches = true;
    for (const auto& key : keys) {
      const auto one = matches_one(key);
      if (!one) return std::nullopt;
      matches = matches && *one;
    }
    return matches;
  }

 private:
  bool flag(std::string_view name) const {
    return std::any_of(seed_.flags.begin(), seed_.flags.end(), [name](auto f) { return same_word(f, name); });
  }
  bool in(const grammar::SequenceSet& set) const {
    const auto value = [this](const grammar::SeqNumber& n) {
      return std::holds_alternative<grammar::Star>(n) ? count_ : std::get<std::uint32_t>(n);
    };
    for (const auto& item : set.items) {
      const auto* one = std::get_if<grammar::SeqNumber>(&item);
      const auto range = one == nullptr ? std::get<grammar::SeqRange>(item) : grammar::SeqRange{*one, *one};
      const std::uint32_t a = value(range.first), b = value(range.last);
      if (number_ >= std::min(a, b) && number_ <= std::max(a, b)) return true;
    }
    return false;
  }
  static std::chrono::sys_days asked(const grammar::Date& d) {
    return std::chrono::sys_days(std::chrono::year(d.year) / std::chrono::month(d.month) / 1) +
           std::chrono::days(d.day - 1);
  }
  bool field_has(std::string_view name, std::string_view part) const {
    return std::any_of(facts_.fields.begin(), facts_.fields.end(),
                       [&](const auto& field) { return same_word(field.first, name) && has(field.second, part); });
  }
  // An address is searched as `name <mailbox@host>`, several with ", " between them.
  bool address_has(std::string_view name, std::string_view part) const {
    for (const auto& [field, value] : facts_.fields) {
      if (!same_word(field, name)) continue;
      std::string text;
      for (std::string_view rest = value; !rest.empty();) {
        const std::size_t comma = std::min(rest.find(", "), rest.size());
        const std::string_view one = rest.substr(0, comma);
        if (!text.empty()) text += ", ";
        text += one.ends_with('>') ? std::string(one) : "<" + std::string(one) + ">";
        rest.remove_prefix(std::min(comma + 2, rest.size()));
      }
      if (has(text, part)) return true;
    }
    return false;
  }

  std::optional<bool> matches_one(const Key& key) const {
    for (const char c : key.string.value)
      if (c < ' ' || c > '~') return std::nullopt;
    const auto received = [this] {
      const auto& d = seed_.date;
      return std::chrono::sys_days(std::chrono::year(d.year) / std::chrono::month(d.month) / d.day);
    };
    switch (key.kind) {
      case Kind::all:
        return true;
      case Kind::answered:
        return flag("\\Answered");
      case Kind::deleted:
        return flag("\\Deleted");
      case Kind::draft:
        return flag("\\Draft");
      case Kind::flagged:
        return flag("\\Flagged");
      case Kind::seen:
        return flag("\\Seen");
      case Kind::unanswered:
        return !flag("\\Answered");
      case Kind::undeleted:
        return !flag("\\Deleted");
      case Kind::undraft:
        return !flag("\\Draft");
      case Kind::unflagged:
        return !flag("\\Flagged");
      case Kind::unseen:
      case Kind::new_:  // all are \Recent to the first session that selects the mailbox
        return !flag("\\Seen");
      case Kind::recent:
        return true;
      case Kind::old:
        return false;
      case Kind::keyword:
        return flag(key.flag.name);
      case Kind::unkeyword:
        return !flag(key.flag.name);
      case Kind::sequence:
      case Kind::uid:
        if (key.set.saved_result) return std::nullopt;
        return in(key.set);
      case Kind::larger:
        return facts_.octets.size() > key.number;
      case Kind::smaller:
        return facts_.octets.size() < key.number;
      case Kind::before:
        return received() < asked(key.date);
      case Kind::on:
        return received() == asked(key.date);
      case Kind::since:
        return received() >= asked(key.date);
      case Kind::sentbefore:
        return facts_.sent && *facts_.sent < asked(key.date);
      case Kind::senton:
        return facts_.sent && *facts_.sent == asked(key.date);
      case Kind::sentsince:
        return facts_.sent && *facts_.sent >= asked(key.date);
      case Kind::older:
        return grammar::instant(seed_.date) <= now_ - static_cast<std::int64_t>(key.number);
      case Kind::younger:
        return grammar::instant(seed_.date) >= now_ - static_cast<std::int64_t>(key.number);
      case Kind::from:
        return address_has("From", key.string.value);
      case Kind::to:
        return address_has("To", key.string.value);
      case Kind::cc:
        return address_has("Cc", key.string.value);
      case Kind::bcc:
        return address_has("Bcc", key.string.value);
      case Kind::subject:
        return field_has("Subject", key.string.value);
      case Kind::header:
        return field_has(key.field.value, key.string.value);
      case Kind::not_:
        if (const auto one = matches_one(key.keys.front())) return !*one;
        return std::nullopt;
      case Kind::or_: {
        const auto a = matches_one(key.keys[0]), b = matches_one(key.keys[1]);
        if (!a || !b) return std::nullopt;
        return *a || *b;
      }
      case Kind::and_:
        return all(key.keys);
      case Kind::body:
      case Kind::text:
        // A multipart is searched part by part; what is searched of the lines between them stays open.
        if (has(facts_.header, "multipart") || key.string.value.empty()) return std::nullopt;
        return has(facts_.body, key.string.value) || (key.kind == Kind::text && has(facts_.header, key.string.value));
      default:
        return std::nullopt;
    }
  }

  std::uint32_t number_, count_;
  std::int64_t now_;
  const SeedMessage& seed_;
  Facts facts_;
};

}  // namespace

std::vector<std::optional<bool>> naive_search(const List<grammar::SearchKey>& keys, std::int64_t now) {
  std::vector<std::optional<bool>> matches;
  for (std::uint32_t number = 1; number <= seed_messages().size(); ++number)
    matches.push_back(Naive(number, now).all(keys));
  return matches;
}

}  // namespace imapspec::fuzz
