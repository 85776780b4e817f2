#include "harness/grammar/response/mailbox_data.h"

#include "harness/grammar/command/status_item.h"
#include "harness/grammar/core/number.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

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
    for (const auto* sflag : {"\\NONEXISTENT", "\\NOSELECT", "\\MARKED", "\\UNMARKED"})
      if (is_word(name, sflag)) ++selectability;
    if (selectability > 1 && !c.deviates(Deviation::several_selectability_flags, c.offset() - start))
      return c.at_end() ? c.incomplete("mbx-list-flags") : c.fail_at(start, "mbx-list-flags");
    flags.add(Flag{Flag::Kind::extension, name});
  } while (c.take(' '));
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
    return std::optional<String>();
  }
  TRY(const auto character, quoted_char(c));
  TRY_(expect(c, '"', rule));
  return std::optional(String{character, Form::quoted});
}

void print_delimiter(Printer& p, const std::optional<String>& d) {
  print(p, NString(d));
}

// RFC 9051 section 9: mbox-list-extended = "(" [mbox-list-extended-item *(SP mbox-list-extended-item)] ")"
Result<List<ListExtended>> mbox_list_extended(Cursor& c) {
  TRY_(expect(c, '(', "mbox-list-extended"));
  ListBuilder<ListExtended> items(c.arena());
  if (c.take(')')) return items.done();
  do {
    ListExtended item;
    TRY(item.tag, astring(c));  // mbox-list-extended-item-tag = astring
    TRY_(sp(c, "mbox-list-extended-item"));
    TRY(item.value, tagged_ext_val(c));
    items.add(item);
  } while (c.take(' '));
  TRY_(expect(c, ')', "mbox-list-extended"));
  return items.done();
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
      TRY_(expect(c, '(', "namespace-response-extension"));
      ListBuilder<String> values(c.arena());
      do {
        TRY(const auto value, string(c));
        values.add(value);
      } while (c.take(' '));
      TRY_(expect(c, ')', "namespace-response-extension"));
      e.values = values.done();
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
    print_delimiter(p, d.delimiter);
    for (const auto& e : d.extensions) {
      p.sp();
      print(p, e.name);
      p.raw(" (");
      for (std::size_t i = 0; i < e.values.size(); ++i) {
        if (i > 0) p.sp();
        print(p, e.values[i]);
      }
      p.raw(')');
    }
    p.raw(')');
  }
  p.raw(')');
}

// RFC 9051 section 9: search-return-data = "MIN" SP nz-number / "MAX" SP nz-number / "ALL" SP sequence-set / "COUNT" SP
// number / search-ret-data-ext. All are of the shape of the last, search-modifier-name SP tagged-ext-val; the former
// have the right of way, so that a MIN of 0 or an ALL of "$" is refused.
Result<EsearchItem> search_return_data(Cursor& c) {
  EsearchItem item;
  TRY(item.name, tagged_ext_label(c));
  TRY_(sp(c, "search-return-data"));
  const std::uint32_t start = c.offset();
  TRY(item.value, tagged_ext_val(c));
  const auto* set = std::get_if<SequenceSet>(&item.value);
  const auto* large = std::get_if<std::uint64_t>(&item.value);
  const bool one = set != nullptr && set->items.size() == 1 && std::holds_alternative<SeqNumber>(set->items[0]) &&
                   std::holds_alternative<std::uint32_t>(std::get<SeqNumber>(set->items[0]));
  bool right = true;
  if (is_word(item.name, "MIN") || is_word(item.name, "MAX")) right = one;
  if (is_word(item.name, "COUNT")) right = one || (large != nullptr && *large == 0);
  if (is_word(item.name, "ALL")) right = set != nullptr && !set->saved_result;
  if (!right) return c.fail_at(start, "search-return-data");
  return item;
}

// RFC 9051 section 9: status-att-val = ("MESSAGES" SP number) / ("UIDNEXT" SP nz-number) / ...; extensions by
// tagged-ext
Result<StatusAttVal> status_att_val(Cursor& c) {
  StatusAttVal v;
  const std::uint32_t start = c.offset();
  const auto item = status_att(c);
  if (!item) {
    // A word of the other revision was taken before it was refused. Any other may be an extension's: RFC 4466
    // section 2.5.
    if (item.error().kind == ParseError::Kind::incomplete || c.offset() != start || !c.looks_at(kLabelFirst))
      return std::unexpected(item.error());
    TRY(v.name, tagged_ext_label(c));
    TRY_(sp(c, "status-att-val"));
    TRY(v.value, tagged_ext_val(c));
    return v;
  }
  v.item = *item;
  TRY_(sp(c, "status-att-val"));
  switch (*item) {
    case StatusItem::uidnext:
    case StatusItem::uidvalidity: {  // RFC 3501 has number for all; RFC 4466 section 3 defines status-att-list anew
      TRY(v.number, nz_number(c));
      break;
    }
    case StatusItem::size: {
      TRY(v.number, number64(c));
      break;
    }
    default: {
      TRY(v.number, number(c));
      break;
    }
  }
  return v;
}

}  // namespace

