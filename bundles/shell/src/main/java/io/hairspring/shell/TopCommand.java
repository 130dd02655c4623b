package io.hairspring.shell;

import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Platform;
import io.hairspring.api.monitor.MonitorReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code hairspring:top}: what goes on, again and again. Shell threads. */
@Component(
    service = TopCommand.class,
    property = {"osgi.command.scope=hairspring", "osgi.command.function=top"})
public final class TopCommand {
  private static final String CLEAR = "\u001b[H\u001b[2J";
  private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double LEAST_SECONDS = 0.1;
  private static final double MOST_SECONDS = 3_600;

  /** Comes and goes with the kernel. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Platform platform;

  /** Comes and goes with the monitor bundle. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile MonitorReport monitor;

  /** Comes and goes with the kernel. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Mitigations mitigations;

  /** Every second, until a key is pressed; once, where there is no terminal. */
  @Descriptor("what goes on, refreshed every second until enter is pressed")
  public Object top(CommandSession session) {
    return top(session, 1, atTerminal() ? Long.MAX_VALUE : 1);
  }

  /** So often. */
  @Descriptor("what goes on, refreshed so often")
  public Object top(
      CommandSession session,
      @Descriptor("seconds between two looks, from 0.1") double seconds,
      @Descriptor("number of looks") long count) {
    if (!(seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) || count < 1) {
      return "top " + seconds + " " + count + ": from 0.1 to 3600 seconds, and once or more";
    }
    final boolean terminal = atTerminal();
    TopView before = null;
    for (long look = 0; look < count; look++) {
      if (look > 0 && !pause(seconds, terminal ? session.getKeyboard() : null)) {
        break;
      }
      final Platform running = platform;
      if (running == null) {
        return PlatformCommands.NO_PLATFORM;
      }
      final TopView now = TopView.of(running, monitor, mitigations, System.nanoTime());
      show(session.getConsole(), now.since(before), terminal, look);
      before = now;
    }
    return null;
  }

  /** What Java says of it has changed between its versions. */
  private static boolean atTerminal() {
    try {
      return STANDARD_INPUT.toRealPath().toString().matches("/dev/(pts/.+|tty.*)");
    } catch (final IOException e) {
      return false;
    }
  }

  private static void show(PrintStream out, String text, boolean terminal, long look) {
    if (terminal) {
      out.print(CLEAR);
    } else if (look > 0) {
      out.println();
    }
    out.println(text);
    out.flush();
  }

  /** False when a key was pressed, or the shell wants its thread back. */
  private static boolean pause(double seconds, InputStream keyboard) {
    final long end = System.nanoTime() + Math.round(seconds * NANOS_PER_SECOND);
    long left = end - System.nanoTime();
    while (left > 0) {
      if (Thread.currentThread().isInterrupted() || pressed(keyboard)) {
        return false;
      }
      LockSupport.parkNanos(Math.min(LOOK_NANOS, left));
      left = end - System.nanoTime();
    }
    return true;
  }

  private static boolean pressed(InputStream keyboard) {
    try {
      if (keyboard == null || keyboard.available() == 0) {
        return false;
      }
      keyboard.skipNBytes(keyboard.available());
      return true;
    } catch (final IOException e) {
      return true;
    }
  }
}
