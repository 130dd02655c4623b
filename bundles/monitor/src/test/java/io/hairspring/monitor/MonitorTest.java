package io.hairspring.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.AlertListener;
import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.Cause;
import io.hairspring.api.monitor.Distribution;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.monitor.LaneGlimpse;
import io.hairspring.api.monitor.TasksInForce;
import io.hairspring.api.monitor.TasksInForce.TaskInForce;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.schema.CycleRecordEncoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.TaskTimesEncoder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The monitor on records made by hand, its own thread turned by hand, on a clock set by hand. */
@Timeout(60)
class MonitorTest {
  private static final long USUAL = 1_000;
  private static final long GAP = 10_000;
  private static final long MILLI = 1_000_000;
  private static final TaskInForce TASK = new TaskInForce(3, "quoting", 2_000, 900);
  private static final TaskInForce BOOK = new TaskInForce(2, "book", 0, 200);
  private static final TasksInForce TASKS =
      new TasksInForce(1, "test", Arrays.asList(null, null, BOOK, TASK));

  private long now = 1_000_000_000;
  private final Monitor monitor =
      new Monitor(
          new PlatformClock() {
            @Override
            public long nanoTime() {
              return now;
            }

            @Override
            public long epochNanos(long nanoTime) {
              return nanoTime;
            }
          },
          MonitorSettings.from(
              Map.of(
                  "warm.up", "1000",
                  "stuck.us", "50",
                  "confirm.runs", "3",
                  "sample.ms", "10",
                  "mitigate.deadline", "shed, demote@50ms",
                  "mitigate.silence", "kill@2s",
                  "mitigate.shift", "replan@1s"),
              line -> {
                throw new AssertionError(line);
              }),
          List.of(),
          Runnable::run);
  private final ExecutionMonitor watch = monitor.records();
  private final RecordedMitigations done = new RecordedMitigations();
  private final UnsafeBuffer line = new UnsafeBuffer(new byte[64]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final CycleRecordEncoder cycle = new CycleRecordEncoder();
  private final TaskTimesEncoder times = new TaskTimesEncoder();
  private long cycles;
  private long busySince;
  private int running;
  private long waiting;
  private long waited;
  private int examined;

  /** A lane that is as the test says, in one session. */
  private final class SetLane implements LaneGlimpse {
    @Override
    public int lane() {
      return 0;
    }

    @Override
    public long busySince() {
      return busySince;
    }

    @Override
    public int task() {
      asked++;
      return running;
    }

    @Override
    public long cycles() {
      return cycles;
    }

    @Override
    public TasksInForce tasks() {
      return TASKS;
    }

    @Override
    public long eventsSent() {
      return cycles;
    }

    @Override
    public long marketWaiting() {
      return waiting;
    }

    @Override
    public long egressWaiting() {
      return 0;
    }

    @Override
    public long recordsWaiting() {
      return 0;
    }

    @Override
    public void examine() {
      examined++;
    }
  }

  private int asked;
  private final LaneGlimpse lane = new SetLane();

  @BeforeEach
  void begin() {
    monitor.mitigations(done);
    watch.onTurn(now, lane);
    for (int i = 0; i < 20_000; i++) {
      cycle(USUAL + i % 7, false);
    }
    monitor.turn();
    now += 100 * MILLI;
    monitor.turn();
  }

  private void cycle(long nanos, boolean missed) {
    now += GAP;
    cycles++;
    cycle
        .wrapAndApplyHeader(line, 0, header)
        .cycle(cycles)
        .dueNanos(now - nanos - waited - 100)
        .startNanos(now - nanos)
        .endNanos(now)
        .trigger((short) MarketEventDecoder.TEMPLATE_ID)
        .lane((short) 0);
    cycle.outcome().clear().deadlineMissed(missed);
    watch.onRecord(line, 0);
    watch.onTurn(now, lane);
  }

  private void timed(long nanos) {
    timed(3, nanos, 2, 0);
  }

  private void timed(long first, long nanos, long second, long more) {
    times.wrapAndApplyHeader(line, 0, header).cycle(cycles).time1(first << 48 | nanos);
    times.time2(more == 0 ? 0 : second << 48 | more).time3(0).time4(0).time5(0).time6(0);
    watch.onRecord(line, 0);
  }

  /** Goes on quietly for so long, with the monitor's own thread turned. */
  private void quiet(long nanos) {
    for (final long end = now + nanos; now < end; ) {
      for (int i = 0; i < 500; i++) {
        cycle(USUAL + i % 7, false);
      }
      monitor.turn();
    }
  }

  private List<Alert> raised(AnomalyKind kind) {
    return monitor.recent().stream().filter(a -> a.raised() && a.kind() == kind).toList();
  }

  @Test
  void shouldFindNothingInQuietCycles() {
    quiet(200 * MILLI);
    assertEquals(0, monitor.found());
    assertEquals(List.of(), monitor.recent());
  }

  @Test
  void shouldNoticeASlowTaskAtOnceNameItAndTakeTheMitigationBack() {
    cycle(5_000, true);
    final long first = now;
    assertEquals(List.of(), done.calls, "one alone is no anomaly yet");
    cycle(5_000, true);
    assertEquals(List.of("shed true"), done.calls);
    timed(4_700);
    cycle(5_000, true);
    timed(4_800);
    quiet(15 * MILLI);
    final Alert alert = raised(AnomalyKind.DEADLINE).get(0);
    assertEquals("cycle:market", alert.subject());
    assertEquals(first, alert.noticedNanos());
    assertEquals(first, alert.occurredNanos());
    assertEquals(5_000, alert.value());
    assertEquals(Cause.TASK, alert.cause());
    assertEquals("task quoting took 4800 ns, planned with 900 ns", alert.evidence());
    assertTrue(monitor.open().contains(alert));
    quiet(700 * MILLI);
    assertEquals(List.of("shed true", "shed false"), done.calls);
    assertEquals(List.of(), monitor.open());
    assertEquals(List.of(), monitor.mitigations());
    final List<Alert> all = monitor.recent();
    assertTrue(
        all.stream().anyMatch(a -> !a.raised() && a.number() == alert.number()), all::toString);
  }

  @Test
  void shouldDismissASingleSlowCycleForWhichThereIsNoEvidence() {
    cycle(50_000, true);
    quiet(100 * MILLI);
    assertEquals(0, monitor.found());
    assertTrue(monitor.dismissed() > 0);
    assertEquals(List.of(), done.calls);
  }

  @Test
  void shouldNotBlameATaskThatWasSlowOnceForItsLaneMayHaveBeenTakenFromIt() {
    quiet(20 * MILLI);
    for (int i = 0; i < 6; i++) {
      cycle(50_000, true);
    }
    timed(48_000);
    quiet(100 * MILLI);
    assertEquals(List.of(), raised(AnomalyKind.DEADLINE));
    assertTrue(monitor.dismissed() > 0);
  }

  @Test
  void shouldBlameTheTaskThatStandsOutAmongSeveralThatAreSlow() {
    for (int i = 0; i < 6; i++) {
      cycle(12_000, true);
      timed(3, 10_000, 2, 1_500);
    }
    quiet(15 * MILLI);
    assertEquals(Cause.TASK, raised(AnomalyKind.DEADLINE).get(0).cause());
  }

  @Test
  void shouldBlameNoTaskWhenAllAreSlowAlike() {
    for (int i = 0; i < 6; i++) {
      cycle(12_000, true);
      timed(3, 4_000, 2, 2_000);
    }
    quiet(100 * MILLI);
    assertEquals(List.of(), raised(AnomalyKind.DEADLINE));
    assertTrue(monitor.dismissed() > 0);
  }

  @Test
  void shouldBlameATaskThatWasSlowForAMomentAndIsNotAnyMore() {
    quiet(20 * MILLI);
    for (int i = 0; i < 6; i++) {
      cycle(5_000, true);
      timed(4_800);
    }
    for (int i = 0; i < 50; i++) {
      cycle(USUAL, false);
      timed(900);
    }
    quiet(15 * MILLI);
    assertEquals(Cause.TASK, raised(AnomalyKind.DEADLINE).get(0).cause());
  }

  @Test
  void shouldNotBlameATaskThatIsSlowNowAndThen() {
    quiet(20 * MILLI);
    for (int i = 0; i < 12; i++) {
      cycle(5_000, true);
      timed(i % 3 == 0 ? 4_800 : 900);
    }
    quiet(100 * MILLI);
    assertEquals(List.of(), raised(AnomalyKind.DEADLINE));
    assertTrue(monitor.dismissed() > 0);
  }

  @Test
  void shouldNotSayThatATaskDoesNotReturnBeforeTheObserverHasLookedAgain() {
    busySince = now;
    running = 3;
    now += 100_000;
    watch.onTurn(now, lane);
    now += 50 * MILLI;
    monitor.turn();
    assertEquals(List.of(), raised(AnomalyKind.STUCK));
    busySince = 0;
    quiet(50 * MILLI);
    assertEquals(List.of(), raised(AnomalyKind.STUCK));
    assertTrue(monitor.dismissed() > 0);
  }

  @Test
  void shouldHaveTheLaneTimedForASlowCycleAndNotForAnEventThatWaited() {
    waited = 500_000;
    cycle(USUAL, false);
    assertEquals(0, examined);
    waited = 0;
    cycle(50_000, false);
    assertTrue(examined > 0);
  }

  @Test
  void shouldTellOfWhatLastsAlsoWhenNobodyKnowsWhy() {
    quiet(20 * MILLI);
    for (int i = 0; i < 250; i++) {
      cycle(5_000, true);
    }
    quiet(100 * MILLI);
    assertEquals(Cause.UNKNOWN, raised(AnomalyKind.DEADLINE).get(0).cause());
  }

  @Test
  void shouldClimbTheLadderWhileTheAnomalyLasts() {
    for (int i = 0; i < 30; i++) {
      for (int j = 0; j < 300; j++) {
        cycle(5_000, true);
      }
      timed(4_800);
      monitor.turn();
    }
    assertEquals(List.of("shed true", "demote quoting"), done.calls);
  }

  @Test
  void shouldFindABudgetThatIsExceededAgainAndAgain() {
    for (int i = 0; i < 3; i++) {
      cycle(USUAL, false);
      timed(2_500);
    }
    quiet(15 * MILLI);
    final Alert alert = raised(AnomalyKind.BUDGET).get(0);
    assertEquals("task:quoting", alert.subject());
    assertEquals(2_000, alert.limit());
    assertEquals(Cause.TASK, alert.cause());
  }

  @Test
  void shouldSeeATaskThatDoesNotReturnWhileItStillRuns() {
    busySince = now;
    running = 3;
    for (int i = 0; i < 3_000; i++) {
      now += GAP;
      watch.onTurn(now, lane);
      if (i % 500 == 0) {
        monitor.turn();
      }
    }
    final Alert alert = raised(AnomalyKind.STUCK).get(0);
    assertEquals("task:quoting", alert.subject());
    assertEquals(Cause.TASK, alert.cause());
    assertTrue(alert.noticedNanos() - alert.occurredNanos() <= GAP);
    busySince = 0;
    quiet(50 * MILLI);
    assertEquals(List.of(), monitor.open());
  }

  @Test
  void shouldNotLookAtWhatALaneRunsBeforeThatCouldBeStuck() {
    final long least = 50_000;
    busySince = now;
    asked = 0;
    for (long end = now + least; now + GAP <= end; ) {
      now += GAP;
      watch.onTurn(now, lane);
    }
    assertEquals(0, asked);
    now = busySince + least + 1;
    watch.onTurn(now, lane);
    assertEquals(1, asked);
  }

  @Test
  void shouldFindAFeedThatHasFallenSilent() {
    for (int i = 0; i < 5_000; i++) {
      now += GAP;
      watch.onTurn(now, lane);
      if (i % 500 == 0) {
        monitor.turn();
      }
    }
    final Alert alert = raised(AnomalyKind.SILENCE).get(0);
    assertEquals("feed", alert.subject());
    assertEquals(Cause.FEED_SILENCE, alert.cause());
  }

  @Test
  void shouldFindAQueueThatGrows() {
    for (int i = 0; i < 30; i++) {
      waiting += 1_000;
      for (int j = 0; j < 100; j++) {
        cycle(USUAL, false);
      }
    }
    monitor.turn();
    now += 10 * MILLI;
    monitor.turn();
    assertEquals("ring:market", raised(AnomalyKind.QUEUE).get(0).subject());
  }

  /** The monitor's own thread has turns for so long, and the observer none. */
  private void unobserved(long nanos) {
    for (final long end = now + nanos; now < end; now += 10 * MILLI) {
      monitor.turn();
    }
  }

  private void fallSilent() {
    for (int i = 0; i < 5_000; i++) {
      now += GAP;
      watch.onTurn(now, lane);
      if (i % 500 == 0) {
        monitor.turn();
      }
    }
    assertEquals(1, raised(AnomalyKind.SILENCE).size());
  }

  @Test
  void shouldEndWhatIsUnderWayAndClimbNoFurtherWhenTheObserverShowsNothingAnyMore() {
    fallSilent();
    for (int i = 0; i < 4; i++) {
      cycle(5_000, true);
    }
    timed(4_800);
    timed(4_800);
    unobserved(1_500 * MILLI);
    assertEquals(List.of(), monitor.open());
    unobserved(3_000 * MILLI);
    assertEquals(List.of(), monitor.mitigations());
    assertFalse(done.calls.contains("kill monitor"), done.calls::toString);
  }

  @Test
  void shouldNoticeAnewWhatStillLastsWhenTheObserverIsThereAgain() {
    fallSilent();
    unobserved(1_500 * MILLI);
    for (int i = 0; i < 2_500; i++) {
      now += GAP;
      watch.onTurn(now, lane);
      if (i % 500 == 0) {
        monitor.turn();
      }
    }
    assertEquals(2, raised(AnomalyKind.SILENCE).size());
  }

  @Test
  void shouldHaveWhatIsUnderWayEndWithItsSession() {
    fallSilent();
    watch.onTurn(now, new SetLane());
    monitor.turn();
    assertEquals(List.of(), monitor.open());
  }

  @Test
  void shouldClimbTheLadderOfAShiftWhichIsSeenOnlyOnce() {
    quiet(1_000 * MILLI);
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 1_000; j++) {
        cycle(2 * USUAL, false);
      }
      monitor.turn();
    }
    assertEquals(1, raised(AnomalyKind.SHIFT).size());
    assertFalse(done.calls.contains("replan"), "not yet");
    for (int i = 0; i < 100; i++) {
      for (int j = 0; j < 1_000; j++) {
        cycle(2 * USUAL, false);
      }
      monitor.turn();
    }
    assertTrue(done.calls.contains("replan"), done.calls::toString);
  }

  @Test
  void shouldDoItByWhoCameBeforeTheOtherHadGone() {
    final RecordedMitigations other = new RecordedMitigations();
    monitor.mitigations(other);
    monitor.left(done);
    cycle(5_000, true);
    cycle(5_000, true);
    assertEquals(List.of("shed true"), other.calls);
    monitor.left(other);
    quiet(700 * MILLI);
    assertEquals(List.of("shed true"), other.calls);
  }

  @Test
  void shouldTellListenersAndNotBeKeptByOneThatBlocksOrThrows() throws InterruptedException {
    final CountDownLatch release = new CountDownLatch(1);
    final AtomicLong told = new AtomicLong();
    final AlertListener blocking =
        alert -> {
          try {
            release.await();
          } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    final AlertListener broken =
        alert -> {
          told.incrementAndGet();
          throw new IllegalStateException("broken");
        };
    monitor.listen(blocking);
    monitor.listen(broken);
    quiet(20 * MILLI);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        cycle(5_000, true);
        timed(4_800);
      }
      quiet(100 * MILLI);
    }
    final long all = monitor.recent().size();
    assertTrue(all >= 6);
    final long deadline = System.nanoTime() + 20_000 * MILLI;
    while (told.get() < all && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals(all, told.get());
    release.countDown();
    monitor.forget(blocking);
    monitor.forget(broken);
  }

  @Test
  void shouldHaveNoThreadLeftOnceItHasStopped() {
    monitor.start();
    assertTrue(threads() > 0);
    monitor.stop();
    assertEquals(0, threads());
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("hairspring-monitor"))
        .count();
  }

  @Test
  void shouldMeasureTimesIntervalsAndHops() throws InterruptedException {
    final List<Distribution> seen = new ArrayList<>();
    final Thread reader = new Thread(() -> seen.addAll(monitor.distributions()));
    reader.start();
    while (reader.isAlive()) {
      watch.onTurn(now, lane);
    }
    reader.join();
    final Distribution time = find(seen, "cycle:market", "time");
    assertEquals(20_000, time.count());
    assertEquals(1_003.0, (double) time.p50(), 8);
    assertEquals(1_003.0, time.mean(), 1);
    assertEquals((double) GAP, (double) find(seen, "cycle:market", "interval").p50(), 100);
    assertEquals(100, find(seen, "ring:market", "hop").p50());
  }

  private static Distribution find(List<Distribution> all, String subject, String measure) {
    return all.stream()
        .filter(d -> d.subject().equals(subject) && d.measure().equals(measure))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldAllocateNothingForARecordOrATurn() {
    final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    final long id = Thread.currentThread().getId();
    for (int i = 0; i < 50_000; i++) {
      cycle(USUAL + i % 7, false);
    }
    timed(900);
    final long before = threads.getThreadAllocatedBytes(id);
    for (int i = 0; i < 300_000; i++) {
      cycle(USUAL + i % 7, false);
      if (i % 61 == 0) {
        timed(900);
      }
    }
    // The question itself may allocate a little; a byte a record would be 300,000.
    assertTrue(threads.getThreadAllocatedBytes(id) - before < 10_000);
  }

  @Test
  void shouldKeepItsDefaultsWhereAConfiguredNumberIsWrong() {
    final List<String> wrong = new ArrayList<>();
    final MonitorSettings settings =
        MonitorSettings.from(Map.of("silence.ms", "long", "confirm.runs", "0"), wrong::add);
    assertEquals(6, settings.confirmedRuns());
    assertEquals(20 * MILLI, settings.detectors().silenceNanos());
    assertEquals(2, wrong.size());
    assertEquals(
        "etc/io.hairspring.monitor.cfg: silence.ms = long: must be a whole number from 1 to 86400000;"
            + " 20 holds",
        wrong.get(0));
  }
}
