# The engine as a library for others: find_package(Caspian CONFIG) gives caspian::engine, which needs no gRPC, and
# caspian::protos, its messages. Headers have a root of their own, so that none of them hides another's.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)
set(ENGINE_HEADERS ${CMAKE_INSTALL_INCLUDEDIR}/caspian-engine)
set(ENGINE_LIBRARIES ${CMAKE_INSTALL_LIBDIR}/caspian)
set(ENGINE_PACKAGE ${CMAKE_INSTALL_LIBDIR}/cmake/Caspian)
# caspian::engine and all that it stands on.
set(ENGINE_PARTS engine assemble names match normalize program document rules base)

list(TRANSFORM ENGINE_PARTS PREPEND caspian_ OUTPUT_VARIABLE ENGINE_TARGETS)
target_include_directories(caspian_protos SYSTEM INTERFACE $<INSTALL_INTERFACE:${ENGINE_HEADERS}>)
target_compile_features(caspian_base_flags INTERFACE $<INSTALL_INTERFACE:cxx_std_17>)
install(TARGETS caspian_protos ${ENGINE_TARGETS} caspian_base_flags EXPORT CaspianTargets
  LIBRARY DESTINATION ${ENGINE_LIBRARIES} ARCHIVE DESTINATION ${ENGINE_LIBRARIES})
install(EXPORT CaspianTargets NAMESPACE caspian:: DESTINATION ${ENGINE_PACKAGE})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/CaspianConfig.cmake.in ${PROJECT_BINARY_DIR}/CaspianConfig.cmake
  INSTALL_DESTINATION ${ENGINE_PACKAGE})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/CaspianConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/CaspianConfig.cmake ${PROJECT_BINARY_DIR}/CaspianConfigVersion.cmake DESTINATION ${ENGINE_PACKAGE})

install(FILES ${PROJECT_SOURCE_DIR}/extractor/engine/engine.h ${PROJECT_SOURCE_DIR}/extractor/engine/library.h
    ${PROJECT_SOURCE_DIR}/extractor/engine/extraction_buffer.h ${PROJECT_SOURCE_DIR}/extractor/engine/warm_up.h
  DESTINATION ${ENGINE_HEADERS}/extractor/engine)
install(FILES ${PROJECT_SOURCE_DIR}/common/base/error.h DESTINATION ${ENGINE_HEADERS}/common/base)
install(DIRECTORY ${PROJECT_BINARY_DIR}/generated/ DESTINATION ${ENGINE_HEADERS}
  FILES_MATCHING PATTERN *.pb.h PATTERN *.grpc.pb.h EXCLUDE)
