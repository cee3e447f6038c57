# Each header compiles alone: one generated file a header, compiled, never linked.
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
     ${PROJECT_SOURCE_DIR}/dateline/*.h)
if(NOT DATELINE_HAS_STORE)
  list(FILTER headers EXCLUDE REGEX "dateline/(store|serve)/")
endif()
set(sources)
foreach(header ${headers})
  string(REPLACE "/" "_" name ${header})
  set(source ${PROJECT_BINARY_DIR}/self_contained/${name}.cc)
  file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${header}\"\n")
  list(APPEND sources ${source})
endforeach()
add_library(self_contained OBJECT ${sources})
target_link_libraries(self_contained PRIVATE dateline_eval dateline_root CLI11::CLI11
  $<TARGET_NAME_IF_EXISTS:dateline_serve>)
