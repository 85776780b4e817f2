#include "harness/grammar/extension/small_command.h"

#include <array>

#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

constexpr std::array<Word<Compress::Algorithm>, 1> kAlgorithms = {{{"DEFLATE", Compress::Algorithm::deflate}}};

}  // namespace

std::span<const Word<Compress::Algorithm>> compress_algorithms() {
  return kAlgorithms;
}

// RFC 4978 section 5: compress = "COMPRESS" SP algorithm; algorithm = "DEFLATE"
Result<Compress> compress(Cursor& c) {
  TRY_(sp(c, "compress"));
  TRY(const auto algorithm, one_of<Compress::Algorithm>(c, kAlgorithms, "algorithm"));
  return Compress{algorithm};
}
void print(Printer& p, const Compress& command) {
  p.sp();
  p.word(text_of<Compress::Algorithm>(kAlgorithms, command.algorithm));
}
void add_terms(Term& t, const Compress& command) {
  add(t, {word(text_of<Compress::Algorithm>(kAlgorithms, command.algorithm))});
}

// RFC 5267 section 5: command-select =/ "CANCELUPDATE" 1*(SP quoted)
Result<CancelUpdate> cancelupdate(Cursor& c) {
  TRY(const auto tags, spaced_list<String>(c, quoted, "cancelupdate"));
  return CancelUpdate{tags};
}
void print(Printer& p, const CancelUpdate& command) {
  print_spaced(p, command.tags);
}
void add_terms(Term& t, const CancelUpdate& command) {
  for (const auto& tag : command.tags) add(t, {string_term(tag)});
}

}  // namespace imapspec::grammar
