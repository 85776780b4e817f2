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
Result<CommandBody> authenticate(Cursor& c) {
  Authenticate a;
  TRY(a.mechanism, atom(c));  // auth-type = atom
  if (!c.another_item()) return a;
  if (c.looks_at('=')) {  // initial-resp = (base64 / "=")
    const std::uint32_t start = c.offset();
    c.take('=');
    a.initial_response = c.since(start);
  } else {
    TRY(const auto response, base64(c));
    if (response.empty()) return c.fail("initial-resp");
    a.initial_response = response;
  }
  return a;
}

// RFC 9051 section 9: login = "LOGIN" SP userid SP password
Result<CommandBody> login(Cursor& c) {
  Login l;
  TRY(l.user, astring(c));
  c.ended("userid");
  TRY_(sp(c, "login"));
  TRY(l.password, astring(c));
  c.ended("password");
  return l;
}

// RFC 5161 section 4: enable = "ENABLE" 1*(SP capability)
Result<CommandBody> enable(Cursor& c) {
  ListBuilder<std::string_view> names(c.arena());
  do {
    TRY(const auto name, atom(c));
    names.add(name);
  } while (c.another_item());
  return Enable{names.done()};
}

// RFC 2971 section 4: id = "ID" SP id-params-list; id-params-list = "(" *(string SP nstring) ")" / nil
Result<CommandBody> id(Cursor& c) {
  TRY(const auto parameters, id_params_list(c));
  return Id{parameters};
}

// SP "(" param *(SP param) ")" at the end of a command, or nothing (RFC 4466 section 3).
template <class T, class Rule>
Result<List<T>> optional_params(Cursor& c, Rule rule, const char* name) {
  if (!c.another_item()) return List<T>();
  return in_parentheses<T>(c, rule, name);
}

template <class T>
Result<CommandBody> of_mailbox(Cursor& c) {
  T t;
  TRY(t.mailbox, mailbox(c));
  return t;
}

// RFC 4466 section 3: create = "CREATE" SP mailbox [create-params]
Result<CommandBody> create(Cursor& c) {
  Create command;
  TRY(command.mailbox, mailbox(c));
  TRY(command.params, optional_params<CreateParam>(c, create_param, "create-params"));
  return command;
}

// RFC 4466 section 3: select = "SELECT" SP mailbox [select-params]; examine = "EXAMINE" SP mailbox [select-params]
Result<CommandBody> select_or(Cursor& c, bool examine) {
  Select s;
  s.examine = examine;
  TRY(s.mailbox, mailbox(c));
  TRY(s.params, optional_params<SelectParam>(c, select_param, "select-params"));
  return s;
}

// RFC 4466 section 3: rename = "RENAME" SP mailbox SP mailbox [rename-params]
Result<CommandBody> rename(Cursor& c) {
  Rename r;
  TRY(r.from, mailbox(c));
  TRY_(sp(c, "rename"));
  TRY(r.to, mailbox(c));
  TRY(r.params, optional_params<RenameParam>(c, tagged_param, "rename-params"));
  return r;
}

// RFC 9051 section 9: status = "STATUS" SP mailbox SP "(" status-att *(SP status-att) ")"
Result<CommandBody> status(Cursor& c) {
  StatusCommand s;
  TRY(s.mailbox, mailbox(c));
  TRY_(sp(c, "status"));
  TRY(s.items, status_atts(c));
  return s;
}

// RFC 4466 section 3: append = "APPEND" SP mailbox 1*append-message, where an append-message begins with its SP
Result<CommandBody> append(Cursor& c) {
  Append a;
  TRY(a.mailbox, mailbox(c));
  TRY_(sp(c, "append"));
  ListBuilder<AppendMessage> messages(c.arena());
  do {
    TRY(const auto message, append_message(c));
    messages.add(message);
  } while (c.another_item());
  a.messages = messages.done();
  return a;
}

// RFC 9051 section 9: search = "SEARCH" [search-return-opts] SP search-program
Result<CommandBody> search_or(Cursor& c, bool uid) {
  Search s;
  s.uid = uid;
  TRY(s.returns, return_opts_and_sp(c));
  TRY_(search_program(c, s.charset, s.keys));
  return s;
}

