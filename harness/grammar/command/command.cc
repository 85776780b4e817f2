#include "harness/grammar/command/command.h"

#include <array>

#include "harness/grammar/command/fetch_att.h"
#include "harness/grammar/command/list_command.h"
#include "harness/grammar/command/status_item.h"
#include "harness/grammar/core/number.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using extension::in_parentheses;

namespace {

Result<void> word(Cursor& c, std::string_view upper, const char* rule) {
  bool short_of_it = false;
  if (c.take_word(upper, &short_of_it)) return {};
  if (short_of_it) return c.incomplete(rule);
  return c.fail(rule);
}

// RFC 4959 section 7 and RFC 9051 section 9: authenticate = "AUTHENTICATE" SP auth-type [SP initial-resp] *(CRLF
// base64)
Result<void> authenticate(Cursor& c, CommandBody& to) {
  Authenticate& a = to.emplace<Authenticate>();
  TRY(a.mechanism, atom(c));  // auth-type = atom
  if (!c.another_item()) return {};
  if (c.looks_at('=')) {  // initial-resp = (base64 / "=")
    const std::uint32_t start = c.offset();
    c.take('=');
    a.initial_response = c.since(start);
  } else {
    TRY(const auto response, base64(c));
    if (response.empty()) return c.fail("initial-resp");
    a.initial_response = response;
  }
  return {};
}

// RFC 9051 section 9: login = "LOGIN" SP userid SP password
Result<void> login(Cursor& c, CommandBody& to) {
  Login& l = to.emplace<Login>();
  TRY(l.user, astring(c));
  c.ended("userid");
  TRY_(sp(c, "login"));
  TRY(l.password, astring(c));
  c.ended("password");
  return {};
}

// RFC 5161 section 4: enable = "ENABLE" 1*(SP capability)
Result<void> enable(Cursor& c, CommandBody& to) {
  ListBuilder<std::string_view> names(c.arena());
  do {
    TRY(const auto name, atom(c));
    names.add(name);
  } while (c.another_item());
  to = Enable{names.done()};
  return {};
}

// RFC 2971 section 4: id = "ID" SP id-params-list; id-params-list = "(" *(string SP nstring) ")" / nil
Result<void> id(Cursor& c, CommandBody& to) {
  TRY(const auto parameters, id_params_list(c));
  to = Id{parameters};
  return {};
}

// SP "(" param *(SP param) ")" at the end of a command, or nothing (RFC 4466 section 3).
template <class T, class Rule>
Result<List<T>> optional_params(Cursor& c, Rule rule, const char* name) {
  if (!c.another_item()) return List<T>();
  return in_parentheses<T>(c, rule, name);
}

template <class T>
Result<void> of_mailbox(Cursor& c, CommandBody& to) {
  T& t = to.emplace<T>();
  TRY(t.mailbox, mailbox(c));
  return {};
}

// RFC 4466 section 3: create = "CREATE" SP mailbox [create-params]
Result<void> create(Cursor& c, CommandBody& to) {
  Create& command = to.emplace<Create>();
  TRY(command.mailbox, mailbox(c));
  TRY(command.params, optional_params<CreateParam>(c, create_param, "create-params"));
  return {};
}

// RFC 4466 section 3: select = "SELECT" SP mailbox [select-params]; examine = "EXAMINE" SP mailbox [select-params]
Result<void> select_or(Cursor& c, bool examine, CommandBody& to) {
  Select& s = to.emplace<Select>();
  s.examine = examine;
  TRY(s.mailbox, mailbox(c));
  TRY(s.params, optional_params<SelectParam>(c, select_param, "select-params"));
  return {};
}

// RFC 4466 section 3: rename = "RENAME" SP mailbox SP mailbox [rename-params]
Result<void> rename(Cursor& c, CommandBody& to) {
  Rename& r = to.emplace<Rename>();
  TRY(r.from, mailbox(c));
  TRY_(sp(c, "rename"));
  TRY(r.to, mailbox(c));
  TRY(r.params, optional_params<RenameParam>(c, tagged_param, "rename-params"));
  return {};
}

// RFC 9051 section 9: status = "STATUS" SP mailbox SP "(" status-att *(SP status-att) ")"
Result<void> status(Cursor& c, CommandBody& to) {
  StatusCommand& s = to.emplace<StatusCommand>();
  TRY(s.mailbox, mailbox(c));
  TRY_(sp(c, "status"));
  TRY(s.items, status_atts(c));
  return {};
}

// RFC 4466 section 3: append = "APPEND" SP mailbox 1*append-message, where an append-message begins with its SP
Result<void> append(Cursor& c, CommandBody& to) {
  Append& a = to.emplace<Append>();
  TRY(a.mailbox, mailbox(c));
  TRY_(sp(c, "append"));
  ListBuilder<AppendMessage> messages(c.arena());
  do {
    TRY(const auto message, append_message(c));
    messages.add(message);
  } while (c.another_item());
  a.messages = messages.done();
  return {};
}

// RFC 9051 section 9: search = "SEARCH" [search-return-opts] SP search-program
Result<void> search_or(Cursor& c, bool uid, CommandBody& to) {
  Search& s = to.emplace<Search>();
  s.uid = uid;
  TRY(s.returns, return_opts_and_sp(c));
  TRY_(search_program(c, !s.returns, s.charset, s.keys));
  return {};
}

// RFC 9051 section 9: fetch = "FETCH" SP sequence-set SP ("ALL" / "FULL" / "FAST" / fetch-att / "(" fetch-att *(SP
// fetch-att) ")"); RFC 4466 section 3 adds [fetch-modifiers]
Result<void> fetch_or(Cursor& c, bool uid, CommandBody& to) {
  Fetch& f = to.emplace<Fetch>();
  f.uid = uid;
  TRY(f.set, sequence_set(c));
  TRY_(sp(c, "fetch"));
  f.list = c.looks_at('(');
  if (f.list) {
    TRY(f.items, in_parentheses<FetchAtt>(c, fetch_att_into, "fetch"));
  } else if (const auto macro = fetch_macro(c); macro) {
    f.macro = *macro;
  } else {
    const auto att = fetch_att_alone(c);
    if (!att) return std::unexpected(macro.error().kind == ParseError::Kind::incomplete ? macro.error() : att.error());
    f.items = {c.arena().make(*att), 1};
  }
  TRY(f.modifiers, optional_params<FetchModifier>(c, fetch_modifier, "fetch-modifiers"));
  return {};
}

// RFC 4466 section 3: store = "STORE" SP sequence-set [store-modifiers] SP store-att-flags
// store-att-flags = (["+" / "-"] "FLAGS" [".SILENT"]) SP (flag-list / (flag *(SP flag)))
Result<void> store_or(Cursor& c, bool uid, CommandBody& to) {
  Store& s = to.emplace<Store>();
  s.uid = uid;
  TRY(s.set, sequence_set(c));
  TRY_(sp(c, "store"));
  if (c.looks_at('(')) {
    TRY(s.modifiers, in_parentheses<StoreModifier>(c, store_modifier, "store-modifiers"));
    TRY_(sp(c, "store"));
  }
  if (c.looks_at_word("A")) {  // RFC 5257 section 5: store-att-flags =/ att-annotate
    TRY_(word(c, "ANNOTATION", "store-att-flags"));
    TRY(s.annotations, att_annotate(c));
    return {};
  }
  if (c.take('+'))
    s.action = Store::Action::add;
  else if (c.take('-'))
    s.action = Store::Action::remove;
  TRY_(word(c, "FLAGS", "store-att-flags"));
  if (c.looks_at('.')) {
    s.silent = true;
    TRY_(word(c, ".SILENT", "store-att-flags"));
  }
  TRY_(sp(c, "store"));
  s.list = c.looks_at('(');
  if (s.list) {
    TRY(s.flags, flag_list(c));
    return {};
  }
  ListBuilder<Flag> flags(c.arena());
  do {
    TRY(const auto f, flag(c));
    flags.add(f);
  } while (c.another_item());
  s.flags = flags.done();
  return {};
}

// RFC 9051 section 9: copy = "COPY" SP sequence-set SP mailbox; RFC 6851 section 5: move likewise
Result<void> copy_or(Cursor& c, bool move, bool uid, CommandBody& to) {
  Copy& copy = to.emplace<Copy>();
  copy.move = move;
  copy.uid = uid;
  TRY(copy.set, sequence_set(c));
  TRY_(sp(c, "copy"));
  TRY(copy.mailbox, mailbox(c));
  return {};
}

// RFC 4315 section 4: uid-expunge = "EXPUNGE" SP sequence-set
Result<void> uid_expunge(Cursor& c, CommandBody& to) {
  UidExpunge& e = to.emplace<UidExpunge>();
  TRY(e.set, sequence_set(c));
  return {};
}

template <class T>
Result<void> bare(Cursor&, CommandBody& to) {
  to = T{};
  return {};
}
Result<void> uid(Cursor& c, CommandBody& to);

struct CommandWord {
  std::string_view text;
  bool arguments;                                   // SP and arguments follow
  bool rev1_only;                                   // RFC 9051 appendix E
  Result<void> (*parse)(Cursor&, CommandBody& to);  // behind the word, and behind SP where arguments follow
};
constexpr std::array kCommands = {
    CommandWord{"CAPABILITY", false, false, bare<Capability>},
    CommandWord{"NOOP", false, false, bare<Noop>},
    CommandWord{"LOGOUT", false, false, bare<Logout>},
    CommandWord{"STARTTLS", false, false, bare<StartTls>},
    CommandWord{"AUTHENTICATE", true, false, authenticate},
    CommandWord{"LOGIN", true, false, login},
    CommandWord{"ENABLE", true, false, enable},
    CommandWord{"ID", true, false, id},
    CommandWord{"SELECT", true, false, [](Cursor& c, CommandBody& to) { return select_or(c, false, to); }},
    CommandWord{"EXAMINE", true, false, [](Cursor& c, CommandBody& to) { return select_or(c, true, to); }},
    CommandWord{"CREATE", true, false, create},
    CommandWord{"DELETE", true, false, of_mailbox<Delete>},
    CommandWord{"RENAME", true, false, rename},
    CommandWord{"SUBSCRIBE", true, false, of_mailbox<Subscribe>},
    CommandWord{"UNSUBSCRIBE", true, false, of_mailbox<Unsubscribe>},
    CommandWord{"LIST", true, false, into<CommandBody, list>},
    CommandWord{"LSUB", true, true, into<CommandBody, lsub>},
    CommandWord{"NAMESPACE", false, false, bare<NamespaceCommand>},
    CommandWord{"STATUS", true, false, status},
    CommandWord{"APPEND", true, false, append},
    CommandWord{"IDLE", false, false, bare<Idle>},
    CommandWord{"CHECK", false, true, bare<Check>},
    CommandWord{"CLOSE", false, false, bare<Close>},
    CommandWord{"UNSELECT", false, false, bare<Unselect>},
    CommandWord{"EXPUNGE", false, false, bare<Expunge>},
    CommandWord{"SEARCH", true, false, [](Cursor& c, CommandBody& to) { return search_or(c, false, to); }},
    CommandWord{"FETCH", true, false, [](Cursor& c, CommandBody& to) { return fetch_or(c, false, to); }},
    CommandWord{"STORE", true, false, [](Cursor& c, CommandBody& to) { return store_or(c, false, to); }},
    CommandWord{"COPY", true, false, [](Cursor& c, CommandBody& to) { return copy_or(c, false, false, to); }},
    CommandWord{"MOVE", true, false, [](Cursor& c, CommandBody& to) { return copy_or(c, true, false, to); }},
    CommandWord{"UID", true, false, uid},
    // Rules of extensions take the SP behind the word themselves.
    CommandWord{"SETACL", false, false, into<CommandBody, setacl>},
    CommandWord{"DELETEACL", false, false, into<CommandBody, deleteacl>},
    CommandWord{"GETACL", false, false, into<CommandBody, getacl>},
    CommandWord{"LISTRIGHTS", false, false, into<CommandBody, listrights>},
    CommandWord{"MYRIGHTS", false, false, into<CommandBody, myrights>},
    CommandWord{"UNAUTHENTICATE", false, false, bare<Unauthenticate>},
    CommandWord{"COMPRESS", false, false, into<CommandBody, compress>},
    CommandWord{"CANCELUPDATE", false, false, into<CommandBody, cancelupdate>},
    CommandWord{"SORT", false, false, into<CommandBody, sort>},
    CommandWord{"THREAD", false, false, into<CommandBody, thread>},
    CommandWord{"ESEARCH", false, false, into<CommandBody, esearch>},
    CommandWord{"GETQUOTA", false, false, into<CommandBody, getquota>},
    CommandWord{"GETQUOTAROOT", false, false, into<CommandBody, getquotaroot>},
    CommandWord{"SETQUOTA", false, false, into<CommandBody, setquota>},
    CommandWord{"GETMETADATA", false, false, into<CommandBody, getmetadata>},
    CommandWord{"SETMETADATA", false, false, into<CommandBody, setmetadata>},
    CommandWord{"NOTIFY", false, false, into<CommandBody, notify>},
    CommandWord{"LANGUAGE", false, false, into<CommandBody, language_cmd>},
    CommandWord{"COMPARATOR", false, false, into<CommandBody, comparator_cmd>},
    CommandWord{"UIDBATCHES", false, false, into<CommandBody, message_batches>},
    CommandWord{"RESETKEY", false, false, into<CommandBody, resetkey>},
    CommandWord{"GENURLAUTH", false, false, into<CommandBody, genurlauth>},
    CommandWord{"URLFETCH", false, false, into<CommandBody, urlfetch>},
    CommandWord{"RLIST", false, false, into<CommandBody, rlist>},
    CommandWord{"RLSUB", false, false, into<CommandBody, rlsub>},
    CommandWord{"CONVERT", false, false, into<CommandBody, convert>},
    CommandWord{"CONVERSIONS", false, false, into<CommandBody, conversions_cmd>},
    CommandWord{"REPLACE", false, false, into<CommandBody, replace>},
    CommandWord{"GETJMAPACCESS", false, false, bare<GetJmapAccess>},
};
constexpr std::array kUidCommands = {
    CommandWord{"COPY", true, false, [](Cursor& c, CommandBody& to) { return copy_or(c, false, true, to); }},
    CommandWord{"MOVE", true, false, [](Cursor& c, CommandBody& to) { return copy_or(c, true, true, to); }},
    CommandWord{"FETCH", true, false, [](Cursor& c, CommandBody& to) { return fetch_or(c, true, to); }},
    CommandWord{"SEARCH", true, false, [](Cursor& c, CommandBody& to) { return search_or(c, true, to); }},
    CommandWord{"STORE", true, false, [](Cursor& c, CommandBody& to) { return store_or(c, true, to); }},
    CommandWord{"EXPUNGE", true, false, uid_expunge},
    CommandWord{"SORT", false, false, into_uid<CommandBody, sort>},
    CommandWord{"THREAD", false, false, into_uid<CommandBody, thread>},
    CommandWord{"CONVERT", false, false, into_uid<CommandBody, convert>},
    CommandWord{"REPLACE", false, false, into_uid<CommandBody, replace>},
};

constexpr WordIndex<CommandWord> kCommandIndex(kCommands), kUidCommandIndex(kUidCommands);

Result<void> command_of(Cursor& c, const WordIndex<CommandWord>& index, const char* rule, CommandBody& to) {
  bool short_of_it = false;
  const auto allowed = [&c](const CommandWord& word) { return !word.rev1_only || c.dialect().rev1(); };
  if (const auto* command = take_entry(c, index, c.ahead(kAtomChar), allowed, &short_of_it)) {
    if (command->arguments) TRY_(sp(c, rule));
    return command->parse(c, to);
  }
  if (short_of_it) return c.incomplete(rule);
  return c.fail(rule);
}

// RFC 9051 section 9: uid = "UID" SP (copy / move / fetch / search / store / uid-expunge)
Result<void> uid(Cursor& c, CommandBody& to) {
  return command_of(c, kUidCommandIndex, "uid", to);
}

}  // namespace

