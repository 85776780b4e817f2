#include "harness/abnf/notation.h"

#include <algorithm>
#include <cctype>

namespace imapspec::abnf {
namespace {

bool letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}
bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

// rulename = ALPHA *(ALPHA / DIGIT / "-")
bool in_name(char c, Notation notation) {
  return letter(c) || digit(c) || c == '-' || (c == '_' && notation == Notation::old);
}

std::string name_at(std::string_view text, Notation notation) {
  std::size_t end = 0;
  if (!text.empty() && letter(text[0])) {
    while (end < text.size() && in_name(text[end], notation)) ++end;
  }
  std::string name(text.substr(0, end));
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

// Reads the right side of one rule. Every function stands at the first octet of what it reads, and stops behind it.
class Reader {
 public:
  Reader(const RuleText& rule, std::string_view file, Notation notation)
      : text_(rule.text), file_(file), line_(rule.line), notation_(notation) {}

  std::expected<Definition, std::string> rule() {
    Definition definition;
    definition.line = line_;
    definition.name = name_at(text_, notation_);
    if (definition.name.empty()) return error("no rule name");
    at_ = definition.name.size();
    skip_space();
    if (!defined_as(definition.incremental)) return error("no \"=\" behind the name of the rule");
    skip_space();
    auto elements = alternation();
    if (!elements) return std::unexpected(elements.error());
    skip_space();
    if (at_ != text_.size()) return error("the rule does not go on like this");
    definition.elements = *std::move(elements);
    return definition;
  }

 private:
  using Read = std::expected<Element, std::string>;

  std::unexpected<std::string> error(std::string_view what) const {
    const auto before = std::string_view(text_).substr(0, at_);
    const std::size_t line = line_ + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    return std::unexpected(std::string(file_) + ":" + std::to_string(line) + ": " + std::string(what));
  }
  bool looks_at(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool take(std::string_view word) {
    if (std::string_view(text_).substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  // *c-wsp, comments among it.
  void skip_space() {
    while (at_ < text_.size()) {
      if (text_[at_] == ';') {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      } else if (blank(text_[at_]) || text_[at_] == '\n') {
        ++at_;
      } else {
        return;
      }
    }
  }
  bool defined_as(bool& incremental) {
    if (take("=/") || (notation_ == Notation::old && take("/="))) {
      incremental = true;
      return true;
    }
    return take("=") || (notation_ == Notation::old && (take("::=") || take(":=")));
  }

  // alternation = concatenation *(*c-wsp "/" *c-wsp concatenation)
  Read alternation() {
    if (++depth_ > kDepthMax) return error("groups within groups, too deep");
    Element all{.kind = Element::Kind::alternation};
    while (true) {
      auto one = concatenation();
      if (!one) return one;
      all.parts.push_back(*std::move(one));
      const std::size_t behind = at_;
      skip_space();
      if (!take("/")) {
        at_ = behind;
        break;
      }
      skip_space();
    }
    --depth_;
    return all.parts.size() == 1 ? std::move(all.parts[0]) : std::move(all);
  }

  // concatenation = repetition *(1*c-wsp repetition). Space may be missing where the RFCs leave it out: `DQUOTE)"x"`.
  Read concatenation() {
    Element all{.kind = Element::Kind::concatenation};
    while (true) {
      auto one = repetition();
      if (!one) return one;
      all.parts.push_back(*std::move(one));
      const std::size_t behind = at_;
      skip_space();
      if (at_ == text_.size() || looks_at('/') || looks_at(')') || looks_at(']')) {
        at_ = behind;
        break;
      }
    }
    return all.parts.size() == 1 ? std::move(all.parts[0]) : std::move(all);
  }

  std::uint32_t number(std::uint32_t otherwise) {
    if (at_ == text_.size() || !digit(text_[at_])) return otherwise;
    std::uint32_t value = 0;
    while (at_ < text_.size() && digit(text_[at_])) {
      value = std::min<std::uint32_t>(value * 10 + static_cast<std::uint32_t>(text_[at_++] - '0'), kCountMax);
    }
    return value;
  }

  // repetition = [repeat] element; repeat = 1*DIGIT / (*DIGIT "*" *DIGIT)
  Read repetition() {
    const bool counted = at_ < text_.size() && digit(text_[at_]);
    Element all{.kind = Element::Kind::repetition};
    all.least = all.most = number(0);
    const bool list = notation_ == Notation::old && looks_at('#');
    if (list || looks_at('*')) {
      ++at_;
      all.most = number(Element::kNoBound);
    } else if (!counted) {
      return element();
    }
    if (all.least >= kCountMax || all.most < all.least || (all.most >= kCountMax && all.most != Element::kNoBound)) {
      return error("a repetition that cannot be");
    }
    auto one = element();
    if (!one) return one;
    if (list) return spaced(*one, all.least, all.most);
    all.parts.push_back(*std::move(one));
    return all;
  }

  // n#m(rule) as a list: rule (n-1)*(m-1)(SP rule), in brackets if n is 0.
  static Element spaced(const Element& one, std::uint32_t least, std::uint32_t most) {
    const Element space{.kind = Element::Kind::octets, .text = " "};
    const Element next{.kind = Element::Kind::concatenation, .parts = {space, one}};
    const Element more{.kind = Element::Kind::repetition,
                       .least = least == 0 ? 0 : least - 1,
                       .most = most == Element::kNoBound ? most : most - 1,
                       .parts = {next}};
    const Element all{.kind = Element::Kind::concatenation, .parts = {one, more}};
    return least != 0 ? all : Element{.kind = Element::Kind::repetition, .least = 0, .most = 1, .parts = {all}};
  }

  // element = rulename / group / option / char-val / num-val / prose-val
  Read element() {
    if (at_ == text_.size()) return error("the rule ends too early");
    const char c = text_[at_];
    if (letter(c)) {
      const std::string name = name_at(std::string_view(text_).substr(at_), notation_);
      at_ += name.size();
      return Element{.kind = Element::Kind::rule, .text = name};
    }
    if (c == '(' || c == '[') return grouped(c);
    if (c == '"') return words();
    if (c == '%') return value();
    if (c == '<') return prose();
    return error("here must be a name, a group, a string, a value or prose");
  }

  Read grouped(char open) {
    ++at_;
    skip_space();
    auto inner = alternation();
    if (!inner) return inner;
    skip_space();
    if (!take(open == '(' ? ")" : "]")) return error(open == '(' ? "no \")\"" : "no \"]\"");
    if (open == '(') return inner;
    return Element{.kind = Element::Kind::repetition, .least = 0, .most = 1, .parts = {*std::move(inner)}};
  }

  // char-val = DQUOTE *(%x20-21 / %x23-7E) DQUOTE
  Read words() {
    const std::size_t start = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] < ' ' || text_[at_] > '~') return error("a string with no end on its line");
      ++at_;
    }
    if (at_ == text_.size()) return error("a string with no end");
    return Element{.kind = Element::Kind::words, .text = text_.substr(start, at_++ - start)};
  }

  // num-val = "%" (bin-val / dec-val / hex-val)
  Read value() {
    ++at_;
    const char letter_of_base = at_ < text_.size() ? static_cast<char>(std::tolower(text_[at_])) : '\0';
    const std::uint32_t base = letter_of_base == 'x' ? 16 : letter_of_base == 'd' ? 10 : letter_of_base == 'b' ? 2 : 0;
    if (base == 0) return error("%x, %d or %b");
    ++at_;
    std::uint32_t first = 0;
    if (!octet(base, first)) return error("a value of one octet must be here");
    if (looks_at('-')) {
      ++at_;
      std::uint32_t last = 0;
      if (!octet(base, last) || last < first) return error("a range of octets must end here");
      return Element{.kind = Element::Kind::range, .low = first, .high = last};
    }
    std::string octets(1, static_cast<char>(first));
    while (looks_at('.')) {
      ++at_;
      if (!octet(base, first)) return error("a value of one octet must be here");
      octets += static_cast<char>(first);
    }
    return Element{.kind = Element::Kind::octets, .text = octets};
  }
  bool octet(std::uint32_t base, std::uint32_t& value) {
    value = 0;
    const std::size_t start = at_;
    for (; at_ < text_.size() && std::isxdigit(static_cast<unsigned char>(text_[at_])) != 0; ++at_) {
      const int c = std::tolower(text_[at_]);
      const auto worth = static_cast<std::uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
      if (worth >= base) break;
      value = value * base + worth;
      if (value > 0xFF) return false;
    }
    return at_ != start;
  }

  // prose-val = "<" *(%x20-3D / %x3F-7E) ">". Old RFCs break it over lines, and write <"> for DQUOTE.
  Read prose() {
    if (notation_ == Notation::old && take("<\">")) return Element{.kind = Element::Kind::octets, .text = "\""};
    std::string said;
    for (++at_; at_ < text_.size() && text_[at_] != '>'; ++at_) {
      const char c = text_[at_];
      if ((c < ' ' || c > '~') && notation_ != Notation::old) return error("prose with no end on its line");
      if (c >= ' ' && (c != ' ' || said.empty() || said.back() != ' ')) said += c;
      if (c == '\n') said += ' ';
    }
    if (at_ == text_.size()) return error("prose with no end");
    ++at_;
    return Element{.kind = Element::Kind::prose, .text = said};
  }

  static constexpr int kDepthMax = 100;
  static constexpr std::uint32_t kCountMax = 10'000;
  const std::string text_;
  const std::string file_;
  const std::size_t line_;
  const Notation notation_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

std::expected<std::vector<RuleText>, std::string> split_rules(std::string_view text, std::string_view file,
                                                              Notation notation) {
  std::vector<RuleText> rules;
  std::size_t indentation = std::string_view::npos;
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto start = static_cast<std::size_t>(
        std::find_if_not(line.begin(), line.end(), [](char c) { return blank(c); }) - line.begin());
    const bool said = start != line.size() && line[start] != ';';
    if (said && indentation == std::string_view::npos) indentation = start;
    if (said && start <= indentation) {
      RuleText rule{name_at(line.substr(start), notation), std::string(line.substr(start)), number};
      if (rule.name.empty()) {
        return std::unexpected(std::string(file) + ":" + std::to_string(number) + ": a rule must begin with its name");
      }
      rules.push_back(std::move(rule));
    } else if (!rules.empty()) {
      rules.back().text += '\n';
      rules.back().text += line;
    }
  }
  return rules;
}

std::expected<Definition, std::string> read_rule(const RuleText& rule, std::string_view file, Notation notation) {
  return Reader(rule, file, notation).rule();
}

std::expected<std::vector<Definition>, std::string> read_rules(std::string_view text, std::string_view file,
                                                               Notation notation) {
  auto rules = split_rules(text, file, notation);
  if (!rules) return std::unexpected(rules.error());
  std::vector<Definition> definitions;
  for (const RuleText& rule : *rules) {
    auto definition = read_rule(rule, file, notation);
    if (!definition) return std::unexpected(definition.error());
    definitions.push_back(*std::move(definition));
  }
  return definitions;
}

}  // namespace imapspec::abnf
