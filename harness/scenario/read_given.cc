// What surrounds the steps: given, data, requires, sessions.
#include <algorithm>
#include <charconv>

#include "harness/scenario/load_context.h"

namespace imapspec::scenario {

using Yaml = yaml::Node;

namespace {

constexpr std::size_t kMessagesMax = 100'000;                     // generated, in one mailbox
constexpr std::uint64_t kRepeatedMax = std::uint64_t{512} << 20;  // octets of one `repeat`

bool is_variable_name(std::string_view name) {
  return !name.empty() && name[0] >= 'a' && name[0] <= 'z' &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

std::optional<std::uint64_t> digits(std::string_view text) {
  std::uint64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return n;
}

std::string to_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

std::optional<Data> one_data(const Yaml& node, const LoadContext& context) {
  Data data;
  data.place = node.place;
  if (node.is_scalar()) {
    Yaml text = node;
    if (node.style == Yaml::Style::literal && !node.binary) text.scalar = to_crlf(node.scalar);
    auto pieces = read_text(text, "data", context);
    if (!pieces) return std::nullopt;
    data.text = *std::move(pieces);
    return data;
  }
  if (!node.is_map() || node.entries.empty()) {
    context.mistake(node.place, "data are a text, !!binary, {file: NAME}, {base64: TEXT} or {repeat: TEXT, octets: N}");
    return std::nullopt;
  }
  context.reader.map(node, "data", {"file", "base64", "repeat", "octets"});
  const Yaml* file = node.find("file");
  const Yaml* base64 = node.find("base64");
  const Yaml* repeat = node.find("repeat");
  const Yaml* octets = node.find("octets");
  if ((file != nullptr) + (base64 != nullptr) + (repeat != nullptr) != 1 ||
      (octets != nullptr) != (repeat != nullptr)) {
    context.mistake(node.place, "data are one of {file: NAME}, {base64: TEXT} and {repeat: TEXT, octets: N}");
    return std::nullopt;
  }
  if (file != nullptr) {
    const std::string name = context.reader.text(*file, "file");
    const std::size_t slash = context.path.rfind('/');
    const std::string path = (slash == std::string::npos ? std::string() : context.path.substr(0, slash + 1)) + name;
    const std::string* content = context.files.find(path);
    if (content == nullptr) {
      context.mistake(file->place, "there is no file " + path);
      return std::nullopt;
    }
    data.text = {{*content, {}}};
    return data;
  }
  auto pieces = read_text(base64 != nullptr ? *base64 : *repeat, base64 != nullptr ? "base64" : "repeat", context);
  if (!pieces) return std::nullopt;
  data.text = *std::move(pieces);
  data.base64 = base64 != nullptr;
  if (octets != nullptr) {
    const auto n = octets->is_scalar() ? digits(octets->scalar) : std::nullopt;
    if (!n || *n == 0 || *n > kRepeatedMax || data.text.empty()) {
      context.mistake(octets->place, "'octets' must be a number from 1 to " + std::to_string(kRepeatedMax) +
                                         ", of a text that is not empty");
      return std::nullopt;
    }
    data.octets = *n;
  }
  return data;
}

std::vector<std::string> flag_list(const Yaml& node, const LoadContext& context) {
  std::vector<std::string> out;
  const auto add = [&](const Yaml& one) {
    std::string flag = context.reader.text(one, "a flag");
    if (flag.starts_with("$$")) flag.erase(0, 1);
    if (!flag.empty()) out.push_back(std::move(flag));
  };
  if (node.is_list())
    for (const auto& item : node.items) add(item);
  else
    add(node);
  return out;
}

void add_message(const Yaml& node, const std::map<std::string, Data, std::less<>>& data, std::vector<GivenMessage>& to,
                 const LoadContext& context) {
  GivenMessage message;
  if (node.is_scalar()) {
    if (const auto n = digits(node.scalar)) {
      if (*n > kMessagesMax)
        context.mistake(node.place, "that many messages are too many: " + std::to_string(kMessagesMax) + " at most");
      else
        to.insert(to.end(), static_cast<std::size_t>(*n), message);
      return;
    }
    message.kind = GivenMessage::Kind::data;
    message.data = node.scalar;
    if (!data.contains(node.scalar))
      context.mistake(node.place, "there is no data of the name '" + node.scalar +
                                      "': a message is a number, the name of data, or a map");
    to.push_back(std::move(message));
    return;
  }
  if (!node.is_map()) {
    context.mistake(node.place, "a message is a number, the name of data, or a map of header fields");
    return;
  }
  message.kind = GivenMessage::Kind::made;
  for (const auto& [key, place, value] : node.entries) {
    if (key == "data") {
      message.kind = GivenMessage::Kind::data;
      message.data = context.reader.text(value, "data");
      if (!data.contains(message.data))
        context.mistake(value.place, "there is no data of the name '" + message.data + "'");
    } else if (key == "flags") {
      message.flags = flag_list(value, context);
    } else if (key == "date") {
      message.date = context.reader.text(value, "date");
    } else if (key == "body") {
      message.body = read_text(value, "body", context);
    } else if (key.find_first_of(": \t") != std::string::npos || key[0] < 'A' || key[0] > 'Z') {
      context.mistake(
          place, "'" + key + "' is no header field (they begin with a capital) and none of data, body, flags, date");
    } else if (auto pieces = read_text(value, key, context)) {
      message.headers.emplace_back(key, *std::move(pieces));
    }
  }
  if (message.kind == GivenMessage::Kind::data && (!message.headers.empty() || message.body))
    context.mistake(node.place, "a message of `data` is whole: it has neither header fields nor a body of its own");
  to.push_back(std::move(message));
}

void add_messages(const Yaml& node, const std::map<std::string, Data, std::less<>>& data, GivenMailbox& box,
                  const LoadContext& context) {
  if (!node.is_list()) return add_message(node, data, box.messages, context);
  for (const auto& item : node.items) add_message(item, data, box.messages, context);
}

void fill_mailbox(const Yaml& node, const std::map<std::string, Data, std::less<>>& data, GivenMailbox& box,
                  bool client, const LoadContext& context) {
  if (node.is_scalar() && node.scalar == "absent") {
    box.absent = true;
    return;
  }
  if (node.is_scalar()) {
    context.mistake(node.place, "a mailbox is a map ({} for an empty one) or the word absent");
    return;
  }
  context.reader.map(node, "a mailbox", {"under", "absent", "messages", "subscribed", "acl", "uidvalidity"});
  if (!node.is_map()) return;
  box.under = context.reader.optional_text_at(node, "under");
  if (const Yaml* absent = node.find("absent")) box.absent = read_true(*absent, "absent", context);
  if (const Yaml* subscribed = node.find("subscribed")) box.subscribed = read_true(*subscribed, "subscribed", context);
  if (const Yaml* messages = node.find("messages")) add_messages(*messages, data, box, context);
  if (const Yaml* acl = node.find("acl")) {
    if (!acl->is_map()) context.mistake(acl->place, "'acl' is a map: user2: lr");
    for (const auto& entry : acl->entries) {
      if (!entry.key.starts_with("user")) context.mistake(entry.place, "a right is given to user2, user3, ...");
      box.acl.emplace_back(entry.key, context.reader.text(entry.value, "rights"));
    }
  }
  if (const Yaml* uidvalidity = node.find("uidvalidity")) {
    if (!client)
      context.mistake(uidvalidity->place, "'uidvalidity' is given in the client role alone: a server chooses its own");
    const auto n = uidvalidity->is_scalar() ? digits(uidvalidity->scalar) : std::nullopt;
    if (!n || *n == 0 || *n > 0xffffffffU)
      context.mistake(uidvalidity->place, "'uidvalidity' must be a number from 1 to 4294967295");
    else
      box.uidvalidity = static_cast<std::uint32_t>(*n);
  }
  if (box.absent && (!box.messages.empty() || box.subscribed || !box.acl.empty()))
    context.mistake(node.place, "a mailbox that does not exist has nothing in it");
}

// Those above before those below.
void sort_mailboxes(std::vector<GivenMailbox>& boxes, const LoadContext& context) {
  std::vector<GivenMailbox> sorted;
  const auto placed = [&sorted](const std::string& name) {
    return std::any_of(sorted.begin(), sorted.end(), [&](const auto& box) { return box.name == name; });
  };
  while (!boxes.empty()) {
    const auto next = std::find_if(boxes.begin(), boxes.end(),
                                   [&](const auto& box) { return box.under.empty() || placed(box.under); });
    if (next == boxes.end()) {
      const bool unknown =
          std::none_of(boxes.begin(), boxes.end(), [&](const auto& b) { return b.name == boxes.front().under; });
      context.mistake(boxes.front().place, unknown ? "there is no mailbox '" + boxes.front().under + "' to be under"
                                                   : "these mailboxes are under each other in a circle");
      sorted.insert(sorted.end(), boxes.begin(), boxes.end());
      break;
    }
    sorted.push_back(std::move(*next));
    boxes.erase(next);
  }
  boxes = std::move(sorted);
}

}  // namespace

std::map<std::string, Data, std::less<>> read_data(const Yaml* file, const Yaml* scenario, const LoadContext& context) {
  std::map<std::string, Data, std::less<>> out;
  for (const Yaml* node : {file, scenario}) {
    if (node == nullptr) continue;
    if (!node->is_map()) {
      context.mistake(node->place, "'data' is a map: NAME: TEXT");
      continue;
    }
    for (const auto& entry : node->entries) {
      if (entry.key.empty() || entry.key[0] < 'a' || entry.key[0] > 'z' ||
          entry.key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") != std::string::npos)
        context.mistake(entry.place, "the name of data is of lower-case letters, digits, _ and -, a letter first: '" +
                                         entry.key + "'");
      if (auto data = one_data(entry.value, context)) out.insert_or_assign(entry.key, *std::move(data));
    }
  }
  return out;
}

Given read_given(const Yaml* node, const std::map<std::string, Data, std::less<>>& data, bool client,
                 const LoadContext& context) {
  Given given;
  if (node != nullptr)
    context.reader.map(*node, "'given'", {"mailboxes", "messages", "subscribed", "acl", "capabilities"});
  const Yaml* mailboxes = node == nullptr ? nullptr : node->find("mailboxes");
  if (mailboxes != nullptr && !mailboxes->is_map())
    context.mistake(mailboxes->place, "'mailboxes' is a map: NAME: {messages: 3}");
  if (mailboxes != nullptr) {
    for (const auto& entry : mailboxes->entries) {
      GivenMailbox box;
      box.name = entry.key;
      box.place = entry.place;
      if (entry.key != "INBOX" && !is_variable_name(entry.key))
        context.mistake(entry.place,
                        "a mailbox's name is INBOX or a variable's: lower-case letters, digits and _, a letter first");
      fill_mailbox(entry.value, data, box, client, context);
      given.mailboxes.push_back(std::move(box));
    }
  }
  // What stands in `given` itself is of $box; without a word about mailboxes there is an empty one.
  const bool own = node != nullptr && (node->find("messages") != nullptr || node->find("subscribed") != nullptr ||
                                       node->find("acl") != nullptr);
  const auto named =
      std::find_if(given.mailboxes.begin(), given.mailboxes.end(), [](const auto& b) { return b.name == "box"; });
  if (own || (mailboxes == nullptr && !client)) {
    GivenMailbox box = named == given.mailboxes.end() ? GivenMailbox{} : *named;
    box.name = "box";
    if (own) {
      Yaml inner = *node;
      std::erase_if(inner.entries,
                    [](const yaml::Entry& e) { return e.key == "mailboxes" || e.key == "capabilities"; });
      if (named == given.mailboxes.end()) box.place = node->place;
      const Yaml* box_node = mailboxes == nullptr ? nullptr : mailboxes->find("box");
      for (const auto& entry : inner.entries)
        if (box_node != nullptr && box_node->find(entry.key) != nullptr)
          context.mistake(entry.place, "'" + entry.key + "' of box is given twice: here and in 'mailboxes'");
      fill_mailbox(inner, data, box, client, context);
    }
    if (named == given.mailboxes.end())
      given.mailboxes.push_back(std::move(box));
    else
      *named = std::move(box);
  }
  if (node != nullptr && node->find("capabilities") != nullptr) {
    given.capabilities = context.reader.texts_at(*node, "capabilities");
    if (!client)
      context.mistake(node->find("capabilities")->place,
                      "'capabilities' are given in the client role alone: 'requires' was meant");
  }
  sort_mailboxes(given.mailboxes, context);
  return given;
}

std::vector<Requirement> read_requires(const Yaml& node, const LoadContext& context) {
  std::vector<Requirement> out;
  for (const auto& item : context.reader.list(node, "'requires'")) {
    Requirement requirement;
    if (item.is_scalar()) {
      requirement.any = {context.reader.text(item, "a capability")};
    } else if (item.is_map() && item.entries.size() == 1 && item.entries[0].key == "any") {
      requirement.any = context.reader.texts_at(item, "any");
    } else if (item.is_map() && item.entries.size() == 1 && item.entries[0].key == "not") {
      requirement.negated = true;
      requirement.any = {context.reader.text(item.entries[0].value, "a capability")};
    } else {
      context.mistake(item.place, "an item of 'requires' is a capability, {any: [A, B]} or {not: A}");
      continue;
    }
    out.push_back(std::move(requirement));
  }
  return out;
}

std::optional<SessionSpec::State> read_state(const Yaml& node, const LoadContext& context) {
  const auto state = context.reader.one_of(node, "a session's state",
                                           {"none", "greeted", "secured", "authenticated", "selected", "examined"});
  if (!state) return std::nullopt;
  return static_cast<SessionSpec::State>(*state);
}

std::vector<SessionSpec> read_sessions(const Yaml* node, const LoadContext& context) {
  if (node == nullptr) return {SessionSpec{}};
  std::vector<SessionSpec> out;
  if (!node->is_map() || node->entries.empty()) {
    context.mistake(node->place, "'sessions' is a map: alice: selected");
    return {SessionSpec{}};
  }
  for (const auto& entry : node->entries) {
    SessionSpec session;
    session.name = entry.key;
    session.place = entry.place;
    if (is_step_word(entry.key))
      context.mistake(entry.place, "a session may not be called '" + entry.key + "': that is a word of a step");
    if (entry.value.is_scalar()) {
      session.state = read_state(entry.value, context).value_or(SessionSpec::State::selected);
    } else if (context.reader.map(entry.value, "a session", {"user", "state", "box", "enable"})) {
      if (const Yaml* user = entry.value.find("user")) {
        session.user = context.reader.number(*user, "user", 16).value_or(1);
        if (session.user == 0) context.mistake(user->place, "users count from 1");
      }
      if (const Yaml* state = entry.value.find("state"))
        session.state = read_state(*state, context).value_or(session.state);
      if (entry.value.find("box") != nullptr) session.box = context.reader.text_at(entry.value, "a session", "box");
      session.enable = context.reader.texts_at(entry.value, "enable");
    }
    out.push_back(std::move(session));
  }
  return out;
}

}  // namespace imapspec::scenario
