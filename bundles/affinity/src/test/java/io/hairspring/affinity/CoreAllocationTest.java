package io.hairspring.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.hairspring.api.placement.ThreadPlacement;
import org.junit.jupiter.api.Test;

class CoreAllocationTest {
  private final CoreAllocation cores = new CoreAllocation(CoreList.parse("0,2-3"));
  private final Thread first = new Thread(() -> {}, "lane-0");
  private final Thread second = new Thread(() -> {}, "lane-1");

  @Test
  void shouldChooseTheHighestFreeCoreAndCoreZeroLast() {
    assertEquals(3, cores.claim(ThreadPlacement.ANY, first));
    assertEquals(2, cores.claim(ThreadPlacement.ANY, second));
    assertEquals(0, cores.claim(ThreadPlacement.ANY, new Thread(() -> {})));
  }

  @Test
  void shouldChooseCoreZeroWhenItIsTheOnlyOne() {
    assertEquals(0, new CoreAllocation(CoreList.parse("0")).claim(ThreadPlacement.ANY, first));
  }

  @Test
  void shouldRefuseACoreOutsideTheMaskAndNameTheAllowedOnes() {
    assertEquals(
        "core 1 does not exist or is not allowed to this process: allowed 0, 2, 3; free 0, 2, 3",
        assertThrows(IllegalArgumentException.class, () -> cores.claim(1, first)).getMessage());
  }

  @Test
  void shouldRefuseANegativeCore() {
    assertThrows(IllegalArgumentException.class, () -> cores.claim(-2, first));
  }

  @Test
  void shouldRefuseACoreThatAnotherThreadHolds() {
    cores.claim(2, first);

    assertEquals(
        "core 2 is taken by thread lane-0: allowed 0, 2, 3; free 0, 3",
        assertThrows(IllegalArgumentException.class, () -> cores.claim(2, second)).getMessage());
  }

  @Test
  void shouldRefuseAnyWhenNoCoreIsFree() {
    CoreAllocation one = new CoreAllocation(CoreList.parse("4"));
    one.claim(4, first);

    assertEquals(
        "no core is free: allowed 4; free none",
        assertThrows(IllegalArgumentException.class, () -> one.claim(ThreadPlacement.ANY, second))
            .getMessage());
  }

  @Test
  void shouldFreeTheOldCoreWhenAThreadMoves() {
    cores.claim(2, first);
    cores.claim(3, first);

    assertEquals("0, 2", CoreList.format(cores.free()));
  }

  @Test
  void shouldKeepTheOldCoreWhenTheNewOneIsRefused() {
    cores.claim(2, first);
    cores.claim(3, second);

    assertThrows(IllegalArgumentException.class, () -> cores.claim(3, first));
    assertEquals("0", CoreList.format(cores.free()));
  }

  @Test
  void shouldFreeTheCoreOfAThreadThatHasEnded() throws InterruptedException {
    cores.claim(2, first);
    first.start();
    first.join();

    assertEquals(2, cores.claim(2, second));
  }
}
