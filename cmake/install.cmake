# What `cmake --install` leaves where, and what `cpack -G DEB` makes of it: the component `program`, which is all that is
# needed to run it, and `development`, the grammar for those who link it.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# Made by the program itself, so that they are never behind its command line.
set(made ${CMAKE_BINARY_DIR}/made)
set(completion_scripts ${made}/imapspec ${made}/_imapspec ${made}/imapspec.fish)
add_custom_command(OUTPUT ${completion_scripts} ${made}/man1/imapspec.1 DEPENDS imapspec VERBATIM
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${made}
  COMMAND imapspec manual --into ${made}/man1
  COMMAND sh -c "cd '${made}' && '$<TARGET_FILE:imapspec>' completions bash >imapspec && \
'$<TARGET_FILE:imapspec>' completions zsh >_imapspec && '$<TARGET_FILE:imapspec>' completions fish >imapspec.fish")
add_custom_target(imapspec_documentation ALL DEPENDS ${completion_scripts} ${made}/man1/imapspec.1)

install(TARGETS imapspec RUNTIME COMPONENT program)
install(DIRECTORY ${made}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT program)
install(FILES ${made}/imapspec DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT program)
install(FILES ${made}/_imapspec DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT program)
install(FILES ${made}/imapspec.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT program)
# The program has them in itself; these are to be read, to be changed (--scenarios) and for editors (schema.json).
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/imapspec COMPONENT program PATTERN "*.sh" EXCLUDE)
install(FILES reports/result.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/imapspec COMPONENT program)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program PATTERN grammar-rules.md EXCLUDE)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program OPTIONAL)

# imapspec_export(NAME FOLDER): the library and its headers, by the paths that they have in the sources.
function(imapspec_export name folder)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.h)
  list(FILTER headers EXCLUDE REGEX "_test(_support)?\\.h$|^${CMAKE_SOURCE_DIR}/harness/grammar/(bench|rules)/")
  target_sources(imapspec_${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR} FILES ${headers})
  target_compile_features(imapspec_${name} PUBLIC cxx_std_23)
  set_target_properties(imapspec_${name} PROPERTIES EXPORT_NAME ${name})
  install(TARGETS imapspec_${name} EXPORT imapspec ARCHIVE COMPONENT development
          FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/imapspec COMPONENT development)
endfunction()
imapspec_export(base harness/base)
imapspec_export(grammar harness/grammar)

set(cmake_folder ${CMAKE_INSTALL_LIBDIR}/cmake/imapspec)
configure_package_config_file(cmake/package/imapspec-config.cmake.in ${CMAKE_BINARY_DIR}/imapspec-config.cmake
                              INSTALL_DESTINATION ${cmake_folder})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/imapspec-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/imapspec-config.cmake ${CMAKE_BINARY_DIR}/imapspec-config-version.cmake
        DESTINATION ${cmake_folder} COMPONENT development)
install(EXPORT imapspec NAMESPACE imapspec:: FILE imapspec-targets.cmake DESTINATION ${cmake_folder} COMPONENT development)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "imapspec maintainers <imapspec@localhost>" CACHE STRING "Maintainer of the packages")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "IMAP conformance tests of servers and clients")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_SOURCE_DIR}/cmake/package/debian_files.cmake)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME imapspec)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION mail)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "Finds out whether an IMAP server, or an IMAP client, does what the RFCs say, and
proves every failure with the sentence of the RFC and the octets.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libimapspec-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "The grammar of imapspec, which reads and prints IMAP, to be linked: headers, static
libraries and a package for CMake.")

# Debian asks for both in each package, the changelogs compressed.
set(commit_date "Thu, 01 Jan 1970 00:00:00 +0000")
execute_process(COMMAND git -C ${CMAKE_SOURCE_DIR} log -1 --format=%cD OUTPUT_VARIABLE date OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(date)
  set(commit_date ${date})
endif()
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
configure_file(cmake/package/changelog.in ${CMAKE_BINARY_DIR}/changelog.Debian @ONLY)
foreach(package IN ITEMS imapspec libimapspec-dev)
  set(component program)
  if(package STREQUAL libimapspec-dev)
    set(component development)
  endif()
  set(doc ${CMAKE_INSTALL_DATAROOTDIR}/doc/${package})
  install(FILES cmake/package/copyright ${CMAKE_BINARY_DIR}/changelog.Debian DESTINATION ${doc} COMPONENT ${component} EXCLUDE_FROM_ALL)
  install(FILES CHANGELOG.md DESTINATION ${doc} RENAME changelog COMPONENT ${component} EXCLUDE_FROM_ALL)
endforeach()
include(CPack)
