// Responses as Terms.
#include "harness/grammar/command/status_item.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/object_id.h"
#include "harness/grammar/extension/sort.h"
#include "harness/grammar/term_parts.h"

namespace imapspec::grammar {

namespace {

using namespace term_parts;

Term addresses_term(List<Address> list) {
  if (list.empty()) return nil_term();
  Term t = group(Kind::list);
  for (const auto& a : list)
    t.items.push_back(
        group(Kind::list, {nstring_term(a.name), nstring_term(a.adl), nstring_term(a.mailbox), nstring_term(a.host)}));
  return t;
}
Term envelope_term(const Envelope& e) {
  return group(Kind::list,
               {nstring_term(e.date), nstring_term(e.subject), addresses_term(e.from), addresses_term(e.sender),
                addresses_term(e.reply_to), addresses_term(e.to), addresses_term(e.cc), addresses_term(e.bcc),
                nstring_term(e.in_reply_to), nstring_term(e.message_id)});
}

Term parameters_term(List<BodyParameter> list) {
  if (list.empty()) return nil_term();
  Term t = group(Kind::pairs);
  for (const auto& p : list) {
    t.items.push_back(string_term(p.name, Compare::nocase));
    t.items.push_back(string_term(p.value, is_word(p.name.value, "CHARSET") ? Compare::nocase : Compare::octets));
  }
  return t;
}
Term extension_term(const BodyExtension& e) {
  if (const auto* s = std::get_if<NString>(&e.value)) return nstring_term(*s);
  if (const auto* n = std::get_if<std::uint64_t>(&e.value)) return number_term(*n);
  Term t = group(Kind::list);
  for (const auto& item : std::get<List<BodyExtension>>(e.value)) t.items.push_back(extension_term(item));
  return t;
}
Term language_term(const BodyLanguage& l) {
  if (l.tags.empty()) return nil_term();
  if (!l.list) return string_term(l.tags.front(), Compare::nocase);
  return strings_term(Kind::list, l.tags, Compare::nocase);
}
void add_tail(Term& t, const Body& b) {
  if (b.tail >= BodyTail::disposition)
    t.items.push_back(b.disposition ? group(Kind::list, {string_term(b.disposition->type, Compare::nocase),
                                                         parameters_term(b.disposition->parameters)})
                                    : nil_term());
  if (b.tail >= BodyTail::language) t.items.push_back(language_term(b.language));
  if (b.tail >= BodyTail::location) t.items.push_back(nstring_term(b.location));
  for (const auto& e : b.extensions) t.items.push_back(extension_term(e));
}
Term body_term(const Body& b) {
  Term t = group(Kind::list);
  if (b.kind == Body::Kind::multipart) {
    for (const auto& part : b.parts) t.items.push_back(body_term(part));
    t.items.push_back(string_term(b.subtype, Compare::nocase));
    if (b.tail >= BodyTail::first) t.items.push_back(parameters_term(b.parameters));
    add_tail(t, b);
    return t;
  }
  t.items = {string_term(b.type, Compare::nocase),
             string_term(b.subtype, Compare::nocase),
             parameters_term(b.parameters),
             nstring_term(b.id),
             nstring_term(b.description),
             string_term(b.encoding, Compare::nocase),
             number_term(b.octets)};
  if (b.kind == Body::Kind::message) {
    t.items.push_back(envelope_term(*b.envelope));
    t.items.push_back(body_term(*b.body));
  }
  if (b.kind != Body::Kind::basic) t.items.push_back(number_term(b.lines));
  if (b.tail >= BodyTail::first) t.items.push_back(nstring_term(b.md5));
  add_tail(t, b);
  return t;
}

struct ItemTerm {
  std::vector<Term>& to;
  void add(Term name, Term value) const {
    to.push_back(std::move(name));
    to.push_back(std::move(value));
  }
  template <ExtensionNode T>
  void operator()(const T& node) const {
    Term value;  // add_terms makes one
    add_node_terms(value, node);
    add(item_term(T::kName), std::move(value.items.front()));
  }
  void operator()(const FetchFlags& i) const { add(item_term("FLAGS"), flags_term(i.flags)); }
  void operator()(const FetchUid& i) const { add(item_term("UID"), number_term(i.uid)); }
  void operator()(const FetchInternalDate& i) const { add(item_term("INTERNALDATE"), date_time_term(i.date)); }
  void operator()(const FetchSize& i) const { add(item_term("RFC822.SIZE"), number_term(i.octets)); }
  void operator()(const FetchEnvelope& i) const { add(item_term("ENVELOPE"), envelope_term(i.envelope)); }
  void operator()(const FetchBody& i) const {
    add(item_term(i.structure ? "BODYSTRUCTURE" : "BODY"), body_term(i.body));
  }
  void with_origin(Term name, const std::optional<std::uint64_t>& origin, const NString& octets) const {
    if (origin) name.items.push_back(number_term(*origin));
    add(std::move(name), nstring_term(octets));
  }
  void operator()(const FetchSection& i) const {
    Term name = item_term("BODY");
    name.items.push_back(section_term(i.section));
    with_origin(std::move(name), i.origin, i.octets);
  }
  void operator()(const FetchRfc822& i) const {
    add(item_term(i.part == FetchRfc822::Part::all      ? "RFC822"
                  : i.part == FetchRfc822::Part::header ? "RFC822.HEADER"
                                                        : "RFC822.TEXT"),
        nstring_term(i.octets));
  }
  void operator()(const FetchBinary& i) const {
    Term name = item_term("BINARY");
    name.items.push_back(part_term(i.part));
    with_origin(std::move(name), i.origin, i.octets);
  }
  void operator()(const FetchBinarySize& i) const {
    Term name = item_term("BINARY.SIZE");
    name.items.push_back(part_term(i.part));
    add(std::move(name), number_term(i.octets));
  }
};

struct CodeTerm {
  template <ExtensionNode T>
  Term operator()(const T& node) const {
    Term t = group(Kind::list, {word(T::kName)});
    add_node_terms(t, node);
    return t;
  }
  Term operator()(const CodeAtom& c) const {
    Term t = group(Kind::list, {word(c.name)});
    if (c.data) t.items.push_back(text_term(*c.data));
    return t;
  }
  Term operator()(const CodeBadCharset& c) const {
    Term t = group(Kind::list, {word("BADCHARSET")});
    if (!c.charsets.empty()) t.items.push_back(strings_term(Kind::set, c.charsets, Compare::nocase));
    return t;
  }
  Term operator()(const CodeCapability& c) const {
    return group(Kind::list, {word("CAPABILITY"), words_term(c.capabilities)});
  }
  Term operator()(const CodePermanentFlags& c) const {
    return group(Kind::list, {word("PERMANENTFLAGS"), flags_term(c.flags)});
  }
  Term operator()(const CodeUidNext& c) const { return group(Kind::list, {word("UIDNEXT"), number_term(c.uid)}); }
  Term operator()(const CodeUidValidity& c) const {
    return group(Kind::list, {word("UIDVALIDITY"), number_term(c.value)});
  }
  Term operator()(const CodeUnseen& c) const { return group(Kind::list, {word("UNSEEN"), number_term(c.number)}); }
  Term operator()(const CodeAppendUid& c) const {
    return group(Kind::list, {word("APPENDUID"), number_term(c.uidvalidity), uid_set_term(c.uids)});
  }
  Term operator()(const CodeCopyUid& c) const {
    return group(Kind::list,
                 {word("COPYUID"), number_term(c.uidvalidity), uid_set_term(c.source), uid_set_term(c.destination)});
  }
};

Term code_term(const RespTextCode& code) {
  return std::visit(CodeTerm{}, code);
}

void add_text(Term& t, const RespText& text) {
  if (text.code) t.items.push_back(code_term(*text.code));
  if (!text.text.empty()) t.items.push_back(text_term(text.text));
}

Term namespaces_term(List<NamespaceDescription> list) {
  if (list.empty()) return nil_term();
  Term t = group(Kind::list);
  for (const auto& d : list) {
    Term one = group(Kind::list, {string_term(d.prefix, Compare::mailbox), nstring_term(d.delimiter)});
    for (const auto& e : d.extensions) {
      one.items.push_back(string_term(e.name, Compare::nocase));
      one.items.push_back(strings_term(Kind::list, e.values));
    }
    t.items.push_back(std::move(one));
  }
  return t;
}

struct DataTerm {
  Term& t;  // begins with "*"
  template <ExtensionNode T>
  void operator()(const T& node) const {
    add_node_terms(t, node);
  }
  void operator()(const Status& s) const { add_text(t, s.text); }
  void operator()(const CapabilityData& d) const { t.items.push_back(words_term(d.capabilities)); }
  void operator()(const EnabledData& d) const { t.items.push_back(words_term(d.capabilities)); }
  void operator()(const FlagsData& d) const { t.items.push_back(flags_term(d.flags)); }
  void operator()(const ListData& d) const {
    t.items.push_back(flags_term(d.attributes));
    t.items.push_back(nstring_term(d.delimiter));
    t.items.push_back(mailbox_term(d.mailbox));
    if (!d.extended) return;
    Term pairs = group(Kind::pairs);
    for (const auto& e : *d.extended) {
      pairs.items.push_back(string_term(e.tag, Compare::nocase));
      Term value = tagged_term(e.value);
      if (is_word(e.tag.value, "OLDNAME")) value.items.front().compare = Compare::mailbox;
      pairs.items.push_back(std::move(value));
    }
    t.items.push_back(std::move(pairs));
  }
  void operator()(const NamespaceData& d) const {
    for (const auto& list : {d.personal, d.other_users, d.shared}) t.items.push_back(namespaces_term(list));
  }
  void operator()(const StatusData& d) const {
    t.items.push_back(mailbox_term(d.mailbox));
    Term pairs = group(Kind::pairs);
    for (const auto& v : d.items) {
      pairs.items.push_back(word(v.item ? name_of(*v.item) : v.name));
      pairs.items.push_back(v.value               ? tagged_term(*v.value)
                            : v.nil               ? nil_term()
                            : v.object_id.empty() ? number_term(v.number)
                                                  : objectid_term(v.object_id));
    }
    t.items.push_back(std::move(pairs));
  }
  void operator()(const SearchData& d) const {
    Term numbers;
    numbers.kind = Kind::ranges;
    for (const std::uint32_t n : d.numbers) numbers.ranges.push_back({n, n});
    t.items.push_back(std::move(numbers));
    if (d.mod_sequence) t.items.push_back(mod_seq_term(*d.mod_sequence));
  }
  void operator()(const ExistsData&) const {}
  void operator()(const RecentData&) const {}
  void operator()(const ExpungeData&) const {}
  void operator()(const FetchData& d) const { t.items.push_back(msg_att_term(d.items)); }
  void operator()(const IdData& d) const { t.items.push_back(id_term(d.parameters)); }
};

std::optional<std::uint32_t> number_of(const ResponseBody& body) {
  return std::visit(
      [](const auto& d) -> std::optional<std::uint32_t> {
        if constexpr (requires { d.number; })
          return d.number;
        else
          return std::nullopt;
      },
      body);
}

}  // namespace

Term term_parts::body_structure_term(const Body& body) {
  return body_term(body);
}

Term term_parts::msg_att_term(List<FetchItem> items) {
  Term pairs = group(Kind::pairs);
  for (const auto& item : items) std::visit(ItemTerm{pairs.items}, item);
  return pairs;
}

Term term_of(const Response& response) {
  Term t = group(Kind::list);
  if (const auto* untagged = std::get_if<Untagged>(&response.body)) {
    t.items.push_back(word("*"));
    if (const auto n = number_of(untagged->body)) t.items.push_back(number_term(*n));
    t.items.push_back(word(name_of(response)));
    std::visit(DataTerm{t}, untagged->body);
  } else if (const auto* tagged = std::get_if<Tagged>(&response.body)) {
    t.items = {word(tagged->tag), word(name_of(response))};
    t.items.front().compare = Compare::octets;  // tags are compared as they are
    add_text(t, tagged->status.text);
  } else {
    t.items.push_back(word("+"));
    add_text(t, std::get<Continuation>(response.body).text);
  }
  return t;
}

}  // namespace imapspec::grammar
