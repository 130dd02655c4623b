package io.hairspring.kernel.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.kernel.journal.JournalTaps;
import io.hairspring.kernel.journal.Overflow;
import io.hairspring.kernel.ring.LineRing;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.OrderCommandDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class GatewayAgentTest {
  private final List<String> seen = new ArrayList<>();
  private final LineRing tap = new LineRing(8);
  private final LineRing egress = new LineRing(8);
  private final JournalTaps journal = new JournalTaps(Overflow.BLOCK, 2, 2, 2);
  private final SetClock clock = new SetClock();
  private long laneEvents;
  private boolean accepting = true;
  private boolean broken;

  private final OrderGateway gateway =
      new OrderGateway() {
        @Override
        public boolean onCommand(DirectBuffer buffer, int offset) {
          if (broken) {
            throw new IllegalStateException("venue gone");
          }
          if (accepting) {
            final OrderCommandDecoder line = new OrderCommandDecoder();
            line.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
            seen.add("command " + line.clientOrderId());
          }
          return accepting;
        }

        @Override
        public void onMarketEvent(DirectBuffer buffer, int offset) {
          final MarketEventDecoder line = new MarketEventDecoder();
          line.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
          seen.add("event " + line.sequence());
        }

        @Override
        public int poll(long nowNanos, ReportSink reports) {
          return 0;
        }

        @Override
        public void close() {
          seen.add("closed");
        }
      };

  private final GatewayAgent agent =
      new GatewayAgent(
          gateway, clock, () -> laneEvents, tap, egress, (buffer, offset) -> true, journal);

  private void feed(long sequence) {
    Lines.event(tap, sequence);
  }

  @Test
  void shouldShowTheGatewayAnEventOnlyAfterTheLaneHasRunIt() {
    feed(1);
    feed(2);
    agent.doWork();
    assertEquals(List.of(), seen);
    laneEvents++;
    agent.doWork();
    assertEquals(List.of("event 1"), seen);
  }

  @Test
  void shouldDeliverTheLanesCommandsBeforeTheEventsThatCausedThem() {
    feed(1);
    Lines.command(egress, 10);
    laneEvents++;
    agent.doWork();
    assertEquals(List.of("command 10", "event 1"), seen);
    assertEquals(1, agent.taken());
  }

  @Test
  void shouldGoFirstForAMomentWhenTheKillSwitchIsThrownAndShareItsCoreAgainByItself() {
    final List<String> calls = new ArrayList<>();
    agent.placement(
        new ThreadPlacement() {
          @Override
          public int pinCurrentThread(int core) {
            throw new AssertionError("no lane");
          }

          @Override
          public void confineCurrentThread() {
            throw new AssertionError("placed by whoever starts it");
          }

          @Override
          public void hurry(Thread thread) {
            calls.add("hurry " + thread.getName());
          }

          @Override
          public void relax(Thread thread) {
            calls.add("relax " + thread.getName());
          }
        });
    final String own = Thread.currentThread().getName();
    agent.onStart();
    calls.clear();
    agent.doWork();
    assertEquals(List.of(), calls);

    agent.halt(1);
    agent.hurry();
    assertEquals(List.of("hurry " + own, "relax " + own), calls);
    calls.clear();
    agent.doWork();
    agent.doWork();
    assertEquals(
        List.of("relax " + own, "relax " + own), calls, "who hurries it may be late with that");
    clock.now = 3_000_000;
    agent.doWork();
    calls.clear();
    agent.doWork();
    assertEquals(List.of(), calls);

    broken = true;
    Lines.command(egress, 10);
    agent.halt(0);
    agent.doWork();
    agent.halt(3_000_001);
    agent.doWork();
    assertEquals(
        List.of("relax " + own), calls, "a gateway that has failed does not keep the core");
  }

  @Test
  void shouldKeepACommandThatTheGatewayDoesNotTakeAndHoldEventsBehindIt() {
    accepting = false;
    feed(1);
    Lines.command(egress, 10);
    laneEvents++;
    agent.doWork();
    assertEquals(List.of(), seen);
    accepting = true;
    agent.doWork();
    assertEquals(List.of("command 10", "event 1"), seen);
  }

  @Test
  void shouldNotHandOverACommandThatIsNotCopiedForAJournalThatMustNotMissAnything() {
    Lines.command(egress, 10);
    Lines.command(egress, 11);
    Lines.command(egress, 12);
    agent.doWork();
    agent.doWork();
    assertEquals(List.of("command 10", "command 11"), seen);
    assertEquals(2, egress.consumed());
  }

  @Test
  void shouldDiscardTheLinesOfARelay() {
    Lines.event(egress, 1);
    agent.doWork();
    assertEquals(List.of(), seen);
    assertEquals(1, egress.consumed());
    assertEquals(0, agent.taken());
  }

  @Test
  void shouldLeaveCommandsInTheRingWhenTheGatewayFails() {
    broken = true;
    Lines.command(egress, 10);
    agent.doWork();
    agent.doWork();
    assertEquals(0, egress.consumed());
  }

  @Test
  void shouldSayWhyTheGatewayHasFailed() {
    assertEquals("", agent.failure());
    broken = true;
    Lines.command(egress, 10);
    agent.doWork();
    assertEquals("java.lang.IllegalStateException: venue gone", agent.failure());
  }

  @Test
  void shouldNotHoldTheFeedBackWhenTheGatewayHasFailed() {
    broken = true;
    Lines.command(egress, 10);
    agent.doWork();
    feed(1);
    agent.doWork();
    assertEquals(1, tap.consumed());
  }

  @Test
  void shouldNotBeIdleWhileAnEventWaitsForTheLane() {
    feed(1);
    agent.doWork();
    assertFalse(agent.idle());
    laneEvents++;
    agent.doWork();
    assertTrue(agent.idle());
  }

  @Test
  void shouldCloseTheGatewayWhenItsThreadEnds() {
    agent.onClose();
    assertEquals(List.of("closed"), seen);
  }
}
