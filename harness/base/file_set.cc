#include "harness/base/file_set.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace imapspec {
namespace fs = std::filesystem;

const std::string* FileSet::find(std::string_view path) const {
  const auto found = files.find(path);
  return found == files.end() ? nullptr : &found->second;
}

std::string FileSet::display(std::string_view path) const {
  if (root.empty()) return std::string(path);
  return root.back() == '/' ? root + std::string(path) : root + "/" + std::string(path);
}

std::expected<FileSet, std::string> read_tree(const std::string& directory) {
  FileSet set;
  set.root = directory;
  std::size_t octets = 0;
  std::error_code error;
  fs::recursive_directory_iterator entry(directory, error);
  if (error) return std::unexpected(directory + ": " + error.message());
  for (; entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (error) break;
    const fs::path& path = entry->path();
    const bool hidden = path.filename().string().starts_with('.');
    if (entry->is_directory(error)) {
      if (hidden) entry.disable_recursion_pending();
      continue;
    }
    if (hidden || !entry->is_regular_file(error)) continue;
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in) return std::unexpected(path.string() + ": cannot be read");
    octets += text.size();
    if (octets > kFileSetOctetsMax) return std::unexpected(directory + ": more than 64 MiB of files");
    set.files.emplace(path.lexically_relative(directory).generic_string(), std::move(text));
  }
  if (error) return std::unexpected(directory + ": " + error.message());
  return set;
}

}  // namespace imapspec
