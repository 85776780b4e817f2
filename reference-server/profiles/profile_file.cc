#include "reference-server/profiles/profile_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace imapspec::reference_server {

namespace {

class Reader {
 public:
  explicit Reader(std::string_view file) : file_(file) {}

  Profile profile(const yaml::Node& top);
  std::vector<yaml::Mistake>& mistakes() { return mistakes_; }

 private:
  using Take = void (Reader::*)(const yaml::Node&);
  struct Key {
    std::string_view name;
    Take take;
  };
  template <std::size_t N>
  void each_key(const yaml::Node& map, const char* what, const std::array<Key, N>& keys);

  void mistake(const yaml::Node& node, std::string message) {
    mistakes_.push_back({file_, node.place, std::move(message)});
  }
  std::string word(const yaml::Node& node) {
    if (!node.is_scalar()) mistake(node, "one word was expected");
    return node.scalar;
  }
  bool flag(const yaml::Node& node) {
    if (node.scalar != "true" && node.scalar != "false") mistake(node, "true or false was expected");
    return node.scalar == "true";
  }
  template <class Number>
  void number(const yaml::Node& node, Number least, Number& to, Number most = std::numeric_limits<Number>::max()) {
    Number value = 0;
    const char* end = node.scalar.data() + node.scalar.size();
    const auto [at, error] = std::from_chars(node.scalar.data(), end, value);
    const bool bounded = most != std::numeric_limits<Number>::max();
    if (!node.is_scalar() || error != std::errc() || at != end || value < least || value > most)
      return mistake(node, "a number, at least " + std::to_string(least) +
                               (bounded ? " and at most " + std::to_string(most) : "") + ", was expected");
    to = value;
  }
  template <class F>
  void each_word(const yaml::Node& node, F take) {
    if (!node.is_list()) return mistake(node, "a list was expected");
    for (const auto& item : node.items) take(item, word(item));
  }
  void each_capability(const yaml::Node& node, bool offered) {
    each_word(node, [this, offered](const yaml::Node& item, const std::string& name) {
      if (std::find(kCapabilities.begin(), kCapabilities.end(), name) == kCapabilities.end())
        return mistake(item, "no capability " + name + " is known that could be left out");
      if (offered)
        profile_.disabled.erase(name);
      else
        profile_.disabled.insert(name);
    });
  }

  void like(const yaml::Node& node) {
    if (auto named = profile_named(word(node)))
      profile_ = *std::move(named);
    else
      mistake(node, named.error());
  }
  void with(const yaml::Node& node) { each_capability(node, true); }
  void without(const yaml::Node& node) { each_capability(node, false); }
  void variations(const yaml::Node& node) {
    each_word(node, [this](const yaml::Node&, std::string name) { profile_.variations.push_back(std::move(name)); });
  }
  void starttls(const yaml::Node& node) { profile_.starttls = flag(node); }
  void login_needs_tls(const yaml::Node& node) { profile_.login_needs_tls = flag(node); }
  void preauth(const yaml::Node& node) { profile_.preauth_user = word(node); }
  void anonymous(const yaml::Node& node) { profile_.anonymous_user = word(node); }
  void separator(const yaml::Node& node) {
    const std::string text = word(node);
    if (text.size() != 1 || static_cast<unsigned char>(text[0]) < 0x21 || static_cast<unsigned char>(text[0]) > 0x7e ||
        std::string_view("*%\"\\&").find(text[0]) != std::string_view::npos)
      return mistake(node, "one octet of ASCII that may part levels was expected, such as / or .");
    profile_.separator = text[0];
  }
  void prefix(const yaml::Node& node) { profile_.prefix = word(node); }
  void limits(const yaml::Node& node);
  void line(const yaml::Node& node) { number(node, std::size_t{1000}, profile_.line_octets_max); }
  void literal(const yaml::Node& node) { number(node, std::size_t{1}, profile_.literal_octets_max); }
  void append(const yaml::Node& node) { number(node, std::size_t{1}, profile_.append_octets_max); }
  void literals(const yaml::Node& node) { number(node, std::size_t{1}, profile_.literals_max); }
  void failed_logins(const yaml::Node& node) { number(node, 1U, profile_.failed_logins_max); }
  void bad_commands(const yaml::Node& node) { number(node, 1U, profile_.bad_commands_max); }
  void dropped_line(const yaml::Node& node) { number(node, std::size_t{1}, profile_.dropped_line_octets_max); }
  void dropped_literal(const yaml::Node& node) { number(node, std::size_t{1}, profile_.dropped_literal_octets_max); }
  void nesting(const yaml::Node& node) { number(node, std::size_t{1}, profile_.nesting_max, Profile::kNestingMax); }
  void search_depth(const yaml::Node& node) {
    number(node, std::size_t{1}, profile_.search_depth_max, Profile::kNestingMax);
  }
  void portion(const yaml::Node& node) {
    number(node, std::size_t{1}, profile_.portion_messages_max, std::size_t{1'000'000});
  }
  void output(const yaml::Node& node) { number(node, std::size_t{1}, profile_.output_octets_max); }
  void connections(const yaml::Node& node) { number(node, std::size_t{1}, profile_.connections_max); }
  template <class Unit>
  void time(const yaml::Node& node, unsigned least, std::chrono::milliseconds& to) {
    auto count = static_cast<std::uint32_t>(std::chrono::duration_cast<Unit>(to).count());
    number(node, std::uint32_t{least}, count);
    to = Unit(count);
  }
  void autologout(const yaml::Node& node) { time<std::chrono::minutes>(node, 30, profile_.autologout); }
  void login_time(const yaml::Node& node) { time<std::chrono::seconds>(node, 1, profile_.login_time); }
  void stall_time(const yaml::Node& node) { time<std::chrono::seconds>(node, 1, profile_.stall_time); }

