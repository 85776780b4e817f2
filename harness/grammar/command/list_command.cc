#include "harness/grammar/command/list_command.h"

#include <array>

#include "harness/grammar/command/status_item.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/metadata.h"
#include "harness/grammar/extension/parts.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

using namespace extension;

namespace {

constexpr std::array<ListOptionWord, 6> kSelect = {{{"SUBSCRIBED", ListOptionWord::Class::base},
                                                    {"REMOTE", ListOptionWord::Class::independent},
                                                    {"RECURSIVEMATCH", ListOptionWord::Class::modifier},
                                                    {"SPECIAL-USE", ListOptionWord::Class::independent},
                                                    {"UTF8", ListOptionWord::Class::independent},
                                                    {"UTF8ONLY", ListOptionWord::Class::base}}};
constexpr std::array<ListOptionWord, 7> kReturn = {{{"SUBSCRIBED", ListOptionWord::Class::plain},
                                                    {"CHILDREN", ListOptionWord::Class::plain},
                                                    {"SPECIAL-USE", ListOptionWord::Class::plain},
                                                    {"MYRIGHTS", ListOptionWord::Class::plain},
                                                    {"UTF8", ListOptionWord::Class::plain},
                                                    {"STATUS", ListOptionWord::Class::status},
                                                    {"METADATA", ListOptionWord::Class::metadata}}};

const ListOptionWord* known(std::string_view name, std::span<const ListOptionWord> table) {
  for (const auto& each : table)
    if (is_word(name, each.text)) return &each;
  return nullptr;
}

// RFC 9051 section 9: option-extension = (option-standard-tag / option-vendor-tag) [SP option-value]
// The standard options are atoms of this shape too. Where RFCs define one it has what they say behind it, and no other
// option-value. Names are kept as they were written, but that of STATUS, which is remembered as a word's.
Result<ListOption> option(Cursor& c, bool returning) {
  ListOption o;
  const auto mark = c.mark();
  TRY(o.name, atom(c));
  const ListOptionWord* word = returning ? known(o.name, kReturn) : known(o.name, kSelect);
  if (word == nullptr) {
    if (!c.rest().starts_with(" (")) return o;
    c.take(' ');
    TRY(const auto value, tagged_ext_val(c));  // option-value = "(" option-val-comp ")": never empty
    o.value = std::get<List<TaggedExtComp>>(value);
    if (o.value->empty()) return c.fail_at(c.offset() - 1, "option-value");
  } else if (word->kind == ListOptionWord::Class::status) {
    // RFC 5819 section 4: status-option = "STATUS" SP "(" status-att *(SP status-att) ")"
    c.rewind(mark);
    c.take_word("STATUS");
    o.name = "STATUS";
    TRY_(sp(c, "status-option"));
    TRY(o.status, status_atts(c));
  } else if (word->kind == ListOptionWord::Class::metadata) {
    // RFC 9590 section 5: return-option =/ "METADATA" SP "(" entry *(SP entry) ")", with the entry of RFC 5464
    TRY_(sp(c, "return-option"));
    TRY(o.entries, in_parentheses<String>(c, entry, "return-option"));
  }
  return o;
}

Result<List<ListOption>> options(Cursor& c, bool returning) {
  const auto one = [returning](Cursor& cursor) { return option(cursor, returning); };
  return in_parentheses<ListOption>(c, one, returning ? "list-return-opts" : "list-select-opts", true);
}

// RFC 9051 section 9, list-select-opts: a list-select-mod-opt needs a list-select-base-opt beside it. One that no RFC
// defines may be of any class.
bool has_base_for_modifier(List<ListOption> selection) {
  bool modifier = false, base = false;
  for (const auto& o : selection) {
    const ListOptionWord* word = known(o.name, kSelect);
    modifier = modifier || (word != nullptr && word->kind == ListOptionWord::Class::modifier);
    base = base || word == nullptr || word->kind == ListOptionWord::Class::base;
  }
  return base || !modifier;
}

void print_option(Printer& p, const ListOption& o) {
  if (!o.status.empty()) {
    p.word("STATUS");
    p.sp();
    return print_status_atts(p, o.status);
  }
  p.raw(o.name);
  if (!o.entries.empty()) {
    p.sp();
    print_in_parentheses(p, o.entries);
  }
  if (o.value) print_each(p, TaggedExtVal(*o.value));
}

}  // namespace

std::span<const ListOptionWord> list_select_words() {
  return kSelect;
}
std::span<const ListOptionWord> list_return_words() {
  return kReturn;
}

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
  // RFC 9051 section 9: mbox-or-pat = list-mailbox / patterns; patterns = "(" list-mailbox *(SP list-mailbox) ")"
  TRY(l.patterns, one_or_list<String>(c, list_mailbox, "patterns", l.pattern_list));
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
    print_in_parentheses(p, *l.selection, print_option);
    p.sp();
  }
  print(p, l.reference);
  p.sp();
  print_one_or_list(p, l.patterns, l.pattern_list);
  if (!l.returns) return;
  p.sp();
  p.word("RETURN");
  p.sp();
  print_in_parentheses(p, *l.returns, print_option);
}

void print(Printer& p, const Lsub& l) {
  print(p, l.reference);
  p.sp();
  print(p, l.pattern);
}

}  // namespace imapspec::grammar
