// Version 2 of Catch2 makes its main function here; version 3 brings one along.
#define CATCH_CONFIG_MAIN
#include "catch.hpp"
