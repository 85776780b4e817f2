#include "harness/grammar/response/status.h"

#include <algorithm>
#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/print.h"
#include "harness/grammar/response/capability.h"

namespace imapspec::grammar {

namespace {

// "{5}" and the end of the line.
bool announces_literal(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789", std::min<std::size_t>(text.size(), 1));
  return text.starts_with('{') && end != std::string_view::npos && end > 1 && text.substr(end).starts_with("}\r");
}

// RFC 9051 section 9: "BADCHARSET" [SP "(" charset *(SP charset) ")" ]. RFC 3501 has astring, of which we refuse the
// literal: a line of text holds none.
Result<RespTextCode> badcharset(Cursor& c) {
  CodeBadCharset code;
  if (!c.take(' ')) return code;
  const bool bare = !c.looks_at('(') && (c.looks_at(kAstringChar) || c.looks_at('"')) &&
                    c.deviates(Deviation::badcharset_without_parentheses);
  if (!bare) TRY_(expect(c, '(', "resp-text-code"));
  ListBuilder<String> names(c.arena());
  do {
    if (c.looks_at('{')) return c.fail("charset");
    // Without parentheses an astring would take the bracket too.
    const std::string_view plain = bare ? c.run(kAtomChar) : std::string_view();
    TRY(const auto name, plain.empty() ? charset(c) : Result<String>(String{plain, Form::atom}));
    names.add(name);
  } while (c.take(' '));
  if (!bare) TRY_(expect(c, ')', "resp-text-code"));
  code.charsets = names.done();
  return code;
}

Result<RespTextCode> capability_code(Cursor& c) {
  TRY(const auto names, capability_list(c));
  return CodeCapability{names};
}

// RFC 9051 section 9: "PERMANENTFLAGS" SP "(" [flag-perm *(SP flag-perm)] ")"
Result<RespTextCode> permanentflags(Cursor& c) {
  TRY_(sp(c, "resp-text-code"));
  TRY(const auto flags, flag_perm_list(c));
  return CodePermanentFlags{flags};
}

template <class T>
Result<RespTextCode> of_number(Cursor& c) {
  TRY_(sp(c, "resp-text-code"));
  TRY(const auto n, nz_number(c));
  return T{n};
}

// RFC 9051 section 9: resp-code-apnd = "APPENDUID" SP nz-number SP append-uid; RFC 4315: append-uid =/ uid-set
Result<RespTextCode> appenduid(Cursor& c) {
  CodeAppendUid code;
  TRY_(sp(c, "resp-code-apnd"));
  TRY(code.uidvalidity, nz_number(c));
  TRY_(sp(c, "resp-code-apnd"));
  TRY(code.uids, uid_set(c));
  return code;
}

// RFC 9051 section 9: resp-code-copy = "COPYUID" SP nz-number SP uid-set SP uid-set
Result<RespTextCode> copyuid(Cursor& c) {
  CodeCopyUid code;
  TRY_(sp(c, "resp-code-copy"));
  TRY(code.uidvalidity, nz_number(c));
  TRY_(sp(c, "resp-code-copy"));
  if (c.looks_at(' ') && c.deviates(Deviation::empty_uid_set)) {
    c.take(' ');
    return code;
  }
  TRY(code.source, uid_set(c));
  TRY_(sp(c, "resp-code-copy"));
  TRY(code.destination, uid_set(c));
  return code;
}

struct CodeWord {
  std::string_view text;
  bool rev1_only;
  Result<RespTextCode> (*parse)(Cursor&);
};
// Codes with data of a grammar of their own.
constexpr std::array kCodes = {
    CodeWord{"BADCHARSET", false, badcharset},
    CodeWord{"CAPABILITY", false, capability_code},
    CodeWord{"PERMANENTFLAGS", false, permanentflags},
    CodeWord{"UIDNEXT", false, of_number<CodeUidNext>},
    CodeWord{"UIDVALIDITY", false, of_number<CodeUidValidity>},
    CodeWord{"UNSEEN", true, of_number<CodeUnseen>},
    CodeWord{"APPENDUID", false, appenduid},
    CodeWord{"COPYUID", false, copyuid},
    CodeWord{"MESSAGELIMIT", false, as<RespTextCode, messagelimit>},
    CodeWord{"HIGHESTMODSEQ", false, as<RespTextCode, highestmodseq_code>},
    CodeWord{"MODIFIED", false, as<RespTextCode, modified_code>},
    CodeWord{"MAILBOXID", false, as<RespTextCode, mailboxid_code>},
    CodeWord{"NOUPDATE", false, as<RespTextCode, noupdate_code>},
    CodeWord{"UNDEFINED-FILTER", false, as<RespTextCode, undefined_filter_code>},
    CodeWord{"BADURL", false, as<RespTextCode, badurl_code>},
    CodeWord{"INPROGRESS", false, as<RespTextCode, inprogress_code>},
    CodeWord{"METADATA", false, as<RespTextCode, metadata_code>},
    CodeWord{"BADEVENT", false, as<RespTextCode, unsupported_events_code>},
    CodeWord{"URLMECH", false, as<RespTextCode, urlmech_code>},
    CodeWord{"REFERRAL", false, as<RespTextCode, referral_response_code>},
    CodeWord{"ANNOTATE", false, as<RespTextCode, annotate_code>},
    CodeWord{"ANNOTATIONS", false, as<RespTextCode, annotations_code>},
    CodeWord{"MAXCONVERTMESSAGES", false, as<RespTextCode, maxconvertmessages>},
    CodeWord{"MAXCONVERTPARTS", false, as<RespTextCode, maxconvertparts>},
};
constexpr WordIndex<CodeWord> kCodeIndex(kCodes);

// Codes that are a word alone. They parse as any other atom does.
constexpr auto kWords = std::to_array<std::string_view>({"ALERT",
                                                         "PARSE",
                                                         "READ-ONLY",
                                                         "READ-WRITE",
                                                         "TRYCREATE",
                                                         "UIDNOTSTICKY",
                                                         "UNAVAILABLE",
                                                         "AUTHENTICATIONFAILED",
                                                         "AUTHORIZATIONFAILED",
                                                         "EXPIRED",
                                                         "PRIVACYREQUIRED",
                                                         "CONTACTADMIN",
                                                         "NOPERM",
                                                         "INUSE",
                                                         "EXPUNGEISSUED",
                                                         "CORRUPTION",
                                                         "SERVERBUG",
                                                         "CLIENTBUG",
                                                         "CANNOT",
                                                         "LIMIT",
                                                         "OVERQUOTA",
                                                         "ALREADYEXISTS",
                                                         "NONEXISTENT",
                                                         "NOTSAVED",
                                                         "HASCHILDREN",
                                                         "CLOSED",
                                                         "UNKNOWN-CTE",
                                                         "NOMODSEQ",
                                                         "TOOBIG",
                                                         "COMPRESSIONACTIVE",
                                                         "USEATTR",
                                                         "NOT-UTF-8",
                                                         "UTF-8-ONLY",
                                                         "NOTIFICATIONOVERFLOW",
                                                         "BADCOMPARATOR",
                                                         "UIDREQUIRED",
                                                         "TOOFEW",
                                                         "TOOMANY",
                                                         "TEMPFAIL"});

bool is_word_alone(std::string_view name) {
  return std::any_of(kWords.begin(), kWords.end(), [name](auto word) { return is_word(name, word); });
}

}  // namespace

bool operator==(const RespText&, const RespText&) = default;

std::span<const std::string_view> code_words() {
  return kWords;
}

bool code_has_data(std::string_view name, const Dialect& dialect) {
  for (const auto& code : kCodes)
    if (is_word(name, code.text)) return !code.rev1_only || dialect.rev1();
  return false;
}

// RFC 9051 section 9: resp-text-code = "ALERT" / "BADCHARSET" ... / atom [SP 1*<any TEXT-CHAR except "]">]
Result<RespTextCode> resp_text_code(Cursor& c) {
  const std::string_view name = c.ahead(kAtomChar);
  const auto allowed = [&c](const CodeWord& code) { return !code.rev1_only || c.dialect().rev1(); };
  bool canonical = true;
  if (const CodeWord* known = kCodeIndex.find(name, allowed, canonical)) {
    c.take_found_word(name.size(), canonical);
    return known->parse(c);
  }
  CodeAtom code;
  TRY(code.name, atom(c));
  if (!c.take(' ')) return code;
  const std::string_view data = c.run(kCodeChar);
  if (data.empty()) return c.fail("resp-text-code");
  code.data = data;
  return code;
}

// RFC 9051 section 9: resp-text = ["[" resp-text-code "]" SP] [text]
// RFC 3501 section 9: resp-text = ["[" resp-text-code "]" SP] text
// One octet does not tell a code from text that begins with a bracket, so the code is tried first. Taken by the letter,
// text may be anything that begins with a bracket. But a code that the grammar knows and whose data are wrong, with
// "]", SP and a text behind it, or a right one that no SP follows, is no text to anyone: it stays the error that it is.
Result<RespText> resp_text(Cursor& c) {
  RespText t;
  if (c.looks_at('[')) {
    const auto mark = c.mark();
    c.take('[');
    const std::string_view rest = c.rest(), name = c.ahead(kAtomChar);
    const auto code = resp_text_code(c);
    if (!code && code.error().kind == ParseError::Kind::incomplete) return std::unexpected(code.error());
    const bool closed = code && c.take(']');
    if (closed && c.take(' ')) {
      t.code = *code;
    } else if (c.at_end()) {
      return c.incomplete("resp-text");
    } else if (closed && (code_has_data(name, c.dialect()) || is_word_alone(name))) {
      if (!c.looks_at('\r') || !c.deviates(Deviation::missing_space)) return c.fail("resp-text");
      t.code = *code;
      return t;
    } else if (!closed && code_has_data(name, c.dialect())) {
      const std::string_view line = rest.substr(0, rest.find_first_of("\r\n"));
      // What announces a literal is no text either: it would be RFC 3501's BADCHARSET, whose literal no line can hold.
      if (announces_literal(c.rest()) || line.find("] ") != std::string_view::npos)
        return code ? c.fail("resp-text") : std::unexpected(code.error());
      if (line.size() == rest.size()) return c.incomplete("resp-text");
      c.rewind(mark);
    } else {
      c.rewind(mark);
    }
  }
  if (c.at_end() || c.looks_at('\r')) {
    if (c.dialect().rev2() || (c.looks_at('\r') && c.deviates(Deviation::missing_text))) return t;
  }
  TRY(t.text, text(c));
  return t;
}

namespace {

struct CodeWriter {
  Printer& p;
  template <ExtensionNode T>
  void operator()(const T& node) const {
    p.word(T::kName);
    print_node(p, node);
  }
  void operator()(const CodeAtom& code) const {
    p.raw(code.name);
    if (!code.data) return;
    p.sp();
    p.raw(*code.data);
  }
  void operator()(const CodeBadCharset& code) const {
    p.word("BADCHARSET");
    if (code.charsets.empty()) return;
    p.raw(" (");
    for (std::size_t i = 0; i < code.charsets.size(); ++i) {
      if (i > 0) p.sp();
      print(p, code.charsets[i]);
    }
    p.raw(')');
  }
  void operator()(const CodeCapability& code) const {
    p.word("CAPABILITY");
    print_capability_list(p, code.capabilities);
  }
  void operator()(const CodePermanentFlags& code) const {
    p.word("PERMANENTFLAGS");
    p.sp();
    print_flags(p, code.flags);
  }
  void number(std::string_view word, std::uint32_t n) const {
    p.word(word);
    p.sp();
    p.number(n);
  }
  void operator()(const CodeUidNext& code) const { number("UIDNEXT", code.uid); }
  void operator()(const CodeUidValidity& code) const { number("UIDVALIDITY", code.value); }
  void operator()(const CodeUnseen& code) const { number("UNSEEN", code.number); }
  void operator()(const CodeAppendUid& code) const {
    number("APPENDUID", code.uidvalidity);
    p.sp();
    print(p, code.uids);
  }
  void operator()(const CodeCopyUid& code) const {
    number("COPYUID", code.uidvalidity);
    p.sp();
    print(p, code.source);
    p.sp();
    print(p, code.destination);
  }
};

struct Name {
  template <ExtensionNode T>
  std::string_view operator()(const T&) const {
    return T::kName;
  }
  std::string_view operator()(const CodeAtom& c) const { return c.name; }
  std::string_view operator()(const CodeBadCharset&) const { return "BADCHARSET"; }
  std::string_view operator()(const CodeCapability&) const { return "CAPABILITY"; }
  std::string_view operator()(const CodePermanentFlags&) const { return "PERMANENTFLAGS"; }
  std::string_view operator()(const CodeUidNext&) const { return "UIDNEXT"; }
  std::string_view operator()(const CodeUidValidity&) const { return "UIDVALIDITY"; }
  std::string_view operator()(const CodeUnseen&) const { return "UNSEEN"; }
  std::string_view operator()(const CodeAppendUid&) const { return "APPENDUID"; }
  std::string_view operator()(const CodeCopyUid&) const { return "COPYUID"; }
};

}  // namespace

void print(Printer& p, const RespTextCode& code) {
  std::visit(CodeWriter{p}, code);
}

std::string_view name_of(const RespTextCode& code) {
  return std::visit(Name{}, code);
}

void print(Printer& p, const RespText& t) {
  if (t.code) {
    p.raw('[');
    print(p, *t.code);
    p.raw("] ");
  }
  p.raw(t.text);
}

}  // namespace imapspec::grammar
