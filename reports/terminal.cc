// The report for people: each failure with all that is needed to believe and to repeat it, then the summary.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "reports/text.h"
#include "reports/writers.h"

namespace imapspec::reports {
namespace {

constexpr std::size_t kColumns = 110;        // of octets in a row; more are cut
constexpr std::size_t kTranscriptRows = 12;  // of one line of a transcript with literals
constexpr std::size_t kLabelColumns = 14;    // "  requirement "

enum class Colour { plain, red, green, yellow, cyan, bold, dim };

class Page {
 public:
  explicit Page(bool colour) : colour_(colour) {}

  std::string paint(Colour colour, std::string_view text) const {
    constexpr std::array<std::string_view, 7> kCodes{"", "31", "32", "33", "36", "1", "2"};
    if (!colour_ || colour == Colour::plain || text.empty()) return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", kCodes.at(static_cast<std::size_t>(colour)), text);
  }
  void line(std::string_view text = {}) {
    text_ += text;
    text_ += '\n';
  }
  // "  label        text", the text's further lines below its first.
  void field(std::string_view label, std::string_view text) {
    std::string head = "  " + paint(Colour::bold, label) +
                       std::string(kLabelColumns - 1 - std::min(label.size(), kLabelColumns - 2), ' ');
    while (true) {
      const std::size_t end = text.find('\n');
      line(head + std::string(text.substr(0, end)));
      if (end == std::string_view::npos) return;
      text.remove_prefix(end + 1);
      head.assign(kLabelColumns + 1, ' ');
    }
  }
  // Below the row that was written last, at that column of its text.
  void caret(std::size_t column, std::string_view words) {
    line(std::string(column, ' ') + paint(Colour::red, words.empty() ? "^" : fmt::format("^ {}", words)));
  }
  // An empty line, unless there is one already or nothing to keep apart.
  void gap() {
    if (!text_.empty() && !text_.ends_with("\n\n")) line();
  }
  std::string take() { return std::move(text_); }

 private:
  bool colour_;
  std::string text_;
};

constexpr std::size_t kTextColumn = kLabelColumns + 1;

void show_requirements(Page& page, const Failure& failure) {
  for (const Requirement& requirement : failure.requirements) {
    page.field("requirement", show_text(requirement.words));
    const std::string place = show_text(requirement.place());
    page.field("", fmt::format("{}{}{} ({})", name(requirement.level), place.empty() ? "" : ", ", place,
                               show_text(requirement.id)));
    if (const std::string link = show_text(requirement.link()); !link.empty())
      page.field("", page.paint(Colour::cyan, link));
  }
}

void show_nearest(Page& page, const Failure& failure) {
  std::string_view label = "nearest";
  for (const Nearest& nearest : failure.nearest) {
    const Rows rows = lay_out(nearest.text, nearest.differs, kColumns, kTranscriptRows);
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
      page.field(i == 0 ? label : "", rows.rows[i]);
      if (rows.mark_row == i) page.caret(kTextColumn + rows.mark_column.value_or(0), "here it first differs");
    }
    if (!nearest.expected.empty() && failure.expected.size() > 1) {
      page.field("", page.paint(Colour::dim, "from " + show_octets(nearest.expected)));
    }
    label = "";
  }
}

void show_transcript(Page& page, const Failure& failure) {
  std::size_t session_columns = 0;
  for (const TranscriptLine& line : failure.transcript)
    session_columns = std::max(session_columns, show_line(line.session).size());
  if (!failure.transcript.empty())
    page.field("transcript", page.paint(Colour::dim, "seconds, session, C client or S server"));
  for (std::size_t i = 0; i < failure.transcript.size(); ++i) {
    const TranscriptLine& line = failure.transcript[i];
    const bool offending = failure.offending_line == i;
    const std::string_view who = line.direction == Direction::client   ? "C:"
                                 : line.direction == Direction::server ? "S:"
                                                                       : "--";
    const std::string head = fmt::format("{}{:>8} {:<{}}{}{} ", offending ? "  > " : "    ", seconds(line.time.count()),
                                         show_line(line.session), session_columns, session_columns > 0 ? " " : "", who);
    const Rows rows =
        lay_out(line.octets, offending ? failure.offending_octet : std::nullopt, kColumns, kTranscriptRows);
    for (std::size_t row = 0; row < rows.rows.size(); ++row) {
      const std::string text = (row == 0 ? head : std::string(head.size(), ' ')) + rows.rows[row];
      page.line(offending ? page.paint(Colour::red, text) : text);
      if (rows.mark_row == row) page.caret(head.size() + rows.mark_column.value_or(0), show_line(line.requirement));
    }
  }
}

// What the failure before it has shown already is not said again: a rule that is broken often is one requirement.
void show_failure(Page& page, const Failure& failure, const Failure* before) {
  page.field("problem", show_text(failure.message));
  if (before == nullptr ||
      !std::ranges::equal(before->requirements, failure.requirements, {}, &Requirement::id, &Requirement::id)) {
    show_requirements(page, failure);
  }
  if (!failure.scenario.empty()) page.field("scenario", show_text(failure.scenario));
  if (!failure.step.empty()) page.field("step", show_text(failure.step));
  if (!failure.place.file.empty()) page.field("at", show_text(at(failure.place)));
  if (!failure.note.empty()) page.field("note", show_text(failure.note));
  std::string_view label = "expected";
  for (const std::string& expected : failure.expected) {
    page.field(label, show_octets(expected));
    label = "";
  }
  show_nearest(page, failure);
  show_transcript(page, failure);
  if (!failure.reproduce.empty()) page.field("reproduce", show_text(failure.reproduce));
}

Colour colour_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return Colour::green;
    case Verdict::warn:
    case Verdict::xfail:
      return Colour::yellow;
    case Verdict::skip:
      return Colour::dim;
    case Verdict::fail:
    case Verdict::error:
    case Verdict::xpass:
      break;
  }
  return Colour::red;
}

