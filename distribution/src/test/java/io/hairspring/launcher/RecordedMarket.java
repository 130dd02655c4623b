package io.hairspring.launcher;

import io.hairspring.api.journal.ControlKind;
import io.hairspring.logger.journal.JournalReader;
import io.hairspring.schema.ControlEventDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The market events of the last session of a journal.
 *
 * @param events how many there are
 * @param checksum of all their bytes but the times of receipt
 */
record RecordedMarket(long events, long checksum) {
  private static final int LINE = 64;
  private static final int RECEIVE =
      MessageHeaderDecoder.ENCODED_LENGTH + MarketEventDecoder.receiveNanosEncodingOffset();

  static RecordedMarket of(Path journal) {
    MessageHeaderDecoder header = new MessageHeaderDecoder();
    ControlEventDecoder control = new ControlEventDecoder();
    ByteBuffer line = ByteBuffer.allocate(LINE).order(ByteOrder.LITTLE_ENDIAN);
    CRC32C checksum = new CRC32C();
    long events = 0;
    try (JournalReader reader = JournalReader.open(journal)) {
      while (reader.next()) {
        switch (header.wrap(reader.buffer(), reader.offset()).templateId()) {
          case ControlEventDecoder.TEMPLATE_ID -> {
            control.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
            if (control.kind() == ControlKind.SESSION.ordinal() && control.code() == 1) {
              checksum.reset();
              events = 0;
            }
          }
          case MarketEventDecoder.TEMPLATE_ID -> {
            reader.buffer().getBytes(reader.offset(), line.array());
            line.putLong(RECEIVE, 0);
            checksum.update(line.array());
            events++;
          }
          default -> {
            // What the session made of its market.
          }
        }
      }
    }
    return new RecordedMarket(events, checksum.getValue());
  }
}
