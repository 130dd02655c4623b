package io.hairspring.kernel.swap;

import io.hairspring.api.journal.ExecutionLogger;
import org.agrona.DirectBuffer;

/** The place of a logger. A batch that one did not take is offered to the next. */
public final class LoggerSeat extends ObserverSeat<ExecutionLogger> implements ExecutionLogger {

  /** Somebody's. */
  public LoggerSeat(ExecutionLogger first) {
    super(first);
  }

  @Override
  public boolean append(DirectBuffer buffer, int offset, int length) {
    try {
      return current().append(buffer, offset, length);
    } catch (final RuntimeException | Error e) {
      final ExecutionLogger back = afterFailure(e);
      if (back == null) {
        throw e;
      }
      return back.append(buffer, offset, length);
    }
  }

  @Override
  public String location() {
    return current().location();
  }
}