// RFC 9051 section 9: fetch = "FETCH" SP sequence-set SP ("ALL" / "FULL" / "FAST" / fetch-att / "(" fetch-att *(SP
// fetch-att) ")"); RFC 4466 section 3 adds [fetch-modifiers]
Result<CommandBody> fetch_or(Cursor& c, bool uid) {
  Fetch f;
  f.uid = uid;
  TRY(f.set, sequence_set(c));
  TRY_(sp(c, "fetch"));
  f.list = c.looks_at('(');
  if (f.list) {
    TRY(f.items, in_parentheses<FetchAtt>(c, fetch_att, "fetch"));
  } else if (const auto macro = fetch_macro(c); macro) {
    f.macro = *macro;
  } else {
    const auto att = fetch_att_alone(c);
    if (!att) return std::unexpected(macro.error().kind == ParseError::Kind::incomplete ? macro.error() : att.error());
    f.items = {c.arena().make(*att), 1};
  }
  TRY(f.modifiers, optional_params<FetchModifier>(c, fetch_modifier, "fetch-modifiers"));
  return f;
}

// RFC 4466 section 3: store = "STORE" SP sequence-set [store-modifiers] SP store-att-flags
// store-att-flags = (["+" / "-"] "FLAGS" [".SILENT"]) SP (flag-list / (flag *(SP flag)))
Result<CommandBody> store_or(Cursor& c, bool uid) {
  Store s;
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
    return s;
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
    return s;
  }
  ListBuilder<Flag> flags(c.arena());
  do {
    TRY(const auto f, flag(c));
    flags.add(f);
  } while (c.another_item());
  s.flags = flags.done();
  return s;
}

// RFC 9051 section 9: copy = "COPY" SP sequence-set SP mailbox; RFC 6851 section 5: move likewise
Result<CommandBody> copy_or(Cursor& c, bool move, bool uid) {
  Copy copy;
  copy.move = move;
  copy.uid = uid;
  TRY(copy.set, sequence_set(c));
  TRY_(sp(c, "copy"));
  TRY(copy.mailbox, mailbox(c));
  return copy;
}

// RFC 4315 section 4: uid-expunge = "EXPUNGE" SP sequence-set
Result<CommandBody> uid_expunge(Cursor& c) {
  UidExpunge e;
  TRY(e.set, sequence_set(c));
  return e;
}

template <class T>
Result<CommandBody> bare(Cursor&) {
  return T{};
}
Result<CommandBody> uid(Cursor& c);

