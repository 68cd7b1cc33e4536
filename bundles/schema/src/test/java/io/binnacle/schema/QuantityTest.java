package io.binnacle.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "0Gi,0",
    "1000m,1",
    "0.5,500m",
    "1.5,1500m",
    "1500m,1500m",
    "1024Mi,1Gi",
    "0.5Gi,512Mi",
    "1.5Gi,1536Mi",
    "1000,1k",
    "1000000,1M",
    "1k,1k",
    "1Ki,1Ki",
    "1023,1023",
    "512Ki,512Ki",
    "100Mi,100Mi",
    "+5,5",
    "-5m,-5m",
    ".5,500m",
    "5.,5",
    "1e3,1e3",
    "1E3,1e3",
    "12e6,12e6",
    "1E,1E",
    "0.1n,1n",
    "1.0000000001,1000000001n",
    "100u,100u",
    "1.5Ki,1536",
    "0.5Ki,512",
    "2048Ti,2Pi",
    "123456789,123456789",
    "3000Ki,3000Ki",
    "1e-3,1e-3",
    "0.3Ki,307200m"
  })
  void theCanonicalFormHasNoFractionAndTheLargestSuffix(String text, String canonical) {
    assertEquals(canonical, Quantity.parse(text).toString());
    assertEquals(canonical, Quantity.parse(canonical).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lots", "1 Gi", "Gi", "--1", "1..2", "1GiB", "0x10", "."})
  void whatIsNoQuantityIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Quantity.parse(text));
  }

  @Test
  void absurdlyLongNumbersAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Quantity.parse("9".repeat(1_000_000)));
  }

  @Test
  void refusalNamesTheForm() {
    assertEquals(
        "quantities must match the regular expression"
            + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
        assertThrows(IllegalArgumentException.class, () -> Quantity.parse("lots")).getMessage());
    assertEquals(
        "unable to parse quantity's suffix",
        assertThrows(IllegalArgumentException.class, () -> Quantity.parse("1Mm")).getMessage());
  }

  @Test
  void sumsKeepTheSuffixesOfTheFirst() {
    assertEquals("1536Mi", Quantity.parse("1Gi").add(Quantity.parse("512Mi")).toString());
    assertEquals("1250m", Quantity.parse("1").add(Quantity.parse("250m")).toString());
    assertEquals("750m", Quantity.parse("1").subtract(Quantity.parse("250m")).toString());
    assertEquals("1Gi", Quantity.ZERO.add(Quantity.parse("1Gi")).toString());
  }

  @Test
  void amountsCompareWhateverTheirSuffixes() {
    assertEquals(Quantity.parse("1Gi"), Quantity.parse("1073741824"));
    assertEquals(Quantity.parse("1000m").hashCode(), Quantity.parse("1").hashCode());
    assertEquals(-1, Quantity.parse("1G").compareTo(Quantity.parse("1Gi")));
  }

  @Test
  void wholeValuesAreRoundedUp() {
    assertEquals(2, Quantity.parse("1001m").value());
    assertEquals(-1, Quantity.parse("-1500m").value());
    assertEquals(1500, Quantity.parse("1.5").milliValue());
    assertEquals(1, Quantity.parse("1u").milliValue());
  }

  @Test
  void randomAmountsKeepTheirValueInTheCanonicalForm() {
    long seed = Long.getLong("binnacle.seed", System.nanoTime());
    Random random = new Random(seed);
    String[] suffixes = {"", "m", "u", "k", "M", "G", "Ki", "Mi", "Gi", "e2"};
    for (int i = 0; i < 2000; i++) {
      String text =
          BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(4))
              + suffixes[random.nextInt(suffixes.length)];
      Quantity quantity = Quantity.parse(text);
      Quantity again = Quantity.parse(quantity.toString());
      assertEquals(quantity, again, text + " seed " + seed);
      // A binary amount that divides by no 1024 is written bare, and bare numbers are decimal.
      if (!text.endsWith("i") || quantity.toString().endsWith("i")) {
        assertEquals(quantity.toString(), again.toString(), text + " seed " + seed);
      }
    }
  }

  @Test
  void aBinaryAmountThatDividesByNo1024IsWrittenBare() {
    assertEquals("48960000", Quantity.parse("47812.5Ki").toString());
    assertEquals("48960k", Quantity.parse("48960000").toString());
  }
}
