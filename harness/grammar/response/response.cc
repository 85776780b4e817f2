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
Result<ResponseBody> enable_data(Cursor& c) {
  ListBuilder<std::string_view> names(c.arena());
  while (c.another_item()) {
    TRY(const auto name, atom(c));
    names.add(name);
  }
  return EnabledData{names.done()};
}

template <class T, auto rule>
Result<ResponseBody> spaced(Cursor& c) {
  TRY_(sp(c, "response-data"));
  TRY(const auto value, rule(c));
  return T{value};
}
Result<ListData> list_data(Cursor& c) {
  return mailbox_list(c, false);
}
Result<ListData> lsub_data(Cursor& c) {
  return mailbox_list(c, true);
}

struct DataWord {
  std::string_view text;
  bool rev1_only;
  Result<ResponseBody> (*parse)(Cursor&);  // behind the word
};
constexpr std::array kData = {
    DataWord{"CAPABILITY", false,
             [](Cursor& c) -> Result<ResponseBody> {
               TRY(const auto names, capability_list(c));
               return CapabilityData{names};
             }},
    DataWord{"ENABLED", false, enable_data},
    DataWord{"FLAGS", false, spaced<FlagsData, flag_list>},
    DataWord{"LIST", false, spaced<ListData, list_data>},
    DataWord{"LSUB", true, spaced<ListData, lsub_data>},
    DataWord{"NAMESPACE", false, spaced<NamespaceData, namespace_response>},
    DataWord{"STATUS", false, spaced<StatusData, status_data>},
    DataWord{"SEARCH", false, as<ResponseBody, search_data>},
    DataWord{"ESEARCH", false, as<ResponseBody, esearch_response>},
    DataWord{"ID", false, spaced<IdData, id_params_list>},  // RFC 2971 section 4: id-response = "ID" SP id-params-list
    DataWord{"ACL", false, as<ResponseBody, acl_data>},
    DataWord{"LISTRIGHTS", false, as<ResponseBody, listrights_data>},
    DataWord{"MYRIGHTS", false, as<ResponseBody, myrights_data>},
    DataWord{"VANISHED", false, as<ResponseBody, expunged_resp>},
    DataWord{"SORT", false, as<ResponseBody, sort_data>},
    DataWord{"THREAD", false, as<ResponseBody, thread_data>},
    DataWord{"QUOTA", false, as<ResponseBody, quota_response>},
    DataWord{"QUOTAROOT", false, as<ResponseBody, quotaroot_response>},
    DataWord{"METADATA", false, as<ResponseBody, metadata_resp>},
    DataWord{"LANGUAGE", false, as<ResponseBody, language_data>},
    DataWord{"COMPARATOR", false, as<ResponseBody, comparator_data>},
    DataWord{"UIDBATCHES", false, as<ResponseBody, uidbatches_response>},
    DataWord{"JMAPACCESS", false, as<ResponseBody, resp_jmapaccess>},
    DataWord{"GENURLAUTH", false, as<ResponseBody, genurlauth_data>},
    DataWord{"URLFETCH", false, as<ResponseBody, urlfetch_data>},
    DataWord{"CONVERSION", false, as<ResponseBody, conversion_data>},
};
constexpr WordIndex<DataWord> kDataIndex(kData);

Result<FetchData> fetch_data(Cursor& c) {
  TRY_(sp(c, "message-data"));
  TRY(const auto items, msg_att(c));
  return FetchData{0, items};
}
template <class T>
Result<T> bare(Cursor&) {
  return T{};
}

struct NumberedWord {
  std::string_view text;
  bool zero;  // the number may be 0
  Result<ResponseBody> (*parse)(Cursor&, std::uint32_t number);
};
constexpr std::array kNumbered = {
    NumberedWord{"EXISTS", true, as_numbered<ResponseBody, bare<ExistsData>>},
    NumberedWord{"RECENT", true, as_numbered<ResponseBody, bare<RecentData>>},
    NumberedWord{"EXPUNGE", false, as_numbered<ResponseBody, bare<ExpungeData>>},
    NumberedWord{"FETCH", false, as_numbered<ResponseBody, fetch_data>},
    NumberedWord{"UIDFETCH", false, as_numbered<ResponseBody, uidfetch_resp>},
    NumberedWord{"CONVERTED", false, as_numbered<ResponseBody, converted>},
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
  TRY(to, word->parse(c, n));
  return {};
}

// RFC 9051 section 9: response-data = "*" SP (resp-cond-state / resp-cond-bye / mailbox-data / message-data / ...) CRLF
Result<void> response_data(Cursor& c, ResponseBody& to) {
  if (c.looks_at(kDigit)) return numbered(c, to);
  const auto status_word = one_of<StatusKind>(c, kStatuses, "response-data");
  if (status_word) return status(c, *status_word, to.emplace<Status>());
  const auto data_word = entry_of(c, kDataIndex, "response-data",
                                  [&c](const DataWord& word) { return !word.rev1_only || c.dialect().rev1(); });
  if (data_word) {
    TRY(to, (*data_word)->parse(c));
    return {};
  }
  // A prefix of any of the words is a prefix of something valid.
  return std::unexpected(status_word.error().kind == ParseError::Kind::incomplete ? status_word.error()
                                                                                  : data_word.error());
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
Result<void> response_into(Cursor& c, Response& r) {
  if (c.take('*')) {
    TRY_(sp(c, "response"));
    return response_data(c, r.body.emplace<Untagged>().body);
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
  for (const auto& word : kStatuses) names.push_back(word.text);
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
