# SPDX-FileCopyrightText: 2026 The Podium authors
# SPDX-License-Identifier: Apache-2.0

# podium_add_qml_module(<name> URI Podium.X [SOURCES …] [QML …] [SINGLETONS …] [LINK …] [IMPORTS …] [RESOURCES …]): a
# static QML module, target podium_gui_<name>. The C++ side lies here (src/gui/<name>), the QML files in the folder of the
# URI (qml/Podium/X). Headers of QML types lie directly here, since the registration names them without a folder.
function(podium_add_qml_module name)
    cmake_parse_arguments(ARG "" "URI" "SOURCES;QML;SINGLETONS;LINK;IMPORTS;RESOURCES" ${ARGN})
    string(REPLACE "." "/" folder "${ARG_URI}")
    set(files)
    foreach(file IN LISTS ARG_SINGLETONS ARG_QML)
        set(path "${CMAKE_SOURCE_DIR}/qml/${folder}/${file}")
        set_source_files_properties("${path}" PROPERTIES QT_RESOURCE_ALIAS "${file}")
        list(APPEND files "${path}")
        if(file IN_LIST ARG_SINGLETONS)
            set_source_files_properties("${path}" PROPERTIES QT_QML_SINGLETON_TYPE TRUE)
        endif()
    endforeach()
    qt_add_library(podium_gui_${name} STATIC)
    qt_add_qml_module(podium_gui_${name}
        URI ${ARG_URI}
        VERSION 1.0
        RESOURCE_PREFIX /qt/qml
        OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/qml/${folder}"
        IMPORT_PATH "${CMAKE_BINARY_DIR}/qml"
        SOURCES ${ARG_SOURCES}
        QML_FILES ${files}
        RESOURCES ${ARG_RESOURCES}
        DEPENDENCIES QtQuick
        IMPORTS ${ARG_IMPORTS})
    target_include_directories(podium_gui_${name} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
    target_link_libraries(podium_gui_${name} PUBLIC podium_settings Qt6::Quick ${ARG_LINK})
    # Generated code is not ours to mend.
    target_compile_options(podium_gui_${name} PRIVATE "$<$<CXX_COMPILER_ID:GNU,Clang>:-Wno-shadow;-Wno-suggest-override>")
    target_precompile_headers(podium_gui_${name} PRIVATE "${CMAKE_SOURCE_DIR}/cmake/pchgui.h")
endfunction()
