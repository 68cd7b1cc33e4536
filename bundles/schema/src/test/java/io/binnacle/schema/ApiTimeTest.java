package io.binnacle.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2024-01-01T00:00:00Z,2024-01-01T00:00:00Z",
    "2024-02-29T23:59:59.999+01:00,2024-02-29T22:59:59Z",
    "2024-12-28T23:59:59Z,2024-12-28T23:59:59Z",
    "2024-12-31T23:59:59Z,2024-12-31T23:59:59Z",
    "2024-01-01T9:00:00Z,2024-01-01T09:00:00Z",
    "0001-01-01T00:00:00Z,0001-01-01T00:00:00Z"
  })
  void timesAreWrittenInUtcToTheSecond(String text, String canonical) {
    assertEquals(canonical, ApiTime.seconds(text));
  }

  @Test
  void microTimesNeedSixDigits() {
    assertEquals("2024-01-01T00:00:00.120000Z", ApiTime.micros("2024-01-01T00:00:00.120000Z"));
    assertEquals(
        "parsing time \"2024-01-01T00:00:00Z\" as \"2006-01-02T15:04:05.000000Z07:00\": cannot"
            + " parse \"Z\" as \".000000\"",
        assertThrows(ConformException.class, () -> ApiTime.micros("2024-01-01T00:00:00Z"))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-13-01T00:00:00Z|month out of range",
        "2024-02-30T00:00:00Z|day out of range",
        "2024-00-01T00:00:00Z|month out of range",
        "2024-01-00T00:00:00Z|day out of range",
        "2024-01-01T24:00:00Z|hour out of range",
        "2024-01-01T00:60:00Z|minute out of range",
        "2024-01-01T00:00:60Z|second out of range",
        "2024-01-01t00:00:00Z|cannot parse \"t00:00:00Z\" as \"T\"",
        "2024-01-01T00:00:00|cannot parse \"\" as \"Z07:00\"",
        "2024-01-01|cannot parse \"\" as \"T\"",
        "2024-01-01T00:00:00ZZ|extra text: \"Z\""
      })
  void whatIsWrongIsNamed(String text, String end) {
    String message = assertThrows(ConformException.class, () -> ApiTime.seconds(text)).getMessage();
    assertEquals(end, message.substring(message.length() - end.length()));
  }
}
