// The limits that only show on sockets: connections and time.
#include "reference-server/host/host_test_support.h"

namespace imapspec::reference_server {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kRefusal = "* BYE [LIMIT] Too many connections\r\n<end >";

TEST(HostLimits, OfConnections) {  // RFC 3501 section 7.1.5: a greeting
  Profile profile;
  profile.connections_max = 2;
  HostedServer hosted(profile);
  hosted.start();
  HostClient first(hosted.port()), second(hosted.port());
  first.logged_in();
  second.logged_in();
  EXPECT_EQ(HostClient(hosted.port()).hears("never"), kRefusal);
  HostClient in_tls(hosted.tls_port());
  ASSERT_TRUE(in_tls.stream().start_tls(soon()));
  EXPECT_EQ(in_tls.hears("never"), kRefusal);
  EXPECT_THAT(second.ask("a LOGOUT\r\n", "never"), HasSubstr("a OK LOGOUT completed\r\n<end >"));
  for (const TimePoint end = soon(); hosted.host().connections() > 1 && std::chrono::steady_clock::now() < end;)
    first.says("n", "NOOP");
  HostClient(hosted.port()).logged_in();
}

TEST(HostLimits, OfTimeBeforeTheLogin) {  // RFC 9051 section 5.4
  Profile profile;
  profile.login_time = milliseconds(100);
  HostedServer hosted(profile);
  hosted.start();
  HostClient quick(hosted.port());
  quick.logged_in();
  EXPECT_THAT(HostClient(hosted.port()).hears("never"), HasSubstr("\r\n* BYE Autologout\r\n<end >"));
  EXPECT_EQ(HostClient(hosted.tls_port()).hears("never"), "<end >");  // it has not even begun TLS
  EXPECT_THAT(quick.says("a", "NOOP"), StartsWith("a OK"));
}

TEST(HostLimits, OfTimeAfterTheLogin) {  // RFC 3501 section 5.4
  Profile profile;
  profile.autologout = milliseconds(100);
  HostedServer hosted(profile);
  hosted.start();
  HostClient alice(hosted.port()), slow(hosted.port());
  EXPECT_THAT(alice.logged_in().hears("never"), StartsWith("* BYE Autologout\r\n<end >"));
  slow.logged_in();  // the time has not begun for who is not logged in
}

TEST(HostLimits, OfFailedLogins) {
  Profile profile;
  profile.failed_logins_max = 2;
  HostedServer hosted(profile);
  hosted.start();
  HostClient client(hosted.port());
  client.hears("\r\n");
  EXPECT_THAT(client.says("a", "LOGIN alice x"), StartsWith("a NO [AUTHENTICATIONFAILED]"));
  EXPECT_THAT(client.ask("b LOGIN alice x\r\n", "never"), HasSubstr("b NO [AUTHENTICATIONFAILED]"));
  EXPECT_THAT(HostClient(hosted.port()).ask("a LOGIN alice x\r\nb LOGIN alice x\r\nc NOOP\r\n", "never"),
              HasSubstr("* BYE Too many failed logins\r\n"));
}

}  // namespace
}  // namespace imapspec::reference_server
