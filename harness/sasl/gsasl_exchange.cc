#include "harness/sasl/gsasl_exchange.h"

#include <gsasl.h>

#include "harness/base/base64.h"

namespace imapspec::sasl {

namespace {

std::string reason(int code) {
  return std::string("SASL: ") + gsasl_strerror(code);
}

// One library handle and one session of it: GNU SASL keeps the callback's context in the session.
class GsaslExchange final : public Exchange {
 public:
  GsaslExchange() = default;
  GsaslExchange(const GsaslExchange&) = delete;
  GsaslExchange& operator=(const GsaslExchange&) = delete;
  ~GsaslExchange() override {
    if (session_ != nullptr) gsasl_finish(session_);
    if (library_ != nullptr) gsasl_done(library_);
  }

  std::expected<void, std::string> start(const Mechanism& mechanism, bool client, const TlsFacts& tls) {
    if (mechanism.binds && !tls.binds())
      return std::unexpected(std::string(mechanism.name) + " needs TLS, to be bound to it");
    if (const int code = gsasl_init(&library_); code != GSASL_OK) return std::unexpected(reason(code));
    gsasl_callback_set(library_, &GsaslExchange::asked);
    const std::string name(mechanism.name);
    const int code = client ? gsasl_client_start(library_, name.c_str(), &session_)
                            : gsasl_server_start(library_, name.c_str(), &session_);
    if (code != GSASL_OK) return std::unexpected(reason(code));
    gsasl_session_hook_set(session_, this);
    // With its data at hand a client would say of a mechanism that does not bind that the server cannot either, which a server
    // that can has to take for an attack (RFC 5802 section 6).
    if (mechanism.binds) {
      set(GSASL_CB_TLS_EXPORTER, encode_base64(tls.exporter));
      set(GSASL_CB_TLS_UNIQUE, encode_base64(tls.unique));
    }
    return {};
  }
  void set(Gsasl_property property, const std::string& value) {
    if (!value.empty()) gsasl_property_set(session_, property, value.c_str());
  }
  void serve(const Mechanism& mechanism, Authority authority, const std::string& certificate_user) {
    authority_ = std::move(authority);
    certificate_user_ = certificate_user;
    serves_client_first_ = mechanism.client_first;
  }

  std::expected<Step, std::string> step(std::string_view input) override {
    char* output = nullptr;
    std::size_t size = 0;
    const int code = gsasl_step(session_, input.data() == nullptr ? "" : input.data(), input.size(), &output, &size);
    Step next{output == nullptr ? std::string() : std::string(output, size), code == GSASL_OK};
    gsasl_free(output);
    if (code != GSASL_OK && code != GSASL_NEEDS_MORE) return std::unexpected(reason(code));
    // To GNU SASL an empty response is as good as none, and is asked for again.
    if (serves_client_first_ && !next.done && next.octets.empty()) return std::unexpected("SASL: an empty response");
    if (authority_ && next.done && user_.empty() && !let_in())
      return std::unexpected(reason(GSASL_AUTHENTICATION_ERROR));
    return next;
  }
  const std::string& user() const override { return user_; }

 private:
  static int asked(Gsasl*, Gsasl_session* session, Gsasl_property what) {
    auto* self = static_cast<GsaslExchange*>(gsasl_session_hook_get(session));
    if (self == nullptr || !self->authority_) return GSASL_NO_CALLBACK;
    switch (what) {
      case GSASL_PASSWORD:
        return self->give_password();
      case GSASL_VALIDATE_SIMPLE:
        return self->compare_password();
      case GSASL_VALIDATE_EXTERNAL:
        return self->let_in_as(self->certificate_user_);
      case GSASL_VALIDATE_ANONYMOUS:
        return self->let_in_as(self->authority_->anonymous_user);
      default:
        return GSASL_NO_CALLBACK;
    }
  }

  std::string property(Gsasl_property what) const {
    const char* value = gsasl_property_fast(session_, what);
    return value == nullptr ? std::string() : value;
  }
  int let_in_as(const std::string& user) {
    const std::string act_as = property(GSASL_AUTHZID);
    if (user.empty() || !authority_->lets_be(user, act_as)) return GSASL_AUTHENTICATION_ERROR;
    user_ = act_as.empty() ? user : act_as;
    return GSASL_OK;
  }
  bool let_in() { return let_in_as(property(GSASL_AUTHID)) == GSASL_OK; }
  int give_password() {
    const auto password = authority_->password_of(property(GSASL_AUTHID));
    if (!password) return GSASL_AUTHENTICATION_ERROR;
    gsasl_property_set(session_, GSASL_PASSWORD, password->c_str());
    return GSASL_OK;
  }
  int compare_password() {
    const auto password = authority_->password_of(property(GSASL_AUTHID));
    if (!password || *password != property(GSASL_PASSWORD)) return GSASL_AUTHENTICATION_ERROR;
    return let_in_as(property(GSASL_AUTHID));
  }

  Gsasl* library_ = nullptr;
  Gsasl_session* session_ = nullptr;
  std::optional<Authority> authority_;  // of the server's side
  std::string certificate_user_;
  bool serves_client_first_ = false;
  std::string user_;
};

}  // namespace

std::expected<std::unique_ptr<Exchange>, std::string> start_gsasl_client(const Mechanism& mechanism,
                                                                         const Credentials& credentials,
                                                                         const TlsFacts& tls) {
  auto exchange = std::make_unique<GsaslExchange>();
  if (auto started = exchange->start(mechanism, true, tls); !started) return std::unexpected(started.error());
  exchange->set(GSASL_AUTHID, credentials.user);
  exchange->set(GSASL_ANONYMOUS_TOKEN, credentials.user);
  exchange->set(GSASL_PASSWORD, credentials.password);
  exchange->set(GSASL_AUTHZID, credentials.act_as);
  return exchange;
}

std::expected<std::unique_ptr<Exchange>, std::string> start_gsasl_server(const Mechanism& mechanism,
                                                                         Authority authority, const TlsFacts& tls) {
  auto exchange = std::make_unique<GsaslExchange>();
  if (auto started = exchange->start(mechanism, false, tls); !started) return std::unexpected(started.error());
  exchange->serve(mechanism, std::move(authority), tls.peer_name);
  return exchange;
}

}  // namespace imapspec::sasl
