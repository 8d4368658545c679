# SPDX-FileCopyrightText: 2026 The Podium authors
# SPDX-License-Identifier: Apache-2.0

# Settings shared by every Podium library, program and test.
add_library(podium_settings INTERFACE)
target_include_directories(podium_settings INTERFACE "${CMAKE_SOURCE_DIR}/src")
target_compile_definitions(podium_settings INTERFACE QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_CAST_TO_ASCII
    QT_NO_URL_CAST_FROM_STRING QT_DISABLE_DEPRECATED_BEFORE=0x060400 QT_DISABLE_DEPRECATED_UP_TO=0x060400
    QT_NO_CONTEXTLESS_CONNECT)

# podium_add_layer(<name> SOURCES … LINK …): one static library per layer, target podium_<name>.
function(podium_add_layer name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
    qt_add_library(podium_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(podium_${name} PUBLIC podium_settings Qt6::Core ${ARG_LINK} PRIVATE ${ARG_PRIVATE_LINK})
    target_precompile_headers(podium_${name} PRIVATE "${CMAKE_SOURCE_DIR}/cmake/pch.h")
endfunction()

# Where ctest starts every test. It must be empty afterwards: a person may start a test anywhere.
set(PODIUM_TESTS_START_IN "${CMAKE_BINARY_DIR}/tests/started-in")

# podium_register_test(<name> [ARGUMENTS …] [LABELS …] [TIMEOUT s] [ENV K=V …]): the program run by ctest.
function(podium_register_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "ARGUMENTS;LABELS;ENV" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    set(sanitizers)
    if(PODIUM_SANITIZE)
        # Everything is that much slower, or more. Some tests fork, to play a process that is killed.
        math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 4")
        set(threads "${CMAKE_SOURCE_DIR}/tests/support/sanitizers/threads.supp")
        set(sanitizers "ASAN_OPTIONS=detect_leaks=1" "UBSAN_OPTIONS=print_stacktrace=1" "QTEST_FUNCTION_TIMEOUT=1200000"
            "TSAN_OPTIONS=suppressions=${threads}:second_deadlock_stack=1:die_after_fork=0")
    endif()
    add_test(NAME ${name} COMMAND ${name} ${ARG_ARGUMENTS} WORKING_DIRECTORY "${PODIUM_TESTS_START_IN}")
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}" FIXTURES_REQUIRED started_in
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;${sanitizers};${ARG_ENV}"
        FAIL_REGULAR_EXPRESSION "QFATAL;Segmentation fault;ASSERT:;runtime error:;[A-Za-z]+Sanitizer:")
endfunction()

# podium_add_test(<name> SOURCES … LINK … [DEPENDS …] [PCH target], and what podium_register_test() takes): a Qt Test
# program. PCH: whose precompiled header it uses, if not that of tests without a window.
function(podium_add_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT;PCH" "SOURCES;LINK;LABELS;ENV;DEPENDS" ${ARGN})
    if(NOT ARG_SOURCES)
        set(ARG_SOURCES ${name}.cpp)
    endif()
    if(NOT ARG_PCH)
        set(ARG_PCH podium_test_pch)
    endif()
    qt_add_executable(${name} ${ARG_SOURCES})
    # Network always: <QTest> changes with it, and a precompiled header must not.
    target_link_libraries(${name} PRIVATE podium_settings Qt6::Core Qt6::Network Qt6::Test tl::expected ${ARG_LINK})
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
    target_compile_definitions(${name} PRIVATE PODIUM_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        PODIUM_BINARY_DIR="${CMAKE_BINARY_DIR}" PODIUM_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data")
    target_precompile_headers(${name} REUSE_FROM ${ARG_PCH})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    if(ARG_DEPENDS)
        add_dependencies(${name} ${ARG_DEPENDS})
    endif()
    podium_register_test(${name} TIMEOUT ${ARG_TIMEOUT} LABELS ${ARG_LABELS} ENV ${ARG_ENV})
endfunction()
