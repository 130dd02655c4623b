package io.hairspring.launcher;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.osgi.framework.BundleException;

/**
 * Starts the platform. Without arguments, with its shell, until that ends, or without one until a
 * signal when there is no standard input; else runs the command that the first argument names with
 * the others, and exits with its result. Exit status: 1 the command failed, 2 it was not
 * understood, 3 the platform is not whole.
 */
public final class Main {
  private static final Logger LOG = Logger.getLogger(Main.class.getName());

  private Main() {}

  /** Starts the platform and ends the process. */
  public static void main(String[] arguments) {
    int status;
    try {
      status = run(List.of(arguments));
    } catch (LaunchException e) {
      System.err.println(e.getMessage());
      status = e.exitStatus();
    } catch (BundleException | IOException | RuntimeException | LinkageError e) {
      LOG.log(Level.INFO, "failed", e);
      System.err.println("hairspring: " + oneLine(e) + "; details in log/hairspring.log");
      status = LaunchException.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      System.err.println("hairspring: interrupted");
      status = LaunchException.FAILED;
    }
    LogFiles.close();
    // Threads of third parties must not keep the process.
    System.exit(status);
  }

  private static int run(List<String> arguments)
      throws LaunchException, BundleException, IOException, InterruptedException {
    Installation installation = Installation.current();
    LogFiles.open(installation.log());
    String command = arguments.isEmpty() ? "" : arguments.get(0);
    try (Container container = new Container(installation, command)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(container), "shutdown"));
      container.start();
      if (command.isEmpty()) {
        runUntilStopped(container);
        return 0;
      }
      return new CommandServices(container.context())
          .run(command, arguments.subList(1, arguments.size()));
    }
  }

  /**
   * A shell that finds its input at the end stops the framework, which is right when somebody has
   * left, and wrong when nobody was there: a service of systemd, a container, nohup.
   */
  private static void runUntilStopped(Container container) throws InterruptedException {
    if (StandardInput.hasEnded()) {
      System.err.println("hairspring: no standard input: no shell; runs until TERM or INT");
      container.awaitStop();
    } else {
      container.runShell();
    }
  }

  /** Also on a signal, so that rings are drained, files closed and the cache deleted. */
  private static void stop(Container container) {
    try {
      container.close();
    } catch (BundleException | IOException | RuntimeException e) {
      System.err.println("hairspring: while stopping: " + oneLine(e));
    }
    LogFiles.close();
  }

  private static String oneLine(Throwable failure) {
    String message = failure.getMessage();
    String text = message == null || message.isBlank() ? failure.toString() : message;
    return String.join("; ", Arrays.stream(text.split("\\R")).map(String::strip).toList());
  }
}
