// Commands of small extensions: UNAUTHENTICATE (RFC 8437), COMPRESS (RFC 4978), CANCELUPDATE (RFC 5267).
#pragma once

#include "harness/grammar/core/string.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct Unauthenticate {
  static constexpr std::string_view kName = "UNAUTHENTICATE";
  friend bool operator==(Unauthenticate, Unauthenticate) = default;
};

struct Compress {
  enum class Algorithm : std::uint8_t { deflate };
  static constexpr std::string_view kName = "COMPRESS";
  Algorithm algorithm = Algorithm::deflate;
  friend bool operator==(Compress, Compress) = default;
};
std::span<const Word<Compress::Algorithm>> compress_algorithms();
Result<Compress> compress(Cursor& c);
void print(Printer& p, const Compress& command);
void add_terms(Term& t, const Compress& command);

struct CancelUpdate {
  static constexpr std::string_view kName = "CANCELUPDATE";
  List<String> tags;  // quoted; never empty
  friend bool operator==(const CancelUpdate&, const CancelUpdate&) = default;
};
Result<CancelUpdate> cancelupdate(Cursor& c);
void print(Printer& p, const CancelUpdate& command);
void add_terms(Term& t, const CancelUpdate& command);

}  // namespace imapspec::grammar
