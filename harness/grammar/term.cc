#include "harness/grammar/term.h"

#include <algorithm>

#include "harness/grammar/command/fetch_att.h"
#include "harness/grammar/command/status_item.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

using Kind = Term::Kind;
using Compare = Term::Compare;

Term word(std::string_view octets) {
  Term t;
  t.kind = Kind::word;
  t.compare = Compare::nocase;
  t.octets = octets;
  return t;
}
Term string_term(const String& s, Compare compare = Compare::octets) {
  Term t;
  t.kind = Kind::string;
  t.compare = compare;
  t.form = s.form;
  t.octets = s.value;
  return t;
}
Term nil_term() {
  Term t;
  t.kind = Kind::nil;
  return t;
}
Term nstring_term(const NString& s, Compare compare = Compare::octets) { return s ? string_term(*s, compare) : nil_term(); }
Term number_term(std::uint64_t n) {
  Term t;
  t.kind = Kind::number;
  t.number = n;
  return t;
}
Term text_term(std::string_view octets) {
  Term t;
  t.kind = Kind::text;
  t.octets = octets;
  return t;
}
Term group(Kind kind, std::vector<Term> items = {}) {
  Term t;
  t.kind = kind;
  t.items = std::move(items);
  return t;
}
Term mailbox_term(const Mailbox& m) { return string_term(m.name, Compare::mailbox); }
Term flags_term(List<Flag> flags) {
  Term t = group(Kind::set);
  for (const auto& f : flags) t.items.push_back(word(f.name));
  return t;
}
Term words_term(List<std::string_view> words) {
  Term t = group(Kind::set);
  for (const auto w : words) t.items.push_back(word(w));
  return t;
}

std::uint32_t bound(const SeqNumber& n) {
  const auto* number = std::get_if<std::uint32_t>(&n);
  return number == nullptr ? 0 : *number;
}
Term set_term(const SequenceSet& set) {
  Term t;
  t.kind = Kind::ranges;
  t.saved_result = set.saved_result;
  for (const auto& item : set.items) {
    if (const auto* range = std::get_if<SeqRange>(&item))
      t.ranges.push_back({bound(range->first), bound(range->last)});
    else
      t.ranges.push_back({bound(std::get<SeqNumber>(item)), bound(std::get<SeqNumber>(item))});
  }
  return t;
}
Term uid_set_term(const UidSet& set) {
  Term t;
  t.kind = Kind::ranges;
  for (const auto& range : set.items) t.ranges.push_back({range.first, range.last});
  return t;
}

template <class T>
std::string printed(const T& value) {
  Printer p;
  print(p, value);
  return joined(p.take());
}

Term date_time_term(const DateTime& d) {
  Term t;
  t.kind = Kind::string;
  t.compare = Compare::date_time;
  t.form = Form::quoted;
  t.octets = printed(d);
  t.octets = t.octets.substr(1, t.octets.size() - 2);
  return t;
}

Term component_term(const TaggedExtComp& c) {
  if (!c.list) return string_term(c.string);
  Term t = group(Kind::list);
  for (const auto& item : c.items) t.items.push_back(component_term(item));
  return t;
}
Term tagged_term(const TaggedExtVal& v) {
  if (const auto* set = std::get_if<SequenceSet>(&v)) {
    // A single number is a number: COUNT 4, MODSEQ 7.
    if (set->items.size() == 1)
      if (const auto* n = std::get_if<SeqNumber>(&set->items.front()); n != nullptr && bound(*n) != 0) return number_term(bound(*n));
    return set_term(*set);
  }
  if (const auto* n = std::get_if<std::uint64_t>(&v)) return number_term(*n);
  Term t = group(Kind::list);
  for (const auto& item : std::get<List<TaggedExtComp>>(v)) t.items.push_back(component_term(item));
  return t;
}

bool is_word(std::string_view a, std::string_view upper) {
  return std::equal(a.begin(), a.end(), upper.begin(), upper.end(),
                    [](char x, char y) { return (x >= 'a' && x <= 'z' ? x - 32 : x) == y; });
}

Term section_term(const Section& s) {
  Term t = group(Kind::list);
  for (const std::uint32_t n : s.part) t.items.push_back(number_term(n));
  if (s.text != Section::Text::none) t.items.push_back(word(name_of(s.text)));
  if (!s.fields.empty()) {
    Term fields = group(Kind::set);
    for (const auto& f : s.fields) fields.items.push_back(string_term(f, Compare::nocase));
    t.items.push_back(std::move(fields));
  }
  return t;
}
Term part_term(List<std::uint32_t> part) {
  Term t = group(Kind::list);
  for (const std::uint32_t n : part) t.items.push_back(number_term(n));
  return t;
}
Term item_term(std::string_view name) { return group(Kind::item, {word(name)}); }