void show_heading(Page& page, const Result& result) {
  const std::string verdict = fmt::format("{:<5}", name(result.verdict));
  page.line(fmt::format("{} {}{}{}", page.paint(colour_of(result.verdict), verdict),
                        page.paint(Colour::bold, show_line(result.id)), result.title.empty() ? "" : "  ",
                        show_line(result.title)));
}

void show_failures(Page& page, const Result& result) {
  if (!result.reason.empty()) page.field("reason", why(result));
  if (result.rule) page.field("broken", fmt::format("{} of {} times", result.rule->broken, result.rule->watched));
  for (std::size_t i = 0; i < result.failures.size(); ++i) {
    if (i > 0) page.line();
    show_failure(page, result.failures[i], i > 0 ? &result.failures[i - 1] : nullptr);
  }
}

bool is_shown_at_length(Verdict verdict) {
  return is_unexpected(verdict, true);
}

void show_result(Page& page, const Result& result, bool verbose) {
  const bool at_length = is_shown_at_length(result.verdict);
  if (!at_length && !verbose) return;
  if (at_length) page.gap();
  show_heading(page, result);
  if (at_length) {
    show_failures(page, result);
  } else if (!result.reason.empty()) {
    page.field("reason", show_text(result.reason));
  }
  if (verbose) {
    for (const Observation& observation : result.observations) {
      page.field("observed", fmt::format("{} (at {})", show_text(observation.outcome), show_text(observation.step)));
    }
  }
  if (at_length) page.line();
}

void show_summary(Page& page, const Report& report) {
  const Summary summary = summarize(report);
  page.gap();
  if (!summary.skips.empty()) page.line("skipped:");
  for (const Summary::Skips& skips : summary.skips)
    page.line(fmt::format("{:>6}  {}", skips.count, show_line(skips.reason)));
  if (!report.not_tested.empty()) page.line("not tested:");
  for (const std::string& sentence : report.not_tested) page.line("      - " + show_line(sentence));
  std::string counts = fmt::format("{} {}: ", summary.total, summary.total == 1 ? "result" : "results");
  bool first = true;
  for (const Verdict verdict : kVerdicts) {
    if (summary.of(verdict) == 0) continue;
    if (!std::exchange(first, false)) counts += ", ";
    counts += page.paint(colour_of(verdict), fmt::format("{} {}", summary.of(verdict), counted(verdict)));
  }
  if (!is_judged(report)) {
    counts += fmt::format("{}{}", summary.total > 0 ? "; " : "", page.paint(Colour::red, "nothing was judged"));
  }
  page.line(fmt::format("{}; {} s", counts, seconds(report.duration.count())));
  page.line(page.paint(Colour::dim, headline(report)));
  if (report.incomplete) page.line(page.paint(Colour::red, "INCOMPLETE: " + show_line(report.incomplete_reason)));
}

}  // namespace

std::string write_terminal(const Report& report, const WriteOptions& options) {
  Page page(options.colour);
  for (const Result* result : in_order(report)) show_result(page, *result, options.verbose);
  show_summary(page, report);
  return page.take();
}

std::string describe(const Result& result) {
  Page page(false);
  show_failures(page, result);
  return page.take();
}

}  // namespace imapspec::reports
