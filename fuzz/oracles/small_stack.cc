#include "fuzz/oracles/small_stack.h"

#include <pthread.h>

#include <cstddef>

#include "fuzz/require.h"

namespace imapspec::fuzz {

namespace {
// The frames of limits::kListDepthMax levels fit, under a sanitizer and without optimisation too; those of some thousand
// do not.
constexpr std::size_t kStackOctets = std::size_t{2} << 20;
}  // namespace

void on_small_stack(const std::function<void()>& body) {
  pthread_attr_t attributes;
  require(pthread_attr_init(&attributes) == 0 && pthread_attr_setstacksize(&attributes, kStackOctets) == 0,
          "a thread has the stack that is asked for");
  pthread_t thread;
  const auto run = [](void* f) -> void* {
    (*static_cast<const std::function<void()>*>(f))();
    return nullptr;
  };
  require(pthread_create(&thread, &attributes, run, const_cast<std::function<void()>*>(&body)) == 0,
          "a thread can be made");
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

}  // namespace imapspec::fuzz
