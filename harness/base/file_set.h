// FileSet: files as path and text. Scenarios and the catalogue are read from one, be it a directory or what is embedded
// in the program.
#pragma once

#include <cstddef>
#include <expected>
#include <map>
#include <string>
#include <string_view>

namespace imapspec {

inline constexpr std::size_t kFileSetOctetsMax = std::size_t{64} << 20;  // all its texts together

struct FileSet {
  std::string root;  // for messages: what the paths are relative to, "" if embedded
  std::map<std::string, std::string, std::less<>> files;  // path, with "/" between folders -> text; sorted by path

  const std::string* find(std::string_view path) const;  // null where there is none
  std::string display(std::string_view path) const;      // the path as a person can open it: root and path
};

// Every regular file below `directory`, whose names and folders do not begin with a dot. Symbolic links are followed
// for files and not for folders. The error says which path could not be read, and why.
std::expected<FileSet, std::string> read_tree(const std::string& directory);

}  // namespace imapspec