Term addresses_term(List<Address> list) {
  if (list.empty()) return nil_term();
  Term t = group(Kind::list);
  for (const auto& a : list)
    t.items.push_back(group(Kind::list, {nstring_term(a.name), nstring_term(a.adl), nstring_term(a.mailbox), nstring_term(a.host)}));
  return t;
}
Term envelope_term(const Envelope& e) {
  return group(Kind::list, {nstring_term(e.date), nstring_term(e.subject), addresses_term(e.from), addresses_term(e.sender),
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
  Term t = group(Kind::list);
  for (const auto& tag : l.tags) t.items.push_back(string_term(tag, Compare::nocase));
  return t;
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
  t.items = {string_term(b.type, Compare::nocase), string_term(b.subtype, Compare::nocase), parameters_term(b.parameters),
             nstring_term(b.id), nstring_term(b.description), string_term(b.encoding, Compare::nocase), number_term(b.octets)};
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
  void operator()(const FetchFlags& i) const { add(item_term("FLAGS"), flags_term(i.flags)); }
  void operator()(const FetchUid& i) const { add(item_term("UID"), number_term(i.uid)); }
  void operator()(const FetchInternalDate& i) const { add(item_term("INTERNALDATE"), date_time_term(i.date)); }
  void operator()(const FetchSize& i) const { add(item_term("RFC822.SIZE"), number_term(i.octets)); }
  void operator()(const FetchEnvelope& i) const { add(item_term("ENVELOPE"), envelope_term(i.envelope)); }
  void operator()(const FetchBody& i) const { add(item_term(i.structure ? "BODYSTRUCTURE" : "BODY"), body_term(i.body)); }
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

Term code_term(const RespTextCode& code) {
  struct CodeTerm {
    Term operator()(const CodeAtom& c) const {
      Term t = group(Kind::list, {word(c.name)});
      if (c.data) t.items.push_back(text_term(*c.data));
      return t;
    }
    Term operator()(const CodeBadCharset& c) const {
      Term t = group(Kind::list, {word("BADCHARSET")});
      if (c.charsets.empty()) return t;
      Term set = group(Kind::set);
      for (const auto& name : c.charsets) set.items.push_back(string_term(name, Compare::nocase));
      t.items.push_back(std::move(set));
      return t;
    }
    Term operator()(const CodeCapability& c) const {
      return group(Kind::list, {word("CAPABILITY"), words_term(c.capabilities)});
    }
    Term operator()(const CodePermanentFlags& c) const {
      return group(Kind::list, {word("PERMANENTFLAGS"), flags_term(c.flags)});
    }
    Term operator()(const CodeUidNext& c) const { return group(Kind::list, {word("UIDNEXT"), number_term(c.uid)}); }
    Term operator()(const CodeUidValidity& c) const { return group(Kind::list, {word("UIDVALIDITY"), number_term(c.value)}); }
    Term operator()(const CodeUnseen& c) const { return group(Kind::list, {word("UNSEEN"), number_term(c.number)}); }
    Term operator()(const CodeAppendUid& c) const {
      return group(Kind::list, {word("APPENDUID"), number_term(c.uidvalidity), uid_set_term(c.uids)});
    }
    Term operator()(const CodeCopyUid& c) const {
      return group(Kind::list, {word("COPYUID"), number_term(c.uidvalidity), uid_set_term(c.source), uid_set_term(c.destination)});
    }
  };
  return std::visit(CodeTerm{}, code);
}

void add_text(Term& t, const RespText& text) {
  if (text.code) t.items.push_back(code_term(*text.code));
  if (!text.text.empty()) t.items.push_back(text_term(text.text));
}

Term delimiter_term(const std::optional<String>& d) { return nstring_term(d); }

Term namespaces_term(List<NamespaceDescription> list) {
  if (list.empty()) return nil_term();
  Term t = group(Kind::list);
  for (const auto& d : list) {
    Term one = group(Kind::list, {string_term(d.prefix, Compare::mailbox), delimiter_term(d.delimiter)});
    for (const auto& e : d.extensions) {
      one.items.push_back(string_term(e.name, Compare::nocase));
      Term values = group(Kind::list);
      for (const auto& value : e.values) values.items.push_back(string_term(value));
      one.items.push_back(std::move(values));
    }
    t.items.push_back(std::move(one));
  }
  return t;
}

Term id_term(const std::optional<List<IdParameter>>& parameters) {
  if (!parameters) return nil_term();
  Term t = group(Kind::pairs);
  for (const auto& p : *parameters) {
    t.items.push_back(string_term(p.field, Compare::nocase));
    t.items.push_back(nstring_term(p.value));
  }
  return t;
}

struct DataTerm {
  Term& t;  // begins with "*"
  void operator()(const Status& s) const { add_text(t, s.text); }
  void operator()(const CapabilityData& d) const { t.items.push_back(words_term(d.capabilities)); }
  void operator()(const EnabledData& d) const { t.items.push_back(words_term(d.capabilities)); }
  void operator()(const FlagsData& d) const { t.items.push_back(flags_term(d.flags)); }
  void operator()(const ListData& d) const {
    t.items.push_back(flags_term(d.attributes));
    t.items.push_back(delimiter_term(d.delimiter));
    t.items.push_back(mailbox_term(d.mailbox));
    if (!d.extended) return;
    Term pairs = group(Kind::pairs);
    for (const auto& e : *d.extended) {
      pairs.items.push_back(string_term(e.tag, Compare::nocase));
      pairs.items.push_back(tagged_term(e.value));
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
      pairs.items.push_back(v.value ? tagged_term(*v.value) : number_term(v.number));
    }
    t.items.push_back(std::move(pairs));
  }
  void operator()(const SearchData& d) const {
    Term numbers;
    numbers.kind = Kind::ranges;
    for (const std::uint32_t n : d.numbers) numbers.ranges.push_back({n, n});
    t.items.push_back(std::move(numbers));
  }
  void operator()(const EsearchData& d) const {
    if (d.tag) t.items.push_back(group(Kind::pairs, {word("TAG"), string_term(*d.tag)}));
    if (d.uid) t.items.push_back(word("UID"));
    Term pairs = group(Kind::pairs);
    for (const auto& item : d.items) {
      pairs.items.push_back(word(item.name));
      Term value = tagged_term(item.value);
      if (is_word(item.name, "ALL") && value.kind == Kind::number) {  // a set of one
        const auto n = static_cast<std::uint32_t>(value.number);
        value = Term();
        value.kind = Kind::ranges;
        value.ranges = {{n, n}};
      }
      pairs.items.push_back(std::move(value));
    }
    t.items.push_back(std::move(pairs));
  }
  void operator()(const ExistsData&) const {}
  void operator()(const RecentData&) const {}
  void operator()(const ExpungeData&) const {}
  void operator()(const FetchData& d) const {
    Term pairs = group(Kind::pairs);
    for (const auto& item : d.items) std::visit(ItemTerm{pairs.items}, item);
    t.items.push_back(std::move(pairs));
  }
  void operator()(const IdData& d) const { t.items.push_back(id_term(d.parameters)); }
};

std::optional<std::uint32_t> number_of(const ResponseBody& body) {
  if (const auto* d = std::get_if<ExistsData>(&body)) return d->number;
  if (const auto* d = std::get_if<RecentData>(&body)) return d->number;
  if (const auto* d = std::get_if<ExpungeData>(&body)) return d->number;
  if (const auto* d = std::get_if<FetchData>(&body)) return d->number;
  return std::nullopt;
}

void add_key(Term& to, const SearchKey& key) {
  using K = SearchKey::Kind;
  if (key.kind == K::sequence) {
    to.items.push_back(set_term(key.set));
    return;
  }
  if (key.kind == K::and_) {
    Term list = group(Kind::list);
    for (const auto& each : key.keys) add_key(list, each);
    to.items.push_back(std::move(list));
    return;
  }
  to.items.push_back(word(name_of(key.kind)));
  switch (key.kind) {
    case K::header:
      to.items.push_back(string_term(key.field, Compare::nocase));
      [[fallthrough]];
    case K::bcc: case K::body: case K::cc: case K::from: case K::subject: case K::text: case K::to:
      to.items.push_back(string_term(key.string));
      break;
    case K::keyword: case K::unkeyword:
      to.items.push_back(word(key.flag.name));
      break;
    case K::before: case K::on: case K::since: case K::sentbefore: case K::senton: case K::sentsince: {
      Date plain = key.date;
      plain.quoted = false;
      plain.two_digits = false;
      to.items.push_back(word(printed(plain)));
      break;
    }
    case K::larger: case K::smaller:
      to.items.push_back(number_term(key.number));
      break;
    case K::uid:
      to.items.push_back(set_term(key.set));
      break;
    case K::not_: case K::or_:
      for (const auto& each : key.keys) add_key(to, each);
      break;
    default:
      break;
  }
}

Term att_term(const FetchAtt& att) {
  Term t = item_term(name_of(att.kind));
  using K = FetchAtt::Kind;
  if (att.kind == K::body_section || att.kind == K::body_peek_section) t.items.push_back(section_term(att.section));
  if (att.kind == K::binary || att.kind == K::binary_peek || att.kind == K::binary_size) t.items.push_back(part_term(att.section.part));
  if (att.partial) {
    t.items.push_back(number_term(att.partial->first));
    t.items.push_back(number_term(att.partial->count));
  }
  return t;
}

Term options_term(List<ListOption> options) {
  Term t = group(Kind::set);
  for (const auto& o : options) {
    t.items.push_back(word(o.name));
    Term value = group(Kind::set);
    for (const auto item : o.status) value.items.push_back(word(name_of(item)));
    if (o.value)
      for (const auto& each : *o.value) value.items.push_back(component_term(each));
    if (!value.items.empty()) t.items.push_back(std::move(value));
  }
  return t;
}

struct ArgumentsTerm {
  Term& t;
  template <class T>
  void operator()(const T&) const {}
  void operator()(const Authenticate& a) const {
    t.items.push_back(word(a.mechanism));
    if (a.initial_response) t.items.push_back(text_term(*a.initial_response));
  }
  void operator()(const Login& l) const { t.items.insert(t.items.end(), {string_term(l.user), string_term(l.password)}); }
  void operator()(const Enable& e) const { t.items.push_back(words_term(e.capabilities)); }
  void operator()(const Id& i) const { t.items.push_back(id_term(i.parameters)); }
  void operator()(const Select& s) const { t.items.push_back(mailbox_term(s.mailbox)); }
  void operator()(const Create& s) const { t.items.push_back(mailbox_term(s.mailbox)); }
  void operator()(const Delete& s) const { t.items.push_back(mailbox_term(s.mailbox)); }
  void operator()(const Subscribe& s) const { t.items.push_back(mailbox_term(s.mailbox)); }
  void operator()(const Unsubscribe& s) const { t.items.push_back(mailbox_term(s.mailbox)); }
  void operator()(const Rename& r) const { t.items.insert(t.items.end(), {mailbox_term(r.from), mailbox_term(r.to)}); }
  void operator()(const ListCommand& l) const {
    if (l.selection) t.items.push_back(options_term(*l.selection));
    t.items.push_back(mailbox_term(l.reference));
    if (l.pattern_list) {
      Term patterns = group(Kind::list);
      for (const auto& p : l.patterns) patterns.items.push_back(string_term(p, Compare::mailbox));
      t.items.push_back(std::move(patterns));
    } else {
      t.items.push_back(string_term(l.patterns.front(), Compare::mailbox));
    }
    if (l.returns) t.items.insert(t.items.end(), {word("RETURN"), options_term(*l.returns)});
  }
  void operator()(const Lsub& l) const {
    t.items.insert(t.items.end(), {mailbox_term(l.reference), string_term(l.pattern, Compare::mailbox)});
  }
  void operator()(const StatusCommand& s) const {
    t.items.push_back(mailbox_term(s.mailbox));
    Term items = group(Kind::set);
    for (const auto item : s.items) items.items.push_back(word(name_of(item)));
    t.items.push_back(std::move(items));
  }
  void operator()(const Append& a) const {
    t.items.push_back(mailbox_term(a.mailbox));
    if (a.flags) t.items.push_back(flags_term(*a.flags));
    if (a.date_time) t.items.push_back(date_time_term(*a.date_time));
    t.items.push_back(string_term(a.message));
  }
  void operator()(const Search& s) const {
    if (s.returns) {
      t.items.push_back(word("RETURN"));
      Term options = group(Kind::set);
      for (const auto& o : *s.returns) {
        options.items.push_back(word(o.name));
        if (o.value) options.items.push_back(tagged_term(*o.value));
      }
      t.items.push_back(std::move(options));
    }
    if (s.charset) t.items.insert(t.items.end(), {word("CHARSET"), string_term(*s.charset, Compare::nocase)});
    for (const auto& key : s.keys) add_key(t, key);
  }
  void operator()(const Fetch& f) const {
    t.items.push_back(set_term(f.set));
    if (f.macro != Fetch::Macro::none) {
      t.items.push_back(word(f.macro == Fetch::Macro::all ? "ALL" : f.macro == Fetch::Macro::fast ? "FAST" : "FULL"));
      return;
    }
    Term items = group(Kind::set);
    for (const auto& att : f.items) items.items.push_back(att_term(att));
    t.items.push_back(std::move(items));
  }
  void operator()(const Store& s) const {
    t.items.push_back(set_term(s.set));
    std::string name = s.action == Store::Action::add ? "+FLAGS" : s.action == Store::Action::remove ? "-FLAGS" : "FLAGS";
    if (s.silent) name += ".SILENT";
    t.items.push_back(word(name));
    t.items.push_back(flags_term(s.flags));
  }
  void operator()(const Copy& c) const { t.items.insert(t.items.end(), {set_term(c.set), mailbox_term(c.mailbox)}); }
  void operator()(const UidExpunge& e) const { t.items.push_back(set_term(e.set)); }
};

}  // namespace

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

Term term_of(const Command& command) {
  Term t = group(Kind::list, {word(command.tag)});
  t.items.front().compare = Compare::octets;
  std::string_view name = name_of(command.body);
  if (name.starts_with("UID ")) {
    t.items.push_back(word("UID"));
    name.remove_prefix(4);
  }
  t.items.push_back(word(name));
  std::visit(ArgumentsTerm{t}, command.body);
  return t;
}

namespace {

constexpr std::size_t kShownOctets = 200;

void show_octets(std::string& to, std::string_view octets) {
  constexpr std::string_view kHex = "0123456789abcdef";
  for (const char c : octets.substr(0, kShownOctets)) {
    if (c == '\r')
      to += "\\r";
    else if (c == '\n')
      to += "\\n";
    else if (c == '"' || c == '\\')
      to += {'\\', c};
    else if (c >= 0x20 && c < 0x7f)
      to += c;
    else
      to += {'\\', 'x', kHex[static_cast<unsigned char>(c) >> 4U], kHex[static_cast<unsigned char>(c) & 15U]};
  }
  if (octets.size() > kShownOctets) to += "...(" + std::to_string(octets.size()) + " octets)";
}

void show(std::string& to, const Term& t, bool top) {
  const auto show_items = [&to, &t](bool parentheses) {
    if (parentheses) to += '(';
    for (std::size_t i = 0; i < t.items.size(); ++i) {
      if (i > 0) to += ' ';
      show(to, t.items[i], false);
    }
    if (parentheses) to += ')';
  };
  switch (t.kind) {
    case Kind::word:
    case Kind::text:
      to += t.octets;
      break;
    case Kind::string:
      to += '"';
      show_octets(to, t.octets);
      to += '"';
      break;
    case Kind::nil:
      to += "NIL";
      break;
    case Kind::number:
      to += std::to_string(t.number);
      break;
    case Kind::ranges: {
      if (t.saved_result) to += '$';
      const auto end = [](std::uint32_t n) { return n == 0 ? std::string("*") : std::to_string(n); };
      for (std::size_t i = 0; i < t.ranges.size(); ++i) {
        if (i > 0) to += ',';
        to += end(t.ranges[i].first);
        if (t.ranges[i].first != t.ranges[i].last) to += ':' + end(t.ranges[i].last);
      }
      break;
    }
    case Kind::item:
      to += t.items.front().octets;
      for (std::size_t i = 1; i < t.items.size(); ++i) {
        if (t.items[i].kind == Kind::number) {
          to += (i > 1 && t.items[i - 1].kind == Kind::number ? "." : "<") + std::to_string(t.items[i].number);
          if (i + 1 == t.items.size() || t.items[i + 1].kind != Kind::number) to += '>';
          continue;
        }
        to += '[';
        for (std::size_t k = 0; k < t.items[i].items.size(); ++k) {
          if (k > 0) to += t.items[i].items[k].kind == Kind::set ? ' ' : '.';
          show(to, t.items[i].items[k], false);
        }
        to += ']';
      }
      break;
    case Kind::list:
    case Kind::set:
    case Kind::pairs:
      show_items(!top);
      break;
  }
}

}  // namespace

std::string to_string(const Term& term) {
  std::string text;
  show(text, term, true);
  return text;
}

}  // namespace imapspec::grammar
