// Generator: chance, shaped by weights that have names, out of which random valid trees of the grammar are made. The
// same seed gives the same trees on every machine.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/base/arena.h"
#include "harness/base/random.h"
#include "harness/grammar/core/string.h"
#include "harness/grammar/core/words.h"

namespace imapspec::grammar {

// All are chances in percent but where a unit is given.
struct Weights {
  unsigned list_items = 4;      // items: a list has at most so many, one in a hundred eight times as many
  unsigned items = 60;          // items of all lists of a message together, but for those that must be there
  unsigned optional = 50;       // what may be left out is there
  unsigned extensions = 60;     // a command, response, code or FETCH item of an extension that was drawn is taken
  unsigned nesting = 30;        // another list, part or key within one
  unsigned deep = 1;            // a message nests as deeply as the parser's limit lets it
  unsigned boundary = 35;       // a number is one at which something ends: 0, 1, 2^31, 2^32 - 1, 2^63 - 1, ...
  unsigned look_alike = 12;     // an atom or string is a word that means something elsewhere: NIL, inbox, UID, 12, ...
  unsigned specials = 25;       // a string holds octets that no atom holds
  unsigned line_ends = 6;       // a string holds CR and LF, which only a literal can carry
  unsigned eight_bit = 20;      // a string holds octets beyond ASCII
  unsigned nul = 30;            // a literal8 holds NUL
  unsigned quoted = 40;         // where an atom would do
  unsigned literal = 20;        // where an atom or a quoted string would do
  unsigned literal_plus = 40;   // a client's literal does not wait (RFC 7888)
  unsigned string_octets = 12;  // octets: a string has at most so many, one in two hundred 5,000 more
  unsigned other_case = 25;     // a word is not in capitals
};

// Weights that are themselves drawn: each message of a run then has a character of its own, and what two rules do
// together at their extremes is met too.
Weights swarm(Random& random);

class Generator {
 public:
  // Trees live in the arena. `dialect` decides what they may hold; its from_client is set by who generates a message.
  Generator(Arena& arena, Random& random, Dialect dialect = {}, Weights weights = {});

  Arena& arena() { return arena_; }
  const Dialect& dialect() const { return dialect_; }
  const Weights& weights() const { return weights_; }

  // Begins a message of that direction.
  void begin(bool from_client);

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_.below(bound)); }
  bool chance(unsigned percent) { return random_.below(100) < percent; }
  bool coin() { return chance(50); }
  bool optional() { return chance(weights_.optional); }
  // One of a table or an array.
  template <class Range>
  const auto& pick(const Range& from) {
    return from[below(from.size())];
  }
  std::size_t list_size(std::size_t at_least);

  std::uint64_t number_in(std::uint64_t first, std::uint64_t last);  // both included; often a bound
  std::uint32_t number();                                            // number
  std::uint32_t nz_number();                                         // nz-number
  std::uint64_t number64();                                          // 63 bits
  std::uint64_t number64_or_32();                                    // 63 bits under rev2, 32 under rev1

  std::string_view atom();                                     // 1*ATOM-CHAR
  std::string_view run(CharSet set) { return run(set, set); }  // octets of the set, never none
  std::string_view run(CharSet first, CharSet others);         // one of the first set, then any of the others
  std::string_view any_case(std::string_view word);            // in capitals, in small letters, or mixed
  std::string_view text();                                     // 1*TEXT-CHAR, UTF-8 where allowed
  std::string_view base64();                                   // never empty
  std::string_view utf8_character();                           // one beyond ASCII
  String astring() { return string_at(Place::astring); }
  String string() { return string_at(Place::string); }
  String list_mailbox() { return string_at(Place::list_mailbox); }
  NString nstring();
  String quoted();
  String literal();
  String literal8();
  // A copy of these octets in one of the forms that can carry them at that place.
  String in_some_form(std::string_view octets, Place place);
  // A copy that lives as long as the tree.
  std::string_view keep(std::string_view octets) { return arena_.copy(octets); }
  // At least so many octets of an alphabet.
  std::string_view of(std::string_view alphabet, std::size_t at_least);
  // atom / quoted; where `loose`, an astring, which RFC 3501 has for SEARCH and BADCHARSET.
  String charset(bool loose);

  // Whether there is room for so many more levels of lists, and chance wants them. A level itself is held by a Nested.
  bool descend(std::size_t levels = 1);
  bool room() const { return depth_ < limits::kListDepthMax; }
  class Nested {
   public:
    explicit Nested(Generator& g) : g_(g) { ++g_.depth_; }
    ~Nested() { --g_.depth_; }
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;

   private:
    Generator& g_;
  };
  // While one lives no literal is made: a line of text holds none.
  class WithoutLiterals {
   public:
    explicit WithoutLiterals(Generator& g) : g_(g), before_(g.literals_) { g_.literals_ = false; }
    ~WithoutLiterals() { g_.literals_ = before_; }
    WithoutLiterals(const WithoutLiterals&) = delete;
    WithoutLiterals& operator=(const WithoutLiterals&) = delete;

   private:
    Generator& g_;
    bool before_;
  };

 private:
  String string_at(Place place);
  std::optional<String> formed(std::string_view octets, Place place);
  std::string_view value();
  std::size_t string_size(std::size_t at_least);

  Arena& arena_;
  Random& random_;
  Dialect dialect_;
  Weights weights_;
  std::size_t depth_ = 0;
  std::size_t items_left_ = 0;
  bool deep_ = false;
  bool literals_ = true;
};

}  // namespace imapspec::grammar
