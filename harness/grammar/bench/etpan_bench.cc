// libetpan's parser of responses, by its public interface: a session over a stream in memory, whose NOOP reads all that
// comes up to the next tagged response and frees it. libetpan does not read commands.
#include <libetpan/libetpan.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "harness/grammar/bench/subject.h"

namespace imapspec::bench {

namespace {

// Untagged responses that NOOP gathers before it is answered.
constexpr std::size_t kBatch = 64;

struct Octets {
  std::string_view left;
};

ssize_t read_octets(mailstream_low* low, void* to, std::size_t most) {
  auto& left = static_cast<Octets*>(low->data)->left;
  const std::size_t n = std::min(most, left.size());
  std::memcpy(to, left.data(), n);
  left.remove_prefix(n);
  return static_cast<ssize_t>(n);
}

mailstream_low_driver* driver() {
  static mailstream_low_driver d = [] {
    mailstream_low_driver in_memory = {};
    in_memory.mailstream_read = read_octets;
    in_memory.mailstream_write = [](mailstream_low*, const void*, std::size_t n) { return static_cast<ssize_t>(n); };
    in_memory.mailstream_close = [](mailstream_low*) { return 0; };
    in_memory.mailstream_get_fd = [](mailstream_low*) { return -1; };
    in_memory.mailstream_free = [](mailstream_low* low) { std::free(low); };
    in_memory.mailstream_cancel = [](mailstream_low*) {};
    return in_memory;
  }();
  return &d;
}

// The corpus as a server would say it to a client that asks NOOP time and again.
std::string dialogue(const Corpus& corpus) {
  std::string all = "* OK ready\r\n";
  std::size_t untagged = 0;
  for (const auto message : corpus.messages) {
    all += message;
    if (!message.starts_with("* ")) untagged = 0;
    if (++untagged < kBatch) continue;
    all += "a OK done\r\n";
    untagged = 0;
  }
  return all + "a OK done\r\n";
}

std::size_t parse(const std::string& said) {
  Octets octets{said};
  mailimap* session = mailimap_new(0, nullptr);
  if (mailimap_connect(session, mailstream_new(mailstream_low_new(&octets, driver()), 8192)) !=
      MAILIMAP_NO_ERROR_NON_AUTHENTICATED)
    return 1;
  std::size_t refused = 0;
  while (true) {
    const int answer = mailimap_noop(session);
    if (answer == MAILIMAP_ERROR_STREAM) break;
    if (answer == MAILIMAP_ERROR_PARSE) ++refused;
    if (octets.left.empty() && session->imap_stream->read_buffer_len == 0) break;
  }
  mailimap_free(session);
  return refused;
}

}  // namespace

std::vector<Operation> operations() {
  const auto said = std::make_shared<std::string>();
  return {{"frame+parse", [said](const Corpus&) { return parse(*said); }, Operation::Takes::responses,
           [said](const Corpus& corpus) { *said = dialogue(corpus); }}};
}

}  // namespace imapspec::bench
