package io.hairspring.logger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageWindowTest {
  private static final long MB = 1 << 20;
  private static final long HIGH = 512 * MB;
  private static final long LOW = 128 * MB;

  private final List<String> warmed = new ArrayList<>();
  private final List<String> advised = new ArrayList<>();
  private int answer;
  private final PageWindow pages =
      new PageWindow(
          (address, length, advice) -> {
            final String range = address / 1_024 + "+" + length / 1_024;
            if (advice == 23) {
              warmed.add(range);
            } else {
              advised.add(advice + ": " + range);
            }
            return answer;
          });

  private void warmAll() {
    while (pages.warm()) {
      assertTrue(warmed.size() < 1_000);
    }
  }

  @Test
  void shouldWarmWholePagesAheadOfTheNextWriteInSmallSteps() {
    pages.next(HIGH, HIGH + MB, HIGH + 5_000, 160 << 10);
    warmAll();
    assertEquals(List.of("524292+64", "524356+64", "524420+32"), warmed);
  }

  @Test
  void shouldWarmNothingTwice() {
    pages.next(HIGH, HIGH + MB, HIGH, 64 << 10);
    warmAll();
    pages.next(HIGH, HIGH + MB, HIGH + 8_192, 64 << 10);
    warmAll();
    assertEquals(List.of("524288+64", "524352+8"), warmed);
  }

  @Test
  void shouldNotGoPastTheMapping() {
    pages.next(HIGH, HIGH + 16_384, HIGH + 8_192, MB);
    warmAll();
    assertEquals(List.of("524296+8"), warmed);
    assertFalse(pages.warm());
  }

  @Test
  void shouldWarmAMappingThatLiesBelowTheOneBefore() {
    pages.next(HIGH, HIGH + MB, HIGH, 64 << 10);
    warmAll();
    pages.next(LOW, LOW + MB, LOW, 64 << 10);
    warmAll();
    assertEquals(List.of("524288+64", "131072+64"), warmed);
  }

  @Test
  void shouldHaveTheKernelReadNothingAheadInEachMapping() {
    pages.next(HIGH, HIGH + MB, HIGH, 64 << 10);
    pages.next(HIGH, HIGH + MB, HIGH + 4_096, 64 << 10);
    pages.next(LOW, LOW + MB, LOW, 64 << 10);
    assertEquals(List.of("1: 524288+1024", "1: 131072+1024"), advised);
  }

  @Test
  void shouldLetGoOfWhatLiesWellBehindTheNextWriteOnceAndInLargePieces() {
    pages.next(HIGH, HIGH + 4 * MB, HIGH + 5_000, 64 << 10);
    advised.clear();
    // From the page of the first write on, all but the last 128 KB, in whole pieces of 256 KB.
    pages.next(HIGH, HIGH + 4 * MB, HIGH + (380 << 10), 64 << 10);
    assertEquals(List.of(), advised);
    pages.next(HIGH, HIGH + 4 * MB, HIGH + (400 << 10), 64 << 10);
    pages.next(HIGH, HIGH + 4 * MB, HIGH + (500 << 10), 64 << 10);
    pages.next(HIGH, HIGH + 4 * MB, HIGH + (1_000 << 10), 64 << 10);
    assertEquals(List.of("4: 524292+256", "4: 524548+512"), advised);
  }

  @Test
  void shouldLetGoOfNothingThatLiesBeforeItsFirstWriteIntoAMapping() {
    pages.next(HIGH, HIGH + 4 * MB, HIGH + 3 * MB, 64 << 10);
    pages.next(LOW, LOW + 4 * MB, LOW + 2 * MB, 64 << 10);
    pages.next(LOW, LOW + 4 * MB, LOW + 2 * MB + (500 << 10), 64 << 10);
    assertEquals(List.of("1: 524288+4096", "1: 131072+4096", "4: 133120+256"), advised);
  }

  @Test
  void shouldTryAgainWhatWasRefused() {
    answer = 12;
    pages.next(HIGH, HIGH + MB, HIGH, 64 << 10);
    assertFalse(pages.warm());
    answer = 0;
    warmAll();
    assertEquals(List.of("524288+64", "524288+64"), warmed);
  }

  @Test
  void shouldWarmAllTheSameWhereTheKernelTakesNoAdvice() {
    answer = 22;
    pages.next(HIGH, HIGH + MB, HIGH, 64 << 10);
    answer = 0;
    warmAll();
    assertEquals(List.of("524288+64"), warmed);
  }

  @Test
  void shouldAskNoMoreWhereTheKernelCannot() {
    answer = 22;
    pages.next(HIGH, HIGH + MB, HIGH, 64 << 10);
    assertFalse(pages.warm());
    assertFalse(pages.warm());
    assertEquals(List.of("524288+64"), warmed);
  }
}
