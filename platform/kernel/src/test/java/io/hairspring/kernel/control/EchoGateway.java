package io.hairspring.kernel.control;

import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.order.OrderGateway;
import io.hairspring.api.order.ReportKind;
import io.hairspring.api.order.ReportSink;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.schema.ExecutionReportEncoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.MessageHeaderEncoder;
import io.hairspring.schema.OrderCommandDecoder;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Acknowledges every command. */
final class EchoGateway implements GatewayProvider {

  @Override
  public OrderGateway open(String uri, InstrumentDirectory instruments, PlatformClock clock) {
    return new OrderGateway() {
      private final Deque<Long> pending = new ArrayDeque<>();
      private final UnsafeBuffer out = new UnsafeBuffer(new byte[64]);

      @Override
      public boolean onCommand(DirectBuffer buffer, int offset) {
        final OrderCommandDecoder line = new OrderCommandDecoder();
        line.wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        pending.add(line.clientOrderId());
        return true;
      }

      @Override
      public int poll(long nowNanos, ReportSink reports) {
        int work = 0;
        while (!pending.isEmpty()) {
          new ExecutionReportEncoder()
              .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
              .clientOrderId(pending.element())
              .receiveNanos(nowNanos)
              .kind((short) ReportKind.ACKNOWLEDGED.ordinal());
          if (!reports.offer(out, 0)) {
            return work;
          }
          pending.remove();
          work++;
        }
        return work;
      }

      @Override
      public void close() {
        pending.clear();
      }
    };
  }
}
