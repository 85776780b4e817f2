#include "reference-server/bench/workload.h"

#include <algorithm>

namespace imapspec::bench {

namespace {

std::string literal_of(const std::string& message) {
  return '{' + std::to_string(message.size()) + "+}\r\n" + message;
}

// About 20 MB in each direction, but no more commands than it takes for small ones to be measured well.
unsigned times(std::size_t octets, unsigned most) {
  return std::max(100U, std::min(most, static_cast<unsigned>(40'000'000 / octets)));
}

}  // namespace

std::string sample_message(std::size_t octets, unsigned number) {
  const std::string n = std::to_string(number);
  std::string message =
      "Return-Path: <sender" + n + "@example.org>\r\nReceived: from mx.example.org (mx.example.org [192.0.2.1])\r\n" +
      "\tby mail.example.com with ESMTP id " + n + "; Mon, 7 Feb 1994 21:52:25 -0800\r\n" + "Message-ID: <" + n +
      "@example.org>\r\nDate: Mon, 7 Feb 1994 21:52:25 -0800\r\nFrom: Sender " + n + " <sender" + n +
      "@example.org>\r\nTo: Alice <alice@example.com>\r\nSubject: number " + n + (number % 10 == 0 ? " of ten" : "") +
      "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n";
  constexpr std::string_view kLine = "The quick brown fox jumps over the lazy dog, and comes back to it.\r\n";
  while (message.size() + kLine.size() + 2 <= octets) message += kLine;
  message.append(octets - message.size() - 2, '.');
  return message + "\r\n";
}

std::vector<Workload> workloads(const Ground& ground) {
  const std::string select = "SELECT " + ground.mailbox, target = ground.target();
  const unsigned n = ground.messages;
  const std::vector<std::string> empty_target = {"DELETE " + target, "CREATE " + target, select};
  const auto one_of = [n](unsigned number) { return std::to_string(number % n + 1); };
  const auto fetches = [](std::uint64_t count) { return [count](const Answers& a) { return a.fetches == count; }; };
  const auto finds = [](std::uint64_t count) { return [count](const Answers& a) { return a.found == count; }; };
  const auto anything = [](const Answers&) { return true; };
  const unsigned bodies = times(ground.octets, 10'000), appends = times(ground.octets, 2'000);
  constexpr unsigned kCheap = 20'000, kSelects = 2'000, kAll = 200, kSearches = 1'000, kReads = 20;
  const std::string message = literal_of(sample_message(ground.octets, 0));
  return {
      {"SELECT",
       kSelects,
       {},
       [select](std::string& t, unsigned) { t += select; },
       [n](const Answers& a) { return a.exists == n; }},
      {"FETCH n FLAGS",
       kCheap,
       {select},
       [one_of](std::string& t, unsigned i) { t += "FETCH " + one_of(i) + " FLAGS"; },
       fetches(kCheap)},
      {"FETCH 1:* FLAGS",
       kAll,
       {select},
       [](std::string& t, unsigned) { t += "FETCH 1:* FLAGS"; },
       fetches(std::uint64_t{kAll} * n)},
      {"FETCH n BODY[]",
       bodies,
       {select},
       [one_of](std::string& t, unsigned i) { t += "FETCH " + one_of(i) + " BODY[]"; },
       [bodies, octets = ground.octets](const Answers& a) {
         return a.fetches == bodies && a.literal_octets == std::uint64_t{bodies} * octets;
       }},
      {"STORE",
       kCheap,
       {select, "STORE 1:* -FLAGS.SILENT (\\Flagged)"},  // each changes something
       [one_of, n](std::string& t, unsigned i) {
         t += "STORE " + one_of(i) + (i / n % 2 == 0 ? " +" : " -") + "FLAGS (\\Flagged)";
       },
       fetches(kCheap),
       /*can_be_shared=*/false},
      {"SEARCH UNFLAGGED",
       kSearches,
       {select, "STORE 1:* -FLAGS.SILENT (\\Flagged)", "STORE 1:10 +FLAGS.SILENT (\\Flagged)"},
       [](std::string& t, unsigned) { t += "SEARCH UNFLAGGED"; },
       finds(std::uint64_t{kSearches} * (n - 10))},
      {"SEARCH SUBJECT",
       kReads,
       {select},
       [](std::string& t, unsigned) { t += "SEARCH SUBJECT \"of ten\""; },
       finds(std::uint64_t{kReads} * (n / 10))},
      {"SEARCH BODY",
       kReads,
       {select},
       [](std::string& t, unsigned) { t += "SEARCH BODY \"no such words\""; },
       finds(0)},
      {"APPEND", appends, empty_target,
       [message, target](std::string& t, unsigned) { t += "APPEND " + target + " (\\Seen) " + message; }, anything},
      {"COPY", appends, empty_target,
       [one_of, target](std::string& t, unsigned i) { t += "COPY " + one_of(i) + ' ' + target; }, anything},
  };
}

}  // namespace imapspec::bench
