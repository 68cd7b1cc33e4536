package io.binnacle.api.status;

/**
 * One of the causes in {@code Status.details}.
 *
 * @param reason such as {@code FieldValueInvalid}
 * @param message for people
 * @param field the path of the field, "" where there is none
 */
public record Cause(String reason, String message, String field) {}
