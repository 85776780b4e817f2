// Why a message was refused. What could have stood in the place of the wrong octet is found by trying: the parser is
// asked again about all that came before, followed by each octet and each word there is. So the answer is exactly what
// the parser does, and a parse that succeeds never pays for it.
#include <array>
#include <optional>
#include <utility>

#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/section_of.h"
#include "harness/grammar/parse.h"

namespace imapspec::grammar {

namespace {

// Trying costs some hundred parses of what came before; of very long messages only the place and the rule are named.
constexpr std::size_t kTriedOctets = std::size_t{64} << 10U;

constexpr std::array<std::string_view, 101> kVocabulary = {"CAPABILITY",
                                                           "NOOP",
                                                           "LOGOUT",
                                                           "STARTTLS",
                                                           "AUTHENTICATE",
                                                           "LOGIN",
                                                           "ENABLE",
                                                           "ID",
                                                           "SELECT",
                                                           "EXAMINE",
                                                           "CREATE",
                                                           "DELETE",
                                                           "RENAME",
                                                           "SUBSCRIBE",
                                                           "UNSUBSCRIBE",
                                                           "LIST",
                                                           "LSUB",
                                                           "NAMESPACE",
                                                           "STATUS",
                                                           "APPEND",
                                                           "IDLE",
                                                           "CHECK",
                                                           "CLOSE",
                                                           "UNSELECT",
                                                           "EXPUNGE",
                                                           "SEARCH",
                                                           "FETCH",
                                                           "UIDFETCH",
                                                           "STORE",
                                                           "COPY",
                                                           "MOVE",
                                                           "UID",
                                                           "OK",
                                                           "NO",
                                                           "BAD",
                                                           "PREAUTH",
                                                           "BYE",
                                                           "FLAGS",
                                                           "ESEARCH",
                                                           "ENABLED",
                                                           "EXISTS",
                                                           "RECENT",
                                                           "ENVELOPE",
                                                           "INTERNALDATE",
                                                           "RFC822",
                                                           "RFC822.HEADER",
                                                           "RFC822.SIZE",
                                                           "RFC822.TEXT",
                                                           "BODY",
                                                           "BODY.PEEK",
                                                           "BODYSTRUCTURE",
                                                           "BINARY",
                                                           "BINARY.PEEK",
                                                           "BINARY.SIZE",
                                                           "ALL",
                                                           "FAST",
                                                           "FULL",
                                                           "MESSAGES",
                                                           "UIDNEXT",
                                                           "UIDVALIDITY",
                                                           "UNSEEN",
                                                           "DELETED",
                                                           "SIZE",
                                                           "HEADER",
                                                           "HEADER.FIELDS",
                                                           "HEADER.FIELDS.NOT",
                                                           "TEXT",
                                                           "MIME",
                                                           "NIL",
                                                           "TAG",
                                                           "RETURN",
                                                           "IMAP4rev1",
                                                           "IMAP4rev2",
                                                           "ANSWERED",
                                                           "BCC",
                                                           "BEFORE",
                                                           "CC",
                                                           "DRAFT",
                                                           "FLAGGED",
                                                           "FROM",
                                                           "KEYWORD",
                                                           "LARGER",
                                                           "NEW",
                                                           "NOT",
                                                           "OLD",
                                                           "ON",
                                                           "OR",
                                                           "SEEN",
                                                           "SENTBEFORE",
                                                           "SENTON",
                                                           "SENTSINCE",
                                                           "SINCE",
                                                           "SMALLER",
                                                           "SUBJECT",
                                                           "TO",
                                                           "UNANSWERED",
                                                           "UNDELETED",
                                                           "UNDRAFT",
                                                           "UNFLAGGED",
                                                           "UNKEYWORD",
                                                           "Jan"};

// Rules that are an extension's, not the base protocol's: of both revisions, or of RFC 3501 alone.
struct Elsewhere {
  std::string_view rule, section;
  bool rev1_only;
};
constexpr std::array kElsewhere = {
    Elsewhere{"id-params-list", "RFC 2971 section 4", false},
    Elsewhere{"patterns", "RFC 5258 section 6", false},
    Elsewhere{"initial-resp", "RFC 4959 section 7", true},
    Elsewhere{"literal8", "RFC 3516 section 7", true},
    Elsewhere{"section-binary", "RFC 3516 section 7", true},
    Elsewhere{"namespace", "RFC 2342 section 6", true},
    Elsewhere{"namespace-descr", "RFC 2342 section 6", true},
    Elsewhere{"namespace-response", "RFC 2342 section 6", true},
    Elsewhere{"namespace-response-extension", "RFC 2342 section 6", true},
    Elsewhere{"list-select-opts", "RFC 5258 section 6", true},
    Elsewhere{"list-return-opts", "RFC 5258 section 6", true},
    Elsewhere{"mbox-list-extended", "RFC 5258 section 6", true},
    Elsewhere{"mbox-list-extended-item", "RFC 5258 section 6", true},
    Elsewhere{"option-value", "RFC 5258 section 6", true},
    Elsewhere{"status-option", "RFC 5819 section 4", true},
    Elsewhere{"search-correlator", "RFC 4466 section 3", true},
    Elsewhere{"search-return-opts", "RFC 4466 section 3", true},
    Elsewhere{"search-return-data", "RFC 4731 section 4", true},
    Elsewhere{"tagged-ext-comp", "RFC 4466 section 3", true},
    Elsewhere{"tagged-ext-label", "RFC 4466 section 3", true},
    Elsewhere{"resp-code-apnd", "RFC 4315 section 4", true},
    Elsewhere{"resp-code-copy", "RFC 4315 section 4", true},
    Elsewhere{"uniqueid", "RFC 3501 section 9", true},
};

std::string section_of(std::string_view rule, Revision revision) {
  if (const auto section = extension_section_of(rule); !section.empty()) return std::string(section);
  for (const auto& each : kElsewhere)
    if (each.rule == rule && (!each.rev1_only || revision == Revision::rev1)) return std::string(each.section);
  return revision == Revision::rev1 ? "RFC 3501 section 9" : "RFC 9051 section 9";
}

using Refuse = std::optional<ParseError> (*)(std::string_view message, Dialect dialect);

template <class Tree, Result<Tree> (*parse)(std::string_view, Arena&, Dialect)>
std::optional<ParseError> refuse(std::string_view message, Dialect dialect) {
  Arena arena;
  const auto tree = parse(message, arena, dialect);
  if (tree) return std::nullopt;
  return tree.error();
}

// What may stand behind `before`, as the reader of a grammar would say it.
class Trial {
 public:
  Trial(Refuse refuse, std::string_view before, Dialect dialect)
      : refuse_(refuse), text_(before), before_(before.size()), dialect_(dialect) {}