  std::string file_;
  std::vector<yaml::Mistake> mistakes_;
  Profile profile_;
};

template <std::size_t N>
void Reader::each_key(const yaml::Node& map, const char* what, const std::array<Key, N>& keys) {
  if (!map.is_map()) return mistake(map, std::string(what) + " is a map");
  std::string names;
  for (const auto& key : keys) {
    names += (names.empty() ? "" : ", ") + std::string(key.name);
    if (const auto* node = map.find(key.name)) (this->*key.take)(*node);
  }
  for (const auto& entry : map.entries)
    if (std::none_of(keys.begin(), keys.end(), [&entry](const Key& key) { return key.name == entry.key; }))
      mistakes_.push_back({file_, entry.place, "unknown key \"" + entry.key + "\"; " + what + " has " + names});
}

void Reader::limits(const yaml::Node& node) {
  each_key(node, "limits",
           std::array{Key{"line", &Reader::line}, Key{"literal", &Reader::literal}, Key{"append", &Reader::append},
                      Key{"literals", &Reader::literals}, Key{"dropped-line", &Reader::dropped_line},
                      Key{"dropped-literal", &Reader::dropped_literal}, Key{"nesting", &Reader::nesting},
                      Key{"search-depth", &Reader::search_depth}, Key{"portion", &Reader::portion},
                      Key{"output", &Reader::output}, Key{"connections", &Reader::connections},
                      Key{"failed-logins", &Reader::failed_logins}, Key{"bad-commands", &Reader::bad_commands},
                      Key{"autologout", &Reader::autologout}, Key{"login-time", &Reader::login_time},
                      Key{"stall-time", &Reader::stall_time}});
}

// In the order of the table, whatever that of the file: "like" comes before what is laid over it.
Profile Reader::profile(const yaml::Node& top) {
  each_key(top, "a profile",
           std::array{Key{"like", &Reader::like}, Key{"with", &Reader::with}, Key{"without", &Reader::without},
                      Key{"variations", &Reader::variations}, Key{"starttls", &Reader::starttls},
                      Key{"login-needs-tls", &Reader::login_needs_tls}, Key{"preauth", &Reader::preauth},
                      Key{"anonymous", &Reader::anonymous}, Key{"separator", &Reader::separator},
                      Key{"prefix", &Reader::prefix}, Key{"limits", &Reader::limits}});
  if (!profile_.offers("IMAP4rev1") && !profile_.offers("IMAP4rev2"))
    mistake(top, "IMAP4rev1 or IMAP4rev2 has to be left");
  profile_.name = file_;
  return profile_;
}

}  // namespace

std::expected<Profile, std::vector<yaml::Mistake>> load_profile(std::string_view file, std::string_view text) {
  const auto top = yaml::load(file, text);
  if (!top) return std::unexpected(top.error());
  Reader reader(file);
  Profile profile = reader.profile(*top);
  std::sort(reader.mistakes().begin(), reader.mistakes().end());
  if (!reader.mistakes().empty()) return std::unexpected(std::move(reader.mistakes()));
  return profile;
}

}  // namespace imapspec::reference_server
