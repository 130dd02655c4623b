package io.hairspring.feed.dbn;

import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.api.market.MarketEvent;
import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.market.Price;
import io.hairspring.api.market.Side;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.util.Arrays;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * Market-by-order records as market events, file after file. An add, modify, cancel or clear is
 * itself. A fill is a trade that names the resting order: the book does not change until the cancel
 * or modify that follows, as the exchange sends it. Any other action is a status event. An
 * undefined price is {@link Price#NONE}, an undefined size 0. A record that is no single order, and
 * one of a second publisher of an instrument, is refused and ends the feed. Records of other types
 * are skipped and counted. Exchange time is the record's event time. Allocates nothing per record.
 * Agent thread.
 */
final class DbnFeed implements MarketDataFeed {
  private static final int DBN_LAST = 0x80;
  private static final int DBN_TOP_OF_BOOK = 0x40;
  private static final int DBN_SNAPSHOT = 0x20;
  private static final int DBN_PRICE_LEVEL = 0x10;
  private static final int NO_PUBLISHER = -1;
  private static final long UNDEFINED_PRICE = Long.MAX_VALUE;
  private static final int UNDEFINED_SIZE = -1;

  /** Records skipped in one read before the agent gets its turn back. */
  private static final int MOST_SKIPPED = 64;

  private final MarketEventEncoder encoder = new MarketEventEncoder();
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final List<DbnFile> files;
  private final long[] countByAction = new long[256];
  private final int[] publishers; // of each instrument, once it is known
  private DbnFile file;
  private StreamReader reader;
  private DbnRecords records;
  private int nextFile;
  private long recordsRead;
  private long skipped;

  /**
   * Opens nothing yet.
   *
   * @param instruments number of instruments in the directory to which the files refer
   */
  DbnFeed(List<DbnFile> files, int instruments) {
    this.files = List.copyOf(files);
    publishers = new int[instruments];
    Arrays.fill(publishers, NO_PUBLISHER);
  }

  @Override
  public int read(MutableDirectBuffer buffer, int offset) {
    boolean good = false;
    try {
      final int result = readNext(buffer, offset);
      good = true;
      return result;
    } finally {
      if (!good) {
        nextFile = files.size();
        closeFile();
      }
    }
  }

  private int readNext(MutableDirectBuffer buffer, int offset) {
    for (int i = 0; i < MOST_SKIPPED; i++) {
      while (records == null || !records.next()) {
        closeFile();
        if (nextFile == files.size()) {
          return END;
        }
        openFile(files.get(nextFile++));
      }
      if (records.isMbo()) {
        encode(buffer, offset);
        recordsRead++;
        countByAction[records.action()]++;
        return LINE;
      }
      recordsRead++;
      skipped++;
    }
    return NOTHING;
  }

  private void openFile(DbnFile next) {
    file = next;
    reader = StreamReader.open(next.name());
    DbnHeader.read(reader);
    records = new DbnRecords(reader);
  }

  private void closeFile() {
    records = null;
    if (reader != null) {
      final StreamReader closing = reader;
      reader = null;
      closing.close();
    }
  }

  @SuppressWarnings("EnumOrdinal") // the ordinal is the code on the wire
  private void encode(MutableDirectBuffer buffer, int offset) {
    final long price = records.price();
    final int instrument = instrument();
    refuseWhatIsNoOrder();
    refuseASecondPublisher(instrument);
    encoder
        .wrapAndApplyHeader(buffer, offset, header)
        .sequence(0)
        .exchangeNanos(records.eventNanos())
        .receiveNanos(0)
        .orderId(records.orderId())
        .price(price == UNDEFINED_PRICE ? Price.NONE : price)
        .quantity(quantity())
        .instrument(instrument)
        .kind((short) kind(records.action()).ordinal())
        .side((short) side(records.side()).ordinal())
        .flags((short) flags())
        .source((short) 0)
        .reserved(0);
  }

  private static MarketEventKind kind(int action) {
    return switch (action) {
      case 'A' -> MarketEventKind.ADD;
      case 'M' -> MarketEventKind.MODIFY;
      case 'C' -> MarketEventKind.CANCEL;
      case 'R' -> MarketEventKind.CLEAR;
      case 'T', 'F' -> MarketEventKind.TRADE;
      default -> MarketEventKind.STATUS;
    };
  }

  private static Side side(int code) {
    return switch (code) {
      case 'B' -> Side.BID;
      case 'A' -> Side.ASK;
      default -> Side.NONE;
    };
  }

  private int flags() {
    return ((records.flags() & DBN_LAST) != 0 ? MarketEvent.FLAG_LAST : 0)
        | ((records.flags() & DBN_SNAPSHOT) != 0 ? MarketEvent.FLAG_SNAPSHOT : 0)
        | (records.action() == 'F' ? MarketEvent.FLAG_RESTING : 0);
  }

  private int quantity() {
    final int size = records.size();
    if (size < UNDEFINED_SIZE) {
      throw broken("has size " + Integer.toUnsignedString(size) + ", expected at most 2147483647");
    }
    return size == UNDEFINED_SIZE ? 0 : size;
  }

  private int instrument() {
    final int index = file.instrument(records.instrumentId(), records.receiveNanos());
    if (index == DbnFile.UNKNOWN) {
      throw broken(
          "is of instrument id "
              + Integer.toUnsignedString(records.instrumentId())
              + ", expected one that the header maps to a symbol");
    }
    return index;
  }

  /** What stands for all orders at a price would be taken for one order of the book. */
  private void refuseWhatIsNoOrder() {
    if ((records.flags() & (DBN_TOP_OF_BOOK | DBN_PRICE_LEVEL)) != 0) {
      throw broken(
          "has flags 0x"
              + Integer.toHexString(records.flags())
              + ", a top of book (0x40) or a price level (0x10), expected single orders: a venue"
              + " that publishes them");
    }
  }

  /** Order ids and prices of two venues would make one book that neither has. */
  private void refuseASecondPublisher(int instrument) {
    final int publisher = records.publisher();
    if (publishers[instrument] == NO_PUBLISHER) {
      publishers[instrument] = publisher;
    } else if (publishers[instrument] != publisher) {
      throw broken(
          "is of publisher "
              + publisher
              + ", but instrument id "
              + Integer.toUnsignedString(records.instrumentId())
              + " was of publisher "
              + publishers[instrument]
              + " before, expected the orders of one venue");
    }
  }

  private FeedException broken(String what) {
    return new FeedException(
        file.name()
            + ": the record at byte "
            + records.offset()
            + " of the decompressed stream "
            + what);
  }

  /** Records of an action read so far, by DBN's letter: A, M, C, R, T, F or N. */
  long count(char action) {
    return action < countByAction.length ? countByAction[action] : 0;
  }

  /** Records read so far that are not market by order. */
  long skipped() {
    return skipped;
  }

  @Override
  public boolean finite() {
    return true;
  }

  @Override
  public long recordsRead() {
    return recordsRead;
  }

  @Override
  public void close() {
    nextFile = files.size();
    closeFile();
  }
}
