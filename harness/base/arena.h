// Arena: the memory of one message's tree. Nothing in it is destroyed; reset() is the only free.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <memory>
#include <string_view>
#include <type_traits>
#include <vector>

namespace imapspec {

// A bump allocator. What it hands out lives until reset() or the arena's end; it never moves.
class Arena {
 public:
  explicit Arena(std::size_t block_octets = 4096) : block_octets_(block_octets) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  Arena(Arena&&) = default;
  Arena& operator=(Arena&&) = default;

  // Uninitialised room for n objects of T. n may be 0.
  template <class T>
  T* allocate(std::size_t n) {
    static_assert(std::is_trivially_destructible_v<T>, "nothing in an arena is destroyed");
    return static_cast<T*>(raw(n * sizeof(T), alignof(T)));
  }
  template <class T>
  T* make() {
    return ::new (static_cast<void*>(allocate<T>(1))) T();
  }
  template <class T>
  const T* make(const T& value) {
    return ::new (static_cast<void*>(allocate<T>(1))) T(value);
  }
  // Makes the allocation that ends at `end` longer by n octets, if it was the last and its block has room for them.
  bool extend(const void* end, std::size_t octets) {
    if (end != next_ || octets > static_cast<std::size_t>(end_ - next_)) return false;
    next_ += octets;
    used_ += octets;
    return true;
  }
  // A copy of the octets that lives as long as the arena.
  std::string_view copy(std::string_view octets) {
    if (octets.empty()) return {};
    char* to = allocate<char>(octets.size());
    std::memcpy(to, octets.data(), octets.size());
    return {to, octets.size()};
  }

  // Forgets everything; keeps the largest block for the next message, so that a steady state allocates nothing.
  void reset();
  std::size_t used_octets() const { return used_; }
  // How many blocks were ever asked of the system: constant in a steady state.
  std::size_t system_allocations() const { return system_allocations_; }

 private:
  struct Block {
    std::unique_ptr<char[]> octets;
    std::size_t size = 0;
  };
  void* raw(std::size_t octets, std::size_t alignment) {
    const auto room = static_cast<std::size_t>(end_ - next_);
    const std::size_t skipped = (0 - reinterpret_cast<std::uintptr_t>(next_)) & (alignment - 1);
    if (next_ == nullptr || octets > room || skipped > room - octets) return grow(octets, alignment);
    char* at = next_ + skipped;
    next_ = at + octets;
    used_ += octets;
    return at;
  }
  void* grow(std::size_t octets, std::size_t alignment);

  std::size_t block_octets_;
  std::vector<Block> blocks_;
  char* next_ = nullptr;
  char* end_ = nullptr;
  std::size_t used_ = 0;
  std::size_t system_allocations_ = 0;
};

// An immutable list in an arena: a view, copied freely, valid as long as its arena.
template <class T>
class List {
 public:
  using value_type = T;
  List() = default;
  List(const T* items, std::size_t size) : items_(items), size_(static_cast<std::uint32_t>(size)) {}
  const T* begin() const { return items_; }
  const T* end() const { return items_ + size_; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& operator[](std::size_t i) const { return items_[i]; }
  const T& front() const { return items_[0]; }
  const T& back() const { return items_[size_ - 1]; }
  friend bool operator==(const List& a, const List& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

 private:
  const T* items_ = nullptr;
  std::uint32_t size_ = 0;
};

// Collects items and leaves them as a List in the arena.
template <class T>
class ListBuilder {
 public:
  explicit ListBuilder(Arena& arena) : arena_(&arena) {}
  void add(const T& item) {
    if (size_ == capacity_) grow();
    ::new (static_cast<void*>(items_ + size_)) T(item);
    ++size_;
  }
  // Adds an empty one, to be filled where it stands. It may move when the next is added. Its members begin with what
  // their declarations say: without "()" nothing is cleared before, which of a large variant would be most of the work.
  T& add() {
    if (size_ == capacity_) grow();
    return *::new (static_cast<void*>(items_ + size_++)) T;
  }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& back() { return items_[size_ - 1]; }
  List<T> done() const { return {items_, size_}; }

 private:
  [[gnu::noinline]] void grow() {
    const std::size_t capacity = capacity_ == 0 ? 4 : capacity_ * 2;
    if (capacity_ > 0 && arena_->extend(items_ + capacity_, capacity_ * sizeof(T))) {
      capacity_ = capacity;
      return;
    }
    T* items = arena_->allocate<T>(capacity);
    std::uninitialized_copy(items_, items_ + size_, items);
    items_ = items;
    capacity_ = capacity;
  }
  Arena* arena_;
  T* items_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

template <class T>
List<T> copy_list(Arena& arena, const std::vector<T>& from) {
  ListBuilder<T> builder(arena);
  for (const auto& item : from) builder.add(item);
  return builder.done();
}

}  // namespace imapspec
