// Thousands of connections.
#include <malloc.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <future>
#include <iostream>

#include "harness/net/descriptors.h"
#include "reference-server/host/host_test_support.h"

namespace imapspec::reference_server {
namespace {

using testing::HasSubstr;

// Octets in use on the heap; 0 where a sanitizer has a heap of its own.
std::size_t heap_octets() {
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

// Octets of the process that are in memory.
std::size_t resident_octets() {
  std::ifstream statm("/proc/self/statm");
  std::size_t pages = 0;
  statm >> pages >> pages;
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

// A client that costs no more than its socket.
class SmallClient {
 public:
  explicit SmallClient(std::uint16_t port) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval bound{60, 0};
    setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &bound, sizeof bound);
    connected_ = connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
  }
  SmallClient(SmallClient&& other) noexcept : fd_(std::exchange(other.fd_, -1)), connected_(other.connected_) {}
  SmallClient(const SmallClient&) = delete;
  SmallClient& operator=(const SmallClient&) = delete;
  SmallClient& operator=(SmallClient&&) = delete;
  ~SmallClient() {
    if (fd_ >= 0) close(fd_);
  }
  bool connected() const { return connected_; }
  void sends(std::string_view octets) const {
    EXPECT_EQ(send(fd_, octets.data(), octets.size(), MSG_NOSIGNAL), octets.size());
  }
  // Up to the end of a line that holds `mark`.
  std::string hears(std::string_view mark) const {
    std::string all;
    std::array<char, 4096> in;
    while (all.find(mark) == std::string::npos || !all.ends_with("\r\n")) {
      const ssize_t got = recv(fd_, in.data(), in.size(), 0);
      if (got <= 0) return all + "<end>";
      all.append(in.data(), static_cast<std::size_t>(got));
    }
    return all;
  }

 private:
  int fd_;
  bool connected_ = false;
};

TEST(Many, ThousandsAreIdleWhileSomeWork) {
  constexpr std::size_t kIdle = 2000, kBusy = 64;
  constexpr std::size_t kNeeded = 2 * (kIdle + kBusy) + 100;  // both ends are here
  const std::size_t descriptors = net::raise_descriptor_limit(kNeeded);
  const std::size_t idle = descriptors >= kNeeded ? kIdle : (descriptors > 1000 ? descriptors / 2 - kBusy - 100 : 0);
  if (idle == 0) GTEST_SKIP() << "SKIPPED: this process may open only " << descriptors << " files";
  if (idle < kIdle) std::cout << "only " << idle << " idle connections: " << descriptors << " files may be open\n";

  HostedServer hosted({}, 2);
  hosted.add_messages("alice", 20);
  hosted.start();
  std::vector<SmallClient> sleepers;
  sleepers.reserve(idle);
  {
    SmallClient(hosted.port()).hears("* OK");
  }  // what is made once is there
  const std::size_t heap_before = heap_octets(), resident_before = resident_octets();
  for (std::size_t i = 0; i < idle; ++i) {
    sleepers.emplace_back(hosted.port());
    ASSERT_TRUE(sleepers.back().connected());
  }
  for (const auto& sleeper : sleepers) ASSERT_THAT(sleeper.hears("* OK"), HasSubstr("* OK"));
  const std::size_t heap_each = (heap_octets() - heap_before) / idle;
  std::cout << idle << " idle connections: " << heap_each << " octets of heap and "
            << (resident_octets() - resident_before) / idle << " of resident memory each\n";
  if (heap_before > 0) {
    EXPECT_LT(heap_each, 16'384U);
  }

  std::vector<std::future<std::size_t>> busy;
  for (std::size_t i = 0; i < kBusy; ++i)
    busy.push_back(std::async(std::launch::async, [&hosted] {
      HostClient client(hosted.port());
      client.logged_in().says("S", "EXAMINE INBOX");
      std::size_t right = 0;
      for (int n = 0; n < 40; ++n)
        right += client.says("f", "FETCH 1:* (UID FLAGS)").find("* 20 FETCH (UID 20") != std::string::npos;
      return right;
    }));
  for (auto& one : busy) EXPECT_EQ(one.get(), 40U);

  // Those who slept are served as ever, and are small again when they have had something large.
  const std::string large = "a NOOP " + std::string(60'000, 'x') + "\r\n";
  for (const auto& sleeper : sleepers) sleeper.sends("a LOGIN alice secret\r\nb EXAMINE INBOX\r\n" + large);
  for (const auto& sleeper : sleepers) ASSERT_THAT(sleeper.hears("a BAD"), HasSubstr("b OK"));
  const std::size_t heap_after = (heap_octets() - heap_before) / idle;
  std::cout << "with a mailbox of 20 messages open, after a command of 60 KB: " << heap_after
            << " octets of heap each\n";
  if (heap_before > 0) {
    EXPECT_LT(heap_after, 32'768U);
  }
}

}  // namespace
}  // namespace imapspec::reference_server
