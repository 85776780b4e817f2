#include "fuzz/oracles/etpan_scope.h"

#include <algorithm>
#include <array>

#include "harness/base/word.h"
#include "harness/grammar/walk.h"

namespace imapspec::fuzz {

namespace {

using namespace grammar;

// --- what it claims to read ------------------------------------------------------------------------------------------

template <class T, class... Of>
constexpr bool is_one_of = (std::is_same_v<T, Of> || ...);

struct Claims {
  template <class T>
  bool operator()(const T&) const {
    return is_one_of<T, CapabilityData, FlagsData, SearchData, ExistsData, RecentData, ExpungeData,  // RFC 3501
                     AclData, ListRightsData, MyRightsData,                                          // acl.h
                     EnabledData, IdData, NamespaceData, VanishedData, QuotaData, QuotaRootData, SortData>;
  }
  bool operator()(const Status& status) const { return status.kind != StatusKind::preauth; }
  bool operator()(const ListData& list) const { return !list.extended; }  // RFC 5258
  bool operator()(const StatusData& status) const {
    return std::ranges::all_of(status.items, [](const StatusAttVal& value) {
      return value.item && (*value.item <= StatusItem::unseen || *value.item == StatusItem::highestmodseq);
    });
  }
  bool operator()(const FetchData& fetch) const {
    return std::ranges::all_of(fetch.items, [](const FetchItem& item) {
      return std::visit(
          []<class T>(const T&) {
            return is_one_of<T, FetchFlags, FetchUid, FetchInternalDate, FetchSize, FetchEnvelope, FetchBody,
                             FetchSection, FetchRfc822, FetchModSeq>;
          },
          item);
    });
  }
};

// --- where it is wrong -----------------------------------------------------------------------------------------------

// Whether any node of type T is so.
template <class T>
bool any(const Response& response, bool (*is)(const T&)) {
  bool found = false;
  for_each_node(response.body, [&]<class Node>(const Node& node) {
    if constexpr (std::is_same_v<Node, T>) found = found || is(node);
  });
  return found;
}

bool begins_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && same_word(text.substr(0, word.size()), word);
}
bool is_literal(const String& s) {
  return s.form == Form::literal;
}
bool has_literal(const NString& s) {
  return s && is_literal(*s);
}

bool flag_by_its_beginning(const Response& response) {
  return any<Flag>(response, [](const Flag& flag) {
    static constexpr auto kWords =
        std::to_array<std::string_view>({"\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft", "\\Recent",
                                         "\\Noinferiors", "\\Noselect", "\\Marked", "\\Unmarked"});
    return std::ranges::any_of(kWords, [&flag](std::string_view word) {
      return flag.name.size() > word.size() && begins_with_word(flag.name, word);
    });
  });
}

bool auth_without_mechanism(const Response& response) {
  return any<List<std::string_view>>(response, [](const List<std::string_view>& capabilities) {
    return std::ranges::any_of(capabilities, [](std::string_view name) { return same_word(name, "AUTH="); });
  });
}

bool alert_of_spaces(const Response& response) {
  return any<RespText>(response, [](const RespText& text) {
    const auto* code = text.code ? std::get_if<CodeAtom>(&*text.code) : nullptr;
    return code != nullptr && (same_word(code->name, "ALERT") || same_word(code->name, "PARSE")) &&
           text.text.find_first_not_of(" \t") == std::string_view::npos;
  });
}

bool bracket_in_a_text(const Response& response) {
  return any<RespText>(response, [](const RespText& text) {
    const std::size_t begin = text.text.find_first_not_of(" \t");
    return !text.code && begin != std::string_view::npos && text.text[begin] == '[';
  });
}

bool space_before_a_word(const Response& response) {
  return any<Body>(response, [](const Body& body) {
    const auto begins = [](const String& s) { return s.form == Form::quoted && s.value.find_first_of(" \t") == 0; };
    return begins(body.type) || begins(body.subtype) || begins(body.encoding);
  });
}

bool media_type_in_a_literal(const Response& response) {
  return any<Body>(response, [](const Body& body) {
    if (body.kind == Body::Kind::text) return is_literal(body.type);
    return body.kind == Body::Kind::message && (is_literal(body.type) || is_literal(body.subtype));
  });
}

template <class T>
bool with_mod_sequence(const Response& response) {
  return any<T>(response, [](const T& data) { return data.mod_sequence.has_value(); });
}

bool literal_before_an_envelope(const Response& response) {
  return any<Body>(response, [](const Body& body) {
    return same_word(body.type.value, "MESSAGE") && same_word(body.subtype.value, "DELIVERY-STATUS") &&
           (has_literal(body.id) || has_literal(body.description) || is_literal(body.encoding) ||
            std::ranges::any_of(body.parameters,
                                [](const BodyParameter& p) { return is_literal(p.name) || is_literal(p.value); }));
  });
}

constexpr auto kExcuses = std::to_array<EtpanExcuse>({
    {.name = "flag-by-its-beginning",
     .section = "RFC 3501 section 9, flag-extension",
     .what =
         "takes a flag that begins as one of its words does for that word, and what is left for another, or refuses it",
     .example = "* FLAGS (\\Seenly)\r\n",
     .is = flag_by_its_beginning},
    {.name = "auth-without-mechanism",
     .section = "RFC 3501 section 9, capability: AUTH= is an atom too",
     .what = "refuses AUTH= with nothing behind it",
     .example = "* CAPABILITY IMAP4rev1 AUTH=\r\n",
     .is = auth_without_mechanism},
    {.name = "alert-of-spaces",
     .section = "RFC 3501 section 9, text",
     .what = "has no text where it is of spaces alone, and copies that",
     .example = "* OK [ALERT]  \r\n",
     .brings_down = true,
     .is = alert_of_spaces},
    {.name = "bracket-in-a-text",
     .section = "RFC 3501 section 9, resp-text: what is no code is text",
     .what = "looks for a code behind any bracket, beyond the line for the end of a string, and frees what it has not "
             "found",
     .example = "* OK [PERMANENTFLAGS (\r\n",
     .brings_down = true,
     .is = bracket_in_a_text},
    {.name = "space-before-a-word",
     .section = "RFC 3501 section 9, quoted",
     .what = "overlooks spaces between a quote and a word that it knows",
     .example = "* 1 FETCH (BODY (\"X\" \"Y\" NIL NIL NIL \" 7BIT\" 1))\r\n",
     .is = space_before_a_word},
    {.name = "search-with-mod-sequence",
     .section = "RFC 7162 section 7, search-sort-mod-seq",
     .what = "knows no MODSEQ behind the numbers of SEARCH",
     .example = "* SEARCH 2 (MODSEQ 9)\r\n",
     .is = with_mod_sequence<SearchData>},
    {.name = "sort-with-mod-sequence",
     .section = "RFC 7162 section 7, search-sort-mod-seq",
     .what = "knows no MODSEQ behind the numbers of SORT",
     .example = "* SORT 2 (MODSEQ 9)\r\n",
     .is = with_mod_sequence<SortData>},
    {.name = "namespace-extension",
     .section = "RFC 2342 section 6, Namespace",
     .what = "expects Namespace_Response_Extension behind the parenthesis that has it within",
     .example = "* NAMESPACE ((\"\" \"/\" \"X-A\" (\"b\"))) NIL NIL\r\n",
     .is =
         [](const Response& r) { return any<NamespaceExtension>(r, [](const NamespaceExtension&) { return true; }); }},
    {.name = "id-of-nothing",
     .section = "RFC 2971 section 4, id_params_list: # is any number",
     .what = "refuses a list without fields",
     .example = "* ID ()\r\n",
     .is =
         [](const Response& r) {
           return any<IdData>(r, [](const IdData& id) { return id.parameters && id.parameters->empty(); });
         }},
    {.name = "acl-of-nobody",
     .section = "RFC 4314 section 7, acl-data: *( is any number",
     .what = "refuses an ACL without an identifier",
     .example = "* ACL INBOX\r\n",
     .is = [](const Response& r) { return any<AclData>(r, [](const AclData& acl) { return acl.entries.empty(); }); }},
    {.name = "quota-beyond-32-bits",
     .section = "RFC 9208 section 7, quota-resource: number64",
     .what = "has 32 bits for what is used and for its limit",
     .example = "* QUOTA \"\" (STORAGE 4294967296 4294967297)\r\n",
     .is =
         [](const Response& r) {
           return any<QuotaResource>(
               r, [](const QuotaResource& q) { return std::max(q.usage, q.limit) > std::uint64_t{0xffffffffU}; });
         }},
    {.name = "media-type-in-a-literal",
     .section = "RFC 3501 section 4.3: a string is either form, though section 9 has media-text and media-message in "
                "quotes",
     .what = "takes TEXT, MESSAGE and RFC822 in a literal for any other type",
     .example =
         "* 1 FETCH (BODY ({7}\r\nMESSAGE \"RFC822\" NIL NIL NIL \"7BIT\" 1 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) "
         "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 1 1) 1))\r\n",
     .is = media_type_in_a_literal},
    {.name = "literal-before-an-envelope",
     .section = "RFC 3501 section 9, body-type-basic",
     .what = "looks for an envelope in MESSAGE/DELIVERY-STATUS, reads all of it again when there is none, and has by "
             "then forgotten "
             "what was in its literals",
     .example = "* 1 FETCH (BODY (\"MESSAGE\" \"DELIVERY-STATUS\" NIL {1}\r\nx NIL \"7BIT\" 1))\r\n",
     .is = literal_before_an_envelope},
    {.name = "host-of-qq",
     .section = "RFC 3501 section 9, addr-host",
     .what = "takes the beginning of this quoted string for what a server sends that does not escape",
     .example = "* 1 FETCH (ENVELOPE (NIL NIL ((NIL NIL NIL \"qq.com\\\"x\")) NIL NIL NIL NIL NIL NIL NIL))\r\n",
     .is =
         [](const Response& r) {
           return any<Address>(r, [](const Address& a) {
             return a.host && a.host->form == Form::quoted && begins_with_word(a.host->value, "qq.com\"");
           });
         }},
});

}  // namespace

bool etpan_claims_to_read(const Response& response) {
  const auto* untagged = std::get_if<Untagged>(&response.body);
  return untagged == nullptr || std::visit(Claims(), untagged->body);
}

std::span<const EtpanExcuse> etpan_excuses() {
  return kExcuses;
}

const EtpanExcuse* etpan_excuse(const Response& response) {
  const auto found =
      std::ranges::find_if(kExcuses, [&response](const EtpanExcuse& excuse) { return excuse.is(response); });
  return found == kExcuses.end() ? nullptr : &*found;
}

}  // namespace imapspec::fuzz