  std::vector<std::string> expected() {
    std::array<bool, 128> fits{};
    for (std::size_t c = 1; c < fits.size(); ++c) fits[c] = may_follow(std::string_view(kOctets).substr(c, 1));
    const auto all = [&fits](char first, char last) {
      for (char c = first; c <= last; ++c)
        if (!fits[static_cast<unsigned char>(c)]) return false;
      return true;
    };
    const auto take = [&fits](char c) { return std::exchange(fits[static_cast<unsigned char>(c)], false); };
    std::vector<std::string> names;
    if (all('A', 'Z') && all('(', '*') && all(' ', ' ')) return {fits['"'] ? "text" : "QUOTED-CHAR"};
    const char last = before_ == 0 ? ' ' : text_[before_ - 1];
    const bool letters = all('A', 'Z'), digits = all('1', '9');
    // What merely goes on with the atom or number that stands before the place is not what was wanted.
    const bool goes_on = letters ? is(kAstringChar, last) : digits && is(kDigit, last);
    if (take(' ')) names.emplace_back("SP");
    if (take('\r')) names.emplace_back("CRLF");
    if (take('\n')) names.emplace_back("LF");
    const bool quoted = fits['"'], literal = fits['{'];
    if (letters && quoted && literal) {
      names.emplace_back("astring");
    } else if (letters && !goes_on) {
      names.emplace_back("atom");
    } else if (quoted && literal) {
      names.emplace_back("string");
    }
    if (quoted && literal) take('"'), take('{');
    if (digits && !letters && !goes_on) names.emplace_back(take('0') ? "number" : "nz-number");
    if (letters || digits)
      for (unsigned char c = 0; c < fits.size(); ++c)
        if (letters ? is(kAstringChar, static_cast<char>(c)) : is(kDigit, static_cast<char>(c))) fits[c] = false;
    if (!letters)
      for (const auto word : kVocabulary) {
        const char first = word.front();
        if (fits[static_cast<unsigned char>(first)] && may_follow(word) && ends(word)) names.emplace_back(word);
      }
    for (unsigned char c = '!'; c < 127; ++c) {
      const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (fits[c] && (!letter || names.empty())) names.push_back({'"', static_cast<char>(c), '"'});
    }
    return names;
  }

 private:
  // One of each octet, so that a view of any of them exists.
  static constexpr auto kOctetTable = [] {
    std::array<char, 128> octets{};
    for (std::size_t c = 0; c < octets.size(); ++c) octets[c] = static_cast<char>(c);
    return octets;
  }();
  static constexpr std::string_view kOctets{kOctetTable.data(), kOctetTable.size()};

  bool may_follow(std::string_view octets) {
    text_.resize(before_);
    text_ += octets;
    const auto error = refuse_(text_, dialect_);
    return !error || error->kind != ParseError::Kind::mismatch || error->offset >= text_.size();
  }

  // Whether a word is one, not the beginning of a longer one.
  bool ends(std::string_view word) {
    for (const char next : std::string_view(" \r[)]<\"("))
      if (may_follow(std::string(word) + next)) return true;
    return false;
  }

  Refuse refuse_;
  std::string text_;
  std::size_t before_;
  Dialect dialect_;
};

Diagnosis diagnose(Refuse refuse, std::string_view message, Dialect dialect) {
  Diagnosis d;
  const auto error = refuse(message, dialect);
  if (!error) return d;
  d.error = *error;
  d.section = section_of(error->rule, dialect.revision);
  if (error->kind != ParseError::Kind::limit && error->offset <= kTriedOctets)
    d.expected = Trial(refuse, message.substr(0, error->offset), dialect).expected();
  return d;
}

}  // namespace

Diagnosis diagnose_command(std::string_view message, Dialect dialect) {
  return diagnose(refuse<Command, parse_command>, message, dialect);
}

Diagnosis diagnose_response(std::string_view message, Dialect dialect) {
  return diagnose(refuse<Response, parse_response>, message, dialect);
}

std::string Diagnosis::to_string() const {
  std::string text = std::to_string(error.offset) + ": " + error.rule + ": " + message();
  if (!section.empty()) text += " (" + section + ")";
  return text;
}

std::string Diagnosis::message() const {
  if (error.kind == ParseError::Kind::limit) return "more than this program's limit";
  std::string text = error.kind == ParseError::Kind::incomplete ? "ends too early" : "";
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (i == 0)
      text += text.empty() ? "expected " : ", expected ";
    else
      text += i + 1 == expected.size() ? " or " : ", ";
    text += expected[i];
  }
  return text.empty() ? "not what may stand here" : text;
}

}  // namespace imapspec::grammar
