package io.hairspring.testkit;

import java.util.List;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;

/**
 * The order commands that gateways took, in order, as the lane wrote them. To be read while the
 * platform does not run.
 */
public final class OrderLog {
  private final LineStore lines = new LineStore();

  void add(DirectBuffer buffer, int offset) {
    lines.add(buffer, offset);
  }

  /** Number of commands. */
  public int size() {
    return lines.size();
  }

  /** One command, from 0. */
  public OrderLine get(int index) {
    return OrderLine.of(lines.line(index));
  }

  /** All commands. */
  public List<OrderLine> all() {
    return IntStream.range(0, size()).mapToObj(this::get).toList();
  }

  /** All commands as they were in the egress ring, 64 bytes each. */
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
}
