package io.hairspring.kernel.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.placement.ThreadPlacement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompilationTest {
  private static final long WARM = Compilation.WARM_NANOS;

  private final List<Boolean> told = new ArrayList<>();
  private final ThreadPlacement placement =
      new ThreadPlacement() {
        @Override
        public int pinCurrentThread(int core) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void confineCurrentThread() {
          throw new UnsupportedOperationException();
        }

        @Override
        public void deferCompilation(boolean deferred) {
          told.add(deferred);
        }
      };
  private final Object session = new Object();
  private ThreadPlacement present = placement;
  private final Compilation compilation = new Compilation(() -> present);

  @Test
  void shouldStandBackOnceASessionHasTradedForAWhile() {
    compilation.turn(session, false, 1_000);
    compilation.turn(session, false, 999 + WARM);
    assertEquals(List.of(), told);

    compilation.turn(session, false, 1_000 + WARM);
    compilation.turn(session, false, 2_000 + WARM);
    assertEquals(List.of(true), told);
  }

  @Test
  void shouldComeForwardWhileSomethingNewIsWarmedUp() {
    compilation.turn(session, false, 0);
    compilation.turn(session, false, WARM);
    compilation.turn(session, true, WARM + 1);
    compilation.turn(session, false, WARM + 2);
    assertEquals(List.of(true, false, true), told);
  }

  @Test
  void shouldComeForwardForTheNextSession() {
    compilation.turn(session, false, 0);
    compilation.turn(session, false, WARM);
    compilation.turn(new Object(), false, WARM + 1);
    assertEquals(List.of(true, false), told);
  }

  @Test
  void shouldComeForwardWhenTradingEnds() {
    compilation.turn(session, false, 0);
    compilation.turn(session, false, WARM);
    compilation.turn(null, false, WARM + 1);
    assertEquals(List.of(true, false), told);
  }

  @Test
  void shouldDoNothingWhereNobodyPlacesThreads() {
    present = null;
    compilation.turn(session, false, 0);
    compilation.turn(session, false, WARM);
    assertEquals(List.of(), told);
  }
}
