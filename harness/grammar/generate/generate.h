// Generate: a random valid value of any type of the tree. A struct is generated member by member: a String is an astring,
// a number never 0, a view an atom, a list never empty. Where more is allowed, or less, or where members depend on each
// other, the struct has an overload of its own. So a new alternative of a variant is generated from the day it is there,
// a new word from the day it stands in its table, and the tests of this folder say so where that is not enough.
#pragma once

#include <functional>
#include <optional>
#include <variant>

#include "harness/grammar/command/command.h"
#include "harness/grammar/core/fields.h"
#include "harness/grammar/generate/extension.h"
#include "harness/grammar/generate/generator.h"
#include "harness/grammar/response/response.h"

namespace imapspec::grammar {

// Whole messages, with words in other spellings here and there. Generator's dialect is the one that accepts them.
Command generate_command(Generator& g);
Response generate_response(Generator& g);
Response generate_greeting(Generator& g);

// core
void generate(Generator& g, String& s);  // astring
void generate(Generator& g, NString& s);
void generate(Generator& g, Mailbox& m);
void generate(Generator& g, Flag& f);  // flag
Flag generate_flag(Generator& g, bool recent, bool any);
Flag generate_keyword(Generator& g);
void generate(Generator& g, SequenceSet& set);  // "$" from clients only
void generate(Generator& g, UidSet& set);
void generate(Generator& g, Date& d);
void generate(Generator& g, DateTime& d);
void generate(Generator& g, Section& s);
List<std::uint32_t> generate_part(Generator& g, std::size_t at_least);
void generate(Generator& g, Partial& p);
void generate(Generator& g, PartialRange& r);
void generate(Generator& g, TaggedExtVal& v);
void generate(Generator& g, TaggedExtComp& c);
void generate(Generator& g, TaggedParam& p);
std::string_view generate_label(Generator& g);          // tagged-ext-label
std::string_view generate_unknown_label(Generator& g);  // one that no table has

// command
void generate(Generator& g, Authenticate& a);
void generate(Generator& g, Enable& e);
void generate(Generator& g, IdParameter& p);
void generate(Generator& g, Id& id);
void generate(Generator& g, Select& s);
void generate(Generator& g, Create& c);
void generate(Generator& g, Rename& r);
void generate(Generator& g, StatusItem& item);
void generate(Generator& g, ListCommand& l);
void generate(Generator& g, Lsub& l);
void generate(Generator& g, Search& s);
void generate(Generator& g, SearchKey& k);
void generate(Generator& g, FetchAtt& a);
void generate(Generator& g, Fetch& f);
void generate(Generator& g, Store& s);

// response
void generate(Generator& g, CapabilityData& d);
void generate(Generator& g, EnabledData& d);
void generate(Generator& g, IdData& d);
void generate(Generator& g, ListExtended& e);
void generate(Generator& g, ListData& d);
void generate(Generator& g, NamespaceDescription& d);
void generate(Generator& g, NamespaceExtension& e);
void generate(Generator& g, StatusAttVal& v);
void generate(Generator& g, SearchData& d);
void generate(Generator& g, ExistsData& d);
void generate(Generator& g, RecentData& d);
void generate(Generator& g, Continuation& c);
void generate(Generator& g, Tagged& t);
void generate(Generator& g, Status& s);
void generate(Generator& g, RespText& t);
void generate(Generator& g, CodeAtom& c);
void generate(Generator& g, CodeBadCharset& c);
void generate(Generator& g, CodeCapability& c);
void generate(Generator& g, CodePermanentFlags& c);
void generate(Generator& g, FetchFlags& i);
void generate(Generator& g, FetchSize& i);
void generate(Generator& g, FetchBody& i);
void generate(Generator& g, FetchSection& i);
void generate(Generator& g, FetchRfc822& i);
void generate(Generator& g, FetchBinary& i);
void generate(Generator& g, FetchBinarySize& i);
void generate(Generator& g, BodyExtension& e);
Body generate_body(Generator& g, bool extensible);  // of BODYSTRUCTURE, or of BODY

// Whether the revision has this alternative of a variant at all: LSUB, RFC822 and the code UNSEEN left with RFC 3501.
template <class Variant>
bool exists(const Dialect&, const Variant&) {
  return true;
}
bool exists(const Dialect& dialect, const CommandBody& body);
bool exists(const Dialect& dialect, const RespTextCode& code);
bool exists(const Dialect& dialect, const FetchItem& item);

// Structs of which a list may be empty where it is not optional: an optional one always may.
template <class T, class... Some>
inline constexpr bool kIsAmong = (std::is_same_v<T, Some> || ...);
template <class T>
inline constexpr bool kListsMayBeEmpty = kIsAmong<T, AclData, CodeUrlMech, Envelope, EventGroup, FlagsData,
                                                  NamespaceData, QuotaRootData, SetQuota, StatusData>;

inline void generate(Generator& g, bool& b) {
  b = g.coin();
}
inline void generate(Generator& g, std::uint32_t& n) {
  n = g.nz_number();
}
inline void generate(Generator& g, std::uint64_t& n) {  // as mod-sequences are
  n = g.number_in(1, INT64_MAX);
}
inline void generate(Generator& g, std::string_view& name) {
  name = g.atom();
}
template <Record T>
void generate(Generator& g, T& value);
template <class... T>
void generate(Generator& g, std::variant<T...>& value);
template <class T>
void generate(Generator& g, std::optional<T>& value);
template <class T>
void generate(Generator& g, List<T>& list);

template <class T>
T made(Generator& g) {
  T value{};
  generate(g, value);
  return value;
}

// At least so many, each made by make(g).
template <class Make>
auto list_of(Generator& g, std::size_t at_least, Make make) {
  ListBuilder<std::invoke_result_t<Make&, Generator&>> list(g.arena());
  for (std::size_t n = g.list_size(at_least); n > 0; --n) list.add(std::invoke(make, g));
  return list.done();
}
template <class T>
List<T> list_of(Generator& g, std::size_t at_least) {
  return list_of(g, at_least, made<T>);
}
template <class T>
List<T> list_of_one(Generator& g, const T& item) {
  return {g.arena().make(item), 1};
}
// One, or several in parentheses; `list` says which.
template <class Make>
auto one_or_list(Generator& g, bool& list, Make make) {
  list = g.coin();
  return list ? list_of(g, 1, make) : list_of_one(g, std::invoke(make, g));
}

// The alternative of that index, which must exist in the dialect.
template <class... Alternatives>
void generate_alternative(Generator& g, std::variant<Alternatives...>& value, std::size_t index) {
  using Make = void (*)(Generator&, std::variant<Alternatives...>&);
  static constexpr Make kMake[] = {
      [](Generator& to, std::variant<Alternatives...>& v) { generate(to, v.template emplace<Alternatives>()); }...};
  kMake[index](g, value);
}
// Whether the dialect has the alternative of that index.
template <class... Alternatives>
bool has_alternative(const Dialect& dialect, const std::variant<Alternatives...>&, std::size_t index) {
  using Make = std::variant<Alternatives...> (*)();
  static constexpr Make kMake[] = {[] { return std::variant<Alternatives...>(Alternatives{}); }...};
  return exists(dialect, kMake[index]());
}
template <class... Alternatives>
void generate(Generator& g, std::variant<Alternatives...>& value) {
  static constexpr bool kOfExtension[] = {ExtensionNode<Alternatives>...};
  std::size_t index = 0;
  do index = g.below(sizeof...(Alternatives));
  while (!has_alternative(g.dialect(), value, index) || (kOfExtension[index] && !g.chance(g.weights().extensions)));
  generate_alternative(g, value, index);
}

template <class Owner, class T>
void generate_member(Generator& g, T& member) {
  generate(g, member);
}
template <class Owner, class T>
void generate_member(Generator& g, List<T>& member) {
  member = list_of<T>(g, kListsMayBeEmpty<Owner> ? 0 : 1);
}
template <Record T>
void generate(Generator& g, T& value) {
  std::apply([&g](auto&... members) { (generate_member<T>(g, members), ...); }, fields(value));
}
template <class T>
void generate(Generator& g, std::optional<T>& value) {
  value.reset();
  if (g.optional()) generate(g, value.emplace());
}
template <class T>
void generate(Generator& g, std::optional<List<T>>& list) {
  list.reset();
  if (g.optional()) list = list_of<T>(g, 0);
}
template <class T>
void generate(Generator& g, List<T>& list) {
  list = list_of<T>(g, 1);
}

}  // namespace imapspec::grammar
