// What must hold of every tree of the grammar, tried on many random ones. Seeded, so that a failure comes again.
#include "harness/base/random.h"
#include "harness/grammar/generate/generate.h"
#include "harness/grammar/generate/spelling.h"
#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/rebuild.h"
#include "harness/grammar/term.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

constexpr int kTrees = 6'000;  // of each kind
// Octets of arena that one octet of message may cost: a FETCH item of six octets is a node of some hundreds.
constexpr std::size_t kArenaOctetsPerOctet = 600;

template <class Tree>
Tree message(Generator& g) {
  if constexpr (std::is_same_v<Tree, Command>)
    return generate_command(g);
  else
    return generate_response(g);
}

std::vector<Dialect> dialects() {
  Dialect rev1_utf8 = kRev1;
  rev1_utf8.utf8 = true;
  return {kRev1, kRev2, kEither, rev1_utf8};
}

// What the framer makes of the text in random portions: the messages that it finds, each with its octets.
std::vector<std::string> framed_in_portions(Direction direction, std::string_view text, Random& random) {
  Framer framer(direction);
  std::vector<std::string> messages;
  while (!text.empty()) {
    std::string_view portion = text.substr(0, 1 + random.below(random.chance(1, 2) ? 3 : text.size()));
    text.remove_prefix(portion.size());
    while (!portion.empty()) {
      const auto event = framer.feed(portion);
      portion.remove_prefix(event.consumed);
      if (event.kind == FrameEvent::Kind::message) messages.emplace_back(framer.message());
    }
  }
  return messages;
}

void forget_forms(Term& term) {
  term.form = Form::atom;
  for (auto& item : term.items) forget_forms(item);
}
template <class Tree>
Term formless_term(const Tree& tree) {
  Term term = term_of(tree);
  forget_forms(term);
  return term;
}

// Another form for the same octets; the place may not allow it.
String reformed(const String& s, Random& random, bool from_client) {
  if (s.form == Form::literal8 || s.form == Form::literal8_plus) return s;
  if (s.form == Form::atom && s.value.empty()) return s;  // a member that this node does not use
  const bool quotable = s.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
  if (quotable && random.chance(1, 2)) return {s.value, Form::quoted};
  return {s.value, from_client && random.chance(1, 2) ? Form::literal_plus : Form::literal};
}

template <class Tree>
class Trees {
  using It = testing::internal::Whole<Tree>;

 public:
  explicit Trees(std::uint64_t seed) : random_(seed) {}
  void hold() {
    for (int i = 0; i < kTrees && !::testing::Test::HasFailure(); ++i) {
      const Dialect dialect = dialects()[static_cast<std::size_t>(i) % dialects().size()];
      Arena arena;
      Generator g(arena, random_, dialect, swarm(random_));
      const Tree tree = message<Tree>(g);
      const std::string text = It::print(tree);
      SCOPED_TRACE(text);
      come_back(tree, text, g.dialect());
      if (::testing::Test::HasFailure()) return;
      cuts(text, dialect);
      changes(text, dialect);
      portions(text);
      spellings(g, tree, dialect);
      forms(tree, dialect);
    }
    EXPECT_GT(reformed_, kTrees / 8);
    EXPECT_GT(changed_, kTrees / 10);
  }

 private:
  // Parsed strictly it is the tree, to the spelling; printed again the text, to the octet; tolerance changes nothing.
  void come_back(const Tree& tree, const std::string& text, const Dialect& dialect) {
    const Exact exact(text);
    Arena arena(256);
    const auto parsed = It::parse(exact.view(), arena, dialect);
    ASSERT_TRUE(parsed.has_value()) << shown(parsed.error());
    ASSERT_TRUE(*parsed == tree) << "another tree";
    ASSERT_TRUE(parsed->spellings == tree.spellings) << "other spellings";
    ASSERT_TRUE(parsed->deviations.empty());
    ASSERT_EQ(It::print(*parsed), text);
    ASSERT_TRUE(term_of(*parsed) == term_of(tree));
    ASSERT_LE(arena.used_octets(), kArenaOctetsPerOctet * text.size());
    Dialect tolerant = dialect;
    tolerant.tolerated = DeviationSet::all();
    const auto tolerated = It::parse(exact.view(), arena, tolerant);
    ASSERT_TRUE(tolerated.has_value() && *tolerated == tree && tolerated->deviations.empty());
  }

