package io.binnacle.itests.conversation;

import java.util.Map;

/**
 * What came back.
 *
 * @param body the parsed JSON, the text where it is none, or the list of events of a watch
 */
record Answer(
    int status,
    String contentType,
    String warning,
    Map<String, String> headers,
    Object body,
    String text) {}
