#include "reference-server/store/seed.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "harness/grammar/core/date.h"
#include "reference-server/quirks/decisions.h"

namespace imapspec::reference_server {

namespace {

constexpr std::uint32_t kCopiesMax = 10'000'000;

struct SeededMessage {
  Message message;
  std::uint32_t copies = 1;
};
struct SeededMailbox {
  std::string name;
  std::vector<SeededMessage> messages;
};
struct SeededUser {
  std::string name, password;
  std::vector<std::string> subscriptions;
  std::vector<SeededMailbox> mailboxes;
};

std::string with_crlf(std::string_view text) {
  std::string octets;
  for (const char c : text) {
    if (c == '\n' && !octets.ends_with('\r')) octets.push_back('\r');
    octets.push_back(c);
  }
  return octets;
}

// Reads the whole text before anything is stored.
class Reader {
 public:
  Reader(std::string_view file, const Store& store, const FileReader& read_file, std::int64_t now)
      : file_(file), naming_(store.naming()), read_file_(read_file), now_(now) {}

  std::vector<SeededUser> users(const yaml::Node& top);
  std::vector<yaml::Mistake>& mistakes() { return mistakes_; }

 private:
  void mistake(yaml::Place place, std::string message) { mistakes_.push_back({file_, place, std::move(message)}); }
  template <std::size_t N>
  bool is_map_of(const yaml::Node& node, const char* what, const std::array<std::string_view, N>& keys);
  bool is_list(const yaml::Node& node, const char* what);
  std::string text(const yaml::Node& node, const char* what);
  std::string mailbox_name(std::string name) const;
  SeededUser user(const yaml::Entry& entry);
  SeededMailbox mailbox(const yaml::Entry& entry, Account& trial);
  SeededMessage message(const yaml::Node& node);
  std::uint32_t copies(const yaml::Node& node);
  grammar::DateTime date(const yaml::Node& node);
  FlagSet flags(const yaml::Node& node);
  std::string octets(const yaml::Node& node);

  std::string file_;
  Account::Naming naming_;
  const FileReader& read_file_;
  std::int64_t now_;
  std::vector<yaml::Mistake> mistakes_;
};

template <std::size_t N>
bool Reader::is_map_of(const yaml::Node& node, const char* what, const std::array<std::string_view, N>& keys) {
  if (!node.is_map()) {
    mistake(node.place, std::string(what) + " is a map");
    return false;
  }
  for (const auto& entry : node.entries)
    if (std::find(keys.begin(), keys.end(), entry.key) == keys.end())
      mistake(entry.place, "unknown key \"" + entry.key + "\" of " + what);
  return true;
}

bool Reader::is_list(const yaml::Node& node, const char* what) {
  if (!node.is_list()) mistake(node.place, std::string(what) + " is a list");
  return node.is_list();
}

std::string Reader::text(const yaml::Node& node, const char* what) {
  if (!node.is_scalar()) mistake(node.place, std::string(what) + " is a text");
  return node.scalar;
}

std::string Reader::mailbox_name(std::string name) const {
  std::replace(name.begin(), name.end(), '/', naming_.separator);
  return name;
}

std::vector<SeededUser> Reader::users(const yaml::Node& top) {
  std::vector<SeededUser> found;
  if (!is_map_of(top, "the file", std::array<std::string_view, 1>{"users"})) return found;
  const yaml::Node* list = top.find("users");
  if (list == nullptr || !list->is_map())
    mistake(list == nullptr ? top.place : list->place, "expected users, a map of user names");
  else
    for (const auto& entry : list->entries) found.push_back(user(entry));
  return found;
}

SeededUser Reader::user(const yaml::Entry& entry) {
  SeededUser seeded;
  seeded.name = entry.key;
  constexpr std::array<std::string_view, 3> kKeys = {"password", "subscriptions", "mailboxes"};
  if (!is_map_of(entry.value, "a user", kKeys)) return seeded;
  if (const auto* password = entry.value.find("password"))
    seeded.password = text(*password, "password");
  else
    mistake(entry.place, "user \"" + entry.key + "\" has no password");
  if (const auto* names = entry.value.find("subscriptions"); names != nullptr && is_list(*names, "subscriptions"))
    for (const auto& name : names->items) seeded.subscriptions.push_back(mailbox_name(text(name, "a subscription")));
  const auto* mailboxes = entry.value.find("mailboxes");
  if (mailboxes == nullptr) return seeded;
  std::atomic<std::uint32_t> uidvalidities = 0;
  Choices no_choices;
  Account trial({}, naming_, uidvalidities, no_choices,
                [] { return std::int64_t{0}; });  // whether the names can be made
  if (!mailboxes->is_map())
    mistake(mailboxes->place, "mailboxes is a map of names");
  else
    for (const auto& one : mailboxes->entries) seeded.mailboxes.push_back(mailbox(one, trial));
  return seeded;
}

SeededMailbox Reader::mailbox(const yaml::Entry& entry, Account& trial) {
  SeededMailbox seeded;
  seeded.name = trial.canonical(mailbox_name(entry.key));
  if (trial.find(seeded.name) == nullptr && !trial.create(seeded.name))
    mistake(entry.place, "there can be no mailbox \"" + entry.key + "\"");
  if (is_list(entry.value, "a mailbox"))
    for (const auto& item : entry.value.items) seeded.messages.push_back(message(item));
  return seeded;
}

SeededMessage Reader::message(const yaml::Node& node) {
  SeededMessage made;
  made.message.date = grammar::date_time_of(now_, 0);
  constexpr std::array<std::string_view, 5> kKeys = {"data", "file", "flags", "date", "copies"};
  if (!is_map_of(node, "a message", kKeys)) return made;
  made.message.octets = std::make_shared<const std::string>(octets(node));
  if (made.message.octets->find('\0') != std::string::npos) mistake(node.place, "a message cannot hold NUL");
  if (const auto* list = node.find("flags")) made.message.flags = flags(*list);
  if (const auto* when = node.find("date")) made.message.date = date(*when);
  if (const auto* count = node.find("copies")) made.copies = copies(*count);
  return made;
}

std::uint32_t Reader::copies(const yaml::Node& node) {
  const std::string given = text(node, "copies");
  std::uint32_t count = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), count);
  if (error != std::errc() || end != given.data() + given.size() || count == 0 || count > kCopiesMax)
    mistake(node.place, "expected how many copies, 1 to " + std::to_string(kCopiesMax));
  return count;
}

