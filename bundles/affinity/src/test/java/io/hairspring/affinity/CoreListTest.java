package io.hairspring.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoreListTest {
  @Test
  void shouldReadSingleCoresAndRanges() {
    BitSet cores = CoreList.parse("\t0-2,5,7-8\n");

    assertEquals("0, 1, 2, 5, 7, 8", CoreList.format(cores));
  }

  @Test
  void shouldNameAnEmptySet() {
    assertEquals("none", CoreList.format(new BitSet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "3-1", "1,,2", "1-"})
  void shouldRefuseTextThatIsNoList(String text) {
    assertThrows(NumberFormatException.class, () -> CoreList.parse(text));
  }
}
