// OAUTHBEARER (RFC 7628) and XOAUTH2, which came before it: the client shows an access token. Internal to sasl/.
#pragma once

#include "harness/sasl/sasl.h"

namespace imapspec::sasl {

std::unique_ptr<Exchange> start_bearer_client(const Mechanism& mechanism, const Credentials& credentials);
std::unique_ptr<Exchange> start_bearer_server(const Mechanism& mechanism, Authority authority);

}  // namespace imapspec::sasl