bool operator==(const Command& a, const Command& b) {
  return a.tag == b.tag && a.body == b.body;
}

Result<std::optional<List<IdParameter>>> id_params_list(Cursor& c) {
  if (!c.looks_at('(')) {
    if (auto none = nil(c); !none)
      return std::unexpected(ParseError{none.error().kind, none.error().offset, "id-params-list"});
    return std::optional<List<IdParameter>>();
  }
  c.take('(');
  // RFC 2971 section 3.3
  constexpr std::size_t kPairsMax = 30, kFieldOctetsMax = 30, kValueOctetsMax = 1024;
  bool beyond = false;  // said once
  const auto bounded = [&](bool within, std::uint32_t start) {
    return within || std::exchange(beyond, true) || c.deviates(Deviation::id_beyond_limits, c.offset() - start);
  };
  ListBuilder<IdParameter> list(c.arena());
  if (!c.take(')')) {
    do {
      IdParameter parameter;
      std::uint32_t start = c.offset();
      TRY(parameter.field, string(c));
      if (!bounded(list.size() < kPairsMax && parameter.field.value.size() <= kFieldOctetsMax, start))
        return c.fail_at(start, "id-params-list");
      TRY_(sp(c, "id-params-list"));
      start = c.offset();
      TRY(parameter.value, nstring(c));
      if (!bounded(!parameter.value || parameter.value->value.size() <= kValueOctetsMax, start))
        return c.fail_at(start, "id-params-list");
      list.add(parameter);
    } while (c.another_in_list());
    TRY_(expect(c, ')', "id-params-list"));
  }
  return std::optional(list.done());
}

std::vector<std::string> command_names(const Dialect& dialect) {
  std::vector<std::string> names;
  for (const auto& command : kCommands)
    if (command.text != "UID" && (!command.rev1_only || dialect.rev1())) names.emplace_back(command.text);
  for (const auto& command : kUidCommands) names.push_back("UID " + std::string(command.text));
  return names;
}

// RFC 9051 section 9: command-any / command-auth / command-nonauth / command-select
// An x-command of RFC 3501 has arguments that no grammar knows, so it is refused like any unknown word.
Result<void> command_body(Cursor& c, CommandBody& to) {
  return command_of(c, kCommandIndex, "command", to);
}

}  // namespace imapspec::grammar
