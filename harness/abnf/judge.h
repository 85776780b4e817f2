// Judge: does a text belong to a rule? All derivations are followed at once, so that neither the order of alternatives
// nor ambiguity nor left recursion matters, in at most cubic time.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "harness/abnf/grammar.h"

namespace imapspec::abnf {

enum class Verdict {
  accept,      // the whole text is an instance of the rule
  reject,      // it is not, and nothing that could follow would make it one
  incomplete,  // it is not, but more octets may make it one
  too_much,    // the bound on steps was passed before an answer was known
};
const char* to_string(Verdict verdict);

struct Judgement {
  Verdict verdict = Verdict::reject;
  std::uint32_t furthest =
      0;                    // octets up to which some derivation went: where a rejected text is wrong, at the earliest
  std::uint64_t steps = 0;  // work done; grows with the text, for tests of bounds
  bool extensible = false;  // accepted, and more octets could make a longer instance
};

// Judges text after text with the same tables, so that a short text costs no allocation. Not for use by two threads.
class Judge {
 public:
  static constexpr std::uint64_t kStepsMax = 4'000'000;
  static constexpr std::size_t kTextOctetsMax = std::size_t{1} << 20;  // a longer text is too_much

  explicit Judge(Grammar grammar, std::uint64_t steps_max = kStepsMax);
  ~Judge();
  Judge(Judge&&) noexcept;
  Judge& operator=(Judge&&) noexcept;

  // `rule` must be a rule of the grammar; its name compares without case.
  Judgement judge(std::string_view rule, std::string_view text);
  const Grammar& grammar() const { return grammar_; }

 private:
  struct Tables;
  Grammar grammar_;
  std::uint64_t steps_max_;
  std::unique_ptr<Tables> tables_;
};

// One text, with tables of its own.
Verdict judge(const Grammar& grammar, std::string_view rule, std::string_view text);

}  // namespace imapspec::abnf
