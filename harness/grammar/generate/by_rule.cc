#include "harness/grammar/generate/by_rule.h"

#include <array>

#include "harness/grammar/command/fetch_att.h"
#include "harness/grammar/command/search_key.h"
#include "harness/grammar/command/status_item.h"
#include "harness/grammar/generate/generate.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

struct Row {
  std::string_view name;
  std::string (*text)(Generator&);
  bool from_client = true;
};

template <class T>
std::string printed(const T& value) {
  Printer p;
  print(p, value);
  return p.take_joined();
}
// A value of that type, and a String that a member of Generator makes.
template <class T>
std::string any(Generator& g) {
  return printed(made<T>(g));
}
template <auto make>
std::string form(Generator& g) {
  return printed((g.*make)());
}

// A command without its tag, an untagged response without its "*": what their rules are about.
constexpr auto kAsItIs = [](auto&) {};
constexpr auto kNotUid = [](auto& node) { node.uid = false; };
template <class T, auto change = kAsItIs>
std::string command(Generator& g) {
  auto body = made<T>(g);
  change(body);
  const std::string text = joined(print_command(Command{"a", body, {}, {}}));
  return text.substr(2, text.size() - 4);
}
template <class T>
std::string untagged(Generator& g) {
  const std::string text = print_response(Response{Untagged{made<T>(g)}, {}, {}});
  return text.substr(2, text.size() - 4);
}
template <class T>
std::string response(Generator& g) {
  return print_response(Response{made<T>(g), {}, {}});
}
template <class T>
std::string code(Generator& g) {
  const Generator::WithoutLiterals line(g);
  return printed(RespTextCode(made<T>(g)));
}

// RFC 9051 section 9: response-data = "*" SP (resp-cond-state / resp-cond-bye / mailbox-data / ...) CRLF
std::string response_data(Generator& g) {
  auto untagged = made<Untagged>(g);
  if (auto* status = std::get_if<Status>(&untagged.body); status != nullptr && status->kind == StatusKind::preauth)
    status->kind = StatusKind::bye;
  return print_response(Response{untagged, {}, {}});
}
// RFC 9051 section 9: response = *(continue-req / response-data) response-done
std::string exchange(Generator& g) {
  std::string text;
  for (std::size_t n = g.below(4); n > 0; --n) text += g.chance(20) ? response<Continuation>(g) : response_data(g);
  return text + response<Tagged>(g);
}

