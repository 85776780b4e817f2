#include "harness/runner/given.h"

#include <algorithm>
#include <charconv>

namespace imapspec::runner {

using scenario::GivenMailbox;
using scenario::GivenMessage;

namespace {

std::unexpected<Setback> trouble(std::string what) {
  return std::unexpected(Setback{Setback::Kind::no_answer, std::move(what)});
}

// Small messages that differ from each other in every header field.
std::string generated(std::size_t n) {
  const std::string number = std::to_string(n);
  return "Date: Mon, 7 Feb 1994 21:52:" + std::string(n % 60 < 10 ? "0" : "") + std::to_string(n % 60) +
         " -0800\r\nFrom: Sender " + number + " <sender" + number + "@example.org>\r\nTo: receiver" + number +
         "@example.org\r\nSubject: message " + number + "\r\nMessage-ID: <" + number +
         "@imapspec.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nThis is "
         "message " +
         number + ".\r\n";
}

class Builder {
 public:
  explicit Builder(Scene& scene) : scene_(scene), caretaker_(scene.setting.caretaker) { owner_.user = 1; }

  std::expected<void, Setback> build() {
    scene_.bindings.set_uids({});
    for (const auto& mailbox : scene_.scenario.given.mailboxes) TRY_(build(mailbox));
    return {};
  }

 private:
  std::expected<void, Setback> build(const GivenMailbox& mailbox) {
    if (mailbox.absent) return {};
    const std::string name = scene_.mailbox_name(mailbox.name, owner_);
    if (mailbox.name == "INBOX")
      TRY_(caretaker_.empty(name));
    else
      TRY_(caretaker_.create(name));
    std::vector<Parcel> parcels;
    for (const auto& message : mailbox.messages) {
      auto octets = octets_of(message);
      if (!octets) return trouble(octets.error());
      parcels.push_back({*std::move(octets), message.flags, message.date});
    }
    TRY(auto uids, caretaker_.append(name, parcels));
    if (mailbox.name == "box" || (scene_.scenario.given.find("box") == nullptr && scene_.bindings.uids().empty()))
      scene_.bindings.set_uids(std::move(uids));
    if (mailbox.subscribed) TRY_(caretaker_.subscribe(name));
    for (const auto& [user, rights] : mailbox.acl) {
      std::size_t n = 1;
      std::from_chars(user.data(), user.data() + user.size(), n);
      const auto& accounts = scene_.setting.peer.profile().accounts;
      if (n == 0 || n > accounts.size()) return trouble("there is no account " + user);
      TRY_(caretaker_.grant(name, accounts[n - 1].user, rights));
    }
    return {};
  }

  std::expected<std::string, std::string> octets_of(const GivenMessage& message) {
    const scenario::SayContext context{{std::string(), nullptr}, {}};
    if (message.kind == GivenMessage::Kind::generated) return generated(++generated_);
    if (message.kind == GivenMessage::Kind::data) {
      TRY(const auto octets, scene_.octets.of(message.data, scene_.bindings, context.scope));
      return std::string(octets);
    }
    std::string octets;
    const auto add = [&](std::string_view field, std::string_view value) {
      octets.append(field).append(": ").append(value).append("\r\n");
    };
    const auto has = [&](std::string_view field) {
      return std::any_of(message.headers.begin(), message.headers.end(),
                         [&](const auto& header) { return same_field(header.first, field); });
    };
    const std::string number = std::to_string(++generated_);
    if (!has("Date")) add("Date", "Mon, 7 Feb 1994 21:52:25 -0800");
    if (!has("From")) add("From", "Sender <sender@example.org>");
    if (!has("Message-ID")) add("Message-ID", '<' + number + "@imapspec.example>");
    for (const auto& [field, pieces] : message.headers) {
      TRY(const auto value, scenario::say_raw(pieces, scene_.bindings, scene_.octets, context));
      add(field, value);
    }
    octets += "\r\n";
    if (!message.body) return octets + "Body " + number + ".\r\n";
    TRY(const auto body, scenario::say_raw(*message.body, scene_.bindings, scene_.octets, context));
    return octets + body;
  }

  static bool same_field(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
  }

  Scene& scene_;
  Caretaker& caretaker_;
  scenario::SessionSpec owner_;
  std::size_t generated_ = 0;
};

}  // namespace

std::expected<void, Setback> build_given(Scene& scene) {
  return Builder(scene).build();
}

std::expected<void, Setback> clean_up(Scene& scene) {
  Caretaker& caretaker = scene.setting.caretaker;
  if (scene.scenario.given.find("INBOX") != nullptr) TRY_(caretaker.empty("INBOX"));
  auto removed = caretaker.remove_all(scene.beginning);
  // The caretaker's connection may have been lost on the way: once more, over a new one.
  if (!removed && caretaker.wire() != nullptr && caretaker.wire()->closed())
    removed = caretaker.remove_all(scene.beginning);
  return removed;
}

}  // namespace imapspec::runner
