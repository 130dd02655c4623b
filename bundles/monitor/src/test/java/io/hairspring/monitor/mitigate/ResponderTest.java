package io.hairspring.monitor.mitigate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hairspring.api.config.Configuration;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.Cause;
import io.hairspring.monitor.RecordedMitigations;
import io.hairspring.monitor.observe.Episode;
import io.hairspring.monitor.observe.Subject;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ResponderTest {
  private static final long MILLI = 1_000_000;

  private final RecordedMitigations done = new RecordedMitigations();
  private String blamed = "slow";
  private Executor plans = Runnable::run;
  private Supplier<Mitigations> withMitigations = () -> done;
  private final Responder responder =
      new Responder(
          Policy.from(
              Configuration.of(
                  "f",
                  Map.of(
                      "mitigate.deadline", "shed, demote@100ms, quarantine@1s",
                      "mitigate.burst", "shed, throttle:500@10ms",
                      "mitigate.shift", "replan",
                      "mitigate.queue", "kill",
                      "mitigate.silence", "hold-orders, fallback@5ms",
                      "mitigate.jitter", "throttle:900",
                      "mitigate.stuck", "quarantine, kill@1s")),
              line -> {
                throw new AssertionError(line);
              }),
          () -> withMitigations.get(),
          work -> plans.execute(work),
          episode -> blamed,
          10 * MILLI,
          64);
  private long number;

  private Episode episode(AnomalyKind kind, long now) {
    return Episode.measured(++number, kind, new Subject("lane:0", 0, 0), now, 1, 1, 1);
  }

  private List<String> done() {
    final List<String> calls = List.copyOf(done.calls);
    done.calls.clear();
    return calls;
  }

  @Test
  void shouldDoWhatIsFastAtOnceAndClimbWhileTheAnomalyLasts() {
    final Episode slow = episode(AnomalyKind.DEADLINE, 0);
    responder.first(slow);
    assertEquals(List.of("shed true"), done());
    responder.confirmed(slow, Cause.TASK);
    responder.turn(50 * MILLI);
    assertEquals(List.of(), done());
    responder.turn(100 * MILLI);
    responder.turn(110 * MILLI);
    assertEquals(List.of("demote slow"), done());
    responder.turn(1_000 * MILLI);
    assertEquals(List.of("quarantine slow"), done());
    assertEquals(List.of("demote slow", "quarantine slow", "shed"), responder.inForce());
    responder.over(slow, 1_100 * MILLI);
    responder.turn(1_105 * MILLI);
    assertEquals(List.of(), done());
    responder.turn(1_110 * MILLI);
    assertEquals(
        List.of("promote slow", "release slow", "shed false"), done().stream().sorted().toList());
    assertEquals(List.of(), responder.inForce());
  }

  @Test
  @Timeout(30)
  void shouldNotHaveTheObserverWaitForWhoIsAboutAMitigationAndSeeToWhatItFoundAfterwards()
      throws InterruptedException {
    final CountDownLatch about = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    withMitigations =
        () -> {
          about.countDown();
          awaitForSure(goOn);
          return done;
        };
    final Thread other = new Thread(() -> responder.first(episode(AnomalyKind.DEADLINE, 0)));
    other.start();
    about.await();
    responder.first(episode(AnomalyKind.SILENCE, 1));
    assertEquals(List.of(), done(), "nothing can have been done yet");
    goOn.countDown();
    other.join();
    assertEquals(List.of("shed true", "hold true"), done());
  }

  private static void awaitForSure(CountDownLatch latch) {
    try {
      latch.await();
    } catch (final InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldDoNothingAnyMoreOnceItHasLeft() {
    responder.first(episode(AnomalyKind.DEADLINE, 0));
    responder.leave();
    assertEquals(List.of("shed true", "shed false"), done());
    responder.first(episode(AnomalyKind.DEADLINE, 1));
    assertEquals(List.of(), done(), "nobody would take it back");
  }

  @Test
  void shouldDoNothingAboutWhatWasDismissedAMomentBefore() {
    final Episode gone = episode(AnomalyKind.DEADLINE, 0);
    gone.end();
    responder.over(gone, 0);
    responder.first(gone);
    responder.confirmed(gone, Cause.TASK);
    responder.over(gone, 0);
    assertEquals(List.of(), done());
    assertEquals(List.of(), responder.inForce());
  }

  @Test
  void shouldKeepWhatTwoAnomaliesCallForUntilNeitherDoes() {
    final Episode one = episode(AnomalyKind.DEADLINE, 0);
    final Episode other = episode(AnomalyKind.BURST, 0);
    responder.first(one);
    responder.first(other);
    assertEquals(List.of("shed true"), done());
    responder.over(one, 0);
    responder.turn(50 * MILLI);
    assertEquals(List.of(), done());
    responder.over(other, 50 * MILLI);
    responder.turn(60 * MILLI);
    assertEquals(List.of("shed false"), done());
  }

  @Test
  void shouldKeepAMitigationLongerEachTimeItIsWantedAgainSoon() {
    long now = 0;
    for (final long stays : new long[] {10, 20, 40}) {
      final Episode again = episode(AnomalyKind.DEADLINE, now);
      responder.first(again);
      responder.over(again, now);
      responder.turn(now + stays * MILLI - 1);
      assertEquals(List.of("shed true"), done());
      now += stays * MILLI;
      responder.turn(now);
      assertEquals(List.of("shed false"), done());
    }
    now += 3_600_000 * MILLI;
    responder.turn(now);
    final Episode late = episode(AnomalyKind.DEADLINE, now);
    responder.first(late);
    responder.over(late, now);
    responder.turn(now + 10 * MILLI);
    assertEquals(List.of("shed true", "shed false"), done());
  }

  @Test
  void shouldThrowTheKillSwitchForWhatIsConfirmedOnlyAndNeverTakeItBack() {
    final Episode queue = episode(AnomalyKind.QUEUE, 0);
    responder.first(queue);
    assertEquals(List.of(), done());
    responder.confirmed(queue, Cause.TASK);
    responder.turn(1);
    assertEquals(List.of("kill monitor"), done());
    responder.over(queue, 2);
    responder.turn(100 * MILLI);
    assertEquals(List.of(), done());
  }

  @Test
  void shouldReplanHoldThrottleAndFallBack() {
    for (final AnomalyKind kind :
        List.of(AnomalyKind.SHIFT, AnomalyKind.SILENCE, AnomalyKind.BURST)) {
      final Episode episode = episode(kind, 0);
      responder.confirmed(episode, Cause.TASK);
      responder.turn(10 * MILLI);
      responder.over(episode, 10 * MILLI);
      responder.turn(20 * MILLI);
    }
    assertEquals(
        List.of(
            "fallback slow",
            "hold false",
            "hold true",
            "primary slow",
            "replan",
            "shed false",
            "shed true",
            "throttle 0",
            "throttle 500"),
        done().stream().sorted().toList());
  }

  @Test
  void shouldLeaveOutAStepForWhichNobodyIsToBlame() {
    blamed = "";
    final Episode slow = episode(AnomalyKind.DEADLINE, 0);
    responder.confirmed(slow, Cause.TASK);
    responder.turn(2_000 * MILLI);
    assertEquals(List.of("shed true"), done());
  }

  @Test
  void shouldGoOnWhenAMitigationIsRefusedAndNeitherCallItInForceNorTakeItBack() {
    done.refused = "demote slow";
    final Episode slow = episode(AnomalyKind.DEADLINE, 0);
    responder.confirmed(slow, Cause.TASK);
    responder.turn(2_000 * MILLI);
    assertEquals(List.of("quarantine slow", "shed true"), done().stream().sorted().toList());
    assertEquals(List.of("quarantine slow", "shed"), responder.inForce());
    responder.over(slow, 2_000 * MILLI);
    responder.turn(2_010 * MILLI);
    assertEquals(List.of("release slow", "shed false"), done().stream().sorted().toList());
  }

  @Test
  void shouldTryAgainWhatWasRefusedWhenAnotherAnomalyCallsForItLater() {
    done.refused = "shed true";
    final Episode one = episode(AnomalyKind.BURST, 0);
    responder.first(one);
    responder.over(one, 0);
    responder.turn(10 * MILLI);
    done.refused = "";
    responder.first(episode(AnomalyKind.BURST, 11 * MILLI));
    assertEquals(List.of("shed true"), done());
    assertEquals(List.of("shed"), responder.inForce());
  }

  @Test
  void shouldTakeEverythingBackWhenTheMonitorLeaves() {
    responder.first(episode(AnomalyKind.BURST, 0));
    responder.leave();
    assertEquals(List.of("shed true", "shed false"), done());
  }

  @Test
  void shouldTakeBackWhatThePlatformHadInForceThoughNoLaneCouldAdoptIt() {
    done.notAdopted = "quarantine slow";
    final Episode stuck = episode(AnomalyKind.STUCK, 0);
    responder.confirmed(stuck, Cause.TASK);
    responder.turn(1);
    assertEquals(List.of("quarantine slow"), done());
    assertEquals(List.of("quarantine slow"), responder.inForce());
    responder.over(stuck, 2);
    responder.turn(10 * MILLI + 2);
    assertEquals(List.of("release slow"), done());
    assertEquals(List.of(), responder.inForce());
  }

  @Test
  void shouldTakeBackWhatNoLaneCouldAdoptWhenTheMonitorLeaves() {
    done.notAdopted = "quarantine slow";
    responder.confirmed(episode(AnomalyKind.STUCK, 0), Cause.TASK);
    responder.turn(1);
    responder.leave();
    assertEquals(List.of("quarantine slow", "release slow"), done());
  }

  @Test
  void shouldThrowTheKillSwitchWhileAPlanIsNotAdoptedYet() {
    final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    plans = waiting::add;
    final Episode stuck = episode(AnomalyKind.STUCK, 0);
    responder.confirmed(stuck, Cause.TASK);
    responder.turn(1);
    responder.turn(1_000 * MILLI);
    assertEquals(List.of("kill monitor"), done());
    responder.over(stuck, 1_000 * MILLI);
    responder.turn(2_000 * MILLI);
    assertEquals(1, waiting.size(), "it is not taken back before it has been done");
    waiting.remove().run();
    assertEquals(List.of("quarantine slow"), done());
    responder.turn(2_000 * MILLI);
    waiting.remove().run();
    assertEquals(List.of("release slow"), done());
  }

  @Test
  void shouldNotDoAnyMoreOnceItHasLeftWhatWasStillToBeDone() {
    final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    plans = waiting::add;
    responder.confirmed(episode(AnomalyKind.STUCK, 0), Cause.TASK);
    responder.turn(1);
    responder.leave();
    waiting.forEach(Runnable::run);
    assertEquals(List.of(), done());
  }

  @Test
  void shouldTryAgainAfterAnotherCoolDownWhatCannotBeTakenBack() {
    final Episode slow = episode(AnomalyKind.STUCK, 0);
    responder.confirmed(slow, Cause.TASK);
    responder.turn(1);
    responder.over(slow, 1);
    done.broken = "release slow";
    responder.turn(10 * MILLI + 1);
    assertEquals(List.of("quarantine slow"), responder.inForce());
    done.broken = "";
    responder.turn(20 * MILLI);
    assertEquals(List.of("quarantine slow"), done());
    responder.turn(20 * MILLI + 1);
    assertEquals(List.of("release slow"), done());
    assertEquals(List.of(), responder.inForce());
  }

  @Test
  void shouldNotTakeBackAgainWhatIsTakenBackAndNotAdoptedYet() {
    final Episode slow = episode(AnomalyKind.STUCK, 0);
    responder.confirmed(slow, Cause.TASK);
    responder.turn(1);
    responder.over(slow, 1);
    done.notAdopted = "release slow";
    responder.turn(10 * MILLI + 1);
    responder.turn(50 * MILLI);
    assertEquals(List.of("quarantine slow", "release slow"), done());
  }

  @Test
  void shouldThrowTheKillSwitchForTheNextAnomalyWhenAPersonHasEnabledAgain() {
    final Episode one = episode(AnomalyKind.QUEUE, 0);
    responder.confirmed(one, Cause.TASK);
    responder.turn(1);
    done.enable("ann", "");
    responder.turn(2);
    assertEquals(List.of("kill monitor", "enable ann"), done(), "a person has answered for it");
    final Episode other = episode(AnomalyKind.QUEUE, 3);
    responder.confirmed(other, Cause.TASK);
    responder.turn(4);
    assertEquals(List.of("kill monitor"), done());
    responder.confirmed(episode(AnomalyKind.QUEUE, 5), Cause.TASK);
    responder.turn(6);
    assertEquals(List.of(), done(), "it is thrown already");
  }

  @Test
  void shouldHoldTheFeedToTheLowestOfTheRatesThatAreCalledFor() {
    final Episode burst = episode(AnomalyKind.BURST, 0);
    final Episode jitter = episode(AnomalyKind.JITTER, 0);
    responder.confirmed(burst, Cause.TASK);
    responder.turn(10 * MILLI);
    assertEquals(List.of("shed true", "throttle 500"), done());
    responder.confirmed(jitter, Cause.TASK);
    responder.turn(11 * MILLI);
    assertEquals(List.of("throttle 500"), done());
    responder.over(burst, 11 * MILLI);
    responder.turn(21 * MILLI);
    assertEquals(List.of("shed false", "throttle 900"), done().stream().sorted().toList());
    responder.over(jitter, 21 * MILLI);
    responder.turn(31 * MILLI);
    assertEquals(List.of("throttle 0"), done());
  }

  @Test
  void shouldPutInForceAgainWhatTheMonitorBeforeItHasTakenBack() {
    responder.confirmed(episode(AnomalyKind.DEADLINE, 0), Cause.TASK);
    responder.turn(1);
    responder.turn(20 * MILLI);
    assertEquals(List.of("shed true"), done());
    done.shed(Mitigations.Party.MONITOR, false, "the monitor leaves");
    responder.turn(21 * MILLI);
    assertEquals(List.of("shed false", "shed true"), done());
  }

  @Test
  void shouldLeaveAloneWhatItsSuccessorHasTakenBack() {
    responder.confirmed(episode(AnomalyKind.DEADLINE, 0), Cause.TASK);
    responder.turn(1);
    done.shed(Mitigations.Party.MONITOR, false, "it is over");
    responder.leave();
    assertEquals(List.of("shed true", "shed false"), done());
  }

  @Test
  void shouldMakeNoOtherPlanForWhatTheMachineHasDone() {
    responder.confirmed(episode(AnomalyKind.SHIFT, 0), Cause.HOST_NOISE);
    responder.turn(0);
    assertEquals(List.of(), done());
    responder.confirmed(episode(AnomalyKind.SHIFT, 0), Cause.UNKNOWN);
    responder.turn(0);
    assertEquals(List.of("replan"), done());
  }
}
