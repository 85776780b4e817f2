// The generator reaches every row of every table of words, and every alternative of every variant.
#include <set>
#include <typeindex>

#include "harness/grammar/command/fetch_att.h"
#include "harness/grammar/command/list_command.h"
#include "harness/grammar/command/search_key.h"
#include "harness/grammar/command/status_item.h"
#include "harness/grammar/generate/generate.h"
#include "harness/grammar/grammar_test_support.h"
#include "harness/grammar/response/mailbox_data.h"
#include "harness/grammar/walk.h"

namespace imapspec::grammar {
namespace {
using namespace testing;

// What trees were made of: values of enums, alternatives of variants, words.
struct Met {
  std::set<std::pair<std::type_index, std::size_t>> values;
  std::set<std::string> words;

  template <class T>
  void operator()(const T&) {}
  template <class T>
    requires std::is_enum_v<T>
  void operator()(const T& value) {
    values.emplace(typeid(T), static_cast<std::size_t>(value));
  }
  template <class... T>
  void operator()(const std::variant<T...>& value) {
    values.emplace(typeid(std::variant<T...>), value.index());
  }
  void operator()(const Command& c) { word("command", name_of(c.body)); }
  void operator()(const Response& r) { word("response", name_of(r)); }
  void operator()(const CodeAtom& c) { word("code", c.name); }
  void operator()(const Thread& t) { word("algorithm", t.algorithm); }
  void operator()(const ListOption& o) { word("option", o.name); }
  void operator()(const EsearchItem& i) { word("item", i.name); }
  void operator()(const SearchReturn& r) { word("return", r.name); }
  void operator()(const ListData& d) {
    for (const auto& a : d.attributes) word("attribute", a.name);
  }
  void operator()(const SpecialUse& u) {
    for (const auto& a : u.attributes) word("use", a.name);
  }
  void word(std::string_view of, std::string_view name) {
    std::string upper(of);
    for (const char c : name) upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c;
    words.insert(upper);
  }
};

class EveryRow : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    Random random(11);
    Arena arena;
    for (int i = 0; i < 8'000; ++i) {
      arena.reset();
      Generator g(arena, random, kEither);
      for_each_node(generate_command(g), met_);
      for_each_node(generate_response(g), met_);
      for_each_node(made<CodeAtom>(g), met_);
    }
  }
  template <class T>
  static void has(T value, std::string_view name) {
    EXPECT_TRUE(met_.values.contains({typeid(T), static_cast<std::size_t>(value)})) << name;
  }
  template <class T>
  static void has_all(std::span<const Word<T>> table) {
    for (const auto& row : table) has(row.value, row.text);
  }
  template <class Rows>
  static void has_words(std::string_view of, const Rows& rows) {
    for (const auto& row : rows) {
      Met wanted;
      if constexpr (std::is_convertible_v<decltype(row), std::string_view>)
        wanted.word(of, row);
      else
        wanted.word(of, row.text);
      EXPECT_TRUE(met_.words.contains(*wanted.words.begin())) << *wanted.words.begin();
    }
  }
  template <class Variant>
  static void has_alternatives() {
    for (std::size_t i = 0; i < std::variant_size_v<Variant>; ++i)
      EXPECT_TRUE(met_.values.contains({typeid(Variant), i})) << typeid(Variant).name() << " " << i;
  }
  static inline Met met_;
};

TEST_F(EveryRow, OfCommands) {
  has_words("command", command_names(kEither));
  has_alternatives<CommandBody>();
  has_alternatives<SelectParam>();
  has_alternatives<CreateParam>();
  has_alternatives<FetchModifier>();
  has_alternatives<StoreModifier>();
  has_alternatives<AppendData>();
  for (const auto& row : search_key_words()) has(row.kind, row.text);
  for (const auto& row : fetch_att_words()) has(row.kind, row.text);
  for (const auto& flag : system_flags()) has(flag.kind, flag.name);
  has_all(fetch_macro_words());
  has_all(section_text_words());
  has_all(status_item_words());
  has_all(sort_keys());
  has_all(filter_words());
  has_all(event_words());
  has_all(annotation_match_words());
  has_all(metadata_depth_words());
  has_all(compress_algorithms());
  has_words("option", list_select_words());
  has_words("option", list_return_words());
  has_words("return", search_return_words());
  has_words("algorithm", thread_algorithms());
  has_words("use", use_attributes());
}

TEST_F(EveryRow, OfResponses) {
  has_words("response", response_names(kEither));
  has_alternatives<ResponseBody>();
  has_alternatives<RespTextCode>();
  has_alternatives<FetchItem>();
  has_alternatives<EsearchValue>();
  has_alternatives<TaggedExtVal>();
  has_all(status_kind_words());
  has_all(correlator_words());
  has_all(convertible_words());
  has_all(convert_error_words());
  has_all(url_metadata_words());
  has_all(metadata_code_words());
  has_all(annotate_code_words());
  has_words("code", code_words());
  has_words("item", esearch_words());
  has_words("attribute", selectability_flags());
}

}  // namespace
}  // namespace imapspec::grammar
