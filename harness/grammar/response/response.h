// Responses: everything that a server may say, one struct each (RFC 3501 section 7, RFC 9051 section 7).
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "harness/grammar/command/command.h"
#include "harness/grammar/extension/acl.h"
#include "harness/grammar/extension/convert.h"
#include "harness/grammar/extension/esearch_data.h"
#include "harness/grammar/extension/jmap_access.h"
#include "harness/grammar/extension/language.h"
#include "harness/grammar/extension/metadata.h"
#include "harness/grammar/extension/quota.h"
#include "harness/grammar/extension/uid_batches.h"
#include "harness/grammar/extension/uidonly.h"
#include "harness/grammar/extension/url_auth.h"
#include "harness/grammar/response/fetch_data.h"
#include "harness/grammar/response/status.h"

namespace imapspec::grammar {

struct CapabilityData {
  List<std::string_view> capabilities;
  friend bool operator==(const CapabilityData&, const CapabilityData&) = default;
};
struct EnabledData {
  List<std::string_view> capabilities;
  friend bool operator==(const EnabledData&, const EnabledData&) = default;
};
struct FlagsData {
  List<Flag> flags;
  friend bool operator==(const FlagsData&, const FlagsData&) = default;
};

struct ListExtended {
  String tag;
  TaggedExtVal value;
  friend bool operator==(const ListExtended&, const ListExtended&) = default;
};
struct ListData {  // LIST and LSUB
  List<Flag> attributes;
  std::optional<String> delimiter;  // one octet; nullopt is NIL
  Mailbox mailbox;
  std::optional<List<ListExtended>> extended;  // CHILDINFO, OLDNAME, ...
  bool lsub = false;
  friend bool operator==(const ListData&, const ListData&) = default;
};

struct NamespaceExtension {
  String name;
  List<String> values;
  friend bool operator==(const NamespaceExtension&, const NamespaceExtension&) = default;
};
struct NamespaceDescription {
  String prefix;
  std::optional<String> delimiter;
  List<NamespaceExtension> extensions;
  friend bool operator==(const NamespaceDescription&, const NamespaceDescription&) = default;
};
struct NamespaceData {  // empty is NIL
  List<NamespaceDescription> personal, other_users, shared;
  friend bool operator==(const NamespaceData&, const NamespaceData&) = default;
};

struct StatusAttVal {
  std::optional<StatusItem> item;  // nullopt: one that we do not know, then name and value
  std::uint64_t number = 0;
  bool nil = false;            // APPENDLIMIT NIL: no limit that holds for every message
  std::string_view object_id;  // MAILBOXID (id)
  std::string_view name;
  std::optional<TaggedExtVal> value;
  friend bool operator==(const StatusAttVal&, const StatusAttVal&) = default;
};
struct StatusData {
  Mailbox mailbox;
  List<StatusAttVal> items;
  friend bool operator==(const StatusData&, const StatusData&) = default;
};

struct SearchData {
  List<std::uint32_t> numbers;
  std::optional<std::uint64_t> mod_sequence;  // RFC 7162; not without numbers
  friend bool operator==(const SearchData&, const SearchData&) = default;
};

struct ExistsData {
  std::uint32_t number = 0;
  friend bool operator==(const ExistsData&, const ExistsData&) = default;
};
struct RecentData {
  std::uint32_t number = 0;
  friend bool operator==(const RecentData&, const RecentData&) = default;
};
struct ExpungeData {
  std::uint32_t number = 0;
  friend bool operator==(const ExpungeData&, const ExpungeData&) = default;
};
struct FetchData {
  std::uint32_t number = 0;
  List<FetchItem> items;
  friend bool operator==(const FetchData&, const FetchData&);
};
struct IdData {
  std::optional<List<IdParameter>> parameters;
  friend bool operator==(const IdData&, const IdData&) = default;
};

using ResponseBody =
    std::variant<Status, CapabilityData, EnabledData, FlagsData, ListData, NamespaceData, StatusData, SearchData,
                 EsearchData, ExistsData, RecentData, ExpungeData, FetchData, IdData,
                 // extensions, extension/node.h
                 AclData, ListRightsData, MyRightsData, UidFetchData, VanishedData, SortData, ThreadData, QuotaData,
                 QuotaRootData, MetadataData, LanguageData, ComparatorData, UidBatchesData, JmapAccessData,
                 GenUrlAuthData, UrlFetchData, ConversionData, ConvertedData>;

struct Untagged {
  ResponseBody body;
  friend bool operator==(const Untagged&, const Untagged&);
};
struct Tagged {
  std::string_view tag;
  Status status;
  friend bool operator==(const Tagged&, const Tagged&) = default;
};
struct Continuation {   // "+" SP (resp-text / base64)
  RespText text;        // the same octets read as text; base64 is left to who awaits it
  bool base64 = false;  // they are also a base64 string (an empty one included)
  friend bool operator==(const Continuation&, const Continuation&) = default;
};

struct Response {
  std::variant<Untagged, Tagged, Continuation> body;
  List<Spelling> spellings;
  List<DeviationAt> deviations;                                  // what was tolerated; empty after a strict parse
  friend bool operator==(const Response& a, const Response& b);  // of the body
};

// A response up to its CRLF.
Result<Response> response(Cursor& c);
Result<void> response_into(Cursor& c, Response& to);  // the same, in place; `to` is a new one

// "FETCH", "EXISTS", "OK", ...: the word that names it; "+" for a continuation request.
std::string_view name_of(const Response& response);
std::vector<std::string_view> response_names(const Dialect& dialect);  // all that name_of may answer

}  // namespace imapspec::grammar
