package io.hairspring.feed.replay;

import io.hairspring.api.market.FeedException;
import io.hairspring.api.market.MarketDataFeed;
import io.hairspring.logger.journal.JournalException;
import io.hairspring.logger.journal.JournalReader;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.Int2IntHashMap;

/**
 * The market events of a recorded session, in lane order. Each is the line that the lane took, but
 * for the instrument, which has its index of today, and for sequence and time of receipt, which the
 * kernel stamps anew. Other lines are skipped and counted. Where the journal is damaged behind the
 * last event the feed ends with that. Allocates nothing per line. Agent thread.
 */
final class ReplayFeed implements MarketDataFeed {
  /** Of {@code instruments}: not one of the session's. */
  static final int UNKNOWN = -1;

  /** Lines skipped in one read before the agent gets its turn back. */
  private static final int MOST_SKIPPED = 64;

  private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
  private static final int SEQUENCE = HEADER + MarketEventDecoder.sequenceEncodingOffset();
  private static final int RECEIVE = HEADER + MarketEventDecoder.receiveNanosEncodingOffset();
  private static final int INSTRUMENT = HEADER + MarketEventDecoder.instrumentEncodingOffset();

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final Path directory;
  private final JournalReader reader;
  private final Int2IntHashMap instruments;
  private final String damage;
  private long left;
  private long recordsRead;

  private ReplayFeed(
      Path directory, JournalReader reader, RecordedSession session, Int2IntHashMap instruments) {
    this.directory = directory;
    this.reader = reader;
    this.instruments = instruments;
    damage = session.damage();
    left = session.events();
  }

  /**
   * Goes to where a session begins. Control thread.
   *
   * @param instruments index of today of each index in the journal; {@link #UNKNOWN} for any other
   * @throws JournalException when it cannot be read
   */
  static ReplayFeed open(Path directory, RecordedSession session, Int2IntHashMap instruments) {
    final JournalReader reader = JournalReader.open(directory);
    boolean there = false;
    try {
      while (!there && reader.next()) {
        there = reader.number() >= session.after();
      }
      there = there && reader.number() == session.after();
    } finally {
      if (!there) {
        reader.close();
      }
    }
    if (!there) {
      throw new FeedException(
          directory + ": session " + session.number() + " was deleted while it was opened");
    }
    return new ReplayFeed(directory, reader, session, instruments);
  }

  @Override
  public int read(MutableDirectBuffer buffer, int offset) {
    boolean good = false;
    try {
      final int result = readNext(buffer, offset);
      good = true;
      return result;
    } catch (JournalException e) {
      throw new FeedException(e.getMessage(), e);
    } finally {
      if (!good) {
        left = 0;
      }
    }
  }

  private int readNext(MutableDirectBuffer buffer, int offset) {
    if (left == 0) {
      if (damage.isEmpty()) {
        return END;
      }
      throw new FeedException(damage);
    }
    for (int i = 0; i < MOST_SKIPPED; i++) {
      if (!reader.next()) {
        throw new FeedException(
            directory + ": ends " + left + " market events before the end that it had when opened");
      }
      recordsRead++;
      if (isMarketEvent()) {
        copy(reader.buffer(), reader.offset(), buffer, offset);
        left--;
        return LINE;
      }
    }
    return NOTHING;
  }

  private boolean isMarketEvent() {
    return header.wrap(reader.buffer(), reader.offset()).templateId()
        == MarketEventDecoder.TEMPLATE_ID;
  }

  private void copy(DirectBuffer from, int at, MutableDirectBuffer buffer, int offset) {
    final int recorded = from.getInt(at + INSTRUMENT, ByteOrder.LITTLE_ENDIAN);
    final int instrument = instruments.get(recorded);
    if (instrument == UNKNOWN) {
      throw new FeedException(
          directory
              + ": the market event in line "
              + reader.number()
              + " is of instrument "
              + recorded
              + ", expected one of the "
              + instruments.size()
              + " that its session names");
    }
    buffer.putBytes(offset, from, at, LINE);
    buffer.putLong(offset + SEQUENCE, 0);
    buffer.putLong(offset + RECEIVE, 0);
    buffer.putInt(offset + INSTRUMENT, instrument, ByteOrder.LITTLE_ENDIAN);
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
    left = 0;
    reader.close();
  }
}
