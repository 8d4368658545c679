# SPDX-FileCopyrightText: 2026 The Podium authors
# SPDX-License-Identifier: Apache-2.0
# cmake -DFOLDER=… -P NothingLeft.cmake: fails if there is anything in the folder in which the tests ran, and removes it.
file(GLOB left LIST_DIRECTORIES true RELATIVE "${FOLDER}" "${FOLDER}/*")
if(left)
    file(REMOVE_RECURSE "${FOLDER}")
    file(MAKE_DIRECTORY "${FOLDER}")
    message(FATAL_ERROR "A test left something in the directory it was started in: ${left}")
endif()
