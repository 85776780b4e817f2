// Search programs: what the server finds is what a re-implementation finds that knows the messages by heart; and what
// NOT finds is the rest.
#include <algorithm>

#include "fuzz/mutate.h"
#include "fuzz/oracles/naive_search.h"
#include "fuzz/target.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"

using namespace imapspec;
using namespace imapspec::grammar;
using fuzz::require;

namespace {

constexpr std::size_t kProgramsMax = 20;

struct Answer {
  bool ok = false;
  std::vector<std::uint32_t> numbers;
};
Answer answer_to(fuzz::Client& client, const std::string& command) {
  Answer answer;
  for (const auto& octets : client.ask(command)) {
    Arena arena;
    const auto response = parse_response(octets, arena);
    if (const auto* tagged = std::get_if<Tagged>(&response->body)) answer.ok = tagged->status.kind == StatusKind::ok;
    const auto* untagged = std::get_if<Untagged>(&response->body);
    const auto* search = untagged == nullptr ? nullptr : std::get_if<SearchData>(&untagged->body);
    if (search != nullptr) answer.numbers.assign(search->numbers.begin(), search->numbers.end());
  }
  return answer;
}

std::string text_of(const std::optional<String>& charset, const List<SearchKey>& keys) {
  Printer p;
  print_search_program(p, charset, keys);
  return p.take_joined();
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(search, commands, octets) {
  const auto server = fuzz::make_server();
  fuzz::Client client(*server);
  client.ask("LOGIN alice secret");
  client.ask("SELECT INBOX");
  std::size_t programs = 0;
  for (const auto& message : fuzz::whole_messages_of(octets, fuzz::Shape::commands)) {
    Arena arena;
    const auto command = parse_command(message, arena, {.revision = Revision::rev1});
    const auto* search = command ? std::get_if<Search>(&command->body) : nullptr;
    if (search == nullptr) continue;
    if (++programs > kProgramsMax) break;
    const std::string program = text_of(search->charset, search->keys);
    const Answer found = answer_to(client, "SEARCH " + program);
    if (!found.ok) continue;  // a number, date or charset that there is not
    const auto expected = fuzz::naive_search(search->keys, server->now());
    for (std::uint32_t n = 1; n <= expected.size(); ++n)
      require(!expected[n - 1] || std::ranges::binary_search(found.numbers, n) == *expected[n - 1],
              "the messages that match are those that were found", program);
    const Answer uids = answer_to(client, "UID SEARCH " + program);
    require(uids.ok && uids.numbers == found.numbers, "UID SEARCH finds the same messages", program);

    // The rest, and the whole twice.
    if (program.size() > 1000) continue;
    SearchKey all{};
    all.kind = SearchKey::Kind::and_;
    all.keys = search->keys;
    SearchKey other{};
    other.kind = SearchKey::Kind::not_;
    other.keys = List<SearchKey>(&all, 1);
    const Answer rest = answer_to(client, "SEARCH " + text_of(search->charset, List<SearchKey>(&other, 1)));
    if (!rest.ok) continue;  // too deep
    std::vector<std::uint32_t> both = found.numbers;
    both.insert(both.end(), rest.numbers.begin(), rest.numbers.end());
    std::sort(both.begin(), both.end());
    std::vector<std::uint32_t> every;
    for (std::uint32_t n = 1; n <= fuzz::seed_messages().size(); ++n) every.push_back(n);
    require(both == every, "what does not match is all that NOT finds", program);
  }
}
