// The rules that RFC 3501 and RFC 9051 share by name (section 9 of both); what each puts into them the dialect knows.
#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/response/mailbox_data.h"
#include "harness/grammar/rules/common.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

constexpr auto kOneOctet = [](const auto& v) { return std::string_view(v).size() == 1; };
constexpr auto kOneAtomOctet = [](const String& s) { return s.form == Form::atom && s.value.size() == 1; };
constexpr auto kNzNumber = [](Cursor& c) { return nz_number(c); };
constexpr auto kLogin = as<Login>;
constexpr auto kRename = as<Rename>;
constexpr auto kUidCommand = [](const CommandBody& b) { return name_of(b).starts_with("UID "); };
constexpr auto kOkNoBad = [](const Status& s) {
  return s.kind == StatusKind::ok || s.kind == StatusKind::no || s.kind == StatusKind::bad;
};
constexpr auto kAuth = [](const Status& s) { return s.kind == StatusKind::ok || s.kind == StatusKind::preauth; };
constexpr auto kBye = [](const Status& s) { return s.kind == StatusKind::bye; };
constexpr auto kGreeting = [](const Status& s) { return kAuth(s) || kBye(s); };
constexpr auto kSeveralNames = [](const Section& s) { return !s.fields.empty() && s.part.empty(); };

