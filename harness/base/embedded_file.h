// EmbeddedFile: a file that cmake/embed.cmake has laid into the program.
#pragma once

#include <cstdint>
#include <string_view>

namespace imapspec {

struct EmbeddedFile {
  const char* path;  // below the folder that was embedded
  const char* begin;
  const char* end;

  std::string_view contents() const {
    // Begin and end are two symbols of the assembler's, not one array's.
    return {begin, reinterpret_cast<std::uintptr_t>(end) - reinterpret_cast<std::uintptr_t>(begin)};
  }
};

}  // namespace imapspec
