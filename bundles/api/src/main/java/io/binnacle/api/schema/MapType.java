package io.binnacle.api.schema;

/**
 * A map from strings.
 *
 * @param value the type of its values
 * @param atomic whether server-side apply replaces it as a whole
 */
public record MapType(Type value, boolean atomic) implements Type {}
