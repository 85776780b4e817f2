#include "harness/grammar/extension/mailbox_param.h"

#include "harness/grammar/grammar_test_support.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

TEST(CreateParam, MaySayWhatTheMailboxIsFor) {
  for (const auto& dialect : {kRev1, kRev2, kEither}) {
    ok_command("a CREATE MySpecial (USE (\\Drafts \\Sent))", dialect);
    ok_command("a CREATE x (use ())", dialect);
    ok_command("a CREATE x (USE (\\Important) X-SIZE 5)", dialect);
  }
  ok_response("a NO [USEATTR] An \\All mailbox already exists");
  bad_command("a CREATE x (USE)", 15, "create-param");
  bad_command("a CREATE x (USE (Drafts))", 17, "use-attr");
  bad_command("a CREATE x (USE \\Drafts)", 16, "create-param");
}

TEST(CreateParam, KnowsTheAttributes) {
  for (const auto attribute : use_attributes()) ok(create_param, std::string("USE (") + std::string(attribute) + ")");
}

TEST(SelectParam, KnowsItsWords) {
  Arena arena;
  const auto command = parse_command("a SELECT x (CONDSTORE UTF8 QRESYNC (1 2 3))\r\n", arena).value();
  const auto& params = std::get<Select>(command.body).params;
  ASSERT_EQ(params.size(), 3U);
  EXPECT_TRUE(std::holds_alternative<CondstoreParam>(params[0]));
  EXPECT_EQ(std::get<TaggedParam>(params[1]).name, "UTF8");
  EXPECT_EQ(std::get<Qresync>(params[2]).known_uids->items.front().first, 3U);
}

}  // namespace
}  // namespace imapspec::grammar
