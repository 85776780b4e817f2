// Transcripts for the tests of the reference server: what the client says, what the server answers, line by line.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference-server/connection/connection.h"

namespace imapspec::reference_server {

using Lines = std::vector<std::string>;

// A line that ends in "..." stands for all lines that begin like it.
inline bool fits(std::string_view pattern, std::string_view line) {
  return pattern.ends_with("...") ? line.starts_with(pattern.substr(0, pattern.size() - 3)) : pattern == line;
}

// One client of a server, octet by octet if `chopped`.
class Client {
 public:
  explicit Client(Server& server, const ConnectionInfo& info = {}, bool chopped = false)
      : connection_(server, info), chopped_(chopped) {
    greeting_ = take();
  }
  // As user "alice", who must be there.
  Client& logged_in() { return expect("L LOGIN alice secret", {"L OK ..."}); }
  Client& selected(std::string_view mailbox = "INBOX") {
    logged_in();
    says("S SELECT " + std::string(mailbox));
    return *this;
  }

  // Sends the line with CRLF; returns the answer, CRLF removed and literals left as they are.
  Lines says(std::string_view line) { return sends(std::string(line) + "\r\n"); }
  Lines sends(std::string_view octets) {
    if (chopped_)
      for (const char octet : octets) connection_.receive({&octet, 1});
    else
      connection_.receive(octets);
    return take();
  }
  // What comes without a word of the client.
  Lines hears() {
    connection_.wake();
    return take();
  }
  Client& expect(std::string_view line, const Lines& answer) {
    const Lines got = says(line);
    bool equal = got.size() == answer.size();
    for (std::size_t i = 0; equal && i < got.size(); ++i) equal = fits(answer[i], got[i]);
    EXPECT_TRUE(equal) << "C: " << line << "\nexpected:\n" << joined(answer) << "got:\n" << joined(got);
    return *this;
  }
  Connection& connection() { return connection_; }
  const Lines& greeting() const { return greeting_; }

 private:
  static std::string joined(const Lines& lines) {
    std::string text;
    for (const auto& line : lines) text += "  " + line + "\n";
    return text;
  }
  Lines take() {
    const std::string octets = std::exchange(connection_.output(), {});
    Lines lines;
    for (std::size_t at = 0; at < octets.size();) {
      const std::size_t end = std::min(octets.find("\r\n", at), octets.size());
      lines.push_back(octets.substr(at, end - at));
      at = end + 2;
    }
    return lines;
  }

  Lines greeting_;
  Connection connection_;
  bool chopped_;
};

// A server with the user "alice", password "secret", and `messages` small messages in INBOX, the n-th with subject "n".
class ServerTest : public testing::Test {
 protected:
  explicit ServerTest(const Profile& profile = {}) : server(profile) { server.store().add_user("alice", "secret"); }

  void add_messages(unsigned count, const std::string& mailbox = "INBOX") {
    for (unsigned n = 1; n <= count; ++n) {
      Message message;
      message.octets = std::make_shared<const std::string>("Subject: " + std::to_string(n) + "\r\n\r\nText\r\n");
      message.date = grammar::date_time_of(1'700'000'000, 60);
      server.store().user("alice")->find(mailbox)->add(std::move(message), Origin::seed);
    }
  }

  Server server;
};

}  // namespace imapspec::reference_server
