// Client: one connection that says commands, several ahead of their answers, and counts what comes back. It knows no more of
// IMAP than the ends of lines and literals, so that the server is what is measured.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace imapspec::bench {

// What a server has answered, so that two servers can be held against each other.
struct Answers {
  std::uint64_t ok = 0;              // tagged OK
  std::uint64_t fetches = 0;         // FETCH responses
  std::uint64_t literal_octets = 0;  // in all literals
  std::uint64_t found = 0;           // numbers in SEARCH responses
  std::uint64_t exists = 0;          // the last that was told
  std::uint64_t expunged = 0;        // EXPUNGE responses
  std::string refusal;               // the first tagged line that is no OK

  // As if one connection had got both: numbers are added, `exists` is that of the other.
  Answers& operator+=(const Answers& other);
};

class Client {
 public:
  // Appends the next command without tag and CRLF to the text; false: that was all.
  using NextCommand = std::function<bool(std::string& text)>;

  // Connects to 127.0.0.1 and throws std::runtime_error where it cannot.
  explicit Client(std::uint16_t port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // From now on: at most `depth` commands are on their way. With `until_closed` it is done when the server has closed.
  void begin(unsigned depth, NextCommand next, bool until_closed = false);
  bool done() const { return (closed_ || !until_closed_) && greeted_ && exhausted_ && on_their_way_ == 0; }
  const Answers& answers() const { return answers_; }
  Answers take_answers() { return std::exchange(answers_, {}); }

  // Of the loop below.
  int socket() const { return socket_; }
  bool has_output() const { return sent_ < output_.size(); }
  void advance(short events);

 private:
  void fill();
  void send_some();
  void receive_some();
  void take(std::string_view octets);
  void take_line(std::string_view line);

  int socket_ = -1;
  unsigned depth_ = 1;
  NextCommand next_;
  bool until_closed_ = false, closed_ = false, greeted_ = false, exhausted_ = true;
  unsigned on_their_way_ = 0;
  std::uint64_t tags_ = 0;
  std::string output_;
  std::size_t sent_ = 0;
  std::string line_;                // the beginning of one that has not ended
  std::uint64_t literal_left_ = 0;  // of a literal within that line
  Answers answers_;
};

// Serves these until each is done; throws std::runtime_error when a connection breaks, or nothing comes for a minute.
void serve_all(const std::vector<std::unique_ptr<Client>>& clients);
// The same for one.
void serve(Client& client);
// Says these commands one after the other; throws what the server refuses.
Answers say(Client& client, const std::vector<std::string>& commands);

}  // namespace imapspec::bench
