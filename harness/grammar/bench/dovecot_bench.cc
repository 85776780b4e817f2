// Dovecot's lib-imap: an untyped tree of arguments, as its own server and its own client read lines.
#include "harness/grammar/bench/subject.h"

// In dovecot_lines.c, since Dovecot's headers are C.
extern "C" std::size_t dovecot_refused(const char* octets, std::size_t size, int commands);

namespace imapspec::bench {

std::vector<Operation> operations() {
  const auto parse = [](const Corpus& corpus) {
    const char* begin = corpus.octets.data();
    const char* end = corpus.messages.back().data() + corpus.messages.back().size();
    return dovecot_refused(begin, static_cast<std::size_t>(end - begin), corpus.commands ? 1 : 0);
  };
  return {{"frame+parse", parse, {}}};
}

}  // namespace imapspec::bench
