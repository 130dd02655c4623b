package io.hairspring.deploy;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * The jars of plug-ins in {@code deploy}. File Install by itself updates the bundle of a jar that
 * is replaced, and an update takes the old one away before the new one exists; here a jar of a
 * higher version comes beside the bundle it replaces. Jars that others may import from, and
 * fragments, are left to File Install. Called by its threads and the framework's.
 */
final class PlugInJars implements ArtifactInstaller, BundleListener {
  private static final System.Logger LOG = System.getLogger(PlugInJars.class.getName());

  private final BundleSuccession succession;
  private final Running running;
  private final Executor executor;
  private final int startLevel;

  /** By jar, the bundles that came of it and are still installed, the oldest first. */
  private final Map<File, List<Bundle>> bundles = new HashMap<>();

  private int successors;

  PlugInJars(BundleSuccession succession, Running running, Executor executor, int startLevel) {
    this.succession = succession;
    this.running = running;
    this.executor = executor;
    this.startLevel = startLevel;
  }

  @Override
  public boolean canHandle(File file) {
    if (!file.getName().endsWith(".jar")) {
      return false;
    }
    // One that is replaced by half a jar stays: the other half comes.
    return knows(file) || readsAsPlugIn(file);
  }

  private synchronized boolean knows(File file) {
    return bundles.containsKey(file);
  }

  private static boolean readsAsPlugIn(File file) {
    try {
      return PlugInJar.read(file).plugIn();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "not a whole jar yet: " + file, e);
      return false;
    }
  }

  @Override
  public synchronized void install(File file) throws IOException, BundleException {
    Bundle bundle = install(file, file.toURI().toString());
    start(bundle);
  }

  private Bundle install(File file, String location) throws IOException, BundleException {
    // Read whole before the framework begins with it.
    byte[] jar = Files.readAllBytes(file.toPath());
    Bundle bundle = succession.install(location, new ByteArrayInputStream(jar));
    bundle.adapt(BundleStartLevel.class).setStartLevel(startLevel);
    bundles.computeIfAbsent(file, any -> new ArrayList<>()).add(bundle);
    return bundle;
  }

  private static void start(Bundle bundle) {
    try {
      bundle.start(Bundle.START_ACTIVATION_POLICY);
    } catch (BundleException e) {
      // The launcher tells why in one line; what it lacks may still come.
      LOG.log(Level.DEBUG, "not started: " + bundle, e);
    }
  }

  @Override
  public synchronized void update(File file) throws BundleException, IOException {
    PlugInJar jar;
    try {
      jar = PlugInJar.read(file);
    } catch (IOException e) {
      LOG.log(
          Level.ERROR,
          "deploy/"
              + file.getName()
              + " cannot be read: "
              + e.getMessage()
              + "; what came of it before goes on");
      return;
    }
    Bundle newest = newest(file);
    if (newest == null) {
      install(file);
    } else if (running.swaps() != null
        && newest.getState() == Bundle.ACTIVE
        && jar.succeeds(newest)) {
      Bundle successor = install(file, file.toURI() + "#" + ++successors);
      executor.execute(() -> succeed(file, successor));
    } else {
      updateInPlace(file, jar, newest);
    }
  }

  private void succeed(File file, Bundle successor) {
    BundleSuccession.Outcome outcome =
        succession.start(successor, "deploy/" + file.getName() + " " + successor.getVersion());
    synchronized (this) {
      forgetUninstalled(file);
    }
    // The swaps themselves are told by the kernel.
    if (outcome.swaps().isEmpty()) {
      LOG.log(
          successor.getState() == Bundle.UNINSTALLED ? Level.ERROR : Level.INFO, outcome.line());
    }
  }

  private void updateInPlace(File file, PlugInJar jar, Bundle bundle)
      throws IOException, BundleException {
    if (running.swaps() != null && running.swaps().uses(bundle.getBundleId())) {
      LOG.log(
          Level.WARNING,
          "deploy/"
              + file.getName()
              + ": "
              + jar.symbolicName()
              + " "
              + jar.version()
              + " is no later version of "
              + BundleSuccession.name(bundle)
              + ": updated in place, without a swap");
    }
    bundle.stop(Bundle.STOP_TRANSIENT);
    bundle.update(new ByteArrayInputStream(Files.readAllBytes(file.toPath())));
    start(bundle);
  }

  @Override
  public void uninstall(File file) {
    List<Bundle> all;
    synchronized (this) {
      all = bundles.remove(file);
    }
    if (all != null) {
      all.forEach(BundleSuccession::uninstall);
    }
  }

  private Bundle newest(File file) {
    forgetUninstalled(file);
    List<Bundle> all = bundles.getOrDefault(file, List.of());
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  private void forgetUninstalled(File file) {
    bundles
        .getOrDefault(file, new ArrayList<>())
        .removeIf(bundle -> bundle.getState() == Bundle.UNINSTALLED);
  }

  /** What a bundle lacked may have come with another. */
  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.INSTALLED || event.getType() == BundleEvent.UPDATED) {
      executor.execute(() -> waiting().forEach(PlugInJars::start));
    }
  }

  private synchronized List<Bundle> waiting() {
    return bundles.values().stream()
        .flatMap(List::stream)
        .filter(bundle -> bundle.getState() == Bundle.INSTALLED)
        .filter(bundle -> bundle.adapt(BundleStartLevel.class).isPersistentlyStarted())
        .toList();
  }
}
