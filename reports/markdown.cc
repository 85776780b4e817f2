// The Markdown summary of a CI job: the counts, and the evidence of what went wrong behind a click.
#include <fmt/format.h>

#include <algorithm>

#include "reports/text.h"
#include "reports/writers.h"

namespace imapspec::reports {
namespace {

constexpr std::size_t kOctetsMax = 900'000;  // GitHub takes no summary above 1 MiB
constexpr std::size_t kEvidenceMax = 20'000;

// Plain text in a line of Markdown: nothing in it is markup.
std::string plain(std::string_view text) {
  std::string escaped;
  for (const char c : show_line(text)) {
    if (c == '<') {
      escaped += "&lt;";
    } else if (c == '&') {
      escaped += "&amp;";
    } else {
      if (std::string_view("\\`*_[]{}()#+-.!|>~@:").contains(c)) escaped += '\\';
      escaped += c;
    }
  }
  return escaped;
}

// Plain text within a line of HTML, where the escapes of Markdown would be shown as they are.
std::string in_html(std::string_view text) {
  std::string escaped;
  for (const char c : show_line(text))
    escaped += std::string_view("&<>\"'`*[]\\|#").contains(c) ? fmt::format("&#{};", static_cast<unsigned>(c))
                                                              : std::string(1, c);
  return escaped;
}

// At most kEvidenceMax octets of text that is UTF-8: whole lines, where lines are not as long as that.
std::size_t end_of_start(const std::string& text) {
  std::size_t end = text.rfind('\n', kEvidenceMax);
  if (end != std::string::npos) return end;
  for (end = kEvidenceMax; (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U;) --end;
  return end;
}

// Between fences that are longer than any run of backticks within.
std::string fenced(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(std::max<std::size_t>(3, longest + 1), '`');
  return fmt::format("{}text\n{}{}{}\n", fence, text, text.ends_with('\n') ? "" : "\n", fence);
}

std::string evidence(const Result& result) {
  std::string text = result.failures.empty() ? why(result) : describe(result);
  if (text.size() > kEvidenceMax) {
    const std::size_t end = end_of_start(text);
    const std::size_t left = text.size() - end;
    text = text.substr(0, end) + fmt::format("\n[{} octets]\n", left);
  }
  return fmt::format("<details><summary><strong>{}</strong> {}</summary>\n\n{}\n{}\n</details>\n\n",
                     name(result.verdict), in_html(result.id), plain(result.title), fenced(text));
}

}  // namespace

std::string write_markdown(const Report& report) {
  const Summary summary = summarize(report);
  std::string text = fmt::format("## {}\n\n", plain(headline(report)));
  if (report.incomplete) text += fmt::format("**Incomplete: {}.**\n\n", plain(report.incomplete_reason));
  std::string head = "|", rule = "|", row = "|";
  for (const Verdict verdict : kVerdicts) {
    if (summary.of(verdict) == 0) continue;
    head += fmt::format(" {} |", name(verdict));
    rule += " ---: |";
    row += fmt::format(" {} |", summary.of(verdict));
  }
  if (summary.total > 0) text += head + "\n" + rule + "\n" + row + "\n\n";
  text += plain(sum_up(report)) + "\n\n";
  std::size_t left_out = 0;
  for (const Result* result : in_order(report)) {
    if (!is_unexpected(result->verdict, true)) continue;
    std::string block = evidence(*result);
    if (text.size() + block.size() > kOctetsMax) {
      ++left_out;
    } else {
      text += block;
    }
  }
  if (left_out > 0) text += fmt::format("And {} more, for which there is no room here.\n", left_out);
  return text;
}

}  // namespace imapspec::reports
