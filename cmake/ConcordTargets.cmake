# The shapes of target that the house knows. A folder's CMakeLists.txt calls these and nothing else.

# Sources of one folder are compiled several at a time, because most of a file's time goes into the same headers: a build
# from nothing takes half as long. Names in unnamed namespaces are therefore unique within a folder
# (tools/check_names.py). The presets for development and for sanitizers compile each file alone, and so find an include
# that is missing.
option(CONCORD_JOIN "Compile a folder's sources several at a time" OFF)
function(concord_join name files)
  if(CONCORD_JOIN)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${files})
  endif()
endfunction()

# concord_library(<name> [USES <concord target>...] [LINK <outside target>...])
# A static library of the folder's *.cc, its *_test.cc built into <name>_test, its *_bench.cc into
# <name>_bench and each x_fuzz.cc into <name>_x_fuzz. USES is what the layer check reads.
function(concord_library name)
  cmake_parse_arguments(A "" "" "USES;LINK;TEST_USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cc)
  file(GLOB tests CONFIGURE_DEPENDS *_test.cc)
  file(GLOB benches CONFIGURE_DEPENDS *_bench.cc)
  file(GLOB fuzzers CONFIGURE_DEPENDS *_fuzz.cc)
  list(REMOVE_ITEM sources ${tests} ${benches} ${fuzzers} "")
  if(sources)
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${A_USES} ${A_LINK})
    concord_join(${name} 8)
  else()
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} INTERFACE ${A_USES} ${A_LINK})
  endif()
  if(CONCORD_TESTS AND tests)
    concord_test(${name}_test SOURCES ${tests} USES ${name} ${A_TEST_USES})
  endif()
  if(CONCORD_BENCH AND benches)
    add_executable(${name}_bench ${benches})
    target_link_libraries(${name}_bench PRIVATE ${name} ${A_TEST_USES} benchmark::benchmark_main)
  endif()
  if(CONCORD_FUZZ)
    foreach(fuzzer ${fuzzers})
      get_filename_component(stem ${fuzzer} NAME_WE)
      add_executable(${name}_${stem} ${fuzzer})
      target_link_libraries(${name}_${stem} PRIVATE ${name})
      target_link_options(${name}_${stem} PRIVATE -fsanitize=fuzzer)
      set_property(GLOBAL APPEND PROPERTY CONCORD_FUZZERS ${name}_${stem})
    endforeach()
  endif()
endfunction()

# What most tests include, compiled once, and with the options that tests have. Without this, tests took two thirds of
# the build's time; they are optimized less than what they test for the same reason.
set(CONCORD_TEST_OPTIONS $<$<CONFIG:Release>:-O1>)
function(concord_test_headers)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/test_headers.cc CONTENT "int main() {}\n")
  add_executable(concord_test_headers EXCLUDE_FROM_ALL ${CMAKE_BINARY_DIR}/test_headers.cc)
  target_compile_options(concord_test_headers PRIVATE ${CONCORD_TEST_OPTIONS})
  target_link_libraries(concord_test_headers PRIVATE GTest::gmock)
  target_precompile_headers(concord_test_headers PRIVATE <gmock/gmock.h> <gtest/gtest.h> <nlohmann/json.hpp>
    <algorithm> <chrono> <filesystem> <fstream> <functional> <map> <memory> <optional> <set> <string> <thread> <vector>)
endfunction()

# concord_test(<name> SOURCES <file>... USES <target>... [LONG]): one GoogleTest program, each test known to CTest. LONG:
# its tests wait more than they work, and are begun first.
function(concord_test name)
  cmake_parse_arguments(A "LONG" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${A_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${A_USES} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE CONCORD_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_compile_options(${name} PRIVATE ${CONCORD_TEST_OPTIONS})
  target_precompile_headers(${name} REUSE_FROM concord_test_headers)
  concord_join(${name} 4)
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 240 COST $<IF:$<BOOL:${A_LONG}>,60,0>)
endfunction()

# concord_embed(<target> NAMESPACE <ns> BASE <dir> FILES <file>...)
# Puts files into the program with .incbin. `#include "<target>.h"` gives
# `std::span<const concord::embed::File> <ns>::Files()`, paths relative to BASE, sorted.
function(concord_embed target)
  cmake_parse_arguments(A "" "NAMESPACE;BASE" "FILES;DEPENDS" ${ARGN})
  set(dir ${CMAKE_CURRENT_BINARY_DIR}/${target}_embed)
  string(REPLACE ";" "\n" listing "${A_FILES}")
  file(GENERATE OUTPUT ${dir}/files.txt CONTENT "${listing}\n")
  add_custom_command(
    OUTPUT ${dir}/${target}.S ${dir}/${target}.cc ${dir}/${target}.h
    COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/embed.py ${target} ${A_NAMESPACE} ${A_BASE} ${dir}/files.txt ${dir}
    DEPENDS ${CMAKE_SOURCE_DIR}/cmake/embed.py ${A_FILES} ${A_DEPENDS} ${dir}/files.txt
    VERBATIM)
  add_library(${target} STATIC ${dir}/${target}.S ${dir}/${target}.cc)
  set_source_files_properties(${dir}/${target}.S PROPERTIES OBJECT_DEPENDS "${A_FILES}" COMPILE_OPTIONS "-Wno-unused-command-line-argument")
  target_include_directories(${target} PUBLIC ${dir} ${CMAKE_SOURCE_DIR})
  target_link_libraries(${target} PUBLIC base_embed)
endfunction()
