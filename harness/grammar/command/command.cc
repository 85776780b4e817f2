#include "harness/grammar/command/command.h"

#include <array>

#include "harness/grammar/command/fetch_att.h"
#include "harness/grammar/command/list_command.h"
#include "harness/grammar/command/status_item.h"
#include "harness/grammar/core/number.h"
#include "harness/grammar/core/words.h"

namespace imapspec::grammar {

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
  TRY_(sp(c, "login"));
  TRY(l.password, astring(c));
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

template <class T>
Result<CommandBody> of_mailbox(Cursor& c) {
  T t;
  TRY(t.mailbox, mailbox(c));
  return t;
}

// RFC 9051 section 9: select = "SELECT" SP mailbox; examine = "EXAMINE" SP mailbox
Result<CommandBody> select_or(Cursor& c, bool examine) {
  Select s;
  s.examine = examine;
  TRY(s.mailbox, mailbox(c));
  return s;
}

// RFC 9051 section 9: rename = "RENAME" SP mailbox SP mailbox
Result<CommandBody> rename(Cursor& c) {
  Rename r;
  TRY(r.from, mailbox(c));
  TRY_(sp(c, "rename"));
  TRY(r.to, mailbox(c));
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

// RFC 9051 section 9: append = "APPEND" SP mailbox [SP flag-list] [SP date-time] SP literal
// RFC 3516 section 7 adds literal8.
Result<CommandBody> append(Cursor& c) {
  Append a;
  TRY(a.mailbox, mailbox(c));
  TRY_(sp(c, "append"));
  if (c.looks_at('(')) {
    TRY(a.flags, flag_list(c));
    TRY_(sp(c, "append"));
  }
  if (c.looks_at('"')) {
    TRY(a.date_time, date_time(c));
    TRY_(sp(c, "append"));
  }
  if (c.looks_at('~')) {
    TRY(a.message, literal8(c));
  } else {
    TRY(a.message, literal(c));
  }
  return a;
}

// RFC 4466 section 3: search-return-opts = SP "RETURN" SP "(" [search-return-opt *(SP search-return-opt)] ")"
Result<List<SearchReturn>> search_return_opts(Cursor& c) {
  TRY_(expect(c, '(', "search-return-opts"));
  ListBuilder<SearchReturn> list(c.arena());
  if (c.take(')')) return list.done();
  do {
    SearchReturn o;
    TRY(o.name, tagged_ext_label(c));
    // search-ret-opt-ext = search-modifier-name [SP search-mod-params]: a value is no label, the next option is one.
    if (c.looks_at(' ')) {
      const auto mark = c.mark();  // one octet cannot tell the next option from a value
      c.take(' ');
      if (c.looks_at(kDigit) || c.looks_at('*') || c.looks_at('$') || c.looks_at('(')) {
        TRY(o.value, tagged_ext_val(c));
      } else {
        c.rewind(mark);
      }
    }
    list.add(o);
  } while (c.take(' '));
  TRY_(expect(c, ')', "search-return-opts"));
  return list.done();
}

// RFC 9051 section 9: search = "SEARCH" [search-return-opts] SP search-program
// search-program = ["CHARSET" SP charset SP] search-key *(SP search-key)
Result<CommandBody> search_or(Cursor& c, bool uid) {
  Search s;
  s.uid = uid;
  bool short_of_it = false;
  if (c.take_word("RETURN ", &short_of_it)) {
    TRY(s.returns, search_return_opts(c));
    TRY_(sp(c, "search"));
  }
  if (c.take_word("CHARSET ", &short_of_it)) {
    TRY(s.charset, charset(c));
    TRY_(sp(c, "search"));
  }
  if (short_of_it) return c.incomplete("search-program");
  ListBuilder<SearchKey> keys(c.arena());
  do {
    TRY(const auto key, search_key(c));
    keys.add(key);
  } while (c.another_item());
  s.keys = keys.done();
  return s;
}

// RFC 9051 section 9: fetch = "FETCH" SP sequence-set SP ("ALL" / "FULL" / "FAST" / fetch-att / "(" fetch-att *(SP
// fetch-att) ")")
Result<CommandBody> fetch_or(Cursor& c, bool uid) {
  Fetch f;
  f.uid = uid;
  TRY(f.set, sequence_set(c));
  TRY_(sp(c, "fetch"));
  ListBuilder<FetchAtt> items(c.arena());
  if (c.take('(')) {
    f.list = true;
    do {
      TRY(const auto att, fetch_att(c));
      items.add(att);
    } while (c.take(' '));
    TRY_(expect(c, ')', "fetch"));
  } else {
    const auto macro = fetch_macro(c);
    if (macro) {
      f.macro = *macro;
      return f;
    }
    const auto att = fetch_att(c);
    if (!att && macro.error().kind == ParseError::Kind::incomplete) return std::unexpected(macro.error());
    if (!att) return std::unexpected(att.error());
    items.add(*att);
  }
  f.items = items.done();
  return f;
}

// RFC 9051 section 9: store = "STORE" SP sequence-set SP store-att-flags
// store-att-flags = (["+" / "-"] "FLAGS" [".SILENT"]) SP (flag-list / (flag *(SP flag)))
Result<CommandBody> store_or(Cursor& c, bool uid) {
  Store s;
  s.uid = uid;
  TRY(s.set, sequence_set(c));
  TRY_(sp(c, "store"));
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
    CommandWord{"CREATE", true, false, of_mailbox<Create>},
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
};
constexpr std::array kUidCommands = {
    CommandWord{"COPY", true, false, [](Cursor& c) { return copy_or(c, false, true); }},
    CommandWord{"MOVE", true, false, [](Cursor& c) { return copy_or(c, true, true); }},
    CommandWord{"FETCH", true, false, [](Cursor& c) { return fetch_or(c, true); }},
    CommandWord{"SEARCH", true, false, [](Cursor& c) { return search_or(c, true); }},
    CommandWord{"STORE", true, false, [](Cursor& c) { return store_or(c, true); }},
    CommandWord{"EXPUNGE", true, false, uid_expunge},
};

constexpr WordIndex<CommandWord> kCommandIndex(kCommands), kUidCommandIndex(kUidCommands);

Result<CommandBody> command_of(Cursor& c, const WordIndex<CommandWord>& index, const char* rule) {
  bool short_of_it = false;
  const auto allowed = [&c](const CommandWord& word) { return !word.rev1_only || c.dialect().rev1(); };
  if (const auto* command = take_entry(c, index, run_ahead(c, kAtomChar), allowed, &short_of_it)) {
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

Result<std::optional<List<IdParameter>>> id_params_list(Cursor& c) {
  if (!c.looks_at('(')) {
    if (auto none = nil(c); !none)
      return std::unexpected(ParseError{none.error().kind, none.error().offset, "id-params-list"});
    return std::optional<List<IdParameter>>();
  }
  c.take('(');
  ListBuilder<IdParameter> list(c.arena());
  if (!c.take(')')) {
    do {
      IdParameter parameter;
      TRY(parameter.field, string(c));
      TRY_(sp(c, "id-params-list"));
      TRY(parameter.value, nstring(c));
      list.add(parameter);
    } while (c.take(' '));
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