constexpr std::array kRows = {
    Row{"astring", form<&Generator::astring>},
    Row{"atom", [](Generator& g) { return std::string(g.atom()); }},
    Row{"base64", [](Generator& g) { return std::string(g.base64()); }},
    Row{"date", any<Date>},
    Row{"date-time", any<DateTime>},
    Row{"entry", [](Generator& g) { return printed(generate_entry(g)); }},
    Row{"flag", any<Flag>},
    Row{"list-mailbox", form<&Generator::list_mailbox>},
    Row{"literal", form<&Generator::literal>},
    Row{"literal8", form<&Generator::literal8>},
    Row{"mailbox", any<Mailbox>},
    Row{"nstring", any<NString>},
    Row{"number", [](Generator& g) { return std::to_string(g.number()); }},
    Row{"number64", [](Generator& g) { return std::to_string(g.number64()); }},
    Row{"nz-number", [](Generator& g) { return std::to_string(g.nz_number()); }},
    Row{"objectid", [](Generator& g) { return std::string(generate_object_id(g)); }},
    Row{"quoted", form<&Generator::quoted>},
    Row{"section", any<Section>},
    Row{"sequence-set", any<SequenceSet>},
    Row{"string", form<&Generator::string>},
    Row{"tagged-ext-label", [](Generator& g) { return std::string(generate_label(g)); }},
    Row{"tagged-ext-val", any<TaggedExtVal>},
    Row{"text", [](Generator& g) { return std::string(g.text()); }},
    Row{"uid-set", any<UidSet>},
    // Commands and what is in them.
    Row{"command", [](Generator& g) { return joined(print_command(generate_command(g))); }},
    Row{"append", command<Append>},
    Row{"authenticate", command<Authenticate>},
    Row{"comparator-cmd", command<Comparator>},
    Row{"compress", command<Compress>},
    Row{"conversions-cmd", command<Conversions>},
    Row{"convert", command<Convert, kNotUid>},
    Row{"copy", command<Copy, [](Copy& c) { c.move = c.uid = false; }>},
    Row{"create", command<Create>},
    Row{"create-param", any<CreateParam>},
    Row{"delete", command<Delete>},
    Row{"deleteacl", command<DeleteAcl>},
    Row{"enable", command<Enable>},
    Row{"esearch", command<EsearchCommand>},
    Row{"examine", command<Select, [](Select& s) { s.examine = true; }>},
    Row{"fetch", command<Fetch, kNotUid>},
    Row{"fetch-att", any<FetchAtt>},
    Row{"fetch-modifier", any<FetchModifier>},
    Row{"filter-mailboxes", any<FilterMailboxes>},
    Row{"genurlauth", command<GenUrlAuth>},
    Row{"getacl", command<GetAcl>},
    Row{"getmetadata", command<GetMetadata>},
    Row{"getquota", command<GetQuota>},
    Row{"getquotaroot", command<GetQuotaRoot>},
    Row{"id", command<Id>},
    Row{"language-cmd", command<Language>},
    Row{"list", command<ListCommand>},
    Row{"listrights", command<ListRights>},
    Row{"login", command<Login>},
    Row{"message-batches", command<UidBatches>},
    Row{"myrights", command<MyRights>},
    Row{"notify", command<Notify>},
    Row{"rename", command<Rename>},
    Row{"replace", command<Replace, kNotUid>},
    Row{"resetkey", command<ResetKey>},
    Row{"rlist", command<RList>},
    Row{"rlsub", command<RLsub>},
    Row{"search", command<Search, kNotUid>},
    Row{"search-key", any<SearchKey>},
    Row{"select", command<Select, [](Select& s) { s.examine = false; }>},
    Row{"select-param", any<SelectParam>},
    Row{"setacl", command<SetAcl>},
    Row{"setmetadata", command<SetMetadata>},
    Row{"setquota", command<SetQuota>},
    Row{"sort", command<Sort, kNotUid>},
    Row{"status", command<StatusCommand>},
    Row{"status-att", [](Generator& g) { return std::string(name_of(made<StatusItem>(g))); }},
    Row{"store", command<Store, kNotUid>},
    Row{"store-modifier", any<StoreModifier>},
    Row{"subscribe", command<Subscribe>},
    Row{"thread", command<Thread, kNotUid>},
    Row{"unsubscribe", command<Unsubscribe>},
    Row{"urlfetch", command<UrlFetch>},
    // Responses and what is in them.
    Row{"response", exchange, false},
    Row{"greeting", [](Generator& g) { return print_response(generate_greeting(g)); }, false},
    Row{"continue-req", response<Continuation>, false},
    Row{"response-data", response_data, false},
    Row{"response-tagged", response<Tagged>, false},
    Row{"acl-data", untagged<AclData>, false},
    Row{"body", [](Generator& g) { return printed(generate_body(g, true)); }, false},
    Row{"capability-data", untagged<CapabilityData>, false},
    Row{"comparator-data", untagged<ComparatorData>, false},
    Row{"conversion-data", untagged<ConversionData>, false},
    Row{"enable-data", untagged<EnabledData>, false},
    Row{"envelope", any<Envelope>, false},
    Row{"esearch-response", untagged<EsearchData>, false},
    Row{"expunged-resp", untagged<VanishedData>, false},
    Row{"id-response", untagged<IdData>, false},
    Row{"language-data", untagged<LanguageData>, false},
    Row{"listrights-data", untagged<ListRightsData>, false},
    Row{"metadata-resp", untagged<MetadataData>, false},
    Row{"myrights-data", untagged<MyRightsData>, false},
    Row{"quota-response", untagged<QuotaData>, false},
    Row{"quotaroot-response", untagged<QuotaRootData>, false},
    Row{"resp-code-apnd", code<CodeAppendUid>, false},
    Row{"resp-code-copy", code<CodeCopyUid>, false},
    Row{"resp-jmapaccess", untagged<JmapAccessData>, false},
    Row{"resp-text", any<RespText>, false},
    Row{"resp-text-code", code<RespTextCode>, false},
    Row{"search-return-data", any<EsearchItem>, false},
    Row{"sort-data", untagged<SortData>, false},
    Row{"thread-data", untagged<ThreadData>, false},
    Row{"uidbatches-response", untagged<UidBatchesData>, false},
    Row{"uidfetch-resp", untagged<UidFetchData>, false},
};

constexpr auto kNames = [] {
  std::array<std::string_view, kRows.size()> names;
  for (std::size_t i = 0; i < kRows.size(); ++i) names[i] = kRows[i].name;
  return names;
}();

}  // namespace

std::span<const std::string_view> generated_rules() {
  return kNames;
}

std::optional<std::string> generate_text(Generator& g, std::string_view rule) {
  for (const auto& row : kRows) {
    if (row.name != rule) continue;
    g.begin(row.from_client);
    return row.text(g);
  }
  return std::nullopt;
}

}  // namespace imapspec::grammar
