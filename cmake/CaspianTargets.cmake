# Flags that all targets share, and the three kinds of targets: library, program, test.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(caspian_base_flags INTERFACE)
target_include_directories(caspian_base_flags INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
target_compile_options(caspian_base_flags INTERFACE $<BUILD_INTERFACE:-Wall;-Wextra;-Wno-unused-parameter>
  $<BUILD_INTERFACE:$<$<BOOL:${CASPIAN_WARNINGS_AS_ERRORS}>:-Werror>> $<BUILD_INTERFACE:$<$<CXX_COMPILER_ID:Clang>:-Wthread-safety>>
  $<BUILD_INTERFACE:$<$<CXX_COMPILER_ID:GNU>:-fno-semantic-interposition>>)

# caspian_library(NAME part_name SOURCES … PUBLIC … PRIVATE …): a component, linked as caspian::part_name.
function(caspian_library)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(caspian_${ARG_NAME} STATIC ${ARG_SOURCES})
  add_library(caspian::${ARG_NAME} ALIAS caspian_${ARG_NAME})
  set_target_properties(caspian_${ARG_NAME} PROPERTIES EXPORT_NAME ${ARG_NAME})
  target_link_libraries(caspian_${ARG_NAME} PUBLIC caspian_base_flags ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
endfunction()

# What programs allocate with: an extraction is of many small objects that live shortly. Sanitizers bring their own.
add_library(caspian_allocator INTERFACE)
if(NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize")
  find_package(mimalloc REQUIRED)
  # In this order `new` is the C++ library's, over mimalloc's malloc: mimalloc's own ends the program where memory ends.
  # Linkers may leave out a library of which the program itself asks nothing.
  set(CMAKE_LINK_LIBRARY_USING_kept_SUPPORTED TRUE)
  set(CMAKE_LINK_LIBRARY_USING_kept LINKER:--push-state,--no-as-needed <LINK_ITEM> LINKER:--pop-state)
  target_link_libraries(caspian_allocator INTERFACE stdc++ $<LINK_LIBRARY:kept,mimalloc>)
  target_sources(caspian_allocator INTERFACE ${PROJECT_SOURCE_DIR}/common/allocator/keep_freed_memory.cc)
endif()

# caspian_program(NAME caspian-part SOURCES … LINK …): a program in the build folder's root.
function(caspian_program)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;LINK" ${ARGN})
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  target_link_libraries(${ARG_NAME} PRIVATE caspian_base_flags caspian_allocator ${ARG_LINK})
  set_target_properties(${ARG_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
endfunction()

# caspian_test(NAME part_subject_test SOURCES … LINK … LABELS …): a GoogleTest program; labels: unit (the default), integration, slow.
function(caspian_test)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;LINK;LABELS" ${ARGN})
  if(NOT ARG_LABELS)
    set(ARG_LABELS unit)
  endif()
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  target_link_libraries(${ARG_NAME} PRIVATE caspian_base_flags ${ARG_LINK} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${ARG_NAME} PRIVATE CASPIAN_SOURCE_DIR="${PROJECT_SOURCE_DIR}" CASPIAN_BINARY_DIR="${PROJECT_BINARY_DIR}")
  add_test(NAME ${ARG_NAME} COMMAND ${ARG_NAME})
  set_tests_properties(${ARG_NAME} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT 300)
endfunction()
