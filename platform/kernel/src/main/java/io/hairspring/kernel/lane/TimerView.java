package io.hairspring.kernel.lane;

import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.TimerEvent;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.TimerFiredDecoder;
import org.agrona.DirectBuffer;

/** A {@link TimerEvent} over a line. */
@HotPath
final class TimerView implements TimerEvent {
  private final TimerFiredDecoder line = new TimerFiredDecoder();

  void wrap(DirectBuffer buffer, int offset) {
    line.wrap(
        buffer,
        offset + MessageHeaderDecoder.ENCODED_LENGTH,
        TimerFiredDecoder.BLOCK_LENGTH,
        TimerFiredDecoder.SCHEMA_VERSION);
  }

  @Override
  public long id() {
    return line.timerId();
  }

  @Override
  public long dueNanos() {
    return line.dueNanos();
  }

  @Override
  public long argument() {
    return line.argument();
  }

  @Override
  public long missed() {
    return line.missed();
  }
}
