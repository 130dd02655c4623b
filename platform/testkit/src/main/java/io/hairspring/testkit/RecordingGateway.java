package io.hairspring.testkit;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.order.OrderCommandKind;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.time.PlatformClock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A venue that takes every command and answers by a script, after a fixed time. It knows no market:
 * what is filled is for the script to say. The gateway's turns resolve a microsecond of virtual
 * time while nothing else is due.
 */
public final class RecordingGateway implements GatewayProvider {

  /** What the venue says to a command. */
  @FunctionalInterface
  public interface Script {

    /** Answers one command, in the order in which they were taken. */
    void answer(OrderLine command, Answers answers);
  }

  private final long latencyNanos;
  private final Script script;

  private RecordingGateway(long latencyNanos, Script script) {
    if (latencyNanos < 0) {
      throw new IllegalArgumentException(
          "latency of a venue is " + latencyNanos + " ns, must be 0 or more");
    }
    this.latencyNanos = latencyNanos;
    this.script = script;
  }

  /** Never answers. */
  public static RecordingGateway silent() {
    return answering(0, (command, answers) -> {});
  }

  /** Acknowledges, cancels and replaces as it is told; fills nothing. */
  public static RecordingGateway acknowledging(long latencyNanos) {
    return answering(latencyNanos, (command, answers) -> answers.comply());
  }

  /** Acknowledges every new order and fills it at its price. */
  public static RecordingGateway filling(long latencyNanos) {
    return answering(
        latencyNanos,
        (command, answers) -> {
          answers.comply();
          if (command.kind() == OrderCommandKind.NEW) {
            answers.fill();
          }
        });
  }

  /**
   * Answers by a script.
   *
   * @param latencyNanos from the command to the answer, in virtual time
   */
  public static RecordingGateway answering(long latencyNanos, Script script) {
    return new RecordingGateway(latencyNanos, script);
  }

  @Override
  public OrderGateway open(String uri, InstrumentDirectory instruments, PlatformClock clock) {
    return new Venue(clock);
  }

  private final class Venue implements OrderGateway {
    private final PlatformClock clock;
    private final Map<Long, OrderLine> orders = new HashMap<>();
    private final Deque<Answers.Report> pending = new ArrayDeque<>();
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[64]);

    Venue(PlatformClock clock) {
      this.clock = clock;
    }

    @Override
    public boolean onCommand(DirectBuffer buffer, int offset) {
      final UnsafeBuffer line = new UnsafeBuffer(new byte[64]);
      line.putBytes(0, buffer, offset, 64);
      final OrderLine command = OrderLine.of(line);
      final OrderLine order = orders.getOrDefault(command.clientOrderId(), command);
      if (command.kind() == OrderCommandKind.NEW) {
        orders.put(command.clientOrderId(), command);
      }
      final Answers answers = new Answers(command, order, clock.nanoTime() + latencyNanos);
      script.answer(command, answers);
      pending.addAll(answers.reports());
      return true;
    }

    @Override
    public int poll(long nowNanos, ReportSink reports) {
      int work = 0;
      while (!pending.isEmpty() && pending.element().dueNanos() <= nowNanos) {
        pending.element().encode(out, nowNanos);
        if (!reports.offer(out, 0)) {
          return work;
        }
        pending.remove();
        work++;
      }
      return work;
    }

    @Override
    public boolean idle() {
      return pending.isEmpty();
    }

    @Override
    public void close() {
      pending.clear();
    }
  }
}
