#include "harness/net/address.h"

#include <netdb.h>
#include <netinet/in.h>
#include <strings.h>
#include <sys/un.h>

#include <array>
#include <cstring>
#include <future>
#include <memory>
#include <string_view>
#include <thread>

namespace imapspec::net {
namespace {

using Found = std::expected<std::vector<Address>, std::string>;

Found look_up(const std::string& host, std::uint16_t port, int flags) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags | AI_NUMERICSERV;
  addrinfo* list = nullptr;
  if (const int problem = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &list); problem != 0) {
    return std::unexpected(std::string(gai_strerror(problem)));
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(list, freeaddrinfo);
  std::vector<Address> addresses;
  for (const addrinfo* each = list; each != nullptr; each = each->ai_next) {
    Address address;
    std::memcpy(&address.storage, each->ai_addr, each->ai_addrlen);
    address.size = each->ai_addrlen;
    addresses.push_back(address);
  }
  return addresses;
}

// RFC 6761 section 6.3: "localhost" and what ends in ".localhost", in any case, a dot at the end or not.
bool is_loopback_name(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  constexpr std::string_view kLocalhost = "localhost";
  if (host.size() < kLocalhost.size()) return false;
  const std::string_view rest = host.substr(0, host.size() - kLocalhost.size());
  return strncasecmp(host.data() + rest.size(), kLocalhost.data(), kLocalhost.size()) == 0 &&
         (rest.empty() || rest.ends_with('.'));
}

}  // namespace

std::string Address::host() const {
  std::array<char, NI_MAXHOST> text{};
  if (family() != AF_INET && family() != AF_INET6) return {};
  if (getnameinfo(raw(), size, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0) return {};
  return text.data();
}

std::uint16_t Address::port() const {
  if (family() == AF_INET) return ntohs(reinterpret_cast<const sockaddr_in*>(&storage)->sin_port);
  if (family() == AF_INET6) return ntohs(reinterpret_cast<const sockaddr_in6*>(&storage)->sin6_port);
  return 0;
}

std::expected<std::vector<Address>, std::string> resolve(const std::string& host, std::uint16_t port, TimePoint until) {
  if (auto digits = look_up(host, port, AI_NUMERICHOST)) return digits;
  if (is_loopback_name(host)) {  // also where no resolver and no /etc/hosts knows it, as in a bare container
    auto both = look_up("127.0.0.1", port, AI_NUMERICHOST);
    if (const auto ipv6 = look_up("::1", port, AI_NUMERICHOST); both && ipv6)
      both->insert(both->end(), ipv6->begin(), ipv6->end());
    return both;
  }
  auto promise = std::make_shared<std::promise<Found>>();
  std::future<Found> found = promise->get_future();
  std::thread([promise, host, port] { promise->set_value(look_up(host, port, 0)); }).detach();
  if (found.wait_until(until) != std::future_status::ready) return std::unexpected("its name was not resolved in time");
  return found.get();
}

std::expected<Address, std::string> unix_address(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path) {
    return std::unexpected("a socket's path has 1 to " + std::to_string(sizeof address.sun_path - 1) + " octets");
  }
  std::memcpy(address.sun_path, path.data(), path.size());
  Address result;
  std::memcpy(&result.storage, &address, sizeof address);
  result.size = sizeof address;
  return result;
}

}  // namespace imapspec::net