struct CommandWord {
  std::string_view text;
  bool arguments;  // SP and arguments follow
  bool rev1_only;  // RFC 9051 appendix E
  Result<CommandBody> (*parse)(Cursor&);
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
    CommandWord{"SELECT", true, false, [](Cursor& c) { return select_or(c, false); }},
    CommandWord{"EXAMINE", true, false, [](Cursor& c) { return select_or(c, true); }},
    CommandWord{"CREATE", true, false, create},
    CommandWord{"DELETE", true, false, of_mailbox<Delete>},
    CommandWord{"RENAME", true, false, rename},
    CommandWord{"SUBSCRIBE", true, false, of_mailbox<Subscribe>},
    CommandWord{"UNSUBSCRIBE", true, false, of_mailbox<Unsubscribe>},
    CommandWord{"LIST", true, false,
                [](Cursor& c) -> Result<CommandBody> {
                  TRY(const auto l, list(c));
                  return l;
                }},
    CommandWord{"LSUB", true, true,
                [](Cursor& c) -> Result<CommandBody> {
                  TRY(const auto l, lsub(c));
                  return l;
                }},
    CommandWord{"NAMESPACE", false, false, bare<NamespaceCommand>},
    CommandWord{"STATUS", true, false, status},
    CommandWord{"APPEND", true, false, append},
    CommandWord{"IDLE", false, false, bare<Idle>},
    CommandWord{"CHECK", false, true, bare<Check>},
    CommandWord{"CLOSE", false, false, bare<Close>},
    CommandWord{"UNSELECT", false, false, bare<Unselect>},
    CommandWord{"EXPUNGE", false, false, bare<Expunge>},
    CommandWord{"SEARCH", true, false, [](Cursor& c) { return search_or(c, false); }},
    CommandWord{"FETCH", true, false, [](Cursor& c) { return fetch_or(c, false); }},
    CommandWord{"STORE", true, false, [](Cursor& c) { return store_or(c, false); }},
    CommandWord{"COPY", true, false, [](Cursor& c) { return copy_or(c, false, false); }},
    CommandWord{"MOVE", true, false, [](Cursor& c) { return copy_or(c, true, false); }},
    CommandWord{"UID", true, false, uid},
    // Rules of extensions take the SP behind the word themselves.
    CommandWord{"SETACL", false, false, as<CommandBody, setacl>},
    CommandWord{"DELETEACL", false, false, as<CommandBody, deleteacl>},
    CommandWord{"GETACL", false, false, as<CommandBody, getacl>},
    CommandWord{"LISTRIGHTS", false, false, as<CommandBody, listrights>},
    CommandWord{"MYRIGHTS", false, false, as<CommandBody, myrights>},
    CommandWord{"UNAUTHENTICATE", false, false, bare<Unauthenticate>},
    CommandWord{"COMPRESS", false, false, as<CommandBody, compress>},
    CommandWord{"CANCELUPDATE", false, false, as<CommandBody, cancelupdate>},
    CommandWord{"SORT", false, false, as<CommandBody, sort>},
    CommandWord{"THREAD", false, false, as<CommandBody, thread>},
    CommandWord{"ESEARCH", false, false, as<CommandBody, esearch>},
    CommandWord{"GETQUOTA", false, false, as<CommandBody, getquota>},
    CommandWord{"GETQUOTAROOT", false, false, as<CommandBody, getquotaroot>},
    CommandWord{"SETQUOTA", false, false, as<CommandBody, setquota>},
    CommandWord{"GETMETADATA", false, false, as<CommandBody, getmetadata>},
    CommandWord{"SETMETADATA", false, false, as<CommandBody, setmetadata>},
    CommandWord{"NOTIFY", false, false, as<CommandBody, notify>},
    CommandWord{"LANGUAGE", false, false, as<CommandBody, language_cmd>},
    CommandWord{"COMPARATOR", false, false, as<CommandBody, comparator_cmd>},
    CommandWord{"UIDBATCHES", false, false, as<CommandBody, message_batches>},
    CommandWord{"RESETKEY", false, false, as<CommandBody, resetkey>},
    CommandWord{"GENURLAUTH", false, false, as<CommandBody, genurlauth>},
    CommandWord{"URLFETCH", false, false, as<CommandBody, urlfetch>},
    CommandWord{"RLIST", false, false, as<CommandBody, rlist>},
    CommandWord{"RLSUB", false, false, as<CommandBody, rlsub>},
    CommandWord{"CONVERT", false, false, as<CommandBody, convert>},
    CommandWord{"CONVERSIONS", false, false, as<CommandBody, conversions_cmd>},
    CommandWord{"REPLACE", false, false, as<CommandBody, replace>},
    CommandWord{"GETJMAPACCESS", false, false, bare<GetJmapAccess>},
};
constexpr std::array kUidCommands = {
    CommandWord{"COPY", true, false, [](Cursor& c) { return copy_or(c, false, true); }},
    CommandWord{"MOVE", true, false, [](Cursor& c) { return copy_or(c, true, true); }},
    CommandWord{"FETCH", true, false, [](Cursor& c) { return fetch_or(c, true); }},
    CommandWord{"SEARCH", true, false, [](Cursor& c) { return search_or(c, true); }},
    CommandWord{"STORE", true, false, [](Cursor& c) { return store_or(c, true); }},
    CommandWord{"EXPUNGE", true, false, uid_expunge},
    CommandWord{"SORT", false, false, as_uid<CommandBody, sort>},
    CommandWord{"THREAD", false, false, as_uid<CommandBody, thread>},
    CommandWord{"CONVERT", false, false, as_uid<CommandBody, convert>},
    CommandWord{"REPLACE", false, false, as_uid<CommandBody, replace>},
};

constexpr WordIndex<CommandWord> kCommandIndex(kCommands), kUidCommandIndex(kUidCommands);

Result<CommandBody> command_of(Cursor& c, const WordIndex<CommandWord>& index, const char* rule) {
  bool short_of_it = false;
  const auto allowed = [&c](const CommandWord& word) { return !word.rev1_only || c.dialect().rev1(); };
  if (const auto* command = take_entry(c, index, c.ahead(kAtomChar), allowed, &short_of_it)) {
    if (command->arguments) TRY_(sp(c, rule));
    return command->parse(c);
  }
  if (short_of_it) return c.incomplete(rule);
  return c.fail(rule);
}

// RFC 9051 section 9: uid = "UID" SP (copy / move / fetch / search / store / uid-expunge)
Result<CommandBody> uid(Cursor& c) {
  return command_of(c, kUidCommandIndex, "uid");
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
  ListBuilder<IdParameter> list(c.arena());
  if (!c.take(')')) {
    do {
      IdParameter parameter;
      const std::uint32_t start = c.offset();
      TRY(parameter.field, string(c));
      TRY_(sp(c, "id-params-list"));
      TRY(parameter.value, nstring(c));
      list.add(parameter);
      const bool within = list.size() <= kPairsMax && parameter.field.value.size() <= kFieldOctetsMax &&
                          (!parameter.value || parameter.value->value.size() <= kValueOctetsMax);
      if (!within && !std::exchange(beyond, true) && !c.deviates(Deviation::id_beyond_limits, c.offset() - start))
        return c.fail_at(start, "id-params-list");
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
Result<CommandBody> command_body(Cursor& c) {
  return command_of(c, kCommandIndex, "command");
}

}  // namespace imapspec::grammar
