// How many files and sockets this process may have open.
#pragma once

#include <cstddef>

namespace imapspec::net {

// Raises the soft limit to `wanted`, or as far as the hard one lets it; returns what holds now. It is never lowered.
std::size_t raise_descriptor_limit(std::size_t wanted);

}  // namespace imapspec::net
