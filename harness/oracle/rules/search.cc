// SEARCH and ESEARCH (RFC 4466, RFC 4731, RFC 9051 section 7.3.4).
#include <algorithm>

#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {
namespace {

using namespace grammar;

bool is_search(const CommandInProgress& command) {
  return command.name == "SEARCH" || command.name == "UID SEARCH";
}

// A set of numbers as ascending ranges that do not touch, or nothing where "*" or "$" stands in it.
struct Span {
  std::uint64_t first = 0, last = 0;
};
std::optional<std::vector<Span>> spans(const TaggedExtVal& value) {
  std::vector<Span> all;
  if (const auto* number = std::get_if<std::uint64_t>(&value)) return std::vector<Span>{{*number, *number}};
  const auto* set = std::get_if<SequenceSet>(&value);
  if (set == nullptr || set->saved_result) return std::nullopt;
  for (const auto& each : set->items) {
    const auto* range = std::get_if<SeqRange>(&each);
    const SeqNumber first = range != nullptr ? range->first : std::get<SeqNumber>(each);
    const SeqNumber last = range != nullptr ? range->last : first;
    const auto* a = std::get_if<std::uint32_t>(&first);
    const auto* b = std::get_if<std::uint32_t>(&last);
    if (a == nullptr || b == nullptr) return std::nullopt;
    all.push_back({std::min(*a, *b), std::max(*a, *b)});
  }
  std::sort(all.begin(), all.end(), [](const Span& a, const Span& b) { return a.first < b.first; });
  std::vector<Span> merged;
  for (const Span& span : all) {
    if (!merged.empty() && span.first <= merged.back().last + 1)
      merged.back().last = std::max(merged.back().last, span.last);
    else
      merged.push_back(span);
  }
  return merged;
}
std::optional<std::vector<Span>> spans(const EsearchValue& value) {
  const auto* plain = std::get_if<TaggedExtVal>(&value);
  return plain == nullptr ? std::nullopt : spans(*plain);
}

class SearchAnswered final : public Rule {
 public:
  About about() const override {
    return {
        "search-answered",
        "rfc3501-6.4.4-b",
        Subject::server,
        "SEARCH and UID SEARCH are answered by an untagged SEARCH or ESEARCH, under IMAP4rev2 ESEARCH, even if nothing "
        "matches",
        {"rfc9051-6.4.4-j"}};
  }
  void on_result(const CommandInProgress& command, const Tagged& result, const ServerMessage& message,
                 const Conversation& now) override {
    const auto* search = body_of<Search>(command);
    if (search == nullptr || !is_ok(result)) return;
    // RETURN (SAVE) alone asks for no answer (RFC 5182 section 2.1, RFC 9051 section 6.4.4).
    if (search->returns && !search->returns->empty() &&
        std::all_of(search->returns->begin(), search->returns->end(),
                    [](const auto& each) { return upper_case(each.name) == "SAVE"; }))
      return;
    watch();
    if (said(command, "ESEARCH")) return;
    if (now.dialect.revision == Revision::rev2)
      broke(command.name + " was OK without an ESEARCH", message.index, message.octets, 0, "rfc9051-6.4.4-j");
    else if (!said(command, "SEARCH"))
      broke(command.name + " was OK without an untagged SEARCH", message.index, message.octets);
  }
};

// Judged at the result: a message that the search found may be announced a little later.
class SearchNumbersExist final : public Rule {
 public:
  About about() const override {
    return {"search-numbers-exist",
            "rfc3501-7.2.5-a",
            Subject::server,
            "SEARCH answers with numbers of messages that exist",
            {"rfc9051-7.3.4-f"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    std::uint64_t highest = 0;
    if (const auto* search = untagged<SearchData>(message)) {
      if (!now.in_progress("SEARCH") || now.in_progress("UID SEARCH")) return;
      for (const std::uint32_t number : search->numbers) highest = std::max<std::uint64_t>(highest, number);
    } else if (const auto* extended = untagged<EsearchData>(message); extended != nullptr && !extended->uid) {
      for (const auto& each : extended->items) {
        const std::string name = upper_case(each.name);
        if (name != "MIN" && name != "MAX" && name != "ALL") continue;
        if (const auto found = spans(each.value); found && !found->empty())
          highest = std::max(highest, found->back().last);
      }
    }
    if (highest <= highest_) return;
    highest_ = highest;
    index_ = message.index;
    octets_ = message.octets.substr(0, 200);
  }
  void on_result(const CommandInProgress& command, const Tagged&, const ServerMessage&,
                 const Conversation& now) override {
    const std::uint64_t highest = std::exchange(highest_, 0);
    if (command.name != "SEARCH" || !now.mailbox || now.selecting() || !now.mailbox->exists) return;
    watch();
    if (highest > *now.mailbox->exists)
      broke("SEARCH found message " + std::to_string(highest) + " in a mailbox of " +
                std::to_string(*now.mailbox->exists),
            index_, octets_);
  }

 private:
  std::uint64_t highest_ = 0;
  std::size_t index_ = 0;
  std::string octets_;
};

class EsearchNamesItsCommand final : public Rule {
 public:
  About about() const override {
    return {"esearch-names-its-command",
            "rfc4466-2.6.2-a",
            Subject::server,
            "The TAG of ESEARCH is that of the SEARCH that caused it, and UID stands there if that was UID SEARCH",
            {"rfc9051-7.3.4-a", "rfc4731-3.1-i"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* extended = untagged<EsearchData>(message);
    if (extended == nullptr || !extended->tag) return;
    watch();
    const auto* command = now.find_open(extended->tag->value);
    if (command == nullptr || !is_search(*command)) {
      // An extension's command (SORT, THREAD) may be answered by ESEARCH too.
      if (command == nullptr) broke("no such command is in progress", message.index, message.octets);
      return;
    }
    const bool uid = command->name == "UID SEARCH";
    if (uid != extended->uid)
      broke(command->name + (uid ? " answered without UID" : " answered with UID"), message.index, message.octets, 0,
            "rfc4731-3.1-i");
  }
};

class EsearchAgreesWithItself final : public Rule {
 public:
  About about() const override {
    return {
        "esearch-agrees-with-itself",
        "rfc4731-3.1-a",
        Subject::server,
        "MIN, MAX, ALL and COUNT of one ESEARCH are of the same messages, and where nothing matches only COUNT stands",
        {"rfc9051-7.3.4-f"}};
  }
  void on_server(const ServerMessage& message, const Conversation& now) override {
    const auto* extended = untagged<EsearchData>(message);
    if (extended == nullptr) return;
    watch();
    // MIN and MAX of a SORT are its first and last (RFC 5267 section 3.1).
    const auto* command = extended->tag ? now.find_open(extended->tag->value) : nullptr;
    const bool in_mailbox_order = command == nullptr || is_search(*command);
    std::optional<std::uint64_t> min, max, count;
    std::optional<std::vector<Span>> all;
    for (const auto& each : extended->items) {
      const std::string name = upper_case(each.name);
      const auto value = spans(each.value);
      if (name == "PARTIAL") return;  // RFC 9394: of a part of the results
      if (!value || value->empty()) continue;
      if (name == "MIN") min = value->front().first;
      if (name == "MAX") max = value->front().first;
      if (name == "COUNT") count = value->front().first;
      if (name == "ALL") all = value;
    }
    std::uint64_t members = 0;
    if (all)
      for (const Span& span : *all) members += span.last - span.first + 1;
    const auto wrong = [&](std::string what) { broke(std::move(what), message.index, message.octets); };
    if (count == 0U && (min || max || all)) return wrong("nothing was found, and yet there is more than COUNT");
    if (count && all && *count != members)
      return wrong("COUNT is " + std::to_string(*count) + ", ALL has " + std::to_string(members));
    if (!in_mailbox_order) return;
    if (min && all && *min != all->front().first) return wrong("MIN is not the lowest of ALL");
    if (max && all && *max != all->back().last) return wrong("MAX is not the highest of ALL");
    if (min && max && *min > *max) return wrong("MIN is above MAX");
  }
};

}  // namespace

Family search_rules() {
  return {rule<SearchAnswered>(), rule<SearchNumbersExist>(), rule<EsearchNamesItsCommand>(),
          rule<EsearchAgreesWithItself>()};
}

}  // namespace imapspec::oracle
