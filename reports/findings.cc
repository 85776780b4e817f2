#include "reports/findings.h"

#include <fmt/format.h>

#include <cstdint>
#include <map>
#include <set>

#include "reports/text.h"
#include "reports/writers.h"

namespace imapspec::reports {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_name(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z');
}

// Each number as #, and the run's id in the names of its mailboxes left out.
std::string without_the_run(std::string_view text) {
  constexpr std::string_view kMailbox = "imapspec-";
  std::string kept;
  for (std::size_t i = 0; i < text.size();) {
    if (text.substr(i).starts_with(kMailbox)) {
      kept += kMailbox;
      for (i += kMailbox.size(); i < text.size() && is_name(text[i]);) ++i;
    } else if (is_digit(text[i])) {
      kept += '#';
      while (i < text.size() && is_digit(text[i])) ++i;
    } else {
      kept += text[i++];
    }
  }
  return kept;
}

std::string message_of(const Result& result, const Failure* failure) {
  if (failure == nullptr) return why(result);
  std::string text = show_text(failure->message);
  for (const Requirement& requirement : failure->requirements) {
    const std::string place = requirement.place();
    text += fmt::format("\n{} ({}{}{})", show_text(requirement.words), name(requirement.level),
                        place.empty() ? "" : ", ", show_text(place));
  }
  if (!failure->nearest.empty()) text += "\nNearest: " + show_start(failure->nearest.front().text, 300);
  if (!failure->reproduce.empty()) text += "\nSee it again: " + show_text(failure->reproduce);
  return text;
}

}  // namespace

std::string digest(std::string_view octets) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : octets) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3U;
  }
  return fmt::format("{:016x}", hash);
}

std::string fingerprint(const Failure& failure) {
  std::string text;  // as the JSON report shows it, so that a report which was read back has the same
  for (const Requirement& requirement : failure.requirements) text += show_text(requirement.id) + '\n';
  return digest(text + failure.step + '\n' + without_the_run(show_text(failure.message)));
}

std::vector<Finding> findings(const Report& report, bool expected) {
  const auto results = in_order(report);
  std::map<std::string_view, const Place*> places;
  for (const Result* result : results) places.emplace(result->id, &result->place);
  const auto place_of = [&](const Result& result, const Failure* failure) {
    if (failure != nullptr && !failure->place.file.empty()) return failure->place;
    const auto found = failure == nullptr ? places.end() : places.find(failure->scenario);
    return found != places.end() ? *found->second : result.place;
  };
  std::vector<Finding> list;
  std::set<std::string> keys;
  const auto add = [&](const Result& result, const Failure* failure) {
    std::string key = digest(result.id + '\n' + (failure == nullptr ? "" : fingerprint(*failure)));
    while (!keys.insert(key).second) key = digest(key);
    list.push_back({&result, failure, place_of(result, failure), message_of(result, failure), std::move(key)});
  };
  for (const Result* result : results) {
    if (!is_unexpected(result->verdict, true) && !(expected && result->verdict == Verdict::xfail)) continue;
    if (result->failures.empty()) add(*result, nullptr);
    for (const Failure& failure : result->failures) add(*result, &failure);
  }
  return list;
}

}  // namespace imapspec::reports
