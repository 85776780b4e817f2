#include "reference-server/commands/search_returns.h"

#include <algorithm>

#include "reference-server/commands/partial.h"

namespace imapspec::reference_server {

SearchReturns::SearchReturns(const std::optional<List<grammar::SearchReturn>>& options) {
  if (!options || options->empty()) {
    all = true;
    return;
  }
  int parts = 0;
  for (const auto& option : *options) {
    if (same_word(option.name, "MIN")) min = true;
    if (same_word(option.name, "MAX")) max = true;
    if (same_word(option.name, "ALL")) all = true;
    if (same_word(option.name, "COUNT")) count = true;
    if (same_word(option.name, "SAVE")) save = true;
    if (const auto* range = option.value ? std::get_if<grammar::PartialRange>(&*option.value) : nullptr) {
      partial = *range;
      ++parts;
    }
  }
  contradictory = parts + (all ? 1 : 0) > 1;
}

std::vector<std::uint32_t> SearchReturns::covered(Session& session, const std::vector<std::uint32_t>& found) const {
  if (all || count || !(min || max || partial) || found.empty()) return found;
  std::vector<std::uint32_t> part;
  if (partial) part = part_of(session, *partial, found);
  if (min) part.push_back(found.front());
  if (max) part.push_back(found.back());
  std::sort(part.begin(), part.end());
  part.erase(std::unique(part.begin(), part.end()), part.end());
  return part;
}

// Where nothing was found, only COUNT is told (RFC 4731 section 3.1), and NIL of PARTIAL (RFC 9394 section 3.1).
grammar::EsearchData SearchReturns::data(Session& session, Exchange& exchange,
                                         const std::vector<std::uint32_t>& results, bool uid,
                                         std::optional<std::uint64_t> mod_sequence) const {
  ListBuilder<grammar::EsearchItem> items(exchange.arena());
  const auto number = [](std::uint64_t n) { return grammar::EsearchValue(grammar::TaggedExtVal(n)); };
  if (!results.empty()) {
    if (min) items.add({"MIN", number(results.front())});
    if (max) items.add({"MAX", number(results.back())});
    if (all) items.add({"ALL", grammar::TaggedExtVal(set_of(exchange, results))});
  }
  if (partial) {
    const std::vector<std::uint32_t> part = part_of(session, *partial, results);
    grammar::EsearchPartial told{*partial, std::nullopt};
    if (!part.empty()) told.results = set_of(exchange, part);
    items.add({"PARTIAL", told});
  }
  if (count) items.add({"COUNT", number(results.size())});
  if (mod_sequence) items.add({"MODSEQ", number(*mod_sequence)});
  grammar::EsearchData data;
  data.tag = grammar::String{exchange.tag(), grammar::Form::quoted};
  data.uid = uid;
  data.items = items.done();
  return data;
}

bool is_of_esearch(const grammar::SearchReturn& option) {
  if (option.value || !option.fetch.empty()) return false;
  for (const char* name : {"MIN", "MAX", "ALL", "COUNT"})
    if (same_word(option.name, name)) return true;
  return false;
}

bool is_offered(const Session& session, const grammar::SearchReturn& option) {
  if (is_of_esearch(option)) return session.offers("ESEARCH");
  if (same_word(option.name, "PARTIAL")) return session.offers("PARTIAL");
  return same_word(option.name, "SAVE") && !option.value && session.offers("SEARCHRES");
}

grammar::SequenceSet set_of(Exchange& exchange, const std::vector<std::uint32_t>& numbers) {
  ListBuilder<grammar::SeqItem> items(exchange.arena());
  for (std::size_t from = 0, to = 0; from < numbers.size(); from = to) {
    for (to = from + 1; to < numbers.size() && numbers[to] == numbers[to - 1] + 1;) ++to;
    if (to - from == 1)
      items.add(grammar::SeqNumber(numbers[from]));
    else
      items.add(grammar::SeqRange{numbers[from], numbers[to - 1]});
  }
  return {items.done(), false};
}

}  // namespace imapspec::reference_server
