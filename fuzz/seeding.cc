// Users and mail from a text: any text ends with mistakes that lie in it, and then nothing is stored, or with users who can log in and
// find the mailboxes that it names.
#include <algorithm>
#include <cctype>

#include "fuzz/oracles/server.h"
#include "fuzz/target.h"
#include "reference-server/store/seed.h"

using namespace imapspec;
using fuzz::require;

namespace {

constexpr std::size_t kDigitsMax = 4;  // of a number of copies, lest millions be asked for

bool asks_for_many(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) {
    digits = std::isdigit(static_cast<unsigned char>(c)) != 0 ? digits + 1 : 0;
    if (digits > kDigitsMax) return true;
  }
  return false;
}

std::expected<std::string, std::string> file_of(const std::string& name) {
  if (name.ends_with(".eml")) return "Subject: " + name + "\r\n\r\nFrom a file\r\n";
  return std::unexpected("there is no such file");
}

// What a client can say in quotes.
bool quotable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; });
}

void logs_in(reference_server::Server& server, const std::string& user, const reference_server::Account& account) {
  if (!quotable(user) || !quotable(account.password()) || user == server.profile().anonymous_user) return;
  fuzz::Client client(server);
  client.ask("LOGIN \"" + user + "\" \"" + account.password() + "\"");
  require(client.conversation().state == oracle::State::authenticated, "a user of the text can log in", user);
  for (const auto& [name, mailbox] : account.names()) {
    if (mailbox == nullptr || !quotable(name) || name.find('&') != std::string::npos) continue;
    client.ask("SELECT \"" + name + "\"");
    require(client.conversation().state == oracle::State::selected, "a mailbox of the text can be selected", name);
    require(client.conversation().mailbox->exists == mailbox->messages().size(), "it has the messages of the text",
            name);
  }
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(seeding, octets, octets) {
  if (asks_for_many(octets)) return;
  reference_server::Server server;
  const auto seeded = reference_server::seed(server.store(), "mail.yaml", octets, file_of, server.now());
  if (seeded) {
    for (const auto& [user, account] : server.store().users()) logs_in(server, user, *account);
    return;
  }
  require(!seeded.error().empty(), "14: what is not stored has mistakes");
  require(server.store().users().empty(), "where there are mistakes nothing is stored");
  const auto lines = static_cast<std::uint32_t>(std::count(octets.begin(), octets.end(), '\n') + 1);
  for (const auto& mistake : seeded.error())
    require(!mistake.message.empty() && mistake.place.line >= 1 && mistake.place.line <= lines + 1,
            "14: a mistake lies within the file, and says what is wrong", to_string(mistake));
}
