// One `imapspec serve` for many faults: who logs in as alice+quirk=NAME meets that one, and the others do not.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "harness/cli/program_test_support.h"

namespace imapspec::cli {
namespace {

constexpr std::string_view kOneLoginEach = R"bash(
cd "$FOLDER" && mkfifo said || exit
imapspec serve --listen 127.0.0.1:0 --data users.yaml $SETTING >said &
trap "kill $!" EXIT
read -r _ url <said
for name in alice alice+quirk=size-counts-line-ends-once alice+quirk=nothing-found-is-not-said alice+quirk=none alice; do
  imapspec run two.yaml --server "${url/:\/\//://$name:secret@}" >"out" 2>&1
  echo "$name $? $(grep -c '^fail  two/size ' out) $(grep -c '^fail  two/found ' out)"
  grep -h 'no quirk' out
done
exit 0
)bash";

struct UserQuirksOfTheProgram : testing::Test {
  UserQuirksOfTheProgram() {
    std::filesystem::create_directories(folder);
    write("users.yaml", "users: {alice: {password: secret, mailboxes: {INBOX: []}}}\n");
    write("two.yaml",
          "topic: Two\ndata: {m: \"Subject: x\\r\\n\\r\\nx\\r\\n\"}\ngiven: {messages: [m]}\nsessions: {alice: "
          "selected}\nscenarios:\n"
          "  - id: size\n    title: Size\n    verifies: [rfc3501-2.3.4-a]\n"
          "    steps: [{C: FETCH 1 RFC822.SIZE, S: ['* 1 FETCH (RFC822.SIZE 17)', OK]}]\n"
          "  - id: found\n    title: Found\n    verifies: [rfc3501-6.4.4-b]\n"
          "    steps: [{C: SEARCH SUBJECT none-such, S: ['* SEARCH', OK]}]\n");
    write("script", std::string(kOneLoginEach));
  }
  ~UserQuirksOfTheProgram() override { std::filesystem::remove_all(folder); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder + "/" + name) << text; }
  std::string played(const std::string& setting) const {
    const auto done =
        net::run_command(net::shell_command("FOLDER='" + folder + "' SETTING='" + setting +
                                            "' PATH='" IMAPSPEC_BINARY_DIR "':\"$PATH\" bash '" + folder + "/script'"),
                         std::chrono::steady_clock::now() + kPatience);
    EXPECT_TRUE(done && done->exit.code == 0) << (done ? done->err.text : done.error());
    return done ? done->out.text : "";
  }

  const std::string folder = testing::TempDir() + "imapspec-user-quirks-" + std::to_string(getpid());
};

TEST_F(UserQuirksOfTheProgram, EachUserMeetsTheirOwn) {
  const std::string said = played("");
  EXPECT_TRUE(
      said.starts_with("alice 0 0 0\n"
                       "alice+quirk=size-counts-line-ends-once 1 1 0\n"
                       "alice+quirk=nothing-found-is-not-said 1 0 1\n"
                       "alice+quirk=none 3 0 0\n"))
      << said;
  EXPECT_NE(said.find("There is no quirk none"), std::string::npos) << said;
  EXPECT_TRUE(said.ends_with("\nalice 0 0 0\n")) << said;
}

TEST_F(UserQuirksOfTheProgram, TheSettingTurnsThemOff) {
  const std::string said = played("--no-user-quirks");
  EXPECT_NE(said.find("\nalice+quirk=nothing-found-is-not-said 3 0 0\n"), std::string::npos) << said;
}

}  // namespace
}  // namespace imapspec::cli
