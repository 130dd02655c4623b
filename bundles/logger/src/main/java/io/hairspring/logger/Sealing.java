package io.hairspring.logger;

import io.hairspring.logger.blocks.Roots;
import io.hairspring.logger.blocks.Roots.Kind;
import io.hairspring.logger.blocks.Roots.Root;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** The roots of a journal that is written: what each says, and when one is due. Its own thread. */
final class Sealing {
  private static final long EVERY_NANOS = Duration.ofMinutes(1).toNanos();

  private final Roots roots;
  private final BlockAppender appender;
  private final LongSupplier utcMillis;
  private long dueAt = Long.MIN_VALUE;
  private long block;

  Sealing(Roots roots, BlockAppender appender, LongSupplier utcMillis) {
    this.roots = roots;
    this.appender = appender;
    this.utcMillis = utcMillis;
  }

  /** Whether the last writer has closed the journal. */
  boolean closed() throws IOException {
    return roots.closed();
  }

  /** The journal is open, and goes on from here. For who has entered. */
  void open(long now) throws IOException {
    roots.add(root(Kind.OPENED));
    dueAt = now + EVERY_NANOS;
    block = appender.chain().blocks();
  }

  /** A file has its last block. For who has entered. */
  void sealFile() throws IOException {
    roots.add(root(Kind.SEALED));
    block = appender.chain().blocks();
  }

  /** Writes how far the journal has come, when it is time and it has come further. */
  void keepUp(long now) throws IOException {
    if (now - dueAt < 0 || appender.chain().blocks() == block) {
      return;
    }
    dueAt = now + EVERY_NANOS;
    appender.enter();
    Root reached;
    try {
      reached = root(Kind.REACHED);
      block = appender.chain().blocks();
    } finally {
      appender.leave();
    }
    roots.add(reached);
  }

  /** The last root, which {@link #close} writes. For who has entered. */
  Root last() {
    return root(Kind.CLOSED);
  }

  /** The journal is closed, and whole. */
  void close(Root last) throws IOException {
    roots.add(last);
  }

  private Root root(Kind kind) {
    Chain chain = appender.chain();
    return new Root(
        kind,
        Instant.ofEpochMilli(utcMillis.getAsLong()),
        appender.file() == null ? "-" : appender.file().getFileName().toString(),
        chain.blocks(),
        chain.lines(),
        chain.hash());
  }
}
