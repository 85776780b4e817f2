// Commands as Terms.
#include "harness/grammar/command/fetch_att.h"
#include "harness/grammar/command/status_item.h"
#include "harness/grammar/term_parts.h"

namespace imapspec::grammar {

using namespace term_parts;

void term_parts::add_search_key(Term& to, const SearchKey& key) {
  using K = SearchKey::Kind;
  if (key.kind == K::sequence) {
    to.items.push_back(set_term(key.set));
    return;
  }
  if (key.kind == K::and_) {
    Term list = group(Kind::list);
    for (const auto& each : key.keys) add_search_key(list, each);
    to.items.push_back(std::move(list));
    return;
  }
  to.items.push_back(word(name_of(key.kind)));
  switch (key.kind) {
    case K::header:
      to.items.push_back(string_term(key.field, Compare::nocase));
      [[fallthrough]];
    case K::bcc:
    case K::body:
    case K::cc:
    case K::from:
    case K::subject:
    case K::text:
    case K::to:
      to.items.push_back(string_term(key.string));
      break;
    case K::keyword:
    case K::unkeyword:
      to.items.push_back(word(key.flag.name));
      break;
    case K::before:
    case K::on:
    case K::since:
    case K::sentbefore:
    case K::senton:
    case K::sentsince:
    case K::savedbefore:
    case K::savedon:
    case K::savedsince: {
      Date plain = key.date;
      plain.quoted = false;
      plain.two_digits = false;
      to.items.push_back(word(printed(plain)));
      break;
    }
    case K::modseq:
      if (!key.field.value.empty())
        to.items.insert(to.items.end(), {string_term(key.field, Compare::nocase), word(key.string.value)});
      [[fallthrough]];
    case K::older:
    case K::uidafter:
    case K::uidbefore:
    case K::younger:
    case K::larger:
    case K::smaller:
      to.items.push_back(number_term(key.number));
      break;
    case K::uid:
      to.items.push_back(set_term(key.set));
      break;
    case K::filter:
      to.items.push_back(word(key.string.value));
      break;
    case K::emailid:
    case K::threadid:
      to.items.push_back(string_term(key.string));
      break;
    case K::annotation:
      add_terms(to, key.annotation);
      break;
    case K::fuzzy:
    case K::not_:
    case K::or_:
      for (const auto& each : key.keys) add_search_key(to, each);
      break;
    default:
      break;
  }
}

Term term_parts::fetch_att_term(const FetchAtt& att) {
  Term t = item_term(name_of(att.kind));
  using K = FetchAtt::Kind;
  if (att.kind == K::body_section || att.kind == K::body_peek_section) t.items.push_back(section_term(att.section));
  if (att.kind == K::binary || att.kind == K::binary_peek || att.kind == K::binary_size)
    t.items.push_back(part_term(att.section.part));
  if (att.partial) {
    t.items.push_back(number_term(att.partial->first));
    t.items.push_back(number_term(att.partial->count));
  }
  if (!att.preview_mods.empty()) t.items.push_back(words_term(att.preview_mods));
  if (att.kind == K::annotation) add_terms(t, att.annotation);
  return t;
}

namespace {

Term options_term(List<ListOption> options) {
  Term t = group(Kind::set);
  for (const auto& o : options) {
    t.items.push_back(word(o.name));
    Term value = group(Kind::set);
    for (const auto item : o.status) value.items.push_back(word(name_of(item)));
    for (const auto& each : o.entries) value.items.push_back(string_term(each, Compare::nocase));
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
  template <ExtensionNode T>
  void operator()(const T& node) const {
    add_node_terms(t, node);
  }
  void operator()(const Authenticate& a) const {
    t.items.push_back(word(a.mechanism));
    if (a.initial_response) t.items.push_back(text_term(*a.initial_response));
  }
  void operator()(const Login& l) const {
    t.items.insert(t.items.end(), {string_term(l.user), string_term(l.password)});
  }
  void operator()(const Enable& e) const { t.items.push_back(words_term(e.capabilities)); }
  void operator()(const Id& i) const { t.items.push_back(id_term(i.parameters)); }
  template <class Params>
  void optional(const Params& params) const {
    if (!params.empty()) t.items.push_back(term_of(params));
  }
  void operator()(const Select& s) const {
    t.items.push_back(mailbox_term(s.mailbox));
    optional(s.params);
  }
  void operator()(const Create& s) const {
    t.items.push_back(mailbox_term(s.mailbox));
    optional(s.params);
  }
  void operator()(const Delete& s) const { t.items.push_back(mailbox_term(s.mailbox)); }
  void operator()(const Subscribe& s) const { t.items.push_back(mailbox_term(s.mailbox)); }
  void operator()(const Unsubscribe& s) const { t.items.push_back(mailbox_term(s.mailbox)); }
  void operator()(const Rename& r) const {
    t.items.insert(t.items.end(), {mailbox_term(r.from), mailbox_term(r.to)});
    optional(r.params);
  }
  void operator()(const ListCommand& l) const {
    if (l.selection) t.items.push_back(options_term(*l.selection));
    t.items.push_back(mailbox_term(l.reference));
    t.items.push_back(l.pattern_list ? strings_term(Kind::list, l.patterns, Compare::mailbox)
                                     : string_term(l.patterns.front(), Compare::mailbox));
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
    for (const auto& message : a.messages) add_terms(t, message);
  }
  void operator()(const Search& s) const {
    if (s.returns) t.items.insert(t.items.end(), {word("RETURN"), search_returns_term(*s.returns)});
    if (s.charset) t.items.insert(t.items.end(), {word("CHARSET"), string_term(*s.charset, Compare::nocase)});
    for (const auto& key : s.keys) add_search_key(t, key);
  }
  void operator()(const Fetch& f) const {
    t.items.push_back(set_term(f.set));
    if (f.macro != Fetch::Macro::none) {
      t.items.push_back(word(name_of(f.macro)));
    } else {
      Term items = group(Kind::set);
      for (const auto& att : f.items) items.items.push_back(fetch_att_term(att));
      t.items.push_back(std::move(items));
    }
    optional(f.modifiers);
  }
  void operator()(const Store& s) const {
    t.items.push_back(set_term(s.set));
    optional(s.modifiers);
    if (!s.annotations.empty()) {
      t.items.insert(t.items.end(), {word("ANNOTATION"), annotations_term(s.annotations)});
      return;
    }
    std::string name = s.action == Store::Action::add      ? "+FLAGS"
                       : s.action == Store::Action::remove ? "-FLAGS"
                                                           : "FLAGS";
    if (s.silent) name += ".SILENT";
    t.items.push_back(word(name));
    t.items.push_back(flags_term(s.flags));
  }
  void operator()(const Copy& c) const { t.items.insert(t.items.end(), {set_term(c.set), mailbox_term(c.mailbox)}); }
  void operator()(const UidExpunge& e) const { t.items.push_back(set_term(e.set)); }
};

}  // namespace

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

}  // namespace imapspec::grammar
