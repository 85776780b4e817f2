#include "harness/grammar/response/fetch_data.h"

#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/node.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

// "<" number ">" of both RFCs: 32 bits, although RFC 9051's partial of a request has 63.
Result<std::optional<std::uint64_t>> origin(Cursor& c) {
  if (!c.take('<')) return std::optional<std::uint64_t>();
  TRY(const std::uint64_t n, number(c));
  if (c.looks_at('.') && c.deviates(Deviation::count_in_origin)) {
    c.take('.');
    if (c.run(kDigit).empty()) return c.fail("number");
  }
  TRY_(expect(c, '>', "msg-att-static"));
  return std::optional(n);
}

// Each of these makes its item where the list has it: the largest are many times the size of the others.
Result<void> rfc822(Cursor& c, FetchRfc822::Part part, FetchItem& to) {
  FetchRfc822& item = to.emplace<FetchRfc822>(FetchRfc822{part, {}});
  TRY_(sp(c, "msg-att-static"));
  TRY(item.octets, nstring(c));
  return {};
}

// RFC 9051 section 9: msg-att-dynamic = "FLAGS" SP "(" [flag-fetch *(SP flag-fetch)] ")"
Result<void> flags(Cursor& c, FetchItem& to) {
  TRY_(sp(c, "msg-att-dynamic"));
  TRY(to.emplace<FetchFlags>().flags, flag_fetch_list(c));
  return {};
}

Result<void> body_item(Cursor& c, bool structure, FetchItem& to) {
  if (structure || !c.looks_at('[')) {
    FetchBody& item = to.emplace<FetchBody>();
    item.structure = structure;
    TRY_(sp(c, "msg-att-static"));
    return structure ? body_into(c, item.body) : body_without_extension_into(c, item.body);
  }
  FetchSection& item = to.emplace<FetchSection>();
  TRY(item.section, section(c));
  TRY(item.origin, origin(c));
  TRY_(sp(c, "msg-att-static"));
  TRY(item.octets, nstring(c));
  return {};
}

// RFC 9051 section 9: "BINARY" section-binary SP (nstring / literal8); RFC 3516 section 4.3 has ["<" number ">"] behind
// the section too, which erratum 7246 of RFC 9051 takes away.
Result<void> binary(Cursor& c, FetchItem& to) {
  FetchBinary& item = to.emplace<FetchBinary>();
  TRY(item.part, section_binary(c));
  if (c.dialect().rev1()) {
    TRY(item.origin, origin(c));
  }
  TRY_(sp(c, "msg-att-static"));
  if (c.looks_at('~')) {
    TRY(item.octets, literal8(c));
  } else {
    TRY(item.octets, nstring(c));
  }
  return {};
}

Result<void> uid(Cursor& c, FetchItem& to) {
  TRY_(sp(c, "msg-att-static"));
  TRY(const auto n, nz_number(c, "uniqueid"));
  to = FetchUid{n};
  return {};
}

Result<void> internaldate(Cursor& c, FetchItem& to) {
  TRY_(sp(c, "msg-att-static"));
  TRY(const auto d, date_time(c));
  to = FetchInternalDate{d};
  return {};
}

Result<void> size(Cursor& c, FetchItem& to) {
  TRY_(sp(c, "msg-att-static"));
  const bool negative = c.looks_at('-') && c.deviates(Deviation::negative_size);
  if (negative) c.take('-');
  TRY(const std::uint64_t n, c.dialect().rev2() ? number64(c) : Result<std::uint64_t>(number(c)));
  to = FetchSize{negative ? 0 : n};
  return {};
}

Result<void> envelope_item(Cursor& c, FetchItem& to) {
  TRY_(sp(c, "msg-att-static"));
  return envelope_into(c, to.emplace<FetchEnvelope>().envelope);
}

Result<void> binary_size(Cursor& c, FetchItem& to) {
  FetchBinarySize& item = to.emplace<FetchBinarySize>();
  TRY(item.part, section_binary(c));
  TRY_(sp(c, "msg-att-static"));
  TRY(item.octets, number(c));
  return {};
}

template <auto rule>
Result<void> into(Cursor& c, FetchItem& to) {
  TRY(to, rule(c));
  return {};
}