  // Every prefix of a short text, some of a long one.
  void cuts(const std::string& text, const Dialect& dialect) {
    const std::size_t step = 1 + text.size() / 16;
    for (std::size_t at = random_.below(step); at < text.size(); at += step) {
      const Exact prefix(std::string_view(text).substr(0, at));
      Arena arena;
      const auto parsed = It::parse(prefix.view(), arena, dialect);
      ASSERT_FALSE(parsed.has_value()) << "cut at " << prefix.view().size();
      ASSERT_EQ(parsed.error().kind, ParseError::Kind::incomplete)
          << "cut at " << prefix.view().size() << ": " << shown(parsed.error());
    }
  }

  // An octet that is another is seen: it makes another tree or another spelling, or is refused.
  void changes(std::string text, const Dialect& dialect) {
    constexpr std::string_view kOctets = "()[]{}<>\"\\ %*+-.,:$~019aANL/=";
    text[random_.below(text.size())] = kOctets[random_.below(kOctets.size())];
    const Exact exact(text);
    Arena arena;
    const auto parsed = It::parse(exact.view(), arena, dialect);
    if (!parsed) {
      ASSERT_LE(parsed.error().offset, text.size());
      return;
    }
    ++changed_;
    ASSERT_EQ(It::print(*parsed), text);
  }

  void portions(const std::string& text) {
    ASSERT_EQ(framed_in_portions(It::kDirection, text + text, random_), (std::vector<std::string>{text, text}));
  }

  void spellings(Generator& g, Tree tree, const Dialect& dialect) {
    const Tree before = tree;
    respell(g, tree);
    const std::string text = It::print(tree);
    Arena arena;
    const auto parsed = It::parse(text, arena, dialect);
    ASSERT_TRUE(parsed.has_value() && *parsed == before) << text;
  }

  void forms(const Tree& tree, const Dialect& dialect) {
    Arena arena;
    const bool from_client = It::kDirection == Direction::command;
    bool changed = false;
    Tree other = rebuilt(tree, arena, {.string = [&](const String& s) {
                           const String to = random_.chance(1, 2) ? reformed(s, random_, from_client) : s;
                           changed = changed || to != s;
                           return to;
                         }});
    other.spellings = {};
    const std::string text = It::print(other);
    const auto parsed = It::parse(text, arena, dialect);
    if (!parsed) return;  // a place that takes no quoted string, or no literal
    if (changed) ++reformed_;
    ASSERT_TRUE(same_but_for_forms(*parsed, tree)) << text;
    ASSERT_TRUE(formless_term(*parsed) == formless_term(tree)) << text;
  }

  Random random_;
  int reformed_ = 0, changed_ = 0;
};

TEST(TreeProperties, OfCommands) {
  Trees<Command>(1).hold();
}
TEST(TreeProperties, OfResponses) {
  Trees<Response>(2).hold();
}

}  // namespace

// Octets that are like the marks with which words are found.
TEST(Respell, KeepsWhateverOctetsAreInALiteral) {
  using std::string_literals::operator""s;
  for (const auto& octets : {std::string(20, '\0'), "\0010\2\0011\2"s, "\1\1\0010\2"s}) {
    Arena arena;
    Random random(1);
    const std::string text =
        "* 1 FETCH (BINARY[1] ~{" + std::to_string(octets.size()) + "}\r\n" + octets + " UID 5 FLAGS (\\Seen))\r\n";
    const Dialect dialect{.revision = Revision::rev2};
    auto tree = parse_response(text, arena, dialect);
    ASSERT_TRUE(tree.has_value());
    Generator g(arena, random, dialect, {.other_case = 100});
    const Response before = *tree;
    respell(g, *tree);
    EXPECT_FALSE(tree->spellings.empty());
    const std::string respelled = print_response(*tree);
    const auto parsed = parse_response(respelled, arena, dialect);
    EXPECT_TRUE(parsed && *parsed == before) << respelled;
  }
}

}  // namespace imapspec::grammar
