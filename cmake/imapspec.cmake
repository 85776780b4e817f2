# What the table in CMakeLists.txt is written in.

add_library(imapspec_options INTERFACE)
target_include_directories(imapspec_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(imapspec_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(IMAPSPEC_WERROR)
  target_compile_options(imapspec_options INTERFACE -Werror)
endif()
if(IMAPSPEC_SANITIZE)
  target_compile_options(imapspec_options INTERFACE -fsanitize=${IMAPSPEC_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(imapspec_options INTERFACE -fsanitize=${IMAPSPEC_SANITIZE})
endif()

# imapspec_library(NAME FOLDER [USES name...] [OUTSIDE target...] [EXCLUDE subfolder...] [TEST_USES name...])
# Every *.cc below FOLDER is a part of library imapspec_NAME; every *_test.cc of the test program NAME_test, which may also
# use what TEST_USES names.
function(imapspec_library name folder)
  cmake_parse_arguments(arg "" "" "USES;OUTSIDE;EXCLUDE;TEST_USES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${folder}/*.cc)
  foreach(excluded IN LISTS arg_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX "^${folder}/${excluded}/")
  endforeach()
  list(FILTER sources EXCLUDE REGEX "/main\\.cc$")
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")

  if(sources)
    add_library(imapspec_${name} STATIC ${sources})
    set(scope PUBLIC)
    target_link_libraries(imapspec_${name} PRIVATE ${arg_OUTSIDE})
  else()
    add_library(imapspec_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_link_libraries(imapspec_${name} ${scope} imapspec_options)
  foreach(used IN LISTS arg_USES)
    target_link_libraries(imapspec_${name} ${scope} imapspec_${used})
  endforeach()

  if(IMAPSPEC_TESTS AND tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE imapspec_${name} ${arg_OUTSIDE} GTest::gmock GTest::gtest GTest::gtest_main)
    foreach(used IN LISTS arg_TEST_USES)
      target_link_libraries(${name}_test PRIVATE imapspec_${used})
    endforeach()
    target_compile_definitions(${name}_test PRIVATE IMAPSPEC_SOURCE_DIR="${CMAKE_SOURCE_DIR}" IMAPSPEC_BINARY_DIR="${CMAKE_BINARY_DIR}")
    add_test(NAME ${name} COMMAND ${name}_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES TIMEOUT 300)
  endif()

  string(CONCAT entry "set(folder_${name} \"${folder}\")\nset(uses_${name} \"${arg_USES}\")\n"
    "set(test_uses_${name} \"${arg_TEST_USES}\")\nset(outside_${name} \"${arg_OUTSIDE}\")\nlist(APPEND names ${name})\n")
  set_property(GLOBAL APPEND_STRING PROPERTY IMAPSPEC_INCLUDE_TABLE "${entry}")
endfunction()

# imapspec_program(NAME MAIN): the program, and what the tests need to know of it.
function(imapspec_program name main)
  add_executable(${name} ${main})
  target_link_libraries(${name} PRIVATE imapspec_cli CLI11::CLI11 fmt::fmt)
endfunction()

# The test that reads every #include and holds it against the table; and one that shows that it can fail.
function(imapspec_check_includes)
  get_property(table GLOBAL PROPERTY IMAPSPEC_INCLUDE_TABLE)
  file(WRITE ${CMAKE_BINARY_DIR}/include_table.cmake "${table}")
  set(check ${CMAKE_COMMAND} -DTABLE=${CMAKE_BINARY_DIR}/include_table.cmake)
  add_test(NAME includes COMMAND ${check} -DROOT=${CMAKE_SOURCE_DIR} -P ${CMAKE_SOURCE_DIR}/cmake/check_includes.cmake)
  add_test(NAME includes_can_fail
    COMMAND ${check} -DROOT=${CMAKE_SOURCE_DIR}/cmake/testdata/bad_includes -P ${CMAKE_SOURCE_DIR}/cmake/check_includes.cmake)
  set_tests_properties(includes_can_fail PROPERTIES
    PASS_REGULAR_EXPRESSION "harness/grammar may not include harness/net.*strangers.cc: .*yaml-cpp")
endfunction()
