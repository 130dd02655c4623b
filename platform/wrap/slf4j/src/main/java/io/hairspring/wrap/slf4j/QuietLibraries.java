package io.hairspring.wrap.slf4j;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Keeps libraries that report their start at level INFO off the user's console: their loggers are
 * set to {@link Level#WARNING} while the bundle is active. A level that the user configured for
 * them, in the file of {@code java.util.logging.config.file}, stands. Framework's start thread.
 */
public final class QuietLibraries implements BundleActivator {
  private static final List<String> TALKATIVE = List.of("net.openhft");

  // The log manager holds loggers weakly, and a collected logger forgets its level.
  private List<Logger> quieted = List.of();

  /** For the framework. */
  public QuietLibraries() {}

  @Override
  public void start(BundleContext context) {
    quieted =
        TALKATIVE.stream()
            .filter(name -> LogManager.getLogManager().getProperty(name + ".level") == null)
            .map(Logger::getLogger)
            .toList();
    quieted.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  @Override
  public void stop(BundleContext context) {
    quieted.forEach(logger -> logger.setLevel(null));
    quieted = List.of();
  }
}
