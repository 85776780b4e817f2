#include "harness/scenario/rules.h"

#include <algorithm>
#include <array>

#include "harness/grammar/core/cursor.h"
#include "harness/grammar/core/date.h"
#include "harness/grammar/core/flag.h"
#include "harness/grammar/core/number.h"
#include "harness/grammar/core/sequence_set.h"
#include "harness/grammar/core/string.h"
#include "harness/scenario/bindings.h"

namespace imapspec::scenario {

namespace {

using grammar::Cursor;
using grammar::Form;
using grammar::Term;
using Kind = Term::Kind;

template <auto kRule>
bool parses(Cursor& c) {
  return kRule(c).has_value();
}
bool number_rule(Cursor& c) {
  return grammar::number(c).has_value();
}
bool nz_number_rule(Cursor& c) {
  return grammar::nz_number(c).has_value();
}
bool number64_rule(Cursor& c) {
  return grammar::number64(c).has_value();
}
bool nz_number64_rule(Cursor& c) {
  return grammar::nz_number64(c).has_value();
}

using Samples = std::span<const std::string_view>;
constexpr std::string_view kNumber[] = {"1"};
constexpr std::string_view kWord[] = {"x"};
constexpr std::string_view kQuoted[] = {"\"x\"", "\"/\"", "\"1-Feb-1994 00:00:00 +0000\""};
constexpr std::string_view kLiteral[] = {"{1}\r\nx"};
constexpr std::string_view kLiteral8[] = {"~{1}\r\nx"};
constexpr std::string_view kString[] = {"\"x\"", "\"/\"", "x"};
constexpr std::string_view kNString[] = {"NIL", "\"x\""};
constexpr std::string_view kNil[] = {"NIL"};
constexpr std::string_view kFlag[] = {"\\Seen", "x"};
constexpr std::string_view kList[] = {"(x)", "(\\Seen)", "()", "(1)"};
constexpr std::string_view kBase64[] = {"eHh4"};
constexpr std::string_view kDateTime[] = {"\"01-Feb-1994 00:00:00 +0000\""};
constexpr std::string_view kDate[] = {"1-Feb-1994"};
constexpr std::string_view kCharset[] = {"UTF-8"};
constexpr std::string_view kAny[] = {"1",
                                     "x",
                                     "\"x\"",
                                     "NIL",
                                     "\\Seen",
                                     "()",
                                     "(x)",
                                     "(\\Seen)",
                                     "\"/\"",
                                     "(FLAGS ())",
                                     "(UID 1)",
                                     "UTF-8",
                                     "(MESSAGES 1)",
                                     "\"01-Feb-1994 00:00:00 +0000\"",
                                     "1-Feb-1994",
                                     "((NIL NIL \"x\" \"x\"))",
                                     "{1}\r\nx",
                                     "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 1 1)",
                                     "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)",
                                     "((\"\" \"/\"))",
                                     "(\"x\" \"x\")",
                                     "SEEN"};

struct Rule {
  std::string_view name;
  bool (*parse)(Cursor&);  // null: judged by form alone
  Samples samples;
};
constexpr Rule kRules[] = {
    {"atom", parses<grammar::atom>, kWord},
    {"quoted", nullptr, kQuoted},
    {"literal", nullptr, kLiteral},
    {"literal8", nullptr, kLiteral8},
    {"string", nullptr, kString},
    {"astring", nullptr, kString},
    {"nstring", nullptr, kNString},
    {"nil", nullptr, kNil},
    {"list", nullptr, kList},
    {"mailbox", nullptr, kString},
    {"number", number_rule, kNumber},
    {"nz-number", nz_number_rule, kNumber},
    {"uniqueid", nz_number_rule, kNumber},
    {"number64", number64_rule, kNumber},
    {"nz-number64", nz_number64_rule, kNumber},
    {"mod-sequence-value", nz_number64_rule, kNumber},
    {"sequence-set", parses<grammar::sequence_set>, kNumber},
    {"uid-set", parses<grammar::uid_set>, kNumber},
    {"flag", parses<grammar::flag>, kFlag},
    {"flag-keyword", parses<grammar::flag_keyword>, kWord},
    {"tag", parses<grammar::tag>, kWord},
    {"text", parses<grammar::text>, kWord},
    {"base64", parses<grammar::base64>, kBase64},
    {"date", parses<grammar::date>, kDate},
    {"date-time", parses<grammar::date_time>, kDateTime},
    {"charset", parses<grammar::charset>, kCharset},
};

const Rule* find(std::string_view name) {
  const auto* at = std::find_if(std::begin(kRules), std::end(kRules), [name](const Rule& r) { return r.name == name; });
  return at == std::end(kRules) ? nullptr : at;
}

}  // namespace

bool is_rule(std::string_view name) {
  return find(name) != nullptr;
}

std::span<const std::string_view> samples(std::string_view rule) {
  const Rule* found = find(rule);
  return found == nullptr ? Samples(kAny) : found->samples;
}

bool obeys(std::string_view rule, const Term& value, const grammar::Dialect& dialect) {
  if (rule.empty()) return true;
  const bool string = value.kind == Kind::string;
  const bool listed = value.kind == Kind::list || value.kind == Kind::set || value.kind == Kind::pairs;
  const bool literal = value.form == Form::literal || value.form == Form::literal_plus;
  const bool literal8 = value.form == Form::literal8 || value.form == Form::literal8_plus;
  if (rule == "quoted") return string && value.form == Form::quoted;
  if (rule == "literal") return string && literal;
  if (rule == "literal8") return string && literal8;
  if (rule == "string") return string && value.form != Form::atom;
  if (rule == "astring") return string && !literal8;
  if (rule == "nstring") return value.kind == Kind::nil || (string && value.form != Form::atom);
  if (rule == "nil") return value.kind == Kind::nil;
  if (rule == "list") return listed;
  if (rule == "mailbox") return string && value.compare == Term::Compare::mailbox;
  if (listed || value.kind == Kind::nil) return false;
  if (rule == "atom" && string && value.form != Form::atom) return false;
  const Rule* found = find(rule);
  if (found == nullptr || found->parse == nullptr) return false;
  std::string octets = plain_text(value);
  if (rule == "date-time") octets = '"' + octets + '"';
  Arena arena(512);
  Cursor cursor(octets, arena, dialect);
  return found->parse(cursor) && cursor.at_end();
}

}  // namespace imapspec::scenario
