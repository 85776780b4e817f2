#include "harness/grammar/response/response.h"

#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/print.h"
#include "harness/grammar/response/capability.h"
#include "harness/grammar/response/mailbox_data.h"

namespace imapspec::grammar {

namespace {

constexpr std::array<Word<StatusKind>, 5> kStatuses = {{{"OK", StatusKind::ok},
                                                        {"NO", StatusKind::no},
                                                        {"BAD", StatusKind::bad},
                                                        {"PREAUTH", StatusKind::preauth},
                                                        {"BYE", StatusKind::bye}}};

// RFC 9051 section 9: resp-cond-state = ("OK" / "NO" / "BAD") SP resp-text, and so are resp-cond-auth and resp-cond-bye
Result<void> status(Cursor& c, StatusKind kind, Status& s) {
  s.kind = kind;
  if (c.looks_at('\r') && c.deviates(Deviation::missing_space)) return {};
  TRY_(sp(c, "resp-cond-state"));
  TRY(s.text, resp_text(c));
  return {};
}

// RFC 9051 section 9: enable-data = "ENABLED" *(SP capability)
Result<EnabledData> enable_data(Cursor& c) {
  ListBuilder<std::string_view> names(c.arena());
  while (c.another_item()) {
    TRY(const auto name, atom(c));
    names.add(name);
  }
  return EnabledData{names.done()};
}

template <class T, auto rule>
Result<void> spaced(Cursor& c, ResponseBody& to) {
  TRY_(sp(c, "response-data"));
  TRY(const auto value, rule(c));
  to = T{value};
  return {};
}
template <bool lsub>
Result<void> list_data(Cursor& c, ResponseBody& to) {
  TRY_(sp(c, "response-data"));
  return mailbox_list(c, lsub, to.emplace<ListData>());
}
Result<void> status_data_into(Cursor& c, ResponseBody& to) {
  TRY_(sp(c, "response-data"));
  return status_data(c, to.emplace<StatusData>());
}
template <StatusKind kind>
Result<void> status_of(Cursor& c, ResponseBody& to) {
  return status(c, kind, to.emplace<Status>());
}

struct DataWord {
  std::string_view text;
  bool rev1_only;
  Result<void> (*parse)(Cursor&, ResponseBody& to);  // behind the word
};
constexpr std::array kData = {
    DataWord{"OK", false, status_of<StatusKind::ok>},
    DataWord{"NO", false, status_of<StatusKind::no>},
    DataWord{"BAD", false, status_of<StatusKind::bad>},
    DataWord{"PREAUTH", false, status_of<StatusKind::preauth>},
    DataWord{"BYE", false, status_of<StatusKind::bye>},
    DataWord{"CAPABILITY", false,
             [](Cursor& c, ResponseBody& to) -> Result<void> {
               TRY(to.emplace<CapabilityData>().capabilities, capability_list(c));
               return {};
             }},
    DataWord{"ENABLED", false, into<ResponseBody, enable_data>},
    DataWord{"FLAGS", false, spaced<FlagsData, flag_list>},
    DataWord{"LIST", false, list_data<false>},
    DataWord{"LSUB", true, list_data<true>},
    DataWord{"NAMESPACE", false, spaced<NamespaceData, namespace_response>},
    DataWord{"STATUS", false, status_data_into},
    DataWord{"SEARCH", false, into<ResponseBody, search_data>},
    DataWord{"ESEARCH", false, into<ResponseBody, esearch_response>},
    DataWord{"ID", false, spaced<IdData, id_params_list>},  // RFC 2971 section 4: id-response = "ID" SP id-params-list
    DataWord{"ACL", false, into<ResponseBody, acl_data>},
    DataWord{"LISTRIGHTS", false, into<ResponseBody, listrights_data>},
    DataWord{"MYRIGHTS", false, into<ResponseBody, myrights_data>},
    DataWord{"VANISHED", false, into<ResponseBody, expunged_resp>},
    DataWord{"SORT", false, into<ResponseBody, sort_data>},
    DataWord{"THREAD", false, into<ResponseBody, thread_data>},
    DataWord{"QUOTA", false, into<ResponseBody, quota_response>},
    DataWord{"QUOTAROOT", false, into<ResponseBody, quotaroot_response>},
    DataWord{"METADATA", false, into<ResponseBody, metadata_resp>},
    DataWord{"LANGUAGE", false, into<ResponseBody, language_data>},
    DataWord{"COMPARATOR", false, into<ResponseBody, comparator_data>},
    DataWord{"UIDBATCHES", false, into<ResponseBody, uidbatches_response>},
    DataWord{"JMAPACCESS", false, into<ResponseBody, resp_jmapaccess>},
    DataWord{"GENURLAUTH", false, into<ResponseBody, genurlauth_data>},
    DataWord{"URLFETCH", false, into<ResponseBody, urlfetch_data>},
    DataWord{"CONVERSION", false, into<ResponseBody, conversion_data>},
};
constexpr WordIndex<DataWord> kDataIndex(kData);

Result<void> fetch_data(Cursor& c, std::uint32_t number, ResponseBody& to) {
  FetchData& data = to.emplace<FetchData>();
  data.number = number;
  TRY_(sp(c, "message-data"));
  TRY(data.items, msg_att(c));
  return {};
}
template <class T>
Result<void> bare(Cursor&, std::uint32_t number, ResponseBody& to) {
  to = T{number};
  return {};
}

struct NumberedWord {
  std::string_view text;
  bool zero;                                                               // the number may be 0
  Result<void> (*parse)(Cursor&, std::uint32_t number, ResponseBody& to);  // behind the word
};
constexpr std::array kNumbered = {
    NumberedWord{"EXISTS", true, bare<ExistsData>},
    NumberedWord{"RECENT", true, bare<RecentData>},
    NumberedWord{"EXPUNGE", false, bare<ExpungeData>},
    NumberedWord{"FETCH", false, fetch_data},
    NumberedWord{"UIDFETCH", false, into_numbered<ResponseBody, uidfetch_resp>},
    NumberedWord{"CONVERTED", false, into_numbered<ResponseBody, converted>},
};
constexpr WordIndex<NumberedWord> kNumberedIndex(kNumbered);

// RFC 9051 section 9: number SP "EXISTS" / number SP "RECENT"; message-data = nz-number SP ("EXPUNGE" / ("FETCH" SP
// msg-att))
Result<void> numbered(Cursor& c, ResponseBody& to) {
  const std::uint32_t start = c.offset();
  TRY(const auto n, number(c));
  const std::string_view digits = c.since(start);
  TRY_(sp(c, "message-data"));
  TRY(const auto* const word, entry_of(c, kNumberedIndex, "message-data", [](const NumberedWord&) { return true; }));
  if (!word->zero && digits.front() == '0') return c.fail_at(start, "nz-number");
  return word->parse(c, n, to);
}

// RFC 9051 section 9: response-data = "*" SP (resp-cond-state / resp-cond-bye / mailbox-data / message-data / ...) CRLF
Result<void> response_data(Cursor& c, ResponseBody& to) {
  if (c.looks_at(kDigit)) return numbered(c, to);
  TRY(const auto* const word, entry_of(c, kDataIndex, "response-data",
                                       [&c](const DataWord& each) { return !each.rev1_only || c.dialect().rev1(); }));
  return word->parse(c, to);
}

// RFC 9051 section 9: continue-req = "+" SP (resp-text / base64) CRLF
// The octets of a base64 text are those of a resp-text too, but for the empty one, which RFC 3501's text is not.
Result<Continuation> continue_req(Cursor& c) {
  Continuation k;
  if (c.looks_at('\r') && c.deviates(Deviation::bare_continuation)) {
    k.base64 = true;
    return k;
  }
  TRY_(sp(c, "continue-req"));
  const auto mark = c.mark();
  const auto encoded = base64(c);
  k.base64 = encoded && (c.looks_at('\r') || c.at_end());
  if (k.base64 && encoded->empty()) return k;
  c.rewind(mark);
  TRY(k.text, resp_text(c));
  return k;
}

struct DataWriter {
  Printer& p;
  template <ExtensionNode T>
  void operator()(const T& node) const {
    if constexpr (requires { node.number; })
      numbered(node.number, T::kName);
    else
      p.word(T::kName);
    print_node(p, node);
  }
  void status(const Status& s) const {
    p.word(text_of<StatusKind>(kStatuses, s.kind));
    p.sp();
    print(p, s.text);
  }
  void operator()(const Status& s) const { status(s); }
  void operator()(const CapabilityData& d) const {
    p.word("CAPABILITY");
    print_capability_list(p, d.capabilities);
  }
  void operator()(const EnabledData& d) const {
    p.word("ENABLED");
    print_capability_list(p, d.capabilities);
  }
  void operator()(const FlagsData& d) const {
    p.word("FLAGS");
    p.sp();
    print_flags(p, d.flags);
  }
  void operator()(const ListData& d) const {
    p.word(d.lsub ? "LSUB" : "LIST");
    p.sp();
    print(p, d);
  }
  void operator()(const NamespaceData& d) const {
    p.word("NAMESPACE");
    p.sp();
    print(p, d);
  }
  void operator()(const StatusData& d) const {
    p.word("STATUS");
    p.sp();
    print(p, d);
  }
  void operator()(const SearchData& d) const {
    p.word("SEARCH");
    print(p, d);
  }
  void numbered(std::uint32_t n, std::string_view word) const {
    p.number(n);
    p.sp();
    p.word(word);
  }
  void operator()(const ExistsData& d) const { numbered(d.number, "EXISTS"); }
  void operator()(const RecentData& d) const { numbered(d.number, "RECENT"); }
  void operator()(const ExpungeData& d) const { numbered(d.number, "EXPUNGE"); }
  void operator()(const FetchData& d) const {
    numbered(d.number, "FETCH");
    p.sp();
    print_msg_att(p, d.items);
  }
  void operator()(const IdData& d) const {
    p.word("ID");
    p.sp();
    print_id_params(p, d.parameters);
  }
};

struct Name {
  template <ExtensionNode T>
  std::string_view operator()(const T&) const {
    return T::kName;
  }
  std::string_view operator()(const Status& s) const { return text_of<StatusKind>(kStatuses, s.kind); }
  std::string_view operator()(const CapabilityData&) const { return "CAPABILITY"; }
  std::string_view operator()(const EnabledData&) const { return "ENABLED"; }
  std::string_view operator()(const FlagsData&) const { return "FLAGS"; }
  std::string_view operator()(const ListData& d) const { return d.lsub ? "LSUB" : "LIST"; }
  std::string_view operator()(const NamespaceData&) const { return "NAMESPACE"; }
  std::string_view operator()(const StatusData&) const { return "STATUS"; }
  std::string_view operator()(const SearchData&) const { return "SEARCH"; }
  std::string_view operator()(const ExistsData&) const { return "EXISTS"; }
  std::string_view operator()(const RecentData&) const { return "RECENT"; }
  std::string_view operator()(const ExpungeData&) const { return "EXPUNGE"; }
  std::string_view operator()(const FetchData&) const { return "FETCH"; }
  std::string_view operator()(const IdData&) const { return "ID"; }
};

}  // namespace

bool operator==(const FetchData&, const FetchData&) = default;
bool operator==(const Untagged&, const Untagged&) = default;
bool operator==(const Response& a, const Response& b) {
  return a.body == b.body;
}

std::span<const Word<StatusKind>> status_kind_words() {
  return kStatuses;
}

// RFC 9051 section 9: continue-req / response-data / response-tagged, each without its CRLF
// A new response is untagged, as most are.
Result<void> response_into(Cursor& c, Response& r) {
  if (c.take('*')) {
    TRY_(sp(c, "response"));
    return response_data(c, std::get<Untagged>(r.body).body);
  }
  if (c.take('+')) {
    TRY(r.body, continue_req(c));
    return {};
  }
  Tagged& tagged = r.body.emplace<Tagged>();  // response-tagged = tag SP resp-cond-state CRLF
  TRY(tagged.tag, tag(c));
  c.ended("tag");
  TRY_(sp(c, "response-tagged"));
  // PREAUTH and BYE, the last of them, are never tagged.
  TRY(const auto kind, one_of<StatusKind>(c, std::span(kStatuses).first<3>(), "resp-cond-state"));
  return status(c, kind, tagged.status);
}

Result<Response> response(Cursor& c) {
  Response r;
  TRY_(response_into(c, r));
  return r;
}

void print_response(const Response& response, std::string& to) {
  to.clear();
  append_response(response, to);
}

void append_response(const Response& response, std::string& to) {
  Printer p(response.spellings, std::move(to));
  if (const auto* untagged = std::get_if<Untagged>(&response.body)) {
    p.raw("* ");
    std::visit(DataWriter{p}, untagged->body);
  } else if (const auto* tagged = std::get_if<Tagged>(&response.body)) {
    p.raw(tagged->tag);
    p.sp();
    DataWriter{p}.status(tagged->status);
  } else {
    p.raw("+ ");
    print(p, std::get<Continuation>(response.body).text);
  }
  p.raw("\r\n");
  to = p.take_joined();
}

std::string print_response(const Response& response) {
  std::string printed;
  print_response(response, printed);
  return printed;
}

std::vector<std::string_view> response_names(const Dialect& dialect) {
  std::vector<std::string_view> names = {"+"};
  for (const auto& word : kData)
    if (!word.rev1_only || dialect.rev1()) names.push_back(word.text);
  for (const auto& word : kNumbered) names.push_back(word.text);
  return names;
}

std::string_view name_of(const Response& response) {
  if (const auto* untagged = std::get_if<Untagged>(&response.body)) return std::visit(Name{}, untagged->body);
  if (const auto* tagged = std::get_if<Tagged>(&response.body))
    return text_of<StatusKind>(kStatuses, tagged->status.kind);
  return "+";
}

}  // namespace imapspec::grammar
