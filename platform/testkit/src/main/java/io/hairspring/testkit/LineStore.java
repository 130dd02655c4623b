package io.hairspring.testkit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Lines of 64 bytes in the order in which they came. Written by one thread, then read by another.
 */
final class LineStore {
  private static final int LINE = 64;
  private static final int NOWHERE = -1;

  private final List<byte[]> lines = new ArrayList<>();

  void add(DirectBuffer buffer, int offset) {
    final byte[] line = new byte[LINE];
    buffer.getBytes(offset, line);
    lines.add(line);
  }

  int size() {
    return lines.size();
  }

  DirectBuffer line(int index) {
    return new UnsafeBuffer(lines.get(index));
  }

  String hex(int index) {
    return HexFormat.of().formatHex(lines.get(index));
  }

  byte[] bytes() {
    final byte[] all = new byte[lines.size() * LINE];
    for (int i = 0; i < lines.size(); i++) {
      System.arraycopy(lines.get(i), 0, all, i * LINE, LINE);
    }
    return all;
  }

  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The first line in which they differ, the shorter one's end included; -1 when they do not. */
  int firstDifference(LineStore other) {
    final int common = Math.min(size(), other.size());
    for (int i = 0; i < common; i++) {
      if (!Arrays.equals(lines.get(i), other.lines.get(i))) {
        return i;
      }
    }
    return size() == other.size() ? NOWHERE : common;
  }
}
