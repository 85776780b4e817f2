// Server: what all connections share: the store, the profile, the decisions in force, who may log in, and the time of day.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "reference-server/profiles/profile.h"
#include "reference-server/quirks/decisions.h"
#include "reference-server/quirks/user_quirks.h"
#include "reference-server/store/store.h"

namespace imapspec::reference_server {

// Outlives its connections, which may be in several threads.
class Server {
 public:
  explicit Server(
      Profile profile = {}, TimeOfDay time_of_day = [] { return std::int64_t{1'764'000'000}; })
      : profile_(std::move(profile)),
        time_of_day_(std::move(time_of_day)),
        store_({profile_.separator, profile_.prefix}, choices_, time_of_day_) {}
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  const Profile& profile() const { return profile_; }
  Store& store() { return store_; }
  // Add quirks and variations before the first connection.
  Choices& choices() { return choices_; }
  std::int64_t now() const { return time_of_day_(); }

  // From now on "alice+quirk=NAME" is a user too. Once the users and the quirks of the whole server are there, before the first connection.
  void let_names_choose_quirks() { user_quirks_.emplace(store_, choices_); }
  // The following with the store locked.
  // What the user of that name proves itself with; nothing where there is no such user, or it has no password.
  std::optional<std::string> password_of(std::string_view user);
  // Whether `user`, who has proved to be that, may log in as `name`: as a form of itself with quirks.
  bool may_be(std::string_view user, std::string_view name) const;
  // Whose session it will be; the name has been authenticated. The error is for people.
  std::expected<Account*, std::string> account_of(const std::string& user);

 private:
  Profile profile_;
  TimeOfDay time_of_day_;
  Choices choices_;
  std::optional<UserQuirks> user_quirks_;  // outlives the accounts that decide by it
  Store store_;
};

}  // namespace imapspec::reference_server
