#include "harness/grammar/core/flag.h"

#include <array>

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

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  if (same_octets(a.data(), b.data(), a.size())) return true;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

// Any flag: the callers refuse what their place does not allow, at the flag's first octet.
Result<Flag> any_flag(Cursor& c, const char* rule) {
  const std::uint32_t start = c.offset();
  if (c.take('\\')) {
    if (!c.take('*') && c.run(kAtomChar).empty()) return c.fail("flag-extension");
  } else if (c.run(kAtomChar).empty()) {
    return c.fail(rule);
  }
  return make_flag(c.since(start));
}

Result<Flag> flag_but(Cursor& c, bool recent, bool any, const char* rule) {
  const std::uint32_t start = c.offset();
  TRY(const auto f, any_flag(c, rule));
  // At the end of the input "\Recent" may yet become "\Recently".
  if (f.kind == Flag::Kind::recent && !recent) {
    const bool flags_of_mailbox = !c.dialect().from_client;  // FLAGS, PERMANENTFLAGS
    if (flags_of_mailbox && c.deviates(Deviation::recent_in_flags, c.offset() - start)) return f;
    return c.at_end() ? c.incomplete(rule) : c.fail_at(start, rule);
  }
  if (f.kind == Flag::Kind::any && !any) return c.fail_at(start, rule);
  return f;
}

}  // namespace

std::span<const Flag> system_flags() {
  return kSystemFlags;
}

Flag make_flag(std::string_view name) {
  if (name.starts_with('\\')) {
    for (const auto& known : kSystemFlags)
      if (name.size() == known.name.size() && same_name(name, known.name)) return {known.kind, name};
    return {Flag::Kind::extension, name};
  }
  return {Flag::Kind::keyword, name};
}

bool same(const Flag& a, const Flag& b) {
  return same_name(a.name, b.name);
}

// RFC 9051 section 9: flag = "\Answered" / "\Flagged" / ... / flag-keyword / flag-extension. Does not include
// "\Recent".
Result<Flag> flag(Cursor& c) {
  return flag_but(c, false, false, "flag");
}

// RFC 9051 section 9: flag-fetch = flag / obsolete-flag-recent
Result<Flag> flag_fetch(Cursor& c) {
  return flag_but(c, true, false, "flag-fetch");
}

// RFC 9051 section 9: flag-perm = flag / "\*"
Result<Flag> flag_perm(Cursor& c) {
  return flag_but(c, false, true, "flag-perm");
}

// RFC 9051 section 9: flag-keyword = "$MDNSent" / ... / atom
Result<Flag> flag_keyword(Cursor& c) {
  const std::string_view name = c.run(kAtomChar);
  if (name.empty()) return c.fail("flag-keyword");
  return Flag{Flag::Kind::keyword, name};
}

// RFC 9051 section 9: flag-list = "(" [flag *(SP flag)] ")"
Result<List<Flag>> flag_list(Cursor& c) {
  TRY_(expect(c, '(', "flag-list"));
  ListBuilder<Flag> flags(c.arena());
  if (!c.take(')')) {
    do {
      TRY(const auto f, flag(c));
      flags.add(f);
    } while (c.another_in_list());
    TRY_(expect(c, ')', "flag-list"));
  }
  c.ended("flag-list");
  return flags.done();
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
