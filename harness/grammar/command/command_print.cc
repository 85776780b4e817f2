// Printing of commands: the inverse of command.cc, in the same order.
#include "harness/grammar/command/command.h"
#include "harness/grammar/command/fetch_att.h"
#include "harness/grammar/command/list_command.h"
#include "harness/grammar/command/status_item.h"
#include "harness/grammar/extension/parts.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

using namespace extension;

namespace {

struct Writer {
  Printer& p;
  std::string_view name;

  void head() const {
    std::string_view rest = name;
    if (rest.starts_with("UID ")) {
      p.word("UID");
      p.sp();
      rest.remove_prefix(4);
    }
    p.word(rest);
  }
  template <class T>
  void operator()(const T&) const {  // commands without arguments
    head();
  }
  template <ExtensionNode T>
  void operator()(const T& node) const {
    head();
    print_node(p, node);
  }
  void operator()(const Authenticate& a) const {
    head();
    p.sp();
    p.raw(a.mechanism);
    if (!a.initial_response) return;
    p.sp();
    p.raw(*a.initial_response);
  }
  void operator()(const Login& l) const {
    head();
    p.sp();
    print(p, l.user);
    p.sp();
    print(p, l.password);
  }
  void operator()(const Enable& e) const {
    head();
    for (const auto capability : e.capabilities) {
      p.sp();
      p.raw(capability);
    }
  }
  void operator()(const Id& i) const {
    head();
    p.sp();
    print_id_params(p, i.parameters);
  }
  void one(const Mailbox& m) const {
    head();
    p.sp();
    print(p, m);
  }
  // SP and a list in parentheses, unless it is empty.
  template <class T>
  void optional(List<T> list) const {
    if (list.empty()) return;
    p.sp();
    print_in_parentheses(p, list);
  }
  void operator()(const Select& s) const {
    one(s.mailbox);
    optional(s.params);
  }
  void operator()(const Create& s) const {
    one(s.mailbox);
    optional(s.params);
  }
  void operator()(const Delete& s) const { one(s.mailbox); }
  void operator()(const Subscribe& s) const { one(s.mailbox); }
  void operator()(const Unsubscribe& s) const { one(s.mailbox); }
  void operator()(const Rename& r) const {
    one(r.from);
    p.sp();
    print(p, r.to);
    optional(r.params);
  }
  void operator()(const ListCommand& l) const {
    head();
    p.sp();
    print(p, l);
  }
  void operator()(const Lsub& l) const {
    head();
    p.sp();
    print(p, l);
  }
  void operator()(const StatusCommand& s) const {
    one(s.mailbox);
    p.sp();
    print_status_atts(p, s.items);
  }
  void operator()(const Append& a) const {
    one(a.mailbox);
    print_spaced(p, a.messages);
  }
  void operator()(const Search& s) const {
    head();
    p.sp();
    if (s.returns) {
      print_search_return_opts(p, *s.returns);
      p.sp();
    }
    print_search_program(p, s.charset, s.keys);
  }
  void set(const SequenceSet& s) const {
    head();
    p.sp();
    print(p, s);
  }
  void operator()(const Fetch& f) const {
    set(f.set);
    p.sp();
    if (f.macro != Fetch::Macro::none)
      p.word(name_of(f.macro));
    else if (f.list)
      print_in_parentheses(p, f.items);
    else
      print(p, f.items.front());
    optional(f.modifiers);
  }
  void operator()(const Store& s) const {
    set(s.set);
    optional(s.modifiers);
    p.sp();
    if (!s.annotations.empty()) {
      p.word("ANNOTATION");
      return print_annotations(p, s.annotations);
    }
    if (s.action != Store::Action::replace) p.raw(s.action == Store::Action::add ? '+' : '-');
    p.word("FLAGS");
    if (s.silent) p.word(".SILENT");
    p.sp();
    if (s.list) return print_flags(p, s.flags);
    for (std::size_t i = 0; i < s.flags.size(); ++i) {
      if (i > 0) p.sp();
      print(p, s.flags[i]);
    }
  }
  void operator()(const Copy& copy) const {
    set(copy.set);
    p.sp();
    print(p, copy.mailbox);
  }
  void operator()(const UidExpunge& e) const { set(e.set); }
};

struct Name {
  template <ExtensionNode T>
  std::string_view operator()(const T& node) const {
    return node_name(node);
  }
  std::string_view operator()(const Capability&) const { return "CAPABILITY"; }
  std::string_view operator()(const Noop&) const { return "NOOP"; }
  std::string_view operator()(const Logout&) const { return "LOGOUT"; }
  std::string_view operator()(const StartTls&) const { return "STARTTLS"; }
  std::string_view operator()(const Authenticate&) const { return "AUTHENTICATE"; }
  std::string_view operator()(const Login&) const { return "LOGIN"; }
  std::string_view operator()(const Enable&) const { return "ENABLE"; }
  std::string_view operator()(const Id&) const { return "ID"; }
  std::string_view operator()(const Select& s) const { return s.examine ? "EXAMINE" : "SELECT"; }
  std::string_view operator()(const Create&) const { return "CREATE"; }
  std::string_view operator()(const Delete&) const { return "DELETE"; }
  std::string_view operator()(const Rename&) const { return "RENAME"; }
  std::string_view operator()(const Subscribe&) const { return "SUBSCRIBE"; }
  std::string_view operator()(const Unsubscribe&) const { return "UNSUBSCRIBE"; }
  std::string_view operator()(const ListCommand&) const { return "LIST"; }
  std::string_view operator()(const Lsub&) const { return "LSUB"; }
  std::string_view operator()(const NamespaceCommand&) const { return "NAMESPACE"; }
  std::string_view operator()(const StatusCommand&) const { return "STATUS"; }
  std::string_view operator()(const Append&) const { return "APPEND"; }
  std::string_view operator()(const Idle&) const { return "IDLE"; }
  std::string_view operator()(const Check&) const { return "CHECK"; }
  std::string_view operator()(const Close&) const { return "CLOSE"; }
  std::string_view operator()(const Unselect&) const { return "UNSELECT"; }
  std::string_view operator()(const Expunge&) const { return "EXPUNGE"; }
  std::string_view operator()(const UidExpunge&) const { return "UID EXPUNGE"; }
  std::string_view operator()(const Search& s) const { return s.uid ? "UID SEARCH" : "SEARCH"; }
  std::string_view operator()(const Fetch& f) const { return f.uid ? "UID FETCH" : "FETCH"; }
  std::string_view operator()(const Store& s) const { return s.uid ? "UID STORE" : "STORE"; }
  std::string_view operator()(const Copy& c) const {
    return c.move ? (c.uid ? "UID MOVE" : "MOVE") : (c.uid ? "UID COPY" : "COPY");
  }
};

}  // namespace

void print_id_params(Printer& p, const std::optional<List<IdParameter>>& parameters) {
  if (!parameters) return p.word("NIL");
  p.raw('(');
  for (std::size_t i = 0; i < parameters->size(); ++i) {
    if (i > 0) p.sp();
    print(p, (*parameters)[i].field);
    p.sp();
    print(p, (*parameters)[i].value);
  }
  p.raw(')');
}

std::string_view name_of(const CommandBody& body) {
  return std::visit(Name{}, body);
}

namespace {

void write(Printer& p, const Command& command) {
  p.raw(command.tag);
  p.sp();
  std::visit(Writer{p, name_of(command.body)}, command.body);
  p.raw("\r\n");
}

}  // namespace

Fragments print_command(const Command& command) {
  Printer p(command.spellings);
  write(p, command);
  return p.take();
}

void print_command(const Command& command, std::string& to) {
  to.clear();
  Printer p(command.spellings, std::move(to));
  write(p, command);
  to = p.take_joined();
}

}  // namespace imapspec::grammar
