#include "harness/runner/errand.h"

#include <algorithm>

#include "harness/base/limits.h"

namespace imapspec::runner {

CommandLine& CommandLine::words(std::string_view words) {
  fragments_.back() += ' ';
  fragments_.back() += words;
  return *this;
}

CommandLine& CommandLine::string(std::string_view octets) {
  const auto fits_quotes = [](char c) {
    return c != '\r' && c != '\n' && c != '\0' && static_cast<unsigned char>(c) < 0x80;
  };
  if (octets.size() > 1000 || !std::all_of(octets.begin(), octets.end(), fits_quotes)) return literal(octets);
  std::string& line = fragments_.back();
  line += " \"";
  for (const char c : octets) {
    if (c == '"' || c == '\\') line += '\\';
    line += c;
  }
  line += '"';
  return *this;
}

CommandLine& CommandLine::literal(std::string_view octets, bool synchronising) {
  fragments_.back() += " {" + std::to_string(octets.size()) + (synchronising ? "}\r\n" : "+}\r\n");
  if (synchronising)
    fragments_.emplace_back(octets);
  else
    fragments_.back() += octets;
  return *this;
}

grammar::Fragments CommandLine::with_tag(std::string_view tag) const {
  grammar::Fragments fragments = fragments_;
  fragments.front().insert(0, std::string(tag) + ' ');
  fragments.back() += "\r\n";
  return fragments;
}

std::expected<void, std::string> await(Wire& wire, TimePoint until, Clock& clock, const std::function<bool()>& done) {
  const std::size_t lines = wire.session().received().size();
  const std::uint64_t octets = wire.octets_read();
  bool lines_over = false, octets_over = false;
  const bool stopped = wire.pump(until, clock, [&] {
    lines_over = wire.session().received().size() - lines > limits::kStepLinesMax;
    octets_over = wire.octets_read() - octets > limits::kStepOctetsMax;
    return lines_over || octets_over || done();
  });
  if (lines_over) return std::unexpected("more than " + std::to_string(limits::kStepLinesMax) + " responses came");
  if (octets_over) return std::unexpected("more than " + std::to_string(limits::kStepOctetsMax) + " octets came");
  if (stopped) return {};
  if (wire.closed())
    return std::unexpected(wire.error().empty() ? "the server closed the connection"
                                                : "the connection broke: " + wire.error());
  return std::unexpected("it did not come within the time");
}

std::expected<std::vector<Answer>, std::string> ask_all(Wire& wire, const std::vector<CommandLine>& commands,
                                                        TimePoint until, Clock& clock) {
  std::vector<std::string> tags;
  std::vector<Answer> answers;
  std::size_t next = wire.session().received().size();
  for (const auto& command : commands) {
    tags.push_back(wire.session().fresh_tag());
    answers.push_back({grammar::StatusKind::ok, next, next});
    wire.session().send(tags.back(), command.with_tag(tags.back()));
  }
  std::size_t answered = 0;
  const auto done = [&] {
    const auto& received = wire.session().received();
    for (; next < received.size(); ++next) {
      for (std::size_t i = 0; i < tags.size(); ++i) {
        if (!received[next]->is_tagged(tags[i])) continue;
        answers[i].result = std::get<grammar::Tagged>(received[next]->response->body).status.kind;
        answers[i].last = next;
        ++answered;
      }
    }
    return answered >= tags.size();
  };
  if (auto waited = await(wire, until, clock, done); !waited)
    return std::unexpected("the answer to " + commands.at(std::min(answered, commands.size() - 1)).name() + ": " +
                           waited.error());
  return answers;
}

std::expected<Answer, std::string> ask(Wire& wire, const CommandLine& command, TimePoint until, Clock& clock) {
  auto answers = ask_all(wire, {command}, until, clock);
  if (!answers) return std::unexpected(answers.error());
  return answers->front();
}

std::string result_text(const Wire& wire, const Answer& answer) {
  std::string_view line = wire.session().received().at(answer.last)->octets;
  line.remove_prefix(std::min(line.find(' '), line.size() - 1) + 1);
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return std::string(line);
}

}  // namespace imapspec::runner
