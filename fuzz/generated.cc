// Generated trees: printed and read they are what they were; with any octets in the place of their strings they are still
// one message, or are not printed.
#include "fuzz/counters.h"
#include "fuzz/input.h"
#include "fuzz/oracles/message.h"
#include "fuzz/target.h"
#include "harness/base/random.h"
#include "harness/grammar/policy.h"
#include "harness/grammar/rebuild.h"

using namespace imapspec;
using fuzz::require;

namespace {

grammar::Dialect dialect_of(Random& random) {
  constexpr grammar::Revision kRevisions[] = {grammar::Revision::rev1, grammar::Revision::rev2,
                                              grammar::Revision::either};
  return {.revision = kRevisions[random.below(3)], .utf8 = random.chance(1, 4)};
}

template <class Tree>
Tree come_back(grammar::Generator& g) {
  using It = fuzz::Message<Tree>;
  const Tree tree = It::generate(g);
  fuzz::count_alternatives(tree);
  const std::string text = It::print(tree);
  static Arena arena;
  arena.reset();
  const auto parsed = It::parse(text, arena, g.dialect());
  require(parsed && *parsed == tree, "4: a generated tree is read as it was", text);
  require(It::print(*parsed) == text, "4: and printed as it was", text);
  return tree;
}

grammar::PrintPolicy policy_of(Random& random, const grammar::Dialect& dialect) {
  grammar::PrintPolicy policy;
  policy.literals = static_cast<grammar::PrintPolicy::Literals>(random.below(3));
  policy.dialect = dialect;
  policy.quoted_octets_max = random.chance(1, 2) ? 1000 : random.below(10);
  return policy;
}

Result<std::string> printed(const grammar::Command& tree, const grammar::PrintPolicy& policy) {
  TRY(const auto fragments, grammar::print_command(tree, policy));
  return grammar::joined(fragments);
}
Result<std::string> printed(const grammar::Response& tree, const grammar::PrintPolicy& policy) {
  return grammar::print_response(tree, policy);
}

// Strings and names of the tree are octets of the input here and there.
template <class Tree>
void inject(const Tree& tree, std::string_view octets, Random& random, const grammar::PrintPolicy& policy) {
  using It = fuzz::Message<Tree>;
  Arena arena;
  const auto some = [&] {
    const std::size_t from = random.below(octets.size() + 1);
    return octets.substr(from, random.below(octets.size() - from + 1));
  };
  const grammar::Change change{
      .string =
          [&](const grammar::String& s) {
            if (s.form == grammar::Form::atom && s.value.empty()) return s;  // a member that its node does not use
            return random.chance(1, 2) ? s : grammar::String{some(), s.form};
          },
      .octets = [&](std::string_view name) { return name.empty() || !random.chance(1, 6) ? name : some(); }};
  const Tree meant = grammar::rebuilt(tree, arena, change);
  const auto text = printed(meant, policy);
  if (!text) return;
  const std::string sentinel = It::kDirection == grammar::Direction::command ? "Z NOOP\r\n" : "* 1 EXISTS\r\n";
  const auto messages = fuzz::framed(It::kDirection, *text + sentinel);
  require(messages.size() == 2 && messages[0] == *text && messages[1] == sentinel,
          "18: whatever its arguments, what is printed is one message", *text);
  const auto parsed = It::parse(*text, arena, policy.dialect);
  require(parsed && grammar::same_but_for_forms(*parsed, meant), "18: and says what was meant", *text);
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(generated, octets, octets) {
  Random random(fuzz::hash_of(octets));
  const grammar::Dialect dialect = dialect_of(random);
  Arena arena;
  grammar::Generator g(arena, random, dialect, grammar::swarm(random));
  const grammar::PrintPolicy policy = policy_of(random, dialect);
  if (random.chance(1, 2))
    inject(come_back<grammar::Command>(g), octets, random, policy);
  else
    inject(come_back<grammar::Response>(g), octets, random, policy);
}