struct AttWord {
  std::string_view text;
  bool rev1_only;
  Result<void> (*parse)(Cursor&, FetchItem&);  // behind the word
};
// RFC 9051 section 9: msg-att-static = "ENVELOPE" SP envelope / "INTERNALDATE" SP date-time / ...
constexpr std::array kAtts = {
    AttWord{"FLAGS", false, flags},
    AttWord{"UID", false, uid},
    AttWord{"INTERNALDATE", false, internaldate},
    AttWord{"RFC822.SIZE", false, size},
    AttWord{"ENVELOPE", false, envelope_item},
    AttWord{"BODY", false, [](Cursor& c, FetchItem& to) { return body_item(c, false, to); }},
    AttWord{"BODYSTRUCTURE", false, [](Cursor& c, FetchItem& to) { return body_item(c, true, to); }},
    AttWord{"RFC822", true, [](Cursor& c, FetchItem& to) { return rfc822(c, FetchRfc822::Part::all, to); }},
    AttWord{"RFC822.HEADER", true, [](Cursor& c, FetchItem& to) { return rfc822(c, FetchRfc822::Part::header, to); }},
    AttWord{"RFC822.TEXT", true, [](Cursor& c, FetchItem& to) { return rfc822(c, FetchRfc822::Part::text, to); }},
    AttWord{"BINARY", false, binary},
    AttWord{"BINARY.SIZE", false, binary_size},
    AttWord{"MODSEQ", false, into<fetch_mod_resp>},
    AttWord{"EMAILID", false, into<fetch_emailid_resp>},
    AttWord{"THREADID", false, into<fetch_threadid_resp>},
    AttWord{"SAVEDATE", false, into<savedate_item>},
    AttWord{"PREVIEW", false, into<preview_item>},
    AttWord{"ANNOTATION", false, into<fetch_annotation>},
};

constexpr WordIndex<AttWord> kAttIndex(kAtts);

Result<void> item(Cursor& c, FetchItem& to) {
  bool short_of_it = false;
  const auto allowed = [&c](const AttWord& word) { return !word.rev1_only || c.dialect().rev1(); };
  if (const auto* word = take_entry(c, kAttIndex, c.ahead(kItemChar), allowed, &short_of_it)) return word->parse(c, to);
  if (short_of_it) return c.incomplete("msg-att");
  return c.fail("msg-att");
}

struct Writer {
  Printer& p;
  template <ExtensionNode T>
  void operator()(const T& node) const {
    p.word(T::kName);
    print_node(p, node);
  }
  void head(std::string_view word) const {
    p.word(word);
    p.sp();
  }
  void print_origin(const std::optional<std::uint64_t>& n) const {
    if (n) {
      p.raw('<');
      p.number(*n);
      p.raw('>');
    }
    p.sp();
  }
  void operator()(const FetchFlags& i) const {
    head("FLAGS");
    print_flags(p, i.flags);
  }
  void operator()(const FetchUid& i) const {
    head("UID");
    p.number(i.uid);
  }
  void operator()(const FetchInternalDate& i) const {
    head("INTERNALDATE");
    print(p, i.date);
  }
  void operator()(const FetchSize& i) const {
    head("RFC822.SIZE");
    p.number(i.octets);
  }
  void operator()(const FetchEnvelope& i) const {
    head("ENVELOPE");
    print(p, i.envelope);
  }
  void operator()(const FetchBody& i) const {
    head(i.structure ? "BODYSTRUCTURE" : "BODY");
    print(p, i.body);
  }
  void operator()(const FetchSection& i) const {
    p.word("BODY");
    print(p, i.section);
    print_origin(i.origin);
    print(p, i.octets);
  }
  void operator()(const FetchRfc822& i) const {
    head(i.part == FetchRfc822::Part::all      ? "RFC822"
         : i.part == FetchRfc822::Part::header ? "RFC822.HEADER"
                                               : "RFC822.TEXT");
    print(p, i.octets);
  }
  void operator()(const FetchBinary& i) const {
    p.word("BINARY");
    print_section_binary(p, i.part);
    print_origin(i.origin);
    print(p, i.octets);
  }
  void operator()(const FetchBinarySize& i) const {
    p.word("BINARY.SIZE");
    print_section_binary(p, i.part);
    p.sp();
    p.number(i.octets);
  }
};

}  // namespace

// RFC 9051 section 9: msg-att = "(" (msg-att-dynamic / msg-att-static) *(SP (msg-att-dynamic / msg-att-static)) ")"
Result<List<FetchItem>> msg_att(Cursor& c) {
  TRY_(expect(c, '(', "msg-att"));
  ListBuilder<FetchItem> items(c.arena());
  if (c.looks_at(')') && c.deviates(Deviation::empty_fetch)) {
    c.take(')');
    return items.done();
  }
  do {
    TRY_(item(c, items.add()));
  } while (c.another_in_list());
  TRY_(expect(c, ')', "msg-att"));
  return items.done();
}

void print_msg_att(Printer& p, List<FetchItem> items) {
  p.raw('(');
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) p.sp();
    std::visit(Writer{p}, items[i]);
  }
  p.raw(')');
}

}  // namespace imapspec::grammar
