// Server: what all connections share: the store, the profile, the decisions in force, and the time of day.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "reference-server/profiles/profile.h"
#include "reference-server/quirks/decisions.h"
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

 private:
  Profile profile_;
  TimeOfDay time_of_day_;
  Choices choices_;
  Store store_;
};

}  // namespace imapspec::reference_server
