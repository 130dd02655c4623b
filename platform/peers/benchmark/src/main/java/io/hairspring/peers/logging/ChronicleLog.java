package io.hairspring.peers.logging;

import io.hairspring.peers.bench.PeerThreads;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.wire.DocumentContext;

/** Chronicle Queue, appended to by the thread itself, written in place. */
final class ChronicleLog extends Log {
  private final ChronicleQueue queue;
  private final ExcerptAppender appender;

  ChronicleLog(PeerThreads threads, Path folder) {
    super("chronicle-queue", threads);
    final Thread thread = Thread.currentThread();
    final ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ChronicleQueue.class.getClassLoader());
    try {
      queue = ChronicleQueue.singleBuilder(folder.resolve("queue").toFile()).build();
      appender = queue.createAppender();
      // A thread a block, one at a time.
      appender.singleThreadedCheckDisabled(true);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  void record(long number, long due, long start) {
    try (DocumentContext document = appender.writingDocument()) {
      final Bytes<?> bytes = document.wire().bytes();
      bytes.writeLong(number);
      bytes.writeLong(due);
      bytes.writeLong(start);
      bytes.writeLong(1);
      bytes.writeLong(2);
      bytes.writeLong(3);
      bytes.writeLong(4);
    }
  }

  @Override
  public void close() {
    appender.close();
    queue.close();
  }
}
