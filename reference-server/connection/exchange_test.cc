#include "reference-server/connection/exchange.h"

#include <gtest/gtest.h>

namespace imapspec::reference_server {
namespace {

constexpr std::string_view kSaid =
    "* 3 EXISTS\r\n* 2 FETCH (UID 7 MODSEQ (9))\r\n* 1 FETCH (MODSEQ (4))\r\n+ go on\r\n* OK [CLOSED] Bye\r\na OK "
    "Done\r\n";

void say_much(Exchange& exchange) {
  const auto fetch = [&exchange](std::uint32_t number, std::initializer_list<grammar::FetchItem> items) {
    ListBuilder<grammar::FetchItem> list(exchange.arena());
    for (const auto& item : items) list.add(item);
    exchange.untagged(grammar::FetchData{number, list.done()});
  };
  exchange.untagged(grammar::ExistsData{3});
  fetch(2, {grammar::FetchUid{7}, grammar::FetchModSeq{9}});
  fetch(1, {grammar::FetchModSeq{4}});
  exchange.continuation("go on");
  exchange.untagged(grammar::StatusKind::ok, "Bye", code("CLOSED"));
  exchange.ok("Done");
  exchange.close();
}

TEST(Exchange, PrintsAtOnceWhatNobodyMayChange) {
  Arena arena;
  Output output;
  Exchange exchange(arena, nullptr, "a", &output);
  say_much(exchange);
  EXPECT_EQ(output.octets, kSaid);
  EXPECT_TRUE(exchange.responses.empty());
  EXPECT_EQ(exchange.highest_modseq(), 9U);
}

TEST(Exchange, KeepsWhatSomebodyMayChange) {
  Arena arena;
  Exchange exchange(arena, nullptr, "a");
  say_much(exchange);
  EXPECT_EQ(exchange.responses.size(), 6U);
  EXPECT_EQ(exchange.highest_modseq(), 9U);
  Output output;
  for (const auto& response : exchange.responses) output.add(response);
  EXPECT_EQ(output.octets, kSaid);
}

}  // namespace
}  // namespace imapspec::reference_server
