# Run by cpack on what goes into the Debian packages: man pages and changelogs are compressed, as Debian's policy asks, and
# zsh's completion lies where Debian's zsh looks for it.
file(GLOB_RECURSE compressed "${CPACK_TEMPORARY_DIRECTORY}/*/usr/share/man/*.1" "${CPACK_TEMPORARY_DIRECTORY}/*/usr/share/doc/*/changelog*")
foreach(file IN LISTS compressed)
  execute_process(COMMAND gzip -9nf ${file} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
file(GLOB folders "${CPACK_TEMPORARY_DIRECTORY}/*/usr/share/zsh/site-functions")
foreach(folder IN LISTS folders)
  cmake_path(GET folder PARENT_PATH zsh)
  file(RENAME ${folder} ${zsh}/vendor-completions)
endforeach()
