// A stack so small that what recurses once for each octet of a message falls off it.
#pragma once

#include <functional>

namespace imapspec::fuzz {

// Runs it in a thread of its own and waits for it.
void on_small_stack(const std::function<void()>& body);

}  // namespace imapspec::fuzz
