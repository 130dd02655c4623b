package io.hairspring.kernel.lane;

import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Side;
import io.hairspring.api.task.HotPath;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** A {@link MarketEvent} over a line. */
@HotPath
final class MarketEventView implements MarketEvent {
  private static final int KINDS = MarketEventKind.values().length;

  private final MarketEventDecoder line = new MarketEventDecoder();

  void wrap(DirectBuffer buffer, int offset) {
    line.wrap(
        buffer,
        offset + MessageHeaderDecoder.ENCODED_LENGTH,
        MarketEventDecoder.BLOCK_LENGTH,
        MarketEventDecoder.SCHEMA_VERSION);
  }

  @Override
  public long sequence() {
    return line.sequence();
  }

  @Override
  public long exchangeNanos() {
    return line.exchangeNanos();
  }

  @Override
  public long receiveNanos() {
    return line.receiveNanos();
  }

  @Override
  public int instrument() {
    return line.instrument();
  }

  @Override
  public MarketEventKind kind() {
    return MarketEventKind.of(line.kind());
  }

  /** The ordinal of {@link #kind}, without the way through the constant. */
  int kindOrdinal() {
    final int code = line.kind();
    return code < KINDS ? code : MarketEventKind.STATUS.ordinal();
  }

  @Override
  public Side side() {
    return Side.of(line.side());
  }

  @Override
  public long orderId() {
    return line.orderId();
  }

  @Override
  public long price() {
    return line.price();
  }

  @Override
  public int quantity() {
    return line.quantity();
  }

  @Override
  public int flags() {
    return line.flags();
  }
}
