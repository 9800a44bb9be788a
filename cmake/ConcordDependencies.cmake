# Every outside library, found once, under one name each.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(XAPIAN REQUIRED IMPORTED_TARGET xapian-core)
pkg_check_modules(CTEMPLATE REQUIRED IMPORTED_TARGET libctemplate)
pkg_check_modules(BROTLI REQUIRED IMPORTED_TARGET libbrotlienc libbrotlidec)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(POSTGRES REQUIRED IMPORTED_TARGET libpq)

# Debian's SOCI ships no usable package file for its backends: the libraries are named here.
find_library(SOCI_CORE soci_core REQUIRED)
find_library(SOCI_SQLITE3 soci_sqlite3 REQUIRED)
find_library(SOCI_POSTGRESQL soci_postgresql REQUIRED)
add_library(concord_soci INTERFACE)
target_include_directories(concord_soci SYSTEM INTERFACE /usr/include/soci ${POSTGRES_INCLUDE_DIRS})
target_link_libraries(concord_soci INTERFACE ${SOCI_SQLITE3} ${SOCI_POSTGRESQL} ${SOCI_CORE} PkgConfig::SQLITE PkgConfig::POSTGRES)

# A page makes thousands of small texts and lets them go: mimalloc nearly halves its time beside glibc's allocator
# (bench/RESULTS.md). Sanitizers bring their own.
add_library(concord_allocator INTERFACE)
if(NOT CONCORD_SANITIZE AND NOT CONCORD_FUZZ)
  find_library(MIMALLOC mimalloc REQUIRED)
  target_link_libraries(concord_allocator INTERFACE -Wl,--no-as-needed ${MIMALLOC} -Wl,--as-needed)
endif()
