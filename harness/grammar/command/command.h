// Commands: one struct each, and the variant of them all (RFC 3501 section 6, RFC 9051 section 6, and the extensions).
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/grammar/command/fetch_att.h"
#include "harness/grammar/command/search_key.h"
#include "harness/grammar/core/date.h"
#include "harness/grammar/core/flag.h"
#include "harness/grammar/core/mailbox.h"
#include "harness/grammar/core/section.h"
#include "harness/grammar/core/sequence_set.h"
#include "harness/grammar/core/tagged_ext.h"
#include "harness/grammar/extension/acl.h"
#include "harness/grammar/extension/append_message.h"
#include "harness/grammar/extension/convert.h"
#include "harness/grammar/extension/jmap_access.h"
#include "harness/grammar/extension/language.h"
#include "harness/grammar/extension/mailbox_param.h"
#include "harness/grammar/extension/message_modifier.h"
#include "harness/grammar/extension/metadata.h"
#include "harness/grammar/extension/multisearch.h"
#include "harness/grammar/extension/notify.h"
#include "harness/grammar/extension/quota.h"
#include "harness/grammar/extension/referral.h"
#include "harness/grammar/extension/replace.h"
#include "harness/grammar/extension/search_return.h"
#include "harness/grammar/extension/small_command.h"
#include "harness/grammar/extension/sort.h"
#include "harness/grammar/extension/thread.h"
#include "harness/grammar/extension/uid_batches.h"
#include "harness/grammar/extension/url_auth.h"

