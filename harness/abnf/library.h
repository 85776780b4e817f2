// Library: the ABNF of the RFCs as it was read from a folder of rfcNNNN.abnf files, mended by the table of corrections;
// from it grammars are composed. Nothing here knows the parser of harness/grammar, nor shares a line with it.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "harness/abnf/grammar.h"
#include "harness/abnf/notation.h"

namespace imapspec::abnf {

struct Composed;
using Composition = std::map<std::string, Composed, std::less<>>;

// Which protocol a grammar starts from: RFC 3501, the same after ENABLE UTF8=ACCEPT (RFC 9755), or RFC 9051.
enum class Base : std::uint8_t { rev1, rev1_utf8, rev2 };
// Who says it: a server never sends a literal with "+" (RFC 7888 section 8, RFC 9051 section 9).
enum class Sender : std::uint8_t { client, server };

// Compose a grammar so:
// 1. The rules of the base.
// 2. Then each extension, in the order given. "=/" adds alternatives to what is there. "=" for a name that is there adds
//    the definition as one more alternative: RFC 4466 and its heirs write "=" for "conforms to", and a server that has
//    several extensions takes the syntax of each. So a composed rule accepts what any of its definitions accepts.
// 3. Except where the table of corrections says otherwise, with its reason: a definition that replaces (the later RFC
//    narrows or mends it), that is dropped (an example, an import, a thing overtaken), or that is the RFC's own: a name
//    that happens to be another RFC's too, e.g. <search-criteria> of RFC 5466. An own rule is called "name@rfc", and
//    the references in its file go there. "name@rest" is what a rule has for things to come, e.g. the atom at the end of
//    <resp-text-code>: it does not take the words that other alternatives define. Both are names of the judge's making.
// 4. Texts that are imported without being a file here (RFC 3629, RFC 3986, ...) are short and stand in the table of
//    corrections; they, and the core rules of RFC 5234 appendix B.1, are for names that nobody else defined.
class Library {
 public:
  // Reads every rfcNNNN.abnf in `folder`. The error is "file:line: what is not ABNF", or says that the folder is missing.
  static std::expected<Library, std::string> load(const std::string& folder);

  // The numbers of the RFCs that were read, ascending.
  std::vector<int> rfcs() const;
  // The definitions of one file, corrected, in their order. Empty if there is no such file.
  std::span<const Definition> definitions(int rfc) const;

  // The grammar of `base` with these extensions; the first form takes all_extensions().
  std::expected<Grammar, std::string> compose(Base base, Sender sender = Sender::client) const;
  std::expected<Grammar, std::string> compose(Base base, Sender sender, std::span<const int> extensions) const;

  // What RFC `rfc` says by itself: its own definitions replace those of compose(base, sender), so that a rule resolves in
  // its own file first, then in the composed grammar.
  std::expected<Grammar, std::string> view(Base base, int rfc, Sender sender = Sender::client) const;

 private:
  std::expected<Composition, std::string> united(Base base, Sender sender, std::span<const int> extensions) const;

  std::map<int, std::vector<Definition>> files_;
};

// Where the RFC texts are: $IMAPSPEC_RFC_DIR, or `beside` if it is not set; with "/abnf" behind it.
std::string abnf_folder(const std::string& beside);

// The RFCs that compose(base) takes on top of the base, in the order in which they are applied. RFCs that another one
// here obsoletes are not among them.
std::span<const int> all_extensions();

}  // namespace imapspec::abnf
