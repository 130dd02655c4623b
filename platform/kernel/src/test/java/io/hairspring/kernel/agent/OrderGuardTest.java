package io.hairspring.kernel.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.RejectReason;
import io.hairspring.api.order.ReportKind;
import io.hairspring.api.order.ReportSink;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.ExecutionReportEncoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandDecoder;
import io.hairspring.schema.OrderCommandEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class OrderGuardTest {
  private final SetClock clock = new SetClock();
  private final List<String> taken = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final UnsafeBuffer line = new UnsafeBuffer(new byte[64]);
  private int gatewayRoom = Integer.MAX_VALUE;
  private boolean laneRoom = true;

  private final OrderGateway gateway =
      new OrderGateway() {
        @Override
        public boolean onCommand(DirectBuffer buffer, int offset) {
          if (gatewayRoom == 0) {
            return false;
          }
          gatewayRoom--;
          final OrderCommandDecoder command = new OrderCommandDecoder();
          command.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
          taken.add(OrderCommandKind.of(command.kind()) + " " + command.clientOrderId());
          return true;
        }

        @Override
        public int poll(long nowNanos, ReportSink reports) {
          return 0;
        }

        @Override
        public void close() {}
      };

  private final OrderGuard guard = new OrderGuard(gateway, clock, this::tell, 16);

  private boolean tell(DirectBuffer buffer, int offset) {
    if (laneRoom) {
      final ExecutionReportDecoder report = new ExecutionReportDecoder();
      report.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
      told.add(
          ReportKind.of(report.kind())
              + " "
              + report.clientOrderId()
              + " "
              + RejectReason.of(report.reason()));
    }
    return laneRoom;
  }

  private boolean command(OrderCommandKind kind, long id) {
    new OrderCommandEncoder()
        .wrapAndApplyHeader(line, 0, new MessageHeaderEncoder())
        .clientOrderId(id)
        .instrument(3)
        .kind((short) kind.ordinal());
    return guard.take(line, 0);
  }

  private void report(ReportKind kind, long id, RejectReason reason) {
    new ExecutionReportEncoder()
        .wrapAndApplyHeader(line, 0, new MessageHeaderEncoder())
        .clientOrderId(id)
        .kind((short) kind.ordinal())
        .reason((short) reason.ordinal());
    guard.offer(line, 0);
  }

  private void report(ReportKind kind, long id) {
    report(kind, id, RejectReason.NONE);
  }

  @Test
  void shouldCancelWhatIsOpenWhenTheSwitchIsThrownAndOnlyOnce() {
    for (long id = 1; id <= 4; id++) {
      command(OrderCommandKind.NEW, id);
    }
    report(ReportKind.ACKNOWLEDGED, 1);
    report(ReportKind.FILL, 2);
    report(ReportKind.CANCELLED, 3);
    taken.clear();
    clock.now = 900;
    guard.halt(800);
    assertEquals(2, guard.sweep());
    assertEquals(2, taken.size());
    assertTrue(taken.containsAll(List.of("CANCEL 1", "CANCEL 4")), taken::toString);
    assertEquals(900, guard.lastOutNanos());
    assertEquals(0, guard.sweep());
    assertEquals(2, guard.cancelled());
    report(ReportKind.CANCELLED, 1);
    report(ReportKind.CANCELLED, 4);
    assertEquals(0, guard.openOrders());
  }

  @Test
  void shouldGoOnCancellingWhereTheGatewayWasFull() {
    for (long id = 1; id <= 5; id++) {
      command(OrderCommandKind.NEW, id);
    }
    taken.clear();
    guard.halt(1);
    gatewayRoom = 2;
    assertEquals(2, guard.sweep());
    assertEquals(0, guard.lastOutNanos());
    gatewayRoom = 9;
    clock.now = 5;
    assertEquals(3, guard.sweep());
    assertEquals(5, taken.stream().distinct().count());
    assertEquals(5, guard.lastOutNanos());
  }

  @Test
  void shouldRefuseNewAndReplacedOrdersUntilTheSwitchIsTakenBackAndLetCancelsPass() {
    command(OrderCommandKind.NEW, 1);
    guard.halt(1);
    assertTrue(command(OrderCommandKind.NEW, 2));
    assertTrue(command(OrderCommandKind.REPLACE, 1));
    assertTrue(command(OrderCommandKind.CANCEL, 1));
    assertEquals(List.of("REJECTED 2 HALTED", "REJECTED 1 HALTED"), told);
    assertEquals(List.of("NEW 1", "CANCEL 1"), taken);
    assertEquals(2, guard.refused());
    assertEquals(1, guard.openOrders());
    guard.halt(0);
    assertEquals(0, guard.sweep());
    assertTrue(command(OrderCommandKind.NEW, 3));
    assertEquals("NEW 3", taken.get(2));
    assertEquals(3, guard.taken());
  }

  @Test
  void shouldKeepACommandForWhichTheLaneHasNoRoomToBeRefused() {
    guard.halt(1);
    laneRoom = false;
    assertFalse(command(OrderCommandKind.NEW, 1));
    laneRoom = true;
    assertTrue(command(OrderCommandKind.NEW, 1));
    assertEquals(1, guard.refused());
  }

  @Test
  void shouldRejectAnOrderThatItCouldNotKeepInMind() {
    for (long id = 1; id <= 17; id++) {
      assertTrue(command(OrderCommandKind.NEW, id));
    }
    assertEquals(List.of("REJECTED 17 CAPACITY"), told);
    assertEquals(16, guard.openOrders());
  }

  @Test
  void shouldNotCountAnOrderThatTheGatewayDidNotTake() {
    gatewayRoom = 0;
    assertFalse(command(OrderCommandKind.NEW, 1));
    assertEquals(0, guard.openOrders());
    gatewayRoom = 1;
    assertTrue(command(OrderCommandKind.NEW, 1));
    assertEquals(1, guard.openOrders());
  }

  @Test
  void shouldTakeARejectedOrderForClosedButNotOneWhoseReplaceIsRejected() {
    command(OrderCommandKind.NEW, 1);
    command(OrderCommandKind.NEW, 2);
    command(OrderCommandKind.NEW, 3);
    report(ReportKind.REJECTED, 1, RejectReason.INVALID);
    report(ReportKind.ACKNOWLEDGED, 2);
    report(ReportKind.REJECTED, 2, RejectReason.INVALID);
    report(ReportKind.REJECTED, 3, RejectReason.DUPLICATE_ORDER);
    report(ReportKind.REJECTED, 77, RejectReason.UNKNOWN_ORDER);
    assertEquals(2, guard.openOrders());
    report(ReportKind.REJECTED, 2, RejectReason.UNKNOWN_ORDER);
    assertEquals(1, guard.openOrders());
  }

  @Test
  void shouldCancelAgainWhatTheVenueWouldNotCancelWhenTheSwitchIsThrownAgain() {
    command(OrderCommandKind.NEW, 1);
    report(ReportKind.ACKNOWLEDGED, 1);
    guard.halt(800);
    assertEquals(1, guard.sweep());
    report(ReportKind.REJECTED, 1, RejectReason.INVALID);
    assertEquals(1, guard.openOrders());
    guard.halt(900);
    assertEquals(1, guard.sweep());
    guard.halt(1_000);
    assertEquals(0, guard.sweep(), "the cancel is on its way");
  }

  @Test
  void shouldLeaveAnOrderOpenWhileItsLastReportHasNotReachedTheLane() {
    command(OrderCommandKind.NEW, 1);
    laneRoom = false;
    report(ReportKind.FILL, 1);
    assertEquals(1, guard.openOrders());
  }
}
