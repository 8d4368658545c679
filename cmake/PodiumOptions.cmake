# SPDX-FileCopyrightText: 2026 The Podium authors
# SPDX-License-Identifier: Apache-2.0
# Compiler and linker settings that hold for every target.
option(PODIUM_WERROR "Treat warnings as errors" ON)
option(PODIUM_TESTS "Build the tests" ON)
option(PODIUM_COVERAGE "Instrument for gcov" OFF)
set(PODIUM_SANITIZE "" CACHE STRING "Sanitizers to build with, e.g. address,undefined or thread")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # The sloppiness lets ccache cache translation units that use a precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1
        "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime" "${CCACHE_PROGRAM}")
endif()

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM AND NOT WIN32 AND NOT APPLE AND NOT PODIUM_SANITIZE)
    add_link_options(-fuse-ld=mold)
endif()

if(MSVC)
    add_compile_options(/W4 /utf-8 /permissive-)
    if(PODIUM_WERROR)
        add_compile_options(/WX)
    endif()
else()
    add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wsuggest-override)
    if(PODIUM_WERROR)
        add_compile_options(-Werror)
    endif()
endif()

if(PODIUM_SANITIZE)
    add_compile_options(-fsanitize=${PODIUM_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${PODIUM_SANITIZE})
endif()
if(PODIUM_COVERAGE)
    add_compile_options(--coverage)
    add_link_options(--coverage)
endif()
