// Every SASL mechanism over real TLS, between two programs: `imapspec serve`, which trusts a certificate of alice, and
// `imapspec run`, which shows it.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "harness/cli/program_test_support.h"
#include "harness/net/tls.h"
#include "harness/sasl/sasl.h"
#include "reports/read_json.h"
#include "reports/report.h"

namespace imapspec::cli {
namespace {

constexpr std::string_view kEveryMechanism = R"bash(
cd "$FOLDER" && mkfifo said || exit
imapspec serve --listen 127.0.0.1:0 --tls-listen 127.0.0.1:0 --tls-clients certificate.pem >said &
trap "kill $!" EXIT
{ read -r _ clear && read -r _ implicit; } <said
for url in "$clear" "$implicit"; do
  imapspec run mechanisms.yaml --server "${url/:\/\//://alice:secret@}" --tls-certificate both.pem --token-file token \
    --report "json=${url%%:*}.json" || exit
done
)bash";

struct SaslOfTheProgram : testing::Test {
  SaslOfTheProgram() {
    std::filesystem::create_directories(folder);
    const auto alice = net::make_test_certificate("alice").value();
    write("certificate.pem", alice.certificate_pem);
    write("both.pem", alice.certificate_pem + alice.key_pem);
    write("token", "token-of-alice\n");
    std::string rows;
    for (const auto& mechanism : sasl::mechanisms()) {
      const std::string name(mechanism.name);
      std::string id = name;
      for (char& c : id) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      rows += "      - {id: " + id + ", mechanism: " + name + "}\n";
    }
    write("mechanisms.yaml",
          "topic: Mechanisms\nsessions: {alice: secured}\nscenarios:\n  - id: in\n    title: In\n"
          "    verifies: [rfc3501-6.2.2-c]\n    with:\n" +
              rows + "    steps: [{authenticate: $mechanism}, {C: 'LIST \"\" \"\"', S: OK}]\n");
    write("script", std::string(kEveryMechanism));
  }
  ~SaslOfTheProgram() override { std::filesystem::remove_all(folder); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder + "/" + name) << text; }

  const std::string folder = testing::TempDir() + "imapspec-sasl-" + std::to_string(getpid());
};

TEST_F(SaslOfTheProgram, EachLetsInOverStarttlsAndOverTls) {
  const auto done =
      net::run_command(net::shell_command("FOLDER='" + folder + "' PATH='" IMAPSPEC_BINARY_DIR "':\"$PATH\" bash '" +
                                          folder + "/script'"),
                       std::chrono::steady_clock::now() + kPatience);
  ASSERT_TRUE(done) << done.error();
  EXPECT_EQ(done->exit.code, 0) << done->out.text << done->err.text;
  for (const char* scheme : {"imap", "imaps"}) {
    const auto report = reports::read_report_file(folder + "/" + scheme + ".json");
    ASSERT_TRUE(report) << report.error();
    std::size_t played = 0;
    for (const auto& result : report->results) {
      if (result.id.starts_with("rules/")) continue;
      ++played;
      EXPECT_EQ(result.verdict, reports::Verdict::pass) << scheme << ' ' << result.id << ' ' << result.reason;
    }
    EXPECT_EQ(played, sasl::mechanisms().size());
  }
}

}  // namespace
}  // namespace imapspec::cli
