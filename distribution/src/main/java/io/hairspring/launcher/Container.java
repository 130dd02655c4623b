package io.hairspring.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** A Felix framework with the bundles of an {@link Installation}. Main thread. */
final class Container implements AutoCloseable {
  /** The shell's bundles, left out when a command is run. Everything below is the platform. */
  static final int SHELL_LEVEL = 40;

  /** Level of what is put into {@code deploy}: plug-ins. */
  private static final int DEPLOY_LEVEL = 30;

  private static final Logger LOG = Logger.getLogger(Container.class.getName());
  private static final long STOP_MILLIS = 10_000;

  private final FrameworkCache cache;
  private final Framework framework;
  private final Installation installation;
  private DeployWatch deployWatch;
  private boolean closed;

  /**
   * Makes a framework; starts nothing yet.
   *
   * @param command the command to be run, empty for the shell; bundles see it as framework property
   *     {@code hairspring.command}
   */
  Container(Installation installation, String command)
      throws IOException, BundleException, LaunchException {
    this.installation = installation;
    cache = new FrameworkCache(installation.data());
    // Felix itself rather than a FrameworkFactory: only so can it be handed its log.
    framework = new Felix(properties(installation, command, cache.directory()));
    framework.init();
    install(installation, command.isEmpty());
  }

  private static Map<String, Object> properties(
      Installation installation, String command, Path cache) throws IOException {
    Map<String, Object> properties = new HashMap<>();
    installation.frameworkProperties().forEach((key, value) -> properties.put((String) key, value));
    properties.put("felix.log.logger", new FrameworkLog());
    properties.put(Constants.FRAMEWORK_STORAGE, cache.resolve("bundles").toString());
    properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, String.valueOf(SHELL_LEVEL - 1));
    Files.createDirectories(installation.deploy());
    properties.put("felix.fileinstall.dir", installation.deploy() + "," + installation.etc());
    properties.put("felix.fileinstall.tmpdir", cache.resolve("deploy").toString());
    properties.put("felix.fileinstall.start.level", String.valueOf(DEPLOY_LEVEL));
    properties.put("hairspring.home", installation.home().toString());
    if (!command.isEmpty()) {
      properties.put("hairspring.command", command);
    }
    return properties;
  }

  private void install(Installation installation, boolean shell)
      throws IOException, BundleException, LaunchException {

    for (Map.Entry<Integer, List<Path>> level : installation.bundles().entrySet()) {
      if (level.getKey() < SHELL_LEVEL || shell) {
        for (Path file : level.getValue()) {
          install(file, level.getKey());
        }
      }
    }
  }

  private void install(Path file, int level) throws BundleException, LaunchException {
    Bundle bundle;
    try {
      bundle = context().installBundle("reference:" + file.toUri());
    } catch (BundleException e) {
      throw new LaunchException(LaunchException.BROKEN, file + ": " + e.getMessage());
    }
    bundle.adapt(BundleStartLevel.class).setStartLevel(level);
    if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
      // The framework is not started yet: this only marks the bundle to be started at its level.
      bundle.start(Bundle.START_ACTIVATION_POLICY);
    }
  }

  /**
   * Starts the platform's bundles, all but the shell's.
   *
   * @throws LaunchException when one of them is not active, naming each and what it lacks
   */
  void start() throws BundleException, LaunchException {
    framework.start();
    List<String> complaints = BundleCheck.complaints(context());
    if (!complaints.isEmpty()) {
      throw new LaunchException(LaunchException.BROKEN, String.join("\n", complaints));
    }
    watchDeploy();
  }

  private synchronized void watchDeploy() {
    if (!closed) {
      deployWatch = new DeployWatch(context(), installation);
    }
  }

  /** Starts the shell and returns when it or a signal has stopped the framework. */
  void runShell() throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    framework
        .adapt(FrameworkStartLevel.class)
        .setStartLevel(
            SHELL_LEVEL,
            event -> {
              if (event.getType() == FrameworkEvent.ERROR) {
                LOG.log(Level.WARNING, "the shell did not start", event.getThrowable());
              }
              reached.countDown();
            });
    reached.await(STOP_MILLIS, TimeUnit.MILLISECONDS);
    awaitStop();
  }

  /** Returns when a signal or a bundle has stopped the framework. */
  void awaitStop() throws InterruptedException {
    framework.waitForStop(0);
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  /** Stops the framework and deletes its cache. The second call does nothing. */
  @Override
  public synchronized void close() throws BundleException, IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (deployWatch != null) {
      deployWatch.close();
    }
    try (cache) {
      framework.stop();
      if (framework.waitForStop(STOP_MILLIS).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
        LOG.warning("the framework did not stop within " + STOP_MILLIS / 1_000 + " s");
      } else {
        LOG.info("the platform has stopped");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.log(Level.WARNING, "interrupted while the framework was stopping", e);
    }
  }
}
