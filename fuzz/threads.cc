// Threads: small mailboxes with any references between them, threaded twice.
#include "fuzz/input.h"
#include "fuzz/oracles/naive_threads.h"
#include "fuzz/target.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/print.h"

using namespace imapspec;
using fuzz::require;

namespace {

constexpr std::size_t kMessagesMax = 24;
constexpr std::size_t kNames = 12;  // few, so that messages refer to each other

std::string name(fuzz::Input& input) {
  const std::size_t n = input.below(kNames + 1);
  return n == 0 ? std::string() : std::string(1, static_cast<char>('a' + n - 1));
}

std::vector<mail::Threadable> mailbox(std::string_view octets) {
  fuzz::Input input(octets);
  std::vector<mail::Threadable> messages;
  while (!input.empty() && messages.size() < kMessagesMax) {
    mail::Threadable message;
    message.number = static_cast<std::uint32_t>(messages.size() + 1);
    const std::uint8_t shape = input.octet();  // references, reply, whether the dates differ
    message.reply_or_forward = (shape & 1U) != 0;
    message.sent = (shape & 2U) != 0 ? input.octet() : 7;
    message.subject = (shape & 4U) != 0 ? name(input) : "";
    message.message_id = name(input);
    for (std::size_t i = shape >> 5U; i > 0; --i)
      if (std::string id = name(input); !id.empty()) message.references.push_back(std::move(id));
    messages.push_back(std::move(message));
  }
  return messages;
}

std::string printed(const grammar::ThreadData& threads) {
  grammar::Response response;
  response.body = grammar::Untagged{threads};
  const std::string line = grammar::print_response(response);
  Arena arena;
  const auto parsed = grammar::parse_response(line, arena);
  require(parsed && *parsed == response, "4: what is threaded is IMAP", line);
  constexpr std::string_view kBefore = "* THREAD";
  const std::string answer = line.substr(kBefore.size(), line.size() - kBefore.size() - 2);
  return answer.empty() ? answer : answer.substr(1);
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(threads, octets, octets) {
  const auto messages = mailbox(octets);
  Arena arena;
  const std::string references = printed(mail::threads_by_references(messages, arena));
  const std::string naive = fuzz::naive_threads_by_references(messages);
  require(references == naive, "threads are those of RFC 5256 section 3, REFERENCES", references + ", naive " + naive);
  const std::string refs = printed(mail::threads_by_refs(messages, arena));
  require(refs == fuzz::naive_threads_by_refs(messages),
          "threads are those of REFERENCES without subjects, the latest last", refs);
  const std::string subject = printed(mail::threads_by_subject(messages, arena));
  require(subject == fuzz::naive_threads_by_subject(messages), "threads are those of section 3, ORDEREDSUBJECT",
          subject);
}
