package io.hairspring.affinity.topology;

/** What the kernel lets this process do. Format: proc(5), CapEff; numbers: capabilities(7). */
public final class Capabilities {
  private static final String LABEL = "CapEff:";
  private static final int HEXADECIMAL = 16;

  private Capabilities() {}

  /** Whether it has a capability, by the kernel's number. */
  public static boolean has(HostFiles files, int capability) {
    return files.lines("proc/self/status").stream()
        .filter(line -> line.startsWith(LABEL))
        .map(line -> line.substring(LABEL.length()).strip())
        .filter(digits -> digits.matches("[0-9a-fA-F]{1,16}"))
        .anyMatch(digits -> (Long.parseUnsignedLong(digits, HEXADECIMAL) >>> capability & 1) != 0);
  }
}
