package io.hairspring.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How a test starts processes of an installation: with the virtual machine under test. */
final class Launch {
  /** The virtual machine as it is shipped, but for its heap. */
  static final String SHIPPED = "-Xms256m -Xmx256m";

  private Launch() {}

  /**
   * Without the second compiler, which would take most of the one core that a spinning lane leaves:
   * for tests of what the platform does, which is the same, and not of what it costs. As it is
   * shipped for these too where the build says so.
   */
  static String brisk() {
    return Boolean.getBoolean("hairspring.it.shipped")
        ? SHIPPED
        : SHIPPED + " -XX:TieredStopAtLevel=1";
  }

  /** A process to be, which starts the platform or a script that does. */
  static ProcessBuilder of(String flags, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Path java = Path.of(System.getProperty("hairspring.it.java")).toRealPath();
    builder.environment().put("JAVA_HOME", java.getParent().getParent().toString());
    builder.environment().put("HAIRSPRING_JAVA_OPTS", flags);
    // Said by the virtual machine on standard error, whatever the platform does.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder;
  }
}
