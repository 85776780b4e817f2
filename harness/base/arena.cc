#include "harness/base/arena.h"

namespace imapspec {

void Arena::reset() {
  if (blocks_.size() > 1) {
    auto largest = std::max_element(blocks_.begin(), blocks_.end(),
                                    [](const Block& a, const Block& b) { return a.size < b.size; });
    std::swap(blocks_.front(), *largest);
    blocks_.resize(1);
  }
  next_ = blocks_.empty() ? nullptr : blocks_.front().octets.get();
  end_ = blocks_.empty() ? nullptr : next_ + blocks_.front().size;
  used_ = 0;
}

// Blocks double, so that n octets cost O(log n) of them; a request larger than that gets a block of its own size.
void* Arena::grow(std::size_t octets, std::size_t alignment) {
  const std::size_t last = blocks_.empty() ? block_octets_ / 2 : blocks_.back().size;
  const std::size_t size = std::max(last * 2, octets + alignment);
  blocks_.push_back({std::make_unique_for_overwrite<char[]>(size), size});
  ++system_allocations_;
  next_ = blocks_.back().octets.get();
  end_ = next_ + size;
  return raw(octets, alignment);
}

}  // namespace imapspec
