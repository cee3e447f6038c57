# The store needs SQLite and cpp-httplib (Debian) and DuckDB (scripts/fetch-duckdb.sh). Without them
# everything else still builds, and `dateline ingest` says what is missing. The tsan preset
# leaves it out: TSan misjudges what it cannot see, and DuckDB comes built without it.
set(DATELINE_STORE AUTO CACHE STRING "Build the store: AUTO (if DuckDB and SQLite are here), ON, OFF")
set(DUCKDB_ROOT ${PROJECT_SOURCE_DIR}/third_party/duckdb CACHE PATH "Holds duckdb.h and libduckdb.so")

set(DATELINE_HAS_STORE OFF)
if(DATELINE_STORE)
  find_package(SQLite3 QUIET)
  find_package(PkgConfig QUIET)
  if(PkgConfig_FOUND)
    pkg_check_modules(HTTPLIB QUIET IMPORTED_TARGET cpp-httplib)
  endif()
  find_path(DUCKDB_INCLUDE duckdb.h PATHS ${DUCKDB_ROOT} NO_CACHE)
  find_library(DUCKDB_LIBRARY duckdb PATHS ${DUCKDB_ROOT} NO_CACHE)
  if(SQLite3_FOUND AND HTTPLIB_FOUND AND DUCKDB_INCLUDE AND DUCKDB_LIBRARY)
    set(DATELINE_HAS_STORE ON)
    add_library(DuckDB::duckdb SHARED IMPORTED)
    set_target_properties(DuckDB::duckdb PROPERTIES IMPORTED_LOCATION ${DUCKDB_LIBRARY}
      IMPORTED_SONAME libduckdb.so INTERFACE_INCLUDE_DIRECTORIES ${DUCKDB_INCLUDE})
  elseif(NOT DATELINE_STORE STREQUAL "AUTO")
    message(FATAL_ERROR "The store needs libsqlite3-dev, libcpp-httplib-dev and DuckDB: run scripts/fetch-duckdb.sh")
  endif()
endif()
if(NOT DATELINE_HAS_STORE)
  message(STATUS "Building without the store (no ingest, query, export, serve): DuckDB, SQLite or cpp-httplib is not here")
endif()
