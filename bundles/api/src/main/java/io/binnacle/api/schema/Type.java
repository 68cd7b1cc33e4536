package io.binnacle.api.schema;

/** The type of a value in an object's tree. */
public sealed interface Type permits ScalarType, ListType, MapType, StructType {}