std::string Reader::octets(const yaml::Node& node) {
  const yaml::Node* data = node.find("data");
  const yaml::Node* name = node.find("file");
  if ((data == nullptr) == (name == nullptr)) {
    mistake(node.place, "a message has either data or file");
    return {};
  }
  if (data != nullptr) {
    const bool block = data->style == yaml::Node::Style::literal || data->style == yaml::Node::Style::folded;
    std::string given = text(*data, "data");
    return block && !data->binary ? with_crlf(given) : given;
  }
  auto read = read_file_(text(*name, "file"));
  if (!read) mistake(name->place, read.error());
  return read.value_or(std::string());
}

FlagSet Reader::flags(const yaml::Node& node) {
  FlagSet set;
  if (!is_list(node, "flags")) return set;
  for (const auto& item : node.items) {
    Arena arena;
    const std::string name = text(item, "a flag");
    grammar::Cursor cursor(name, arena);
    const auto flag = grammar::flag(cursor);
    if (!flag || !cursor.at_end() || flag->kind == grammar::Flag::Kind::extension)
      mistake(item.place, "\"" + name + "\" is no flag that can be set");
    else
      set.add(FlagSet(List<grammar::Flag>(&*flag, 1)));
  }
  return set;
}

grammar::DateTime Reader::date(const yaml::Node& node) {
  Arena arena;
  std::string quoted = text(node, "date");
  if (quoted.size() > 1 && quoted[1] == '-') quoted.insert(0, 1, ' ');
  quoted = '"' + quoted + '"';
  grammar::Cursor cursor(quoted, arena);
  const auto parsed = grammar::date_time(cursor);
  if (!parsed || !cursor.at_end()) {
    mistake(node.place, "expected a date such as 7-Feb-1994 21:52:25 -0800");
    return grammar::date_time_of(now_, 0);
  }
  return *parsed;
}

}  // namespace

std::expected<void, std::vector<yaml::Mistake>> seed(Store& store, std::string_view file, std::string_view text,
                                                     const FileReader& read_file, std::int64_t now) {
  const auto top = yaml::load(file, text);
  if (!top) return std::unexpected(top.error());
  Reader reader(file, store, read_file, now);
  const std::vector<SeededUser> users = reader.users(*top);
  if (!reader.mistakes().empty()) return std::unexpected(std::move(reader.mistakes()));
  const auto lock = store.lock();
  for (const auto& user : users) {
    Account& account = store.add_user(user.name, user.password);
    for (const auto& name : user.subscriptions) account.subscribe(account.canonical(name));
    for (const auto& box : user.mailboxes) {
      if (account.find(box.name) == nullptr) (void)account.create(box.name);
      if (const auto mailbox = account.find(box.name))
        for (const auto& [message, copies] : box.messages)
          for (std::uint32_t i = 0; i < copies; ++i) mailbox->add(message, Origin::seed);
    }
  }
  return {};
}

}  // namespace imapspec::reference_server
