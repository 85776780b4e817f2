// Every alternative that the generator makes is right, its weights count, and its seeds can be trusted.
#include "harness/grammar/generate/generate.h"

#include <algorithm>

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

template <class Tree>
void comes_back(const Tree& tree, const Dialect& dialect) {
  using It = testing::internal::Whole<Tree>;
  const std::string text = It::print(tree);
  Arena arena;
  const auto parsed = It::parse(text, arena, dialect);
  ASSERT_TRUE(parsed.has_value()) << text << "\n" << shown(parsed.error());
  ASSERT_TRUE(*parsed == tree) << text;
}

// Each alternative of the variant in turn, many times, within the smallest message that holds it.
template <class Variant, class Wrap>
void every_alternative(Wrap wrap) {
  for (const auto& dialect : {kRev1, kRev2, kEither}) {
    Random random(7);
    for (std::size_t index = 0; index < std::variant_size_v<Variant>; ++index) {
      if (!has_alternative(dialect, Variant{}, index)) continue;
      SCOPED_TRACE(index);
      for (int i = 0; i < 60 && !::testing::Test::HasFatalFailure(); ++i) {
        Arena arena;
        Generator g(arena, random, dialect, swarm(random));
        g.begin(std::is_same_v<Variant, CommandBody>);
        Variant value;
        const Generator::WithoutLiterals line(g);
        generate_alternative(g, value, index);
        ASSERT_EQ(value.index(), index);
        comes_back(wrap(arena, value), dialect);
      }
    }
  }
}

TEST(Generate, EveryCommand) {
  every_alternative<CommandBody>([](Arena&, const CommandBody& body) { return Command{"a", body, {}, {}}; });
}
TEST(Generate, EveryResponse) {
  every_alternative<ResponseBody>([](Arena&, const ResponseBody& body) { return Response{Untagged{body}, {}, {}}; });
}
TEST(Generate, EveryCode) {
  every_alternative<RespTextCode>([](Arena&, const RespTextCode& code) {
    return Response{Tagged{"a", Status{StatusKind::ok, RespText{code, "done"}}}, {}, {}};
  });
}
TEST(Generate, EveryFetchItem) {
  every_alternative<FetchItem>([](Arena& arena, const FetchItem& item) {
    return Response{Untagged{FetchData{1, List<FetchItem>(arena.make(item), 1)}}, {}, {}};
  });
}

// Commands and responses made with these weights, and how many octets of the set they have.
std::size_t octets_of(std::string_view set, const Weights& weights) {
  Random random(4);
  std::size_t octets = 0;
  for (int i = 0; i < 300; ++i) {
    Arena arena;
    Generator g(arena, random, kRev1, weights);
    const std::string text = joined(print_command(generate_command(g))) + print_response(generate_response(g));
    octets += static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [set](char c) { return set.find(c) != set.npos; }));
  }
  return octets;
}

TEST(Generate, WeightsShapeWhatIsMade) {
  Weights plain, rich;
  plain.list_items = 1;
  plain.nesting = plain.optional = plain.specials = plain.eight_bit = plain.literal = plain.other_case = 0;
  rich.literal = rich.optional = 90;
  EXPECT_LT(octets_of("{", plain) * 2, octets_of("{", rich));
  EXPECT_LT(octets_of("(", plain) * 2, octets_of("(", rich));

  Weights base;
  base.extensions = 0;
  Random random(5);
  for (int i = 0; i < 500; ++i) {
    Arena arena;
    Generator g(arena, random, kRev2, base);
    const bool extension = std::visit([]<class T>(const T&) { return ExtensionNode<T>; }, generate_command(g).body);
    EXPECT_FALSE(extension);
  }
}

TEST(Generate, TheSameSeedGivesTheSameTrees) {
  const auto made = [] {
    Random random(3);
    std::string all;
    for (int i = 0; i < 50; ++i) {
      Arena arena;
      Generator g(arena, random, kRev2, swarm(random));
      all += joined(print_command(generate_command(g))) + print_response(generate_response(g));
    }
    return all;
  };
  EXPECT_EQ(made(), made());
}

TEST(Generate, NestsAsDeeplyAsTheParserLetsIt) {
  Weights deep;
  deep.deep = 100;
  Random random(5);
  const auto deepest = [](std::string_view text) {
    int depth = 0, most = 0;
    for (const char c : text) {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      most = std::max(most, depth);
    }
    return most;
  };
  int most = 0;
  for (int i = 0; i < 300; ++i) {
    Arena arena;
    Generator g(arena, random, kEither, deep);
    g.begin(false);
    const Response response{
        Untagged{FetchData{1, List<FetchItem>(arena.make(FetchItem(FetchBody{generate_body(g, true), true})), 1)}},
        {},
        {}};
    comes_back(response, kEither);
    most = std::max(most, deepest(print_response(response)));
  }
  EXPECT_GE(most, static_cast<int>(limits::kListDepthMax));
}

}  // namespace
}  // namespace imapspec::grammar
