#include "harness/sasl/bearer.h"

#include <utility>

#include "harness/base/word.h"

namespace imapspec::sasl {

namespace {

constexpr char kSeparator = '\x01';  // RFC 7628 section 3.1: kvsep

// RFC 5801 section 4: a name stands with "=2C" for "," and "=3D" for "=".
std::string escaped(std::string_view name) {
  std::string text;
  for (const char c : name) text += c == ',' ? "=2C" : c == '=' ? "=3D" : std::string(1, c);
  return text;
}
std::optional<std::string> unescaped(std::string_view text) {
  std::string name;
  while (!text.empty()) {
    if (text.front() != '=') {
      name += text.front();
      text.remove_prefix(1);
      continue;
    }
    if (!text.starts_with("=2C") && !text.starts_with("=3D")) return std::nullopt;
    name += text[1] == '2' ? ',' : '=';
    text.remove_prefix(3);
  }
  return name;
}

bool take(std::string_view& text, std::string_view word) {
  const bool there = same_word(text.substr(0, word.size()), word);
  if (there) text.remove_prefix(word.size());
  return there;
}

struct Shown {
  std::string user;  // may be empty
  std::string token;
};

// The pairs KEY=VALUE, each with its separator, and one separator more at the end. Keys that are not known are passed over.
std::optional<Shown> pairs(std::string_view text) {
  std::optional<Shown> shown;
  std::string user;
  while (!text.empty() && text.front() != kSeparator) {
    const std::size_t end = text.find(kSeparator);
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view pair = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (pair.find('=') == std::string_view::npos) return std::nullopt;
    if (take(pair, "user=")) user = pair;
    if (take(pair, "auth=")) {
      if (shown || !take(pair, "Bearer ")) return std::nullopt;
      while (pair.starts_with(' ')) pair.remove_prefix(1);
      shown = Shown{{}, std::string(pair)};
    }
  }
  if (text != std::string_view(&kSeparator, 1) || !shown) return std::nullopt;
  shown->user = std::move(user);
  return shown;
}

// RFC 7628 section 3.1: client-resp = (gs2-header kvsep *kvpair kvsep) / kvsep, with no channel binding asked for.
std::optional<Shown> read_oauthbearer(std::string_view text) {
  if (!take(text, "n,") && !take(text, "y,")) return std::nullopt;
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  std::string_view name = text.substr(0, comma);
  text.remove_prefix(comma + 1);
  std::optional<std::string> user(std::string{});
  if (!name.empty()) {
    if (!name.starts_with("a=")) return std::nullopt;
    user = unescaped(name.substr(2));
  }
  if (!user || !text.starts_with(kSeparator)) return std::nullopt;
  auto shown = pairs(text.substr(1));
  if (shown) shown->user = *std::move(user);
  return shown;
}

class BearerClient final : public Exchange {
 public:
  BearerClient(bool oauthbearer, Credentials credentials)
      : oauthbearer_(oauthbearer), credentials_(std::move(credentials)) {}

  std::expected<Step, std::string> step(std::string_view) override {
    // A challenge behind the token says why it was refused; it wants an answer all the same (RFC 7628 section 3.2.3).
    if (std::exchange(shown_, true)) return Step{oauthbearer_ ? std::string(1, kSeparator) : std::string(), false};
    const std::string& name = credentials_.act_as.empty() ? credentials_.user : credentials_.act_as;
    std::string text = oauthbearer_ ? "n,a=" + escaped(name) + "," : "user=" + name;
    text += kSeparator;
    text += "auth=Bearer " + credentials_.token;
    text += kSeparator;
    text += kSeparator;
    return Step{std::move(text), true};
  }
  const std::string& user() const override { return credentials_.user; }

 private:
  bool oauthbearer_;
  Credentials credentials_;
  bool shown_ = false;
};

class BearerServer final : public Exchange {
 public:
  BearerServer(bool oauthbearer, Authority authority) : oauthbearer_(oauthbearer), authority_(std::move(authority)) {}

  std::expected<Step, std::string> step(std::string_view input) override {
    if (refused_) return std::unexpected("SASL: the access token was refused");
    const auto shown = oauthbearer_ ? read_oauthbearer(input) : pairs(input);
    if (!shown) return std::unexpected("SASL: malformed response");
    const auto user = authority_.user_of_token ? authority_.user_of_token(shown->token) : std::nullopt;
    if (user && authority_.lets_be(*user, shown->user)) {
      user_ = shown->user.empty() ? *user : shown->user;
      return Step{{}, true};
    }
    refused_ = true;
    return Step{
        oauthbearer_ ? R"({"status":"invalid_token"})" : R"({"status":"401","schemes":"bearer","scope":"imap"})",
        false};
  }
  const std::string& user() const override { return user_; }

 private:
  bool oauthbearer_;
  Authority authority_;
  bool refused_ = false;
  std::string user_;
};

}  // namespace

std::unique_ptr<Exchange> start_bearer_client(const Mechanism& mechanism, const Credentials& credentials) {
  return std::make_unique<BearerClient>(mechanism.name == "OAUTHBEARER", credentials);
}

std::unique_ptr<Exchange> start_bearer_server(const Mechanism& mechanism, Authority authority) {
  return std::make_unique<BearerServer>(mechanism.name == "OAUTHBEARER", std::move(authority));
}

}  // namespace imapspec::sasl
