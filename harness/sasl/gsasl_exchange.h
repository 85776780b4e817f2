// The mechanisms of GNU SASL. Internal to sasl/.
#pragma once

#include "harness/sasl/sasl.h"

namespace imapspec::sasl {

std::expected<std::unique_ptr<Exchange>, std::string> start_gsasl_client(const Mechanism& mechanism,
                                                                         const Credentials& credentials,
                                                                         const TlsFacts& tls);
std::expected<std::unique_ptr<Exchange>, std::string> start_gsasl_server(const Mechanism& mechanism,
                                                                         Authority authority, const TlsFacts& tls);

}  // namespace imapspec::sasl