namespace imapspec::grammar {

// Commands without arguments.
struct Capability {
  friend bool operator==(Capability, Capability) = default;
};
struct Noop {
  friend bool operator==(Noop, Noop) = default;
};
struct Logout {
  friend bool operator==(Logout, Logout) = default;
};
struct StartTls {
  friend bool operator==(StartTls, StartTls) = default;
};
struct Check {
  friend bool operator==(Check, Check) = default;
};  // RFC 3501 only
struct Close {
  friend bool operator==(Close, Close) = default;
};
struct Unselect {
  friend bool operator==(Unselect, Unselect) = default;
};  // RFC 3691
struct Expunge {
  friend bool operator==(Expunge, Expunge) = default;
};
struct Idle {
  friend bool operator==(Idle, Idle) = default;
};  // RFC 2177; DONE is a line of its own
struct NamespaceCommand {
  friend bool operator==(NamespaceCommand, NamespaceCommand) = default;
};  // RFC 2342

struct Authenticate {  // RFC 3501 6.2.2, RFC 4959; the exchange's base64 lines are not part of the command
  std::string_view mechanism;
  std::optional<std::string_view> initial_response;  // base64, or "=" for an empty one
  friend bool operator==(const Authenticate&, const Authenticate&) = default;
};
struct Login {
  String user, password;
  friend bool operator==(const Login&, const Login&) = default;
};
struct Enable {
  List<std::string_view> capabilities;
  friend bool operator==(const Enable&, const Enable&) = default;
};  // RFC 5161
struct IdParameter {
  String field;
  NString value;
  friend bool operator==(const IdParameter&, const IdParameter&) = default;
};
struct Id {
  std::optional<List<IdParameter>> parameters;
  friend bool operator==(const Id&, const Id&) = default;
};  // RFC 2971; nullopt is NIL

struct Select {
  Mailbox mailbox;
  List<SelectParam> params;  // RFC 4466; none without parentheses
  bool examine = false;
  friend bool operator==(const Select&, const Select&) = default;
};
struct Create {
  Mailbox mailbox;
  List<CreateParam> params;  // RFC 4466
  friend bool operator==(const Create&, const Create&) = default;
};
struct Delete {
  Mailbox mailbox;
  friend bool operator==(const Delete&, const Delete&) = default;
};
struct Rename {
  Mailbox from, to;
  List<RenameParam> params;  // RFC 4466
  friend bool operator==(const Rename&, const Rename&) = default;
};
struct Subscribe {
  Mailbox mailbox;
  friend bool operator==(const Subscribe&, const Subscribe&) = default;
};
struct Unsubscribe {
  Mailbox mailbox;
  friend bool operator==(const Unsubscribe&, const Unsubscribe&) = default;
};

enum class StatusItem : std::uint8_t {
  messages,
  recent,
  uidnext,
  uidvalidity,
  unseen,
  deleted,
  size,
  highestmodseq,    // RFC 7162
  appendlimit,      // RFC 7889
  mailboxid,        // RFC 8474
  deleted_storage,  // RFC 9208
};

struct ListOption {         // list-select-opt and return-option, the standard ones and option-extension
  std::string_view name;    // as written
  List<StatusItem> status;  // STATUS (...)
  List<String> entries;     // METADATA (...), RFC 9590
  std::optional<List<TaggedExtComp>> value;  // option-value of an unknown one
  friend bool operator==(const ListOption&, const ListOption&) = default;
};
struct ListCommand {
  std::optional<List<ListOption>> selection;  // "(" ... ")" before the reference; RFC 5258, RFC 9051
  Mailbox reference;
  List<String> patterns;                    // list-mailbox
  bool pattern_list = false;                // written with parentheses
  std::optional<List<ListOption>> returns;  // RETURN "(" ... ")"
  friend bool operator==(const ListCommand&, const ListCommand&) = default;
};
struct Lsub {
  Mailbox reference;
  String pattern;
  friend bool operator==(const Lsub&, const Lsub&) = default;
};  // RFC 3501 only
struct StatusCommand {
  Mailbox mailbox;
  List<StatusItem> items;
  friend bool operator==(const StatusCommand&, const StatusCommand&) = default;
};

struct Append {
  Mailbox mailbox;
  List<AppendMessage> messages;  // never empty; more than one is RFC 3502
  friend bool operator==(const Append&, const Append&) = default;
};

struct Search {
  std::optional<List<SearchReturn>> returns;  // RETURN "(" ... ")"; present and empty is not absent
  std::optional<String> charset;
  List<SearchKey> keys;  // all must hold
  bool uid = false;
  friend bool operator==(const Search&, const Search&) = default;
};

struct Fetch {
  using Macro = FetchMacro;
  SequenceSet set;
  Macro macro = Macro::none;
  List<FetchAtt> items;           // empty for a macro
  bool list = false;              // written with parentheses
  List<FetchModifier> modifiers;  // RFC 4466
  bool uid = false;
  friend bool operator==(const Fetch&, const Fetch&) = default;
};
struct Store {
  enum class Action : std::uint8_t { replace, add, remove };
  SequenceSet set;
  List<StoreModifier> modifiers;  // RFC 4466
  Action action = Action::replace;
  bool silent = false;
  List<Flag> flags;
  List<Annotation> annotations;  // RFC 5257: in place of flags
  bool list = true;              // written with parentheses
  bool uid = false;
  friend bool operator==(const Store&, const Store&) = default;
};
struct Copy {  // also MOVE (RFC 6851)
  SequenceSet set;
  Mailbox mailbox;
  bool move = false;
  bool uid = false;
  friend bool operator==(const Copy&, const Copy&) = default;
};
struct UidExpunge {
  SequenceSet set;
  friend bool operator==(const UidExpunge&, const UidExpunge&) = default;
};  // RFC 4315

using CommandBody =
    std::variant<Capability, Noop, Logout, StartTls, Authenticate, Login, Enable, Id, Select, Create, Delete, Rename,
                 Subscribe, Unsubscribe, ListCommand, Lsub, NamespaceCommand, StatusCommand, Append, Idle, Check, Close,
                 Unselect, Expunge, UidExpunge, Search, Fetch, Store, Copy,
                 // extensions, extension/node.h
                 SetAcl, DeleteAcl, GetAcl, ListRights, MyRights, Unauthenticate, Compress, CancelUpdate, Sort, Thread,
                 EsearchCommand, GetQuota, GetQuotaRoot, SetQuota, GetMetadata, SetMetadata, Notify, Language,
                 Comparator, UidBatches, GetJmapAccess, ResetKey, GenUrlAuth, UrlFetch, RList, RLsub, Convert,
                 Conversions, Replace>;

struct Command {
  std::string_view tag;
  CommandBody body;
  List<Spelling> spellings;      // how words were written; not part of what the command means
  List<DeviationAt> deviations;  // what was tolerated; empty after a strict parse
  friend bool operator==(const Command& a, const Command& b);  // of tag and body; out of line, see RespText
};

// Behind tag and SP, up to the CRLF: (command-any / command-auth / command-nonauth / command-select). Made in place.
Result<void> command_body(Cursor& c, CommandBody& to);

// RFC 2971 section 4: id-params-list = "(" [string SP nstring *(SP string SP nstring)] ")" / nil
Result<std::optional<List<IdParameter>>> id_params_list(Cursor& c);
void print_id_params(Printer& p, const std::optional<List<IdParameter>>& parameters);

// "FETCH", "UID FETCH", "STATUS": the words that name the command.
std::string_view name_of(const CommandBody& body);
std::vector<std::string> command_names(const Dialect& dialect);  // all that name_of may answer

}  // namespace imapspec::grammar