constexpr std::array kRules = {
    // Octets and words.
    Rule{"ASTRING-CHAR", "astring", rule<astring, kOneAtomOctet>},
    Rule{"astring", "astring", rule<astring>},
    Rule{"ATOM-CHAR", "atom", rule<atom, kOneOctet>},
    Rule{"atom", "atom", rule<atom>},
    Rule{"atom-specials",
         "atom",
         rule<literal8,
              [](const String& s) {
                return !is(kAtomChar, s.value[0]) && static_cast<unsigned char>(s.value[0]) < 0x80;
              }>,
         {"~{1}\r\n", ""}},
    Rule{"base64", "base64", rule<base64>},
    Rule{"base64-char", "base64", rule<base64, [](std::string_view v) { return v.size() == 4; }>, {"", "AA="}},
    Rule{"base64-terminal", "base64", rule<base64, [](std::string_view v) { return v.size() == 4 && v[3] == '='; }>},
    Rule{"CHAR8", "literal", rule<literal>, {"{1}\r\n", ""}},
    Rule{"digit-nz", "nz_number", rule<kNzNumber, [](std::uint32_t n) { return n < 10; }>},
    Rule{"list-char", "list_mailbox", rule<list_mailbox, kOneAtomOctet>},
    Rule{"list-mailbox", "list_mailbox", rule<list_mailbox>},
    Rule{"list-wildcards", "list_mailbox",
         rule<list_mailbox, [](const String& s) { return kOneAtomOctet(s) && !is(kAstringChar, s.value[0]); }>},
    Rule{"literal", "literal", rule<literal>},
    Rule{"nil", "nil", rule<nil>},
    Rule{"nstring", "nstring", rule<nstring>},
    Rule{"number", "number", rule<[](Cursor& c) { return number(c); }>},
    Rule{"nz-number", "nz_number", rule<kNzNumber>},
    Rule{"quoted", "quoted", rule<quoted>},
    Rule{"QUOTED-CHAR",
         "quoted_char",
         rule<[](Cursor& c) -> Result<String> {
           TRY(const auto s, quoted(c));
           if (std::min<std::size_t>(s.value.size(), 4) != s.value.size()) return c.fail("QUOTED-CHAR");
           return s;
         },
              [](const String& s) {
                return s.value.size() == 1 || (!s.value.empty() && utf8_character(s.value) == s.value.size());
              }>,
         {"\"", "\""}},
    Rule{"quoted-specials",
         "quoted_char",
         rule<quoted, [](const String& s) { return s.value.size() == 1; }>,
         {"\"\\", "\""}},
    Rule{"resp-specials", "astring",
         rule<astring, [](const String& s) { return kOneAtomOctet(s) && !is(kAtomChar, s.value[0]); }>},
    Rule{"string", "string", rule<string>},
    Rule{"tag", "tag", rule<tag>},
    Rule{"text", "text", rule<text>},
    Rule{"TEXT-CHAR", "text",
         rule<text, [](std::string_view v) { return v.size() == 1 && static_cast<unsigned char>(v[0]) < 0x80; }>},
    // Dates.
    Rule{"date", "date", rule<date>},
    Rule{"date-day", "date", rule<date>, {"", "-Jan-2020"}},
    Rule{"date-day-fixed", "date_time", rule<date_time>, {"\"", "-Jan-2020 00:00:00 +0000\""}},
    Rule{"date-month", "date_month", rule<date>, {"1-", "-2020"}},
    Rule{"date-text", "date", rule<date, [](const Date& d) { return !d.quoted; }>},
    Rule{"date-time", "date_time", rule<date_time>},
    Rule{"date-year", "date", rule<date>, {"1-Jan-", ""}},
    Rule{"time", "date_time", rule<date_time>, {"\" 1-Jan-2020 ", " +0000\""}},
    Rule{"zone", "date_time", rule<date_time>, {"\" 1-Jan-2020 00:00:00 ", "\""}},
    // Flags, mailboxes, sets, sections.
    Rule{"flag", "flag", rule<flag>},
    Rule{"flag-extension", "flag_of", rule<flag, [](const Flag& f) { return f.kind != Flag::Kind::keyword; }>},
    Rule{"flag-fetch", "flag_fetch", rule<flag_fetch>},
    Rule{"flag-keyword", "flag_keyword", rule<flag_keyword>},
    Rule{"flag-list", "flag_list", rule<flag_list>},
    Rule{"flag-perm", "flag_perm", rule<flag_perm>},
    Rule{"mailbox", "mailbox", rule<mailbox>},
    Rule{"header-fld-name",
         "header_list",
         rule<section, [](const Section& s) { return s.fields.size() == 1; }>,
         {"[HEADER.FIELDS (", ")]"}},
    Rule{"header-list", "header_list", rule<section, kSeveralNames>, {"[HEADER.FIELDS ", "]"}},
    Rule{"section", "section", rule<section>},
    Rule{"section-msgtext",
         "section",
         rule<section, [](const Section& s) { return s.part.empty() && s.text != Section::Text::none; }>,
         {"[", "]"}},
    Rule{"section-part",
         "section_part",
         rule<section, [](const Section& s) { return !s.part.empty() && s.text == Section::Text::none; }>,
         {"[", "]"}},
    Rule{"section-spec",
         "section",
         rule<section, [](const Section& s) { return !s.part.empty() || s.text != Section::Text::none; }>,
         {"[", "]"}},
    Rule{"section-text",
         "section",
         rule<section, [](const Section& s) { return s.part.size() == 1 && s.text != Section::Text::none; }>,
         {"[1.", "]"}},
    Rule{
        "seq-number", "seq_number",
        rule<sequence_set, [](const SequenceSet&
                                  s) { return s.items.size() == 1 && std::holds_alternative<SeqNumber>(s.items[0]); }>},
    Rule{
        "seq-range", "sequence_set",
        rule<sequence_set,
             [](const SequenceSet& s) { return s.items.size() == 1 && std::holds_alternative<SeqRange>(s.items[0]); }>},
    Rule{"sequence-set", "sequence_set", rule<sequence_set>},
    Rule{"uniqueid", "nz_number", rule<[](Cursor& c) { return nz_number(c, "uniqueid"); }>},
    // Commands.
    Rule{"append", "append", command<as<Append>>, kCommand},
    Rule{"auth-type",
         "authenticate",
         command<[](const Authenticate& a) { return !a.initial_response; }>,
         {"a AUTHENTICATE ", "\r\n"}},
    Rule{"authenticate", "authenticate", command<as<Authenticate>>, kCommand},
    Rule{"command-nonauth", "command_body", command<kNotAuthenticated>, kCommand},
    Rule{"copy", "copy_or", command<[](const Copy& c) { return !c.move && !c.uid; }>, kCommand},
    Rule{"create", "create", command<as<Create>>, kCommand},
    Rule{"delete", "of_mailbox", command<as<Delete>>, kCommand},
    Rule{"examine", "select_or", command<[](const Select& s) { return s.examine; }>, kCommand},
    Rule{"fetch", "fetch_or", command<[](const Fetch& f) { return !f.uid; }>, kCommand},
    Rule{"fetch-att", "fetch_att", rule<fetch_att>},
    Rule{"list", "list", command<as<ListCommand>>, kCommand},
    Rule{"login", "login", command<kLogin>, kCommand},
    Rule{"userid", "login", command<kLogin>, {"a LOGIN ", " x\r\n"}},
    Rule{"password", "login", command<kLogin>, {"a LOGIN x ", "\r\n"}},
    Rule{"rename", "rename", command<kRename>, kCommand},
    Rule{"search", "search_or", command<[](const Search& s) { return !s.uid; }>, kCommand},
    Rule{"search-key", "search_key", rule<search_key>},
    Rule{"select", "select_or", command<[](const Select& s) { return !s.examine; }>, kCommand},
    Rule{"status", "status", command<as<StatusCommand>>, kCommand},
    Rule{"status-att",
         "status_att",
         rule<[](Cursor& c) { return status_atts(c); }, [](const auto& items) { return items.size() == 1; }>,
         {"(", ")"}},
    Rule{"store", "store_or", command<[](const Store& s) { return !s.uid; }>, kCommand},
    Rule{"store-att-flags", "store_or", command<as<Store>>, {"a STORE 1 ", "\r\n"}},
    Rule{"subscribe", "of_mailbox", command<as<Subscribe>>, kCommand},
    Rule{"uid", "uid", command<kUidCommand>, kCommand},
    Rule{"unsubscribe", "of_mailbox", command<as<Unsubscribe>>, kCommand},
    Rule{"command", "parse_command", command<[](const CommandBody&) { return true; }>},
    // Responses.
    Rule{"capability",
         "capability_list",
         untagged<[](const EnabledData& d) { return d.capabilities.size() == 1; }>,
         {"* ENABLED ", "\r\n"}},
    Rule{"capability-data", "capability_list", untagged<as<CapabilityData>>, kUntagged},
    Rule{"continue-req", "continue_req", response<as<Continuation>>},
    Rule{"greeting", "response", untagged<kGreeting>},
    Rule{"mailbox-list", "mailbox_list", untagged<[](const ListData& d) { return !d.lsub; }>, {"* LIST ", "\r\n"}},
    Rule{"mbx-list-flags",
         "mbx_list_flags",
         untagged<[](const ListData& d) { return !d.attributes.empty(); }>,
         {"* LIST (", ") NIL x\r\n"}},
    Rule{"mbx-list-oflag",
         "mbx_list_flags",
         untagged<[](const ListData& d) { return d.attributes.size() == 1; }>,
         {"* LIST (", ") NIL x\r\n"}},
    Rule{"mbx-list-sflag", "mbx_list_flags", untagged<kSelectability>, {"* LIST (", ") NIL x\r\n"}},
    Rule{"mailbox-data", "response_data", kMailboxData.reading, kUntagged},
    Rule{"message-data", "response_data", kMessageData.reading, kUntagged},
    Rule{"msg-att", "msg_att", rule<msg_att>},
    Rule{"msg-att-dynamic", "item", kItemRead, kMsgAtt},
    Rule{"msg-att-static", "item", kItemRead, kMsgAtt},
    Rule{"response", "response", responses},
    Rule{"response-data", "response_data", untagged<[](const ResponseBody&) { return true; }>},
    Rule{"response-done", "response", response<[](const Response& r) {
           const auto* body = internal::untagged_of(r);
           return std::holds_alternative<Tagged>(r.body) || (body != nullptr && internal::holds<kBye>(*body));
         }>},
    Rule{"response-fatal", "response", untagged<kBye>},
    Rule{"response-tagged", "response", response<as<Tagged>>},
    Rule{"resp-cond-auth", "status", untagged<kAuth>, kUntagged},
    Rule{"resp-cond-bye", "status", untagged<kBye>, kUntagged},
    Rule{"resp-cond-state", "status", untagged<kOkNoBad>, kUntagged},
    Rule{"resp-text", "resp_text", untagged<as<Status>>, {"* OK ", "\r\n"}},
    Rule{"resp-text-code", "resp_text_code", code<[](const RespTextCode&) { return true; }>, kCode},
    Rule{"status-att-list",
         "status_data",
         untagged<[](const StatusData& d) { return !d.items.empty(); }>,
         {"* STATUS x (", ")\r\n"}},
};

}  // namespace

std::span<const Rule> base_rules() {
  return kRules;
}

}  // namespace imapspec::grammar::rules
