// The files of web/, compiled in (cmake/embed.cmake).
#pragma once

#include <string_view>
#include <vector>

namespace dateline {

struct PageFile {
  std::string_view path;  // "/app.js"
  std::string_view type;  // "text/javascript; charset=utf-8"
  std::string_view content;
};

const std::vector<PageFile>& page_files();

}  // namespace dateline