// RFC 9051 section 9: mailbox-list = "(" [mbx-list-flags] ")" SP (DQUOTE QUOTED-CHAR DQUOTE / nil) SP mailbox
// [SP mbox-list-extended]
Result<ListData> mailbox_list(Cursor& c, bool lsub) {
  ListData d;
  d.lsub = lsub;
  TRY(d.attributes, mbx_list_flags(c));
  TRY_(sp(c, "mailbox-list"));
  TRY(d.delimiter, delimiter(c, "mailbox-list"));
  TRY_(sp(c, "mailbox-list"));
  TRY(d.mailbox, mailbox(c));
  if (lsub || !c.another_item()) return d;
  TRY(d.extended, mbox_list_extended(c));
  return d;
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
Result<StatusData> status_data(Cursor& c) {
  StatusData d;
  TRY(d.mailbox, mailbox(c));
  TRY_(sp(c, "mailbox-data"));
  TRY_(expect(c, '(', "mailbox-data"));
  ListBuilder<StatusAttVal> items(c.arena());
  if (!c.take(')')) {
    do {
      TRY(const auto v, status_att_val(c));
      items.add(v);
    } while (c.take(' '));
    TRY_(expect(c, ')', "status-att-list"));
  }
  d.items = items.done();
  return d;
}

// RFC 9051 section 9: obsolete-search-response = "SEARCH" *(SP nz-number)
Result<SearchData> search_data(Cursor& c) {
  ListBuilder<std::uint32_t> numbers(c.arena());
  while (c.another_item()) {
    TRY(const auto n, nz_number(c));
    numbers.add(n);
  }
  return SearchData{numbers.done()};
}

// RFC 9051 section 9: esearch-response = "ESEARCH" [search-correlator] [SP "UID"] *(SP search-return-data)
// search-correlator = SP "(" "TAG" SP tag-string ")"
Result<EsearchData> esearch_response(Cursor& c) {
  EsearchData d;
  bool first = true;
  ListBuilder<EsearchItem> items(c.arena());
  while (c.another_item()) {
    bool short_of_it = false;
    if (first && c.looks_at('(')) {
      c.take('(');
      if (!c.take_word("TAG", &short_of_it))
        return short_of_it ? c.incomplete("search-correlator") : c.fail("search-correlator");
      TRY_(sp(c, "search-correlator"));
      TRY(d.tag, astring(c));
      TRY_(expect(c, ')', "search-correlator"));
      first = false;
      continue;
    }
    if (items.empty() && !d.uid &&
        (c.looks_at_word("UID ") || c.looks_at_word("UID\r") || (c.rest().size() <= 3 && c.looks_at_word("UID")))) {
      c.take_word("UID");
      d.uid = true;
      first = false;
      continue;
    }
    first = false;
    TRY(const auto item, search_return_data(c));
    items.add(item);
  }
  d.items = items.done();
  return d;
}

void print(Printer& p, const ListData& d) {
  print_flags(p, d.attributes);
  p.sp();
  print_delimiter(p, d.delimiter);
  p.sp();
  print(p, d.mailbox);
  if (!d.extended) return;
  p.raw(" (");
  for (std::size_t i = 0; i < d.extended->size(); ++i) {
    if (i > 0) p.sp();
    print(p, (*d.extended)[i].tag);
    p.sp();
    print(p, (*d.extended)[i].value);
  }
  p.raw(')');
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
  p.raw(" (");
  for (std::size_t i = 0; i < d.items.size(); ++i) {
    if (i > 0) p.sp();
    const auto& v = d.items[i];
    if (v.item)
      p.word(name_of(*v.item));
    else
      p.raw(v.name);
    p.sp();
    if (v.value)
      print(p, *v.value);
    else
      p.number(v.number);
  }
  p.raw(')');
}

void print(Printer& p, const SearchData& d) {
  for (const std::uint32_t n : d.numbers) {
    p.sp();
    p.number(n);
  }
}

void print(Printer& p, const EsearchData& d) {
  if (d.tag) {
    p.raw(" (");
    p.word("TAG");
    p.sp();
    print(p, *d.tag);
    p.raw(')');
  }
  if (d.uid) {
    p.sp();
    p.word("UID");
  }
  for (const auto& item : d.items) {
    p.sp();
    p.raw(item.name);
    p.sp();
    print(p, item.value);
  }
}

}  // namespace imapspec::grammar
