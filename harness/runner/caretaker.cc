#include "harness/runner/caretaker.h"

#include <algorithm>

namespace imapspec::runner {

using Done = Caretaker::Done;

Caretaker::Caretaker(Peer& peer, const Survey& survey, const Account& account, std::string tag_prefix, Duration timeout)
    : peer_(&peer),
      survey_(&survey),
      account_(account),
      tag_prefix_(std::move(tag_prefix)),
      timeout_(timeout),
      transcript_(std::make_unique<Transcript>(peer.clock())) {}

Caretaker::~Caretaker() = default;

Done Caretaker::connect() {
  if (wire_ && !wire_->closed()) return {};
  const TimePoint until = peer_->clock().now() + timeout_;
  TRY(auto wire, open_wire(*peer_, "harness", tag_prefix_, *transcript_, until));
  TRY_(bring(*wire, Stage::authenticated, account_, *peer_, until));
  wire_ = std::move(wire);
  return {};
}

std::expected<std::vector<Answer>, Setback> Caretaker::ask_all(const std::vector<CommandLine>& commands) {
  TRY_(connect());
  auto answers = runner::ask_all(*wire_, commands, peer_->clock().now() + timeout_, peer_->clock());
  if (answers) return *std::move(answers);
  // Whatever state it is in, it is not to be relied on.
  wire_->stream().close();
  wire_->mark_closed();
  return std::unexpected(Setback{Setback::Kind::no_answer, answers.error()});
}

std::expected<Answer, Setback> Caretaker::ask(const CommandLine& command) {
  TRY(const auto answers, ask_all({command}));
  return answers.front();
}

std::expected<Answer, Setback> Caretaker::must(const CommandLine& command) {
  TRY(const auto answer, ask(command));
  if (!answer.ok())
    return std::unexpected(
        Setback{Setback::Kind::no_answer, command.name() + " was refused: " + result_text(*wire_, answer)});
  return answer;
}

Done Caretaker::create(const std::string& mailbox) {
  TRY_(must(CommandLine("CREATE").string(mailbox)));
  return {};
}

Done Caretaker::subscribe(const std::string& mailbox) {
  TRY_(must(CommandLine("SUBSCRIBE").string(mailbox)));
  return {};
}

Done Caretaker::grant(const std::string& mailbox, const std::string& user, const std::string& rights) {
  TRY_(must(CommandLine("SETACL").string(mailbox).string(user).string(rights)));
  return {};
}

std::expected<std::vector<std::uint32_t>, Setback> Caretaker::append(const std::string& mailbox,
                                                                     const std::vector<Parcel>& messages) {
  if (messages.empty()) return std::vector<std::uint32_t>{};
  const bool synchronising = !survey_->offer.authenticated.contains("LITERAL+");
  std::vector<CommandLine> commands;
  for (const auto& message : messages) {
    CommandLine& command = commands.emplace_back("APPEND").string(mailbox);
    std::string flags;
    for (const auto& flag : message.flags) flags += (flags.empty() ? "" : " ") + flag;
    if (!flags.empty()) command.words('(' + flags + ')');
    if (!message.date.empty()) command.words('"' + message.date + '"');
    command.literal(message.octets, synchronising);
  }
  TRY(const auto answers, ask_all(commands));
  std::vector<std::uint32_t> uids;
  for (const auto& answer : answers) {
    if (!answer.ok())
      return std::unexpected(Setback{Setback::Kind::no_answer, "APPEND was refused: " + result_text(*wire_, answer)});
    const auto* code = result_code<grammar::CodeAppendUid>(*wire_, answer);
    if (code == nullptr || code->uids.items.size() != 1) continue;
    uids.push_back(code->uids.items.front().first);
  }
  if (uids.size() == messages.size()) return uids;
  // EXAMINE leaves \Recent to the scenario's own sessions.
  TRY_(must(CommandLine("EXAMINE").string(mailbox)));
  TRY(const auto found, must(CommandLine("UID SEARCH ALL")));
  uids.clear();
  for (const auto* data : untagged<grammar::SearchData>(*wire_, found))
    uids.insert(uids.end(), data->numbers.begin(), data->numbers.end());
  TRY_(must(CommandLine("CLOSE")));
  std::sort(uids.begin(), uids.end());
  if (uids.size() != messages.size())
    return std::unexpected(Setback{Setback::Kind::no_answer, "of " + std::to_string(messages.size()) +
                                                                 " messages appended to " + mailbox +
                                                                 " a search found " + std::to_string(uids.size())});
  return uids;
}

Done Caretaker::empty(const std::string& mailbox) {
  TRY(const auto selected, must(CommandLine("SELECT").string(mailbox)));
  const auto exists = untagged<grammar::ExistsData>(*wire_, selected);
  if (!exists.empty() && exists.back()->number > 0) TRY_(must(CommandLine("STORE 1:* +FLAGS.SILENT (\\Deleted)")));
  TRY_(must(CommandLine("CLOSE")));
  return {};
}

std::expected<std::vector<std::string>, Setback> Caretaker::list(const std::string& beginning) {
  TRY(const auto answer, must(CommandLine("LIST").string("").string(beginning + '*')));
  std::vector<std::string> names;
  // A server that knows no patterns lists all that there is.
  for (const auto* data : untagged<grammar::ListData>(*wire_, answer))
    if (data->mailbox.name.value.starts_with(beginning)) names.emplace_back(data->mailbox.name.value);
  return names;
}

Done Caretaker::remove_all(const std::string& beginning) {
  const auto query = [&](const char* word) { return CommandLine(word).string("").string(beginning + '*'); };
  std::vector<CommandLine> queries{query("LIST")};
  const bool has_lsub = survey_->offer.authenticated.contains("IMAP4REV1");
  if (has_lsub) queries.push_back(query("LSUB"));
  TRY(const auto listed, ask_all(queries));
  std::vector<std::string> mailboxes;
  std::vector<CommandLine> removals;
  for (const auto* data :
       untagged<grammar::ListData>(*wire_, {grammar::StatusKind::ok, listed.front().first, listed.back().last})) {
    const std::string name(data->mailbox.name.value);
    if (!name.starts_with(beginning)) continue;
    if (data->lsub)
      removals.push_back(CommandLine("UNSUBSCRIBE").string(name));
    else
      mailboxes.push_back(name);
  }
  // Those below others first: RFC 9051 section 6.3.5 lets a server refuse to delete what has others below it.
  std::sort(mailboxes.begin(), mailboxes.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  mailboxes.erase(std::unique(mailboxes.begin(), mailboxes.end()), mailboxes.end());
  for (const auto& name : mailboxes) removals.push_back(CommandLine("DELETE").string(name));
  if (removals.empty()) return {};
  TRY_(ask_all(removals));
  if (mailboxes.empty()) return {};
  TRY(const auto left, list(beginning));
  std::vector<CommandLine> again;
  for (const auto& name : left) again.push_back(CommandLine("DELETE").string(name));
  if (again.empty()) return {};
  TRY(const auto answers, ask_all(again));
  for (std::size_t i = 0; i < answers.size(); ++i)
    if (!answers[i].ok())
      return std::unexpected(Setback{Setback::Kind::no_answer,
                                     "the mailbox " + left[i] + " is left behind: " + result_text(*wire_, answers[i])});
  return {};
}

std::vector<reports::TranscriptLine> Caretaker::take_transcript() {
  auto old = std::exchange(transcript_, std::make_unique<Transcript>(peer_->clock()));
  if (wire_) wire_->write_to(*transcript_);
  return std::move(old->lines());
}

void Caretaker::leave() {
  if (wire_ && !wire_->closed()) (void)ask(CommandLine("LOGOUT"));
  wire_.reset();
}

}  // namespace imapspec::runner
