#include "harness/grammar/core/flag.h"

#include <array>

#include "harness/base/word.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

constexpr std::array kSystemFlags = {
    Flag{Flag::Kind::answered, "\\Answered"},
    Flag{Flag::Kind::flagged, "\\Flagged"},
    Flag{Flag::Kind::deleted, "\\Deleted"},
    Flag{Flag::Kind::seen, "\\Seen"},
    Flag{Flag::Kind::draft, "\\Draft"},
    Flag{Flag::Kind::recent, "\\Recent"},
    Flag{Flag::Kind::any, "\\*"},
};

Flag::Kind kind_of(std::string_view name) {
  if (!name.starts_with('\\')) return Flag::Kind::keyword;
  for (const auto& known : kSystemFlags)
    if (name.size() == known.name.size() && (same_octets(name, known.name) || same_word(name, known.name)))
      return known.kind;
  return Flag::Kind::extension;
}

struct Allowed {
  const char* rule;
  bool recent = false, any = false;  // "\Recent", "\*"
};
constexpr Allowed kFlag{"flag"}, kFlagFetch{"flag-fetch", true}, kFlagPerm{"flag-perm", false, true};

// Any flag is read, and what its place does not allow is refused at its first octet.
[[gnu::always_inline]] inline Result<void> flag_of(Cursor& c, const Allowed& allowed, Flag& f) {
  const std::uint32_t start = c.offset();
  const bool backslash = c.take('\\');
  if (!(backslash && c.take('*')) && c.run(kAtomChar).empty())
    return c.fail(backslash ? "flag-extension" : allowed.rule);
  f.name = c.since(start);
  f.kind = kind_of(f.name);
  // At the end of the input "\Recent" may yet become "\Recently".
  if (f.kind == Flag::Kind::recent && !allowed.recent) {
    const bool flags_of_mailbox = !c.dialect().from_client;  // FLAGS, PERMANENTFLAGS
    if (flags_of_mailbox && c.deviates(Deviation::recent_in_flags, c.offset() - start)) return {};
    return c.at_end() ? c.incomplete(allowed.rule) : c.fail_at(start, allowed.rule);
  }
  if (f.kind == Flag::Kind::any && !allowed.any) return c.fail_at(start, allowed.rule);
  return {};
}
Result<Flag> flag_of(Cursor& c, const Allowed& allowed) {
  Flag f;
  TRY_(flag_of(c, allowed, f));
  return f;
}

// "(" [flag *(SP flag)] ")". Each is made where the list has it.
Result<List<Flag>> flags_of(Cursor& c, const Allowed& allowed, const char* rule) {
  TRY_(expect(c, '(', rule));
  ListBuilder<Flag> flags(c.arena());
  if (c.take(')')) return flags.done();
  do {
    TRY_(flag_of(c, allowed, flags.add()));
  } while (c.another_in_list());
  TRY_(expect(c, ')', rule));
  return flags.done();
}

}  // namespace

std::span<const Flag> system_flags() {
  return kSystemFlags;
}

Flag make_flag(std::string_view name) {
  return {kind_of(name), name};
}

bool same(const Flag& a, const Flag& b) {
  return same_word(a.name, b.name);
}

// RFC 9051 section 9: flag = "\Answered" / "\Flagged" / ... / flag-keyword / flag-extension. Does not include
// "\Recent".
Result<Flag> flag(Cursor& c) {
  return flag_of(c, kFlag);
}

// RFC 9051 section 9: flag-fetch = flag / obsolete-flag-recent
Result<Flag> flag_fetch(Cursor& c) {
  return flag_of(c, kFlagFetch);
}

// RFC 9051 section 9: flag-perm = flag / "\*"
Result<Flag> flag_perm(Cursor& c) {
  return flag_of(c, kFlagPerm);
}

// RFC 9051 section 9: flag-keyword = "$MDNSent" / ... / atom
Result<Flag> flag_keyword(Cursor& c) {
  const std::string_view name = c.run(kAtomChar);
  if (name.empty()) return c.fail("flag-keyword");
  return Flag{Flag::Kind::keyword, name};
}

// RFC 9051 section 9: flag-list = "(" [flag *(SP flag)] ")"
Result<List<Flag>> flag_list(Cursor& c) {
  TRY(const auto flags, flags_of(c, kFlag, "flag-list"));
  c.ended("flag-list");
  return flags;
}

Result<List<Flag>> flag_fetch_list(Cursor& c) {
  return flags_of(c, kFlagFetch, "msg-att-dynamic");
}
Result<List<Flag>> flag_perm_list(Cursor& c) {
  return flags_of(c, kFlagPerm, "resp-text-code");
}

void print(Printer& p, const Flag& f) {
  p.raw(f.name);
}

void print_flags(Printer& p, List<Flag> flags) {
  p.raw('(');
  for (std::size_t i = 0; i < flags.size(); ++i) {
    if (i > 0) p.sp();
    print(p, flags[i]);
  }
  p.raw(')');
}

}  // namespace imapspec::grammar
