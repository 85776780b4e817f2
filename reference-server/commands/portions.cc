#include "reference-server/commands/portions.h"

namespace imapspec::reference_server {

namespace {

constexpr std::size_t kOctets = std::size_t{1} << 20;  // of the messages of one portion, where they are read

class Working : public std::enable_shared_from_this<Working> {
 public:
  Working(std::vector<std::uint32_t> numbers, MessageWork work)
      : numbers_(std::move(numbers)), work_(std::move(work)) {}
  void go_on(Session& session, Exchange& exchange);

 private:
  std::vector<std::uint32_t> numbers_;
  MessageWork work_;
  std::size_t next_ = 0;  // of numbers_
};

void Working::go_on(Session& session, Exchange& exchange) {
  const std::size_t end = std::min(numbers_.size(), next_ + session.profile().portion_messages_max);
  for (std::size_t octets = 0; next_ < end && octets < kOctets; ++next_) {
    const std::uint32_t number = numbers_[next_];
    const auto read = work_.each(session, exchange, number, session.view().message(number));
    if (!read) return work_.then(session, exchange);
    octets += *read;
  }
  if (next_ == numbers_.size()) return work_.then(session, exchange);
  session.go_on_with([self = shared_from_this()](Session& s, Exchange& x) { self->go_on(s, x); });
}

}  // namespace

void work_on(Session& session, Exchange& exchange, std::vector<std::uint32_t> numbers, MessageWork work) {
  std::make_shared<Working>(std::move(numbers), std::move(work))->go_on(session, exchange);
}

}  // namespace imapspec::reference_server
