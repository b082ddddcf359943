// Catch2 in the version that the machine has; tests keep to what 2.13 and 3 share.
#pragma once
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
