package io.binnacle.plugins.guard;

/**
 * How it has gone with a plugin's code since its bundle was started.
 *
 * @param off why it is switched off, "" if it is not
 * @param lastFailure what went wrong last, "" for nothing
 * @param calls how often it was called
 * @param failures how many calls threw what they must not
 * @param overdue how many calls took too long, or too much memory
 * @param threads how many threads it has now
 */
public record GuardReport(
    String off, String lastFailure, long calls, long failures, long overdue, int threads) {}
