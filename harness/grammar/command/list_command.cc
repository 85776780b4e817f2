#include "harness/grammar/command/list_command.h"

#include "harness/grammar/command/status_item.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

// RFC 9051 section 9: option-extension = (option-standard-tag / option-vendor-tag) [SP option-value]
// The standard options are atoms of this shape too; STATUS is the one whose value has a grammar of its own.
Result<ListOption> option(Cursor& c, bool returning) {
  ListOption o;
  const auto mark =
      c.mark();  // the spelling of STATUS is remembered as a word's, that of an unknown option is its name
  TRY(o.name, atom(c));
  if (returning && is_word(o.name, "STATUS")) {  // status-option = "STATUS" SP "(" status-att *(SP status-att) ")"
    c.rewind(mark);
    c.take_word("STATUS");
    o.name = "STATUS";
    TRY_(sp(c, "status-option"));
    TRY(o.status, status_atts(c));
    return o;
  }
  if (!c.looks_at_word(" (")) return o;
  c.take(' ');
  TRY(const auto value, tagged_ext_val(c));  // option-value = "(" option-val-comp ")": never empty
  o.value = std::get<List<TaggedExtComp>>(value);
  if (o.value->empty()) return c.fail_at(c.offset() - 1, "option-value");
  return o;
}

Result<List<ListOption>> options(Cursor& c, bool returning) {
  TRY_(expect(c, '(', returning ? "list-return-opts" : "list-select-opts"));
  ListBuilder<ListOption> list(c.arena());
  if (c.take(')')) return list.done();
  do {
    TRY(const auto o, option(c, returning));
    list.add(o);
  } while (c.take(' '));
  TRY_(expect(c, ')', returning ? "list-return-opts" : "list-select-opts"));
  return list.done();
}

// RFC 9051 section 9, list-select-opts: a list-select-mod-opt needs a list-select-base-opt beside it. What we know to
// be neither base nor an unknown extension: REMOTE and RECURSIVEMATCH.
bool has_base_for_modifier(List<ListOption> selection) {
  bool modifier = false, base = false;
  for (const auto& o : selection) {
    const bool recursive = is_word(o.name, "RECURSIVEMATCH");
    modifier = modifier || recursive;
    base = base || (!recursive && !is_word(o.name, "REMOTE"));
  }
  return base || !modifier;
}

void print_options(Printer& p, List<ListOption> list) {
  p.raw('(');
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) p.sp();
    if (!list[i].status.empty()) {
      p.word("STATUS");
      p.sp();
      print_status_atts(p, list[i].status);
      continue;
    }
    p.raw(list[i].name);
    if (!list[i].value) continue;
    p.sp();
    print(p, TaggedExtVal(*list[i].value));
  }
  p.raw(')');
}

}  // namespace

// RFC 9051 section 9: list = "LIST" [SP list-select-opts] SP mailbox SP mbox-or-pat [SP list-return-opts]
Result<ListCommand> list(Cursor& c) {
  ListCommand l;
  if (c.looks_at('(')) {
    const std::uint32_t start = c.offset();
    TRY(l.selection, options(c, false));
    if (!has_base_for_modifier(*l.selection)) return c.fail_at(start, "list-select-opts");
    TRY_(sp(c, "list"));
  }
  TRY(l.reference, mailbox(c));
  TRY_(sp(c, "list"));
  ListBuilder<String> patterns(c.arena());
  if (c.take('(')) {  // patterns = "(" list-mailbox *(SP list-mailbox) ")" (RFC 5258)
    l.pattern_list = true;
    do {
      TRY(const auto pattern, list_mailbox(c));
      patterns.add(pattern);
    } while (c.take(' '));
    TRY_(expect(c, ')', "patterns"));
  } else {
    TRY(const auto pattern, list_mailbox(c));
    patterns.add(pattern);
  }
  l.patterns = patterns.done();
  if (!c.another_item()) return l;
  bool short_of_it = false;
  if (!c.take_word("RETURN", &short_of_it))
    return short_of_it ? c.incomplete("list-return-opts") : c.fail("list-return-opts");
  TRY_(sp(c, "list"));
  TRY(l.returns, options(c, true));
  return l;
}

// RFC 3501 section 9: lsub = "LSUB" SP mailbox SP list-mailbox
Result<Lsub> lsub(Cursor& c) {
  Lsub l;
  TRY(l.reference, mailbox(c));
  TRY_(sp(c, "lsub"));
  TRY(l.pattern, list_mailbox(c));
  return l;
}

void print(Printer& p, const ListCommand& l) {
  if (l.selection) {
    print_options(p, *l.selection);
    p.sp();
  }
  print(p, l.reference);
  p.sp();
  if (l.pattern_list) p.raw('(');
  for (std::size_t i = 0; i < l.patterns.size(); ++i) {
    if (i > 0) p.sp();
    print(p, l.patterns[i]);
  }
  if (l.pattern_list) p.raw(')');
  if (!l.returns) return;
  p.sp();
  p.word("RETURN");
  p.sp();
  print_options(p, *l.returns);
}

void print(Printer& p, const Lsub& l) {
  print(p, l.reference);
  p.sp();
  print(p, l.pattern);
}

}  // namespace imapspec::grammar
