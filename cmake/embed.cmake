# The files of web/ as one C++ source: dateline/serve/page.h.
# dateline_embed(OUT): sets OUT to the generated file, made anew when a file changes.
function(dateline_embed out)
  set(types html "text/html" js "text/javascript" css "text/css" json "application/json" svg "image/svg+xml")
  file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/*.html ${PROJECT_SOURCE_DIR}/web/*.js
    ${PROJECT_SOURCE_DIR}/web/*.css ${PROJECT_SOURCE_DIR}/web/*.json ${PROJECT_SOURCE_DIR}/web/*.svg)
  set(rows "")
  foreach(file ${files})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    get_filename_component(name ${file} NAME)
    get_filename_component(ending ${file} LAST_EXT)
    string(SUBSTRING ${ending} 1 -1 ending)
    list(FIND types ${ending} at)
    math(EXPR at "${at} + 1")
    list(GET types ${at} type)
    file(READ ${file} content)
    set(path "/${name}")
    if(name STREQUAL "index.html")
      set(path "/")
    endif()
    string(APPEND rows "    {\"${path}\", \"${type}; charset=utf-8\", R\"~~~~(${content})~~~~\"},\n")
  endforeach()
  set(source ${PROJECT_BINARY_DIR}/page.cc)
  file(CONFIGURE OUTPUT ${source} CONTENT [[// Made by cmake/embed.cmake.
#include "dateline/serve/page.h"

namespace dateline {

const std::vector<PageFile>& page_files() {
  static const std::vector<PageFile> files = {
@rows@  };
  return files;
}

}  // namespace dateline
]] @ONLY)
  set(${out} ${source} PARENT_SCOPE)
endfunction()
