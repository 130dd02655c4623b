package io.hairspring.telemetry.counters;

import io.hairspring.telemetry.metric.Snapshot;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersManager;

/**
 * Writes snapshots into a counters file, {@code hairspring-PID.counters}. The file is there, whole,
 * from when this is made until it is closed. One thread.
 */
public final class CountersWriter implements AutoCloseable {
  private static final class Cell {
    private final int id;
    private long seen;

    private Cell(int id) {
      this.id = id;
    }
  }

  private final Path file;
  private final MappedByteBuffer mapped;
  private final UnsafeBuffer header;
  private final CountersManager counters;
  private final Map<String, Cell> cells = new HashMap<>();
  private byte[] text = {};
  private long sequence;
  private int refused;

  /**
   * Makes the file, with its directory, and removes those of processes that are gone.
   *
   * @param capacity counters it has room for
   * @param periodMillis how often it will be updated
   * @throws IOException when it cannot be made, or the disk has no room for it
   */
  public CountersWriter(Path directory, int capacity, int periodMillis) throws IOException {
    final ProcessHandle process = ProcessHandle.current();
    Files.createDirectories(directory);
    CountersFiles.removeAbandoned(directory);
    file = directory.resolve("hairspring-" + process.pid() + CountersLayout.SUFFIX);
    final Path begun = directory.resolve(file.getFileName() + ".begun");
    mapped = map(begun, CountersLayout.fileLength(capacity));
    header = new UnsafeBuffer(mapped, 0, CountersLayout.HEADER_LENGTH);
    counters = counters(capacity);
    header.putInt(CountersLayout.VERSION_OFFSET, CountersLayout.VERSION);
    header.putInt(CountersLayout.CAPACITY_OFFSET, capacity);
    header.putLong(CountersLayout.PID_OFFSET, process.pid());
    header.putLong(
        CountersLayout.STARTED_OFFSET,
        process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L));
    header.putInt(CountersLayout.PERIOD_OFFSET, periodMillis);
    header.putLong(CountersLayout.MAGIC_OFFSET, CountersLayout.MAGIC);
    Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Zeros are written, not left out: a disk that is full must show here, not at a later store. */
  private static MappedByteBuffer map(Path file, int length) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      final ByteBuffer zeros = ByteBuffer.allocate(length);
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, length);
    } catch (final IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private CountersManager counters(int capacity) {
    final int metadata = CountersLayout.metadataLength(capacity);
    return new CountersManager(
        new UnsafeBuffer(mapped, CountersLayout.HEADER_LENGTH, metadata),
        new UnsafeBuffer(
            mapped, CountersLayout.HEADER_LENGTH + metadata, CountersLayout.valuesLength(capacity)),
        StandardCharsets.UTF_8);
  }

  /** Where it is. */
  public Path file() {
    return file;
  }

  /** Values of the last snapshot for which there was no room. */
  public int refused() {
    return refused;
  }

  /** Writes all values of a snapshot; a reader sees those of one snapshot or tries again. */
  public void write(Snapshot snapshot) {
    refused = 0;
    header.putLongVolatile(CountersLayout.SEQUENCE_OFFSET, ++sequence);
    VarHandle.fullFence();
    snapshot.forEach(this::write);
    removeUnseen();
    writeText(snapshot.texts());
    header.putLong(CountersLayout.UPDATED_OFFSET, snapshot.epochMillis());
    header.putLongVolatile(CountersLayout.SEQUENCE_OFFSET, ++sequence);
  }

  private void write(String key, long value) {
    Cell cell = cells.get(key);
    if (cell == null) {
      if (cells.size() == counters.capacity()) {
        refused++;
        return;
      }
      cell = new Cell(counters.allocate(key));
      cells.put(key, cell);
    }
    cell.seen = sequence;
    counters.setCounterValue(cell.id, value);
  }

  private void removeUnseen() {
    final Iterator<Cell> all = cells.values().iterator();
    while (all.hasNext()) {
      final Cell cell = all.next();
      if (cell.seen != sequence) {
        counters.free(cell.id);
        all.remove();
      }
    }
  }

  private void writeText(Map<String, String> texts) {
    final List<String> lines = new ArrayList<>();
    texts.forEach((key, value) -> lines.add(key + "=" + value.replace('\n', ' ')));
    final byte[] now = CountersLayout.text(lines);
    if (!Arrays.equals(text, now)) {
      text = now;
      header.putInt(CountersLayout.TEXT_OFFSET, now.length);
      header.putBytes(CountersLayout.TEXT_OFFSET + Integer.BYTES, now);
    }
  }

  /** Removes the file. */
  @Override
  public void close() throws IOException {
    BufferUtil.free(mapped);
    Files.deleteIfExists(file);
  }
}
