#include "fuzz/oracles/judge.h"

#include <algorithm>
#include <iostream>
#include <optional>
#include <span>
#include <string>

#include "fuzz/input.h"
#include "fuzz/require.h"
#include "harness/abnf/judge.h"
#include "harness/abnf/library.h"

namespace imapspec::fuzz {

namespace {

constexpr std::size_t kOctetsMax = 160;
constexpr std::uint64_t kStepsMax = 400'000;

class Judges {
 public:
  Judges() {
    const auto library = abnf::Library::load(abnf::abnf_folder(IMAPSPEC_SOURCE_DIR "/../shared/rfc"));
    if (!library) {
      std::cerr << "SKIPPED: " << library.error() << "\n";
      return;
    }
    for (const bool rev2 : {false, true})
      for (const bool server : {false, true})
        judges_[rev2][server].emplace(*library->compose(rev2 ? abnf::Base::rev2 : abnf::Base::rev1,
                                                        server ? abnf::Sender::server : abnf::Sender::client),
                                      kStepsMax);
  }
  abnf::Judge* find(bool rev2, bool server) {
    auto& judge = judges_[rev2][server];
    return judge ? &*judge : nullptr;
  }

 private:
  std::optional<abnf::Judge> judges_[2][2];
};

std::string lower(std::string_view text) {
  std::string to(text);
  for (char& c : to)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return to;
}

// What an RFC's prose defines and its formal syntax leaves out, or the other way round: the tests of harness/grammar/rules
// have each with its section (generated_test.cc, disagreements_test.cc).
bool is_known(std::string_view octets) {
  const std::string text = lower(octets);
  const auto says = [&text](std::string_view word) { return text.find(word) != std::string::npos; };
  return says("binary") || says("uidafter") || says("uidbefore") || says("://") || says("[referral") ||
         says("converted") || says("recent ") || says(":-");
}

// OLDNAME and CHILDINFO of LIST, which RFC 9051 section 9 gives a syntax of their own, are by their letters labels of which
// anything may be said: to the ABNF other data of theirs, which we refuse, are right.
bool is_label_to_the_abnf(std::string_view octets) {
  const std::string text = lower(octets);
  return text.starts_with("* list ") &&
         (text.find("oldname") != std::string::npos || text.find("childinfo") != std::string::npos);
}

// What stands in brackets and is no known code as RFC 9051 section 7.1 writes it, which we refuse, is a text to the ABNF: a code
// that no space ends, and one whose literal cannot come.
bool is_text_to_the_abnf(std::string_view octets) {
  const std::string_view line = octets.substr(0, octets.size() - 2);
  const bool control =
      std::any_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
  return line.find('[') != std::string_view::npos && (control || line.ends_with('}'));
}

}  // namespace

grammar::Dialect judged_dialect(std::string_view octets) {
  grammar::Dialect dialect;
  dialect.revision = hash_of(octets) % 2 == 0 ? grammar::Revision::rev1 : grammar::Revision::rev2;
  dialect.tolerated.insert(grammar::Deviation::id_beyond_limits);
  return dialect;
}

void agree_with_abnf(grammar::Direction direction, std::string_view message, grammar::Revision revision,
                     bool accepted) {
  static Judges judges;
  const bool server = direction == grammar::Direction::response;
  abnf::Judge* judge = judges.find(revision == grammar::Revision::rev2, server);
  if (judge == nullptr || message.size() > kOctetsMax || !message.ends_with("\r\n")) return;
  static constexpr std::string_view kCommand[] = {"command"};
  static constexpr std::string_view kResponse[] = {"response-data", "response-tagged", "continue-req", "greeting"};
  bool judged = false;
  for (const auto rule :
       server ? std::span<const std::string_view>(kResponse) : std::span<const std::string_view>(kCommand)) {
    const auto verdict = judge->judge(rule, message).verdict;
    if (verdict == abnf::Verdict::too_much) return;
    judged = judged || verdict == abnf::Verdict::accept;
  }
  const bool letters = server && judged && !accepted && (is_text_to_the_abnf(message) || is_label_to_the_abnf(message));
  if (judged != accepted && !letters && !is_known(message))
    broken(accepted ? "12: the ABNF accepts what the grammar does" : "12: the grammar accepts what the ABNF does",
           message);
}

}  // namespace imapspec::fuzz
