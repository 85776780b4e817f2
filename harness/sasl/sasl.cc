#include "harness/sasl/sasl.h"

#include <gsasl.h>

#include <algorithm>
#include <cctype>

namespace imapspec::sasl {

namespace {

std::string upper(std::string_view name) {
  std::string text(name);
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::string reason(int code) {
  return std::string("SASL: ") + gsasl_strerror(code);
}

// One library handle and one session of it: GNU SASL keeps the callback's context in the session.
class GsaslExchange final : public Exchange {
 public:
  static std::expected<std::unique_ptr<Exchange>, std::string> start(const std::string& mechanism,
                                                                     const Credentials* client,
                                                                     PasswordOf password_of) {
    auto exchange = std::make_unique<GsaslExchange>();
    exchange->password_of_ = std::move(password_of);
    if (const int code = gsasl_init(&exchange->library_); code != GSASL_OK) return std::unexpected(reason(code));
    gsasl_callback_set(exchange->library_, &GsaslExchange::asked);
    const int code = client != nullptr ? gsasl_client_start(exchange->library_, mechanism.c_str(), &exchange->session_)
                                       : gsasl_server_start(exchange->library_, mechanism.c_str(), &exchange->session_);
    if (code != GSASL_OK) return std::unexpected(reason(code));
    gsasl_session_hook_set(exchange->session_, exchange.get());
    if (client != nullptr) {
      gsasl_property_set(exchange->session_, GSASL_AUTHID, client->user.c_str());
      gsasl_property_set(exchange->session_, GSASL_PASSWORD, client->password.c_str());
      if (!client->act_as.empty()) gsasl_property_set(exchange->session_, GSASL_AUTHZID, client->act_as.c_str());
    }
    return exchange;
  }
  GsaslExchange() = default;
  GsaslExchange(const GsaslExchange&) = delete;
  GsaslExchange& operator=(const GsaslExchange&) = delete;
  ~GsaslExchange() override {
    if (session_ != nullptr) gsasl_finish(session_);
    if (library_ != nullptr) gsasl_done(library_);
  }

  std::expected<Step, std::string> step(std::string_view input) override {
    char* output = nullptr;
    std::size_t size = 0;
    const int code = gsasl_step(session_, input.data(), input.size(), &output, &size);
    Step next{output == nullptr ? std::string() : std::string(output, size), code == GSASL_OK};
    gsasl_free(output);
    if (code != GSASL_OK && code != GSASL_NEEDS_MORE) return std::unexpected(reason(code));
    return next;
  }
  const std::string& user() const override { return user_; }

 private:
  // The server side asks who may come in: by comparing passwords for the plain-text mechanisms.
  static int asked(Gsasl*, Gsasl_session* session, Gsasl_property what) {
    auto* self = static_cast<GsaslExchange*>(gsasl_session_hook_get(session));
    if (self == nullptr || !self->password_of_ || what != GSASL_VALIDATE_SIMPLE) return GSASL_NO_CALLBACK;
    const char* user = gsasl_property_fast(session, GSASL_AUTHID);
    const char* password = gsasl_property_fast(session, GSASL_PASSWORD);
    const char* act_as = gsasl_property_fast(session, GSASL_AUTHZID);
    if (user == nullptr || password == nullptr) return GSASL_AUTHENTICATION_ERROR;
    // Nobody may act as somebody else here.
    if (act_as != nullptr && *act_as != '\0' && std::string_view(act_as) != user) return GSASL_AUTHENTICATION_ERROR;
    const auto right = self->password_of_(user);
    if (!right || *right != password) return GSASL_AUTHENTICATION_ERROR;
    self->user_ = user;
    return GSASL_OK;
  }

  Gsasl* library_ = nullptr;
  Gsasl_session* session_ = nullptr;
  PasswordOf password_of_;
  std::string user_;
};

std::expected<std::string, std::string> known(std::string_view mechanism) {
  const std::string name = upper(mechanism);
  const auto& all = mechanisms();
  if (std::find(all.begin(), all.end(), name) != all.end()) return name;
  std::string names;
  for (const auto& one : all) names += (names.empty() ? "" : ", ") + one;
  return std::unexpected("no SASL mechanism " + name + "; there are " + names);
}

}  // namespace

std::expected<std::unique_ptr<Exchange>, std::string> start_client(std::string_view mechanism,
                                                                   const Credentials& credentials) {
  auto name = known(mechanism);
  if (!name) return std::unexpected(name.error());
  return GsaslExchange::start(*name, &credentials, {});
}

std::expected<std::unique_ptr<Exchange>, std::string> start_server(std::string_view mechanism, PasswordOf password_of) {
  auto name = known(mechanism);
  if (!name) return std::unexpected(name.error());
  return GsaslExchange::start(*name, nullptr, std::move(password_of));
}

const std::vector<std::string>& mechanisms() {
  static const std::vector<std::string> all{"PLAIN", "LOGIN"};
  return all;
}

bool client_speaks_first(std::string_view mechanism) {
  return upper(mechanism) == "PLAIN";
}

}  // namespace imapspec::sasl
