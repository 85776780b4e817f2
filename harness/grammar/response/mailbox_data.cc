#include "harness/grammar/response/mailbox_data.h"

#include <algorithm>
#include <array>

#include "harness/grammar/command/status_item.h"
#include "harness/grammar/core/number.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/condstore.h"
#include "harness/grammar/extension/object_id.h"
#include "harness/grammar/extension/parts.h"
#include "harness/grammar/extension/sort.h"

namespace imapspec::grammar {

using namespace extension;

namespace {

constexpr std::array<std::string_view, 4> kSelectability = {"\\NONEXISTENT", "\\NOSELECT", "\\MARKED", "\\UNMARKED"};

// RFC 9051 section 9: mbx-list-flags = *(mbx-list-oflag SP) mbx-list-sflag *(SP mbx-list-oflag) / mbx-list-oflag *(...)
// mbx-list-sflag = "\NonExistent" / "\Noselect" / "\Marked" / "\Unmarked": one of them at most.
Result<List<Flag>> mbx_list_flags(Cursor& c) {
  TRY_(expect(c, '(', "mailbox-list"));
  ListBuilder<Flag> flags(c.arena());
  if (c.take(')')) return flags.done();
  int selectability = 0;
  do {
    const std::uint32_t start = c.offset();
    if (!c.take('\\')) return c.fail("mbx-list-flags");
    if (c.run(kAtomChar).empty()) return c.fail("flag-extension");
    const std::string_view name = c.since(start);
    for (const auto sflag : kSelectability)
      if (is_word(name, sflag)) ++selectability;
    if (selectability > 1 && !c.deviates(Deviation::several_selectability_flags, c.offset() - start))
      return c.at_end() ? c.incomplete("mbx-list-flags") : c.fail_at(start, "mbx-list-flags");
    flags.add(Flag{Flag::Kind::extension, name});
  } while (c.another_in_list());
  TRY_(expect(c, ')', "mailbox-list"));
  return flags.done();
}

// (DQUOTE QUOTED-CHAR DQUOTE / nil)
Result<std::optional<String>> delimiter(Cursor& c, const char* rule) {
  if (!c.looks_at('"')) {
    if (auto none = nil(c); !none) return std::unexpected(ParseError{none.error().kind, none.error().offset, rule});
    return std::optional<String>();
  }
  c.take('"');
  if (c.looks_at('"') && c.deviates(Deviation::empty_delimiter, 1)) {
    c.take('"');
    c.note_canonical();  // of the NIL that is printed in its place
    return std::optional<String>();
  }
  TRY(const auto character, quoted_char(c));
  TRY_(expect(c, '"', rule));
  return std::optional(String{character, Form::quoted});
}

// RFC 9051 section 9: childinfo-extended-item = "CHILDINFO" SP "(" list-select-base-opt-quoted *(SP
// list-select-base-opt-quoted) ")"; oldname-extended-item = "OLDNAME" SP "(" mailbox ")" (RFC 5258, RFC 5465). Both are
// of the shape of any item, and have the right of way where the tag is theirs.
bool is_right_for_its_tag(const ListExtended& item) {
  const bool childinfo = is_word(item.tag.value, "CHILDINFO");
  if (!childinfo && !is_word(item.tag.value, "OLDNAME")) return true;
  const auto* list = std::get_if<List<TaggedExtComp>>(&item.value);
  if (list == nullptr || list->empty()) return false;
  if (!childinfo) return list->size() == 1 && !list->front().list;
  return std::all_of(list->begin(), list->end(), [](const TaggedExtComp& each) {
    return !each.list && each.string.form == Form::quoted && !each.string.value.empty() &&
           std::all_of(each.string.value.begin(), each.string.value.end(), [](char x) { return is(kAtomChar, x); });
  });
}

// RFC 9051 section 9: mbox-list-extended-item = mbox-list-extended-item-tag SP tagged-ext-val
// mbox-list-extended-item-tag = astring
Result<ListExtended> mbox_list_extended_item(Cursor& c) {
  ListExtended item;
  TRY(item.tag, astring(c));
  TRY_(sp(c, "mbox-list-extended-item"));
  const std::uint32_t start = c.offset();
  TRY(item.value, tagged_ext_val(c));
  if (is_right_for_its_tag(item)) return item;
  const bool set = !std::holds_alternative<List<TaggedExtComp>>(item.value);  // whose end may not have been reached
  return set && c.at_end() ? c.incomplete("mbox-list-extended-item") : c.fail_at(start, "mbox-list-extended-item");
}
void print_item(Printer& p, const ListExtended& item) {
  print(p, item.tag);
  print_each(p, item.value);
}

// RFC 9051 section 9: mbox-list-extended = "(" [mbox-list-extended-item *(SP mbox-list-extended-item)] ")"
Result<List<ListExtended>> mbox_list_extended(Cursor& c) {
  return in_parentheses<ListExtended>(c, mbox_list_extended_item, "mbox-list-extended", true);
}

// RFC 5255 section 3.5: namespace-trans = SP DQUOTE "TRANSLATION" DQUOTE SP "(" string ")", here from the parenthesis:
// a single string, where other extensions have one or more.
Result<List<String>> namespace_trans(Cursor& c) {
  TRY_(expect(c, '(', "namespace-trans"));
  TRY(const auto translation, string(c));
  TRY_(expect(c, ')', "namespace-trans"));
  return List<String>(c.arena().make(translation), 1);
}

// RFC 9051 section 9: namespace = nil / "(" 1*namespace-descr ")"
// namespace-descr = "(" string SP (DQUOTE QUOTED-CHAR DQUOTE / nil) [namespace-response-extensions] ")"
Result<List<NamespaceDescription>> namespace_(Cursor& c) {
  if (!c.take('(')) {
    if (auto none = nil(c); !none)
      return std::unexpected(ParseError{none.error().kind, none.error().offset, "namespace"});
    return List<NamespaceDescription>();
  }
  ListBuilder<NamespaceDescription> list(c.arena());
  do {
    NamespaceDescription d;
    TRY_(expect(c, '(', "namespace-descr"));
    TRY(d.prefix, string(c));
    TRY_(sp(c, "namespace-descr"));
    TRY(d.delimiter, delimiter(c, "namespace-descr"));
    ListBuilder<NamespaceExtension> extensions(c.arena());
    while (c.take(' ')) {  // namespace-response-extension = SP string SP "(" string *(SP string) ")"
      NamespaceExtension e;
      TRY(e.name, string(c));
      TRY_(sp(c, "namespace-descr"));
      TRY(e.values, is_word(e.name.value, "TRANSLATION")
                        ? namespace_trans(c)
                        : in_parentheses<String>(c, string, "namespace-response-extension"));
      extensions.add(e);
    }
    TRY_(expect(c, ')', "namespace-descr"));
    d.extensions = extensions.done();
    list.add(d);
  } while (!c.take(')'));
  return list.done();
}

void print(Printer& p, List<NamespaceDescription> list) {
  if (list.empty()) return p.word("NIL");
  p.raw('(');
  for (const auto& d : list) {
    p.raw('(');
    print(p, d.prefix);
    p.sp();
    print(p, d.delimiter);
    for (const auto& e : d.extensions) {
      print_each(p, e.name);
      p.sp();
      print_in_parentheses(p, e.values);
    }
    p.raw(')');
  }
  p.raw(')');
}

// RFC 9051 section 9: status-att-val = ("MESSAGES" SP number) / ("UIDNEXT" SP nz-number) / ...; extensions by
// tagged-ext
Result<void> status_att_val(Cursor& c, StatusAttVal& v) {
  const std::uint32_t start = c.offset();
  const auto item = status_att(c);
  if (!item) {
    if (c.at_end()) return c.incomplete("status-att-val");  // a name may go on that begins as one of the other revision
    // A word of the other revision was taken before it was refused. Any other may be an extension's: RFC 4466
    // section 2.5.
    if (item.error().kind == ParseError::Kind::incomplete || c.offset() != start || !c.looks_at(kLabelFirst))
      return std::unexpected(item.error());
    TRY(v.name, tagged_ext_label(c));
    TRY_(sp(c, "status-att-val"));
    TRY(v.value, tagged_ext_val(c));
    return {};
  }
  v.item = *item;
  TRY_(sp(c, "status-att-val"));
  switch (*item) {
    case StatusItem::uidnext:
    case StatusItem::uidvalidity: {  // RFC 3501 has number for all; RFC 4466 section 3 redefines its list
      TRY(v.number, nz_number(c));
      break;
    }
    case StatusItem::deleted_storage:  // RFC 9208 section 7: "DELETED-STORAGE" SP number64
    case StatusItem::size: {
      TRY(v.number, number64(c));
      break;
    }
    case StatusItem::highestmodseq: {  // RFC 7162 section 7: "HIGHESTMODSEQ" SP mod-sequence-valzer
      TRY(v.number, mod_sequence_valzer(c));
      break;
    }
    case StatusItem::appendlimit: {  // RFC 7889 section 5: "APPENDLIMIT" SP (number / nil)
      v.nil = !c.looks_at(kDigit);
      if (v.nil) {
        TRY_(nil(c));
      } else {
        TRY(v.number, number(c));
      }
      break;
    }
    case StatusItem::mailboxid: {  // RFC 8474 section 7: "MAILBOXID" SP "(" objectid ")"
      TRY(v.object_id, objectid_in_parentheses(c));
      break;
    }
    default: {
      TRY(v.number, number(c));
      break;
    }
  }
  return {};
}
void print_value(Printer& p, const StatusAttVal& v) {
  if (v.item)
    p.word(name_of(*v.item));
  else
    p.raw(v.name);
  p.sp();
  if (v.value) {
    print(p, *v.value);
  } else if (v.nil) {
    p.word("NIL");
  } else if (!v.object_id.empty()) {
    p.raw('(');
    p.raw(v.object_id);
    p.raw(')');
  } else {
    p.number(v.number);
  }
}

}  // namespace

std::span<const std::string_view> selectability_flags() {
  return kSelectability;
}

// RFC 9051 section 9: mailbox-list = "(" [mbx-list-flags] ")" SP (DQUOTE QUOTED-CHAR DQUOTE / nil) SP mailbox
// [SP mbox-list-extended]
Result<void> mailbox_list(Cursor& c, bool lsub, ListData& d) {
  d.lsub = lsub;
  TRY(d.attributes, mbx_list_flags(c));
  TRY_(sp(c, "mailbox-list"));
  TRY(d.delimiter, delimiter(c, "mailbox-list"));
  TRY_(sp(c, "mailbox-list"));
  TRY(d.mailbox, mailbox(c));
  if (lsub || !c.another_item()) return {};
  TRY(d.extended, mbox_list_extended(c));
  return {};
}

// RFC 9051 section 9: namespace-response = "NAMESPACE" SP namespace SP namespace SP namespace
Result<NamespaceData> namespace_response(Cursor& c) {
  NamespaceData d;
  TRY(d.personal, namespace_(c));
  TRY_(sp(c, "namespace-response"));
  TRY(d.other_users, namespace_(c));
  TRY_(sp(c, "namespace-response"));
  TRY(d.shared, namespace_(c));
  return d;
}

// RFC 9051 section 9: "STATUS" SP mailbox SP "(" [status-att-list] ")"
Result<void> status_data(Cursor& c, StatusData& d) {
  TRY(d.mailbox, mailbox(c));
  TRY_(sp(c, "mailbox-data"));
  TRY_(expect(c, '(', "mailbox-data"));
  ListBuilder<StatusAttVal> items(c.arena());
  if (!c.take(')')) {
    do {
      TRY_(status_att_val(c, items.add()));
    } while (c.another_in_list());
    TRY_(expect(c, ')', "status-att-list"));
  }
  d.items = items.done();
  return {};
}

// RFC 9051 section 9: obsolete-search-response = "SEARCH" *(SP nz-number); RFC 7162 section 7 adds the mod-sequence
Result<SearchData> search_data(Cursor& c) {
  SearchData d;
  TRY_(numbers_and_mod_seq(c, d.numbers, d.mod_sequence));
  return d;
}

void print(Printer& p, const ListData& d) {
  print_flags(p, d.attributes);
  p.sp();
  print(p, d.delimiter);
  p.sp();
  print(p, d.mailbox);
  if (!d.extended) return;
  p.sp();
  print_in_parentheses(p, *d.extended, print_item);
}

void print(Printer& p, const NamespaceData& d) {
  print(p, d.personal);
  p.sp();
  print(p, d.other_users);
  p.sp();
  print(p, d.shared);
}

void print(Printer& p, const StatusData& d) {
  print(p, d.mailbox);
  p.sp();
  print_in_parentheses(p, d.items, print_value);
}

void print(Printer& p, const SearchData& d) {
  print_numbers_and_mod_seq(p, d.numbers, d.mod_sequence);
}

}  // namespace imapspec::grammar
