#include "harness/cli/parsing.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "harness/grammar/core/utf8.h"
#include "harness/grammar/parse.h"
#include "harness/grammar/term.h"

namespace imapspec::cli {

namespace {

using grammar::Term;
using Json = nlohmann::ordered_json;

constexpr std::size_t kShownColumns = 100;
constexpr std::string_view kHex = "0123456789abcdef";

// The line around an octet, and a caret below that octet. Of long lines, what stands near it.
std::string caret_view(std::string_view octets, std::size_t offset) {
  offset = std::min(offset, octets.size());
  const std::size_t before = offset == 0 ? std::string_view::npos : octets.rfind('\n', offset - 1);
  std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t lf = octets.find('\n', offset);
  std::size_t end = lf == std::string_view::npos ? octets.size() : lf + 1;
  std::string head, tail;
  if (offset - begin > kShownColumns / 2) {
    begin = offset - kShownColumns / 2;
    head = "...";
  }
  if (end - offset > kShownColumns / 2) {
    end = offset + kShownColumns / 2;
    tail = "...";
  }
  head += escaped(octets.substr(begin, offset - begin));
  return "  " + head + escaped(octets.substr(offset, end - offset)) + tail + "\n  " + std::string(head.size(), ' ') +
         "^\n";
}

// Octets as JSON: text where they are UTF-8, else in hexadecimal under another name.
void put_octets(Json& to, std::string_view octets) {
  if (grammar::is_utf8(octets)) {
    to["octets"] = octets;
    return;
  }
  std::string hex;
  for (const char c : octets)
    hex += {kHex[static_cast<unsigned char>(c) >> 4U], kHex[static_cast<unsigned char>(c) & 15U]};
  to["hex"] = hex;
}

Json range_json(const grammar::TermRange& range) {
  const auto end = [](std::uint32_t n) { return n == 0 ? Json("*") : Json(n); };
  return Json::array({end(range.first), end(range.last)});
}

Json tree(const Term& term) {
  constexpr std::array<const char*, 10> kKinds = {"word", "string", "nil",    "number", "list",
                                                  "set",  "pairs",  "ranges", "text",   "item"};
  constexpr std::array<const char*, 6> kForms = {"atom", "quoted", "literal", "literal+", "literal8", "literal8+"};
  Json json{{"kind", kKinds.at(static_cast<std::size_t>(term.kind))}};
  switch (term.kind) {
    case Term::Kind::string:
      json["form"] = kForms.at(static_cast<std::size_t>(term.form));
      put_octets(json, term.octets);
      break;
    case Term::Kind::word:
    case Term::Kind::text:
      put_octets(json, term.octets);
      break;
    case Term::Kind::number:
      json["number"] = term.number;
      break;
    case Term::Kind::ranges:
      json["ranges"] = Json::array();
      for (const auto& range : term.ranges) json["ranges"].push_back(range_json(range));
      if (term.saved_result) json["saved"] = true;
      break;
    case Term::Kind::nil:
      break;
    case Term::Kind::list:
    case Term::Kind::set:
    case Term::Kind::pairs:
    case Term::Kind::item:
      json["items"] = Json::array();
      for (const auto& item : term.items) json["items"].push_back(tree(item));
      break;
  }
  return json;
}

// What either kind of message comes to: its Term and what was tolerated, or why it was refused.
struct Outcome {
  std::optional<Term> term;
  std::string name;
  std::vector<grammar::DeviationAt> deviations;
  grammar::Diagnosis diagnosis;
};

Outcome outcome(std::string_view octets, const ParsingOptions& options) {
  Outcome o;
  Arena arena;
  const auto keep = [&o](const auto& message, std::string_view name) {
    o.term = grammar::term_of(message);
    o.name = name;
    o.deviations.assign(message.deviations.begin(), message.deviations.end());
  };
  if (options.direction == grammar::Direction::command) {
    const auto command = grammar::parse_command(octets, arena, options.dialect);
    if (command) {
      keep(*command, name_of(command->body));
      return o;
    }
    o.diagnosis = grammar::diagnose_command(octets, options.dialect);
  } else {
    const auto response = grammar::parse_response(octets, arena, options.dialect);
    if (response) {
      keep(*response, name_of(*response));
      return o;
    }
    o.diagnosis = grammar::diagnose_response(octets, options.dialect);
  }
  return o;
}

Json json_of(std::string_view name, const Outcome& o) {
  Json json{{"file", name}, {"ok", o.term.has_value()}};
  if (!o.term) {
    constexpr std::array<const char*, 3> kKinds = {"mismatch", "incomplete", "limit"};
    const auto& d = o.diagnosis;
    json["offset"] = d.error.offset;
    json["rule"] = d.error.rule;
    json["kind"] = kKinds.at(static_cast<std::size_t>(d.error.kind));
    json["expected"] = d.expected;
    json["after"] = d.after;
    json["section"] = d.section;
    json["message"] = d.message();
    return json;
  }
  json["name"] = o.name;
  json["tree"] = tree(*o.term);
  json["tolerated"] = Json::array();
  for (const auto& each : o.deviations)
    json["tolerated"].push_back({{"name", info(each.deviation).name}, {"offset", each.offset}});
  return json;
}

}  // namespace

std::string escaped(std::string_view octets) {
  std::string text;
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    if (c == '\r')
      text += "\\r";
    else if (c == '\n')
      text += "\\n";
    else if (octet >= 0x20 && octet < 0x7f)
      text += c;
    else
      text += {'\\', 'x', kHex[octet >> 4U], kHex[octet & 15U]};
  }
  return text;
}

Parsing parsing(std::string_view name, std::string_view octets, const ParsingOptions& options) {
  const Outcome o = outcome(octets, options);
  Parsing result;
  result.accepted = o.term.has_value();
  if (options.json) {
    result.text = json_of(name, o).dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
    return result;
  }
  result.text = std::string(name) + ": ";
  if (!result.accepted) {
    result.text += o.diagnosis.to_string() + '\n';
    if (options.caret) result.text += caret_view(octets, o.diagnosis.error.offset);
    return result;
  }
  result.text += "ok";
  for (std::size_t i = 0; i < o.deviations.size(); ++i) {
    result.text += i == 0 ? " (tolerated " : ", ";
    result.text += std::string(info(o.deviations[i].deviation).name) + " at " + std::to_string(o.deviations[i].offset);
  }
  result.text += o.deviations.empty() ? "\n" : ")\n";
  return result;
}

}  // namespace imapspec::cli
