package io.hairspring.kernel.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.task.Snapshotable;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The places of monitors, loggers and gateways. */
class SeatsTest {
  private final UnsafeBuffer line = new UnsafeBuffer(new byte[64]);

  private static ExecutionMonitor failing() {
    return (buffer, offset) -> {
      throw new IllegalStateException("blind");
    };
  }

  @Test
  void shouldShowARecordThatASuccessorFailsAtToTheMonitorBefore() {
    final List<Integer> seen = new ArrayList<>();
    final ExecutionMonitor old = (buffer, offset) -> seen.add(offset);
    final MonitorSeat seat = new MonitorSeat(old);
    seat.onRecord(line, 0);
    seat.succeed(failing());
    seat.onRecord(line, 64);
    assertEquals(List.of(0, 64), seen);
    assertEquals("blind", seat.failure().getMessage());
    assertSame(old, seat.current());
    seat.onTurn(1, null);
  }

  @Test
  void shouldFailAsItsMonitorDoesWhenNobodyStandsBy() {
    final MonitorSeat seat = new MonitorSeat((buffer, offset) -> {});
    seat.succeed(failing());
    seat.retire();
    seat.giveBack();
    assertThrows(IllegalStateException.class, () -> seat.onRecord(line, 0));
  }

  @Test
  void shouldGiveTheBatchThatOneLoggerDidNotTakeToItsSuccessor() {
    final Log old = new Log(false);
    final Log next = new Log(true);
    final LoggerSeat seat = new LoggerSeat(old);
    assertFalse(seat.append(line, 0, 64));
    seat.succeed(next);
    assertTrue(seat.append(line, 0, 64));
    assertEquals(0, old.batches);
    assertEquals(1, next.batches);
    assertEquals("here", seat.location());
    seat.giveBack();
    assertSame(old, seat.current());
  }

  private static final class Log implements ExecutionLogger {
    private final boolean takes;
    private int batches;

    Log(boolean takes) {
      this.takes = takes;
    }

    @Override
    public boolean append(DirectBuffer buffer, int offset, int length) {
      batches += takes ? 1 : 0;
      return takes;
    }

    @Override
    public String location() {
      return "here";
    }
  }

  /** Knows how many commands there were. */
  private static final class Venue implements OrderGateway, Snapshotable {
    long commands;
    boolean failsToRead;
    boolean failsAtCommands;
    boolean closed;
    int version = 1;
    Runnable whileItReads = () -> {};

    @Override
    public boolean onCommand(DirectBuffer buffer, int offset) {
      if (failsAtCommands) {
        throw new IllegalStateException("no connection");
      }
      commands++;
      return true;
    }

    @Override
    public int poll(long nowNanos, ReportSink reports) {
      return 1;
    }

    @Override
    public int snapshotVersion() {
      return version;
    }

    @Override
    public int write(MutableDirectBuffer buffer, int offset) {
      buffer.putLong(offset, commands);
      return Long.BYTES;
    }

    @Override
    public void read(int written, DirectBuffer buffer, int offset, int length) {
      if (failsToRead) {
        throw new IllegalStateException("unreadable");
      }
      whileItReads.run();
      commands = buffer.getLong(offset);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final Venue first = new Venue();
  private final GatewaySeat gateways = new GatewaySeat(first);

  @Test
  void shouldTakeOverTheOrdersOfTheGatewayBeforeInItsNextTurn() {
    gateways.onCommand(line, 0);
    final Venue next = new Venue();
    gateways.offer(next);
    assertTrue(gateways.onCommand(line, 0));
    assertEquals(2, first.commands, "not before its next turn");
    assertEquals(1, gateways.poll(1, (buffer, at) -> false));
    assertSame(next, gateways.current());
    assertEquals(2, next.commands);
    gateways.onCommand(line, 0);
    assertEquals(3, next.commands);
    gateways.giveBack();
    gateways.poll(2, (buffer, at) -> false);
    assertSame(first, gateways.current());
    assertEquals(3, first.commands);
  }

  @Test
  void shouldKeepTheGatewayWhoseStateCannotBeRead() {
    final Venue next = new Venue();
    next.failsToRead = true;
    gateways.offer(next);
    gateways.poll(1, (buffer, at) -> false);
    assertSame(first, gateways.current());
    assertTrue(gateways.failure().contains("unreadable"), gateways.failure());
  }

  @Test
  void shouldOfferTheCommandThatASuccessorFailsAtToTheGatewayBefore() {
    final Venue next = new Venue();
    next.failsAtCommands = true;
    gateways.offer(next);
    gateways.poll(1, (buffer, at) -> false);
    assertFalse(gateways.onCommand(line, 0));
    assertTrue(gateways.onCommand(line, 0));
    assertEquals(1, first.commands);
    assertTrue(gateways.failure().contains("no connection"), gateways.failure());
  }

  @Test
  void shouldFailAsItsGatewayDoesWhenNobodyStandsBy() {
    first.failsAtCommands = true;
    assertThrows(IllegalStateException.class, () -> gateways.onCommand(line, 0));
  }

  @Test
  void shouldRevokeWhatWasNotTaken() {
    final Venue next = new Venue();
    gateways.offer(next);
    assertTrue(gateways.revoke(next));
    gateways.poll(1, (buffer, at) -> false);
    assertSame(first, gateways.current());
  }

  @Test
  void shouldKeepTheGatewayBeforeWhenTheOfferIsRevokedWhileTheStateIsTakenOver() {
    final Venue next = new Venue();
    next.whileItReads =
        () -> {
          assertTrue(gateways.taking());
          assertTrue(gateways.revoke(next));
          gateways.discard(next);
        };
    gateways.offer(next);
    gateways.poll(1, (buffer, at) -> false);
    assertFalse(gateways.taking());
    assertSame(first, gateways.current());
    assertFalse(next.closed, "not while the state is handed over to it");
    gateways.poll(2, (buffer, at) -> false);
    assertTrue(next.closed);
    assertSame(first, gateways.current());
  }

  @Test
  void shouldCloseWhoHasRetiredAndWhoStandsBy() {
    final Venue next = new Venue();
    gateways.offer(next);
    gateways.poll(1, (buffer, at) -> false);
    gateways.retire();
    gateways.poll(2, (buffer, at) -> false);
    assertTrue(first.closed);
    gateways.close();
    assertTrue(next.closed);
  }

  @Test
  void shouldFollowOnlyWhatItReads() {
    final Venue other = new Venue();
    assertTrue(GatewaySeat.follows(other, first));
    other.version = 2;
    assertFalse(GatewaySeat.follows(other, first));
  }
}
