// Rows: what `with` means: a scenario's tree once for each row, columns replaced as text before anything is parsed. For
// load.cc alone.
#pragma once

#include <string>
#include <vector>

#include "harness/yaml/reader.h"
#include "harness/yaml/yaml.h"

namespace imapspec::scenario {

struct ExpandedRow {
  std::string id;     // empty: the scenario has no rows
  yaml::Place place;  // of the row
  yaml::Node
      scenario;  // without `with`; the row's columns replaced, its requires, verifies, sessions and given laid over
};

// The scenario by itself where it has no `with`. Mistakes: a row without an id, an id given twice, rows with different
// columns, a column that nothing uses.
std::vector<ExpandedRow> expand_rows(const yaml::Node& scenario, yaml::Reader& reader);

// Of a map: the value of the key replaced, or added.
void put(yaml::Node& map, std::string_view key, yaml::Node value);

}  // namespace imapspec::scenario
