package io.hairspring.testkit;

import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;

/**
 * The lines of the record ring, in order: execution records and task times. To be read while the
 * platform does not run.
 */
public final class RecordLog implements ExecutionMonitor {
  private final LineStore lines = new LineStore();

  @Override
  public void onRecord(DirectBuffer buffer, int offset) {
    lines.add(buffer, offset);
  }

  /** Number of lines. */
  public int size() {
    return lines.size();
  }

  /** The execution records. */
  public List<CycleLine> cycles() {
    return IntStream.range(0, size())
        .mapToObj(lines::line)
        .filter(RecordLog::isCycle)
        .map(CycleLine::of)
        .toList();
  }

  /** The execution records that say this of their cycle. */
  public List<CycleLine> cycles(Outcome outcome) {
    return cycles().stream().filter(cycle -> cycle.outcome().contains(outcome)).toList();
  }

  /** Epochs of the plans that cycles ran under, in order. */
  public List<Integer> epochs() {
    return cycles().stream().map(CycleLine::epoch).distinct().toList();
  }

  /** All lines, 64 bytes each. */
  public byte[] bytes() {
    return lines.bytes();
  }

  /** SHA-256 of {@link #bytes()}, in hexadecimal digits. */
  public String sha256() {
    return lines.sha256();
  }

  LineStore lines() {
    return lines;
  }

  String describe(int index) {
    return isCycle(lines.line(index))
        ? CycleLine.of(lines.line(index)).toString()
        : "task times " + lines.hex(index);
  }

  private static boolean isCycle(DirectBuffer line) {
    return new MessageHeaderDecoder().wrap(line, 0).templateId() == CycleRecordDecoder.TEMPLATE_ID;
  }
}
