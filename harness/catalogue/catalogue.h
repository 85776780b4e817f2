// Catalogue: all requirements and ambiguities, found by their ids.
#pragma once

#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/file_set.h"
#include "harness/catalogue/ambiguity.h"
#include "harness/catalogue/requirement.h"
#include "harness/yaml/yaml.h"

namespace imapspec::catalogue {

class Catalogue {
 public:
  // Reads requirements/rfcNNNN.yaml and ambiguities.yaml of the scenarios' folder; other files are not looked at. Any
  // mistake refuses the whole, and all are given: unknown keys, an id given twice, letters that are out of order, an
  // ambiguity of requirements that do not exist.
  static std::expected<Catalogue, std::vector<yaml::Mistake>> load(const FileSet& scenarios);

  const Requirement* find(std::string_view id) const;          // null where there is none
  const Ambiguity* find_ambiguity(std::string_view id) const;  // likewise
  // The id that was probably meant: one of the same section, or the next in spelling; "" where nothing is near.
  std::string nearest(std::string_view id) const;
  // Those of later RFCs that ask for it again.
  std::vector<const Requirement*> asked_again(std::string_view id) const;

  const std::vector<Requirement>& all() const { return requirements_; }  // by RFC, then in the order of the text
  const std::vector<Ambiguity>& ambiguities() const { return ambiguities_; }
  const std::map<unsigned, std::string>& titles() const { return titles_; }  // of each RFC that has a file

 private:
  std::vector<yaml::Mistake> take_over();  // what a requirement has of the one that it asks for again

  std::vector<Requirement> requirements_;
  std::vector<Ambiguity> ambiguities_;
  std::map<unsigned, std::string> titles_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::multimap<std::string, std::size_t, std::less<>> by_as_;
};

}  // namespace imapspec::catalogue
