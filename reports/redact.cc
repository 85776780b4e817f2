#include "reports/redact.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "reports/percent.h"

namespace imapspec::reports {
namespace {

constexpr std::string_view kMask = "***";
constexpr std::size_t kShortOctets = 4;    // below this a secret is likely to be a part of other words
constexpr std::size_t kBase64WordMin = 4;  // characters

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  if (c == '/') return 63;
  return -1;
}

bool is_base64(char c) {
  return base64_value(c) >= 0;
}

// RFC 4648 section 4, lenient: what is left over at the end is dropped.
std::string decode_base64(std::string_view word) {
  std::string octets;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : word) {
    const int value = base64_value(c);
    if (value < 0) break;  // padding
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      octets += static_cast<char>(bits >> count);
      bits &= (1U << count) - 1;
    }
  }
  return octets;
}

std::string quoted(std::string_view secret) {
  std::string escaped;
  for (const char c : secret) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

bool stands_alone(std::string_view text, std::size_t begin, std::size_t size) {
  return (begin == 0 || !is_letter_or_digit(text[begin - 1])) &&
         (begin + size == text.size() || !is_letter_or_digit(text[begin + size]));
}

}  // namespace

void Redactor::add(std::string_view secret) {
  // A mask that is masked again would never end; and nothing is no secret.
  if (secret.empty() || kMask.contains(secret)) return;
  secrets_.emplace_back(secret);
  for (std::string form : {std::string(secret), quoted(secret), percent_encoded(secret)}) {
    if (std::ranges::find(forms_, form) == forms_.end()) forms_.push_back(std::move(form));
  }
  std::ranges::stable_sort(forms_, std::ranges::greater{}, &std::string::size);
}

std::vector<Redactor::Span> Redactor::find(std::string_view text) const {
  std::vector<Span> spans;
  if (forms_.empty()) return spans;
  const auto holds_secret = [this](std::string_view word) {
    if (word.size() < kBase64WordMin) return false;
    const std::string decoded = decode_base64(word);
    return std::ranges::any_of(secrets_, [&](const std::string& secret) {
      return secret.size() < kShortOctets ? decoded == secret || decoded.ends_with(std::string(1, '\0') + secret)
                                          : decoded.contains(secret);
    });
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 0;
    for (const std::string& form : forms_) {
      if (text.substr(i).starts_with(form) && (form.size() >= kShortOctets || stands_alone(text, i, form.size()))) {
        size = form.size();
        break;
      }
    }
    const bool begins_word = i == 0 || !is_base64(text[i - 1]) || (!spans.empty() && spans.back().end == i);
    if (size == 0 && is_base64(text[i]) && begins_word) {
      std::size_t end = i;
      while (end < text.size() && is_base64(text[end])) ++end;
      while (end < text.size() && text[end] == '=') ++end;
      if (holds_secret(text.substr(i, end - i))) size = end - i;
    }
    if (size > 0) spans.push_back({i, i + size});
    i += std::max<std::size_t>(size, 1);
  }
  return spans;
}

namespace {

// `text`, which begins `offset` octets into what was searched, with its part of the spans masked.
std::string mask(std::string_view text, const std::vector<Redactor::Span>& spans, std::size_t offset,
                 std::size_t* position) {
  std::string result;
  std::size_t done = 0;
  std::optional<std::size_t> moved;
  const auto keep = [&](std::size_t end) {
    if (position != nullptr && *position >= done && *position < end) moved = result.size() + *position - done;
    result += text.substr(done, end - done);
    done = end;
  };
  for (const auto& [begin, end] : spans) {
    if (end <= offset || begin >= offset + text.size()) continue;
    keep(std::max(begin, offset) - offset);
    const std::size_t behind = std::min(end - offset, text.size());
    if (position != nullptr && *position >= done && *position < behind) moved = result.size();
    result += kMask;
    done = behind;
  }
  keep(text.size());
  if (position != nullptr) *position = moved.value_or(result.size());
  return result;
}

}  // namespace

std::string Redactor::operator()(std::string_view text, std::size_t* position) const {
  return mask(text, find(text), 0, position);
}

namespace {

class Pass {
 public:
  explicit Pass(const Redactor& redactor) : redactor_(redactor) {}

  void operator()(std::string& text) const { text = redactor_(text); }
  void operator()(std::vector<std::string>& texts) const {
    for (std::string& text : texts) (*this)(text);
  }

  // `position` is an octet of the line with that index.
  void operator()(std::vector<TranscriptLine>& lines, std::optional<std::size_t> index, std::size_t* position) const {
    std::map<std::pair<std::string, Direction>, std::string> said;
    for (const TranscriptLine& line : lines) said[{line.session, line.direction}] += line.octets;
    std::map<std::pair<std::string, Direction>, std::vector<Redactor::Span>> spans;
    for (const auto& [who, octets] : said) spans[who] = redactor_.find(octets);
    std::map<std::pair<std::string, Direction>, std::size_t> offsets;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::pair who(lines[i].session, lines[i].direction);
      const std::size_t offset = std::exchange(offsets[who], offsets[who] + lines[i].octets.size());
      lines[i].octets = mask(lines[i].octets, spans[who], offset, index == i ? position : nullptr);
    }
  }

  void operator()(Failure& failure) const {
    for (std::string* text : {&failure.step, &failure.message, &failure.note, &failure.reproduce}) (*this)(*text);
    (*this)(failure.expected);
    for (Nearest& nearest : failure.nearest) {
      nearest.text = redactor_(nearest.text, &nearest.differs);
      (*this)(nearest.expected);
    }
    (*this)(failure.transcript, failure.offending_line, failure.offending_octet ? &*failure.offending_octet : nullptr);
  }

 private:
  const Redactor& redactor_;
};

}  // namespace

void redact(Result& result, const Redactor& redactor) {
  const Pass pass(redactor);
  pass(result.title);
  pass(result.reason);
  for (Failure& failure : result.failures) pass(failure);
  for (Observation& observation : result.observations) pass(observation.step);
  for (Step& step : result.steps) {
    pass(step.text);
    pass(step.note);
  }
  pass(result.transcript, std::nullopt, nullptr);
}

void redact(Report& report, const Redactor& redactor) {
  const Pass pass(redactor);
  for (std::string* text :
       {&report.peer.url, &report.peer.name, &report.peer.greeting, &report.incomplete_reason, &report.command_options})
    pass(*text);
  pass(report.peer.capabilities);
  pass(report.not_tested);
  for (Result& result : report.results) redact(result, redactor);
}

}  // namespace imapspec::reports
