package io.hairspring.logger.audit;

import java.util.List;

/** The command in a process of its own, whose heap a test chooses. */
final class AuditProcess {
  private AuditProcess() {}

  public static void main(String[] arguments) {
    System.exit(new AuditCommand().applyAsInt(List.of(arguments)));
  }
}
