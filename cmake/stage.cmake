# A stage is a folder: dateline/NAME with x.h, x.cc and x_test.cc side by side.
# Its library is dateline_NAME; its tests are one program, test_NAME.

find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(GTest REQUIRED)
find_package(LibArchive REQUIRED)
find_package(LibXml2 REQUIRED)
find_package(simdjson REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
include(GoogleTest)

add_library(dateline_flags INTERFACE)
target_include_directories(dateline_flags INTERFACE ${PROJECT_SOURCE_DIR})
# -Wrestrict cries wolf on std::string operator+ in g++ 12 (GCC bug 105651), -Wmaybe-uninitialized
# on std::variant (GCC bug 105562).
target_compile_options(dateline_flags INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Wno-restrict
  -Wno-maybe-uninitialized)
if(NOT DATELINE_SANITIZE)  # instrumented code draws warnings that are not about ours
  target_compile_options(dateline_flags INTERFACE -Werror)
else()
  target_compile_options(dateline_flags INTERFACE -fsanitize=${DATELINE_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(dateline_flags INTERFACE -fsanitize=${DATELINE_SANITIZE})
endif()
target_compile_definitions(dateline_flags INTERFACE DATELINE_VERSION="${PROJECT_VERSION}")
# Where the data lie: of programs and tests only, so that two clones share what ccache has of the rest.
add_library(dateline_root INTERFACE)
target_compile_definitions(dateline_root INTERFACE DATELINE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")

function(dateline_sources out folder)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/dateline/${folder}/*.cc)
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  set(${out} ${sources} PARENT_SCOPE)
endfunction()

function(dateline_stage name)
  cmake_parse_arguments(STAGE "" "" "DEPS;LIBS" ${ARGN})
  list(TRANSFORM STAGE_DEPS PREPEND dateline_)
  dateline_sources(sources ${name})
  if(sources)
    add_library(dateline_${name} STATIC ${sources})
    target_link_libraries(dateline_${name} PUBLIC dateline_flags ${STAGE_DEPS} ${STAGE_LIBS})
  else()
    add_library(dateline_${name} INTERFACE)
    target_link_libraries(dateline_${name} INTERFACE dateline_flags ${STAGE_DEPS} ${STAGE_LIBS})
  endif()
  file(GLOB tests CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/dateline/${name}/*_test.cc)
  if(tests)
    add_executable(test_${name} ${tests})
    # Tests may read hand-made parses with conllu/conllu.h.
    target_link_libraries(test_${name}
      PRIVATE dateline_${name} dateline_conllu dateline_root GTest::gtest_main)
    gtest_discover_tests(test_${name} DISCOVERY_MODE PRE_TEST
      WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} PROPERTIES TIMEOUT 300)
  endif()
endfunction()

function(dateline_tool name folder)
  cmake_parse_arguments(TOOL "" "" "DEPS;LIBS;WITHOUT" ${ARGN})
  list(TRANSFORM TOOL_DEPS PREPEND dateline_)
  dateline_sources(sources ${folder})
  foreach(file ${TOOL_WITHOUT})
    list(FILTER sources EXCLUDE REGEX "/${file}$")
  endforeach()
  if(sources)
    add_executable(${name} ${sources})
    target_link_libraries(${name} PRIVATE dateline_root ${TOOL_DEPS} ${TOOL_LIBS})
  endif()
endfunction()
