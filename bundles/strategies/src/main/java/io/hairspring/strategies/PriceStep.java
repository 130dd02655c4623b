package io.hairspring.strategies;

import io.hairspring.api.market.Instrument;
import io.hairspring.api.market.InstrumentDirectory;
import io.hairspring.api.market.OrderBook;
import io.hairspring.api.market.Price;
import io.hairspring.api.market.Side;
import io.hairspring.api.task.HotPath;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The price step of each instrument, in units of 1e-9: the stated tick size, or, where none is
 * stated, the smallest distance between two neighbouring prices of its book seen so far. Made on
 * the control thread, used on the lane.
 */
final class PriceStep {
  private final long[] steps;
  private final boolean[] stated;

  PriceStep(InstrumentDirectory instruments) {
    List<Instrument> all = instruments.all();
    steps = new long[all.size()];
    stated = new boolean[all.size()];
    for (Instrument instrument : all) {
      steps[instrument.index()] = instrument.tickSize();
      stated[instrument.index()] = instrument.tickSize() > 0;
    }
  }

  /** The step after a look at the book; 0 when nothing is known yet. */
  @HotPath
  long observe(OrderBook book, int instrument, long bid, long ask) {
    if (!stated[instrument]) {
      narrow(instrument, ask - bid);
      long nextBid = book.price(Side.BID, 1);
      if (nextBid != Price.NONE) {
        narrow(instrument, bid - nextBid);
      }
      long nextAsk = book.price(Side.ASK, 1);
      if (nextAsk != Price.NONE) {
        narrow(instrument, nextAsk - ask);
      }
    }
    return steps[instrument];
  }

  /** Writes what it has seen; returns where it ends. */
  @HotPath
  int write(MutableDirectBuffer buffer, int offset) {
    return Longs.write(steps, buffer, offset);
  }

  /** Reads what another wrote, of as many instruments; returns where it ends. */
  @HotPath
  int read(DirectBuffer buffer, int offset) {
    return Longs.read(steps, buffer, offset);
  }

  private void narrow(int instrument, long distance) {
    if (distance > 0 && (steps[instrument] == 0 || distance < steps[instrument])) {
      steps[instrument] = distance;
    }
  }
}
