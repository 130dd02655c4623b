package io.hairspring.feed.replay;

import io.hairspring.api.journal.ControlKind;
import io.hairspring.logger.blocks.BlockSeal;
import io.hairspring.logger.journal.JournalFormat;
import io.hairspring.schema.ControlEventEncoder;
import io.hairspring.schema.ControlTextEncoder;
import io.hairspring.schema.CycleRecordEncoder;
import io.hairspring.schema.MarketEventEncoder;
import io.hairspring.schema.MessageHeaderEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal as the kernel's lines and the logger's blocks make it, each block of few lines. */
final class SmallJournal {
  private static final int LINES = 4;
  private static final int TEXT = 48;

  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final List<byte[]> lines = new ArrayList<>();
  private long sequence;

  private UnsafeBuffer line() {
    final byte[] line = new byte[JournalFormat.LINE];
    lines.add(line);
    return new UnsafeBuffer(line);
  }

  /** A session opens, with one or more notes of its instruments. */
  SmallJournal opens(String... instruments) {
    sequence = 0;
    control(ControlKind.SESSION, 1, "feed synthetic:calm, pace recorded, gateway simulated:");
    control(ControlKind.CONFIGURATION, 0, "io.hairspring.kernel: lanes=1");
    for (int i = 0; i < instruments.length; i++) {
      control(ControlKind.CONFIGURATION, i, instruments[i]);
    }
    return this;
  }

  SmallJournal closes() {
    return control(ControlKind.SESSION, 0, "feed synthetic:calm");
  }

  SmallJournal control(ControlKind kind, int code, String text) {
    final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    final int pieces = (bytes.length + TEXT - 1) / TEXT;
    new ControlEventEncoder()
        .wrapAndApplyHeader(line(), 0, header)
        .kind((short) kind.ordinal())
        .code((short) code)
        .textLength(bytes.length)
        .textLines((short) pieces);
    for (int piece = 0; piece < pieces; piece++) {
      final UnsafeBuffer line = line();
      new ControlTextEncoder().wrapAndApplyHeader(line, 0, header);
      final int from = piece * TEXT;
      line.putBytes(16, bytes, from, Math.min(TEXT, bytes.length - from));
    }
    return this;
  }

  /** A market event, and the record of its cycle. */
  SmallJournal event(long orderId, int instrument) {
    sequence++;
    new MarketEventEncoder()
        .wrapAndApplyHeader(line(), 0, header)
        .sequence(sequence)
        .exchangeNanos(1_000 + orderId)
        .receiveNanos(77)
        .orderId(orderId)
        .price(-5)
        .quantity(3)
        .instrument(instrument)
        .kind((short) 1)
        .side((short) 2)
        .flags((short) 1);
    return records(1);
  }

  /** Records of cycles that no market event triggered. */
  SmallJournal records(int count) {
    for (int i = 0; i < count; i++) {
      new CycleRecordEncoder().wrapAndApplyHeader(line(), 0, header).triggerSequence(sequence);
    }
    return this;
  }

  /** Market events that the journal could not take. */
  SmallJournal lost(int events) {
    sequence += events;
    return this;
  }

  /** Writes it into a directory. */
  Path write(Path directory) throws IOException {
    Files.write(directory.resolve("20260101-000000T.cq4"), bytes());
    return directory;
  }

  /** Where in its file a block begins, from 0, the length before it included. */
  static int startOfBlock(int index) {
    return index * (Integer.BYTES + JournalFormat.blockLength(LINES));
  }

  /** Number of the block that the next line comes into. */
  int nextBlock() {
    return lines.size() / LINES;
  }

  /** Its one file. */
  byte[] bytes() {
    final ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int from = 0; from < lines.size(); from += LINES) {
      final int count = Math.min(LINES, lines.size() - from);
      final int length = JournalFormat.blockLength(count);
      final byte[] excerpt = new byte[Integer.BYTES + length];
      new UnsafeBuffer(excerpt).putInt(0, length, ByteOrder.LITTLE_ENDIAN);
      System.arraycopy(block(from, count), 0, excerpt, Integer.BYTES, length);
      file.writeBytes(excerpt);
    }
    return file.toByteArray();
  }

  private byte[] block(int from, int count) {
    final byte[] bytes = new byte[JournalFormat.blockLength(count)];
    final UnsafeBuffer block = new UnsafeBuffer(bytes);
    block.putInt(0, JournalFormat.HEADER, ByteOrder.LITTLE_ENDIAN);
    block.putInt(JournalFormat.LINES_OFFSET, count, ByteOrder.LITTLE_ENDIAN);
    block.putLong(JournalFormat.NUMBER_OFFSET, from / LINES + 1L, ByteOrder.LITTLE_ENDIAN);
    block.putLong(JournalFormat.FIRST_LINE_OFFSET, from + 1L, ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      block.putBytes(
          JournalFormat.linesOffset(count) + i * JournalFormat.LINE, lines.get(from + i));
    }
    new BlockSeal().close(bytes, block, count);
    return bytes;
  }
}
