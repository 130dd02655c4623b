package io.hairspring.deploy;

import io.hairspring.api.control.Swaps;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;

/**
 * The configuration files of components that are swapped. Declarative Services takes a component
 * away before it makes it anew with other values; here each state of a file is a configuration of
 * its own, of which it makes a component beside the one before, with a higher ranking. What has
 * lost its swap is taken back. All other files are left to File Install, which also reads those
 * that are not. Called by its threads and the framework's.
 */
final class PlugInConfigurations implements ArtifactInstaller, SynchronousBundleListener {
  private static final System.Logger LOG = System.getLogger(PlugInConfigurations.class.getName());
  private static final long MADE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long TAKEN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BundleContext context;
  private final DeclaredComponents components;
  private final Running running;
  private final Executor executor;
  private final UnreadConfigurations unread;
  private final Path directory;

  /** By file, those that are in force or may come into force, the oldest first. */
  private final Map<File, Deque<ConfigurationCopy>> copies = new TreeMap<>();

  /** Files of components that are not swapped, or not known yet. */
  private final Set<File> plain = new HashSet<>();

  private int made;

  PlugInConfigurations(
      BundleContext context, DeclaredComponents components, Running running, Executor executor) {
    this.context = context;
    this.components = components;
    this.running = running;
    this.executor = executor;
    this.unread = new UnreadConfigurations(context, components, executor);
    this.directory = context.getDataFile("configurations").toPath();
  }

  @Override
  public boolean canHandle(File file) {
    return file.getName().endsWith(".cfg") && reader() != null;
  }

  /** File Install's own installer of configurations. */
  private ArtifactInstaller reader() {
    try {
      for (ServiceReference<ArtifactInstaller> reference :
          context.getServiceReferences(ArtifactInstaller.class, null)) {
        if (reference.getBundle() != null && !reference.getBundle().equals(context.getBundle())) {
          ArtifactInstaller other = context.getService(reference);
          if (other != null && other.canHandle(new File("any.cfg"))) {
            return other;
          }
        }
      }
      return null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized void install(File file) throws Exception {
    if (components.swapped(ConfigurationCopy.pid(file))) {
      settleLater(file, next(file));
    } else {
      plain.add(file);
      reader().install(file);
      unread.came(file);
    }
  }

  @Override
  public synchronized void update(File file) throws Exception {
    if (plain.contains(file)) {
      reader().update(file);
    } else {
      settleLater(file, next(file));
    }
  }

  @Override
  public synchronized void uninstall(File file) throws Exception {
    if (plain.remove(file)) {
      reader().uninstall(file);
    } else if (copies.containsKey(file) && alone(file)) {
      // The component goes on, with its defaults.
      settleLater(file, next(file));
    } else {
      drop(copies.remove(file));
    }
  }

  private boolean alone(File file) {
    String pid = ConfigurationCopy.pid(file);
    return copies.keySet().stream()
        .noneMatch(other -> !other.equals(file) && ConfigurationCopy.pid(other).equals(pid));
  }

  private ConfigurationCopy next(File file) throws Exception {
    Deque<ConfigurationCopy> all = copies.computeIfAbsent(file, any -> new ArrayDeque<>());
    // The first keeps the ranking that the file has; numbers go up, and are not used again.
    ConfigurationCopy copy = ConfigurationCopy.of(file, directory, all.isEmpty() ? 0 : ++made);
    all.add(copy);
    reader().install(copy.file());
    return copy;
  }

  /** Before a bundle's components are made: each PID of theirs has one of several to come. */
  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() != BundleEvent.STARTING || reader() == null) {
      return;
    }
    try {
      prepare(event.getBundle());
    } catch (Exception e) {
      LOG.log(
          Level.WARNING,
          "the configurations of " + event.getBundle() + " cannot be prepared for swaps: " + e);
    }
  }

  private synchronized void prepare(Bundle bundle) throws Exception {
    Set<String> optional = components.optionalPids(bundle);
    for (String pid : components.swappedPids(bundle)) {
      for (File file : List.copyOf(plain)) {
        if (ConfigurationCopy.pid(file).equals(pid)) {
          plain.remove(file);
          reader().uninstall(file);
          next(file);
        }
      }
      if (optional.contains(pid)
          && copies.keySet().stream().noneMatch(f -> ConfigurationCopy.pid(f).equals(pid))) {
        next(etc(pid));
      }
    }
  }

  /** Where the file of a PID would be that has none. */
  private File etc(String pid) {
    return new File(
        new File(String.valueOf(context.getProperty("hairspring.home")), "etc"), pid + ".cfg");
  }

  private void settleLater(File file, ConfigurationCopy copy) {
    if (copies.get(file).size() > 1) {
      executor.execute(() -> settle(file, copy));
    }
  }

  private void settle(File file, ConfigurationCopy copy) {
    boolean inForce = inForce(file, copy);
    synchronized (this) {
      Deque<ConfigurationCopy> all = copies.getOrDefault(file, new ArrayDeque<>());
      if (!all.contains(copy)) {
        return;
      }
      List<ConfigurationCopy> lost = new ArrayList<>();
      if (inForce) {
        while (!copy.equals(all.peek())) {
          lost.add(all.poll());
        }
      } else {
        all.remove(copy);
        lost.add(copy);
      }
      drop(lost);
    }
  }

  /** Waits until what a state has made is in force, or refused. */
  private boolean inForce(File file, ConfigurationCopy copy) {
    Swaps swaps = running.swaps();
    if (Poll.until(MADE_NANOS, () -> !services(copy).isEmpty())) {
      if (swaps == null) {
        return true;
      }
      Poll.until(TAKEN_NANOS, () -> used(swaps, copy));
      while (underWay(swaps, services(copy)) && !Thread.currentThread().isInterrupted()) {
        Poll.pause();
      }
      if (used(swaps, copy)) {
        return true;
      }
    } else if (olderServices(file, copy).isEmpty()) {
      // Nobody has made anything of this file so far.
      return true;
    }
    LOG.log(Level.WARNING, "etc/" + file.getName() + " is not in force" + why(file, copy));
    return false;
  }

  private String why(File file, ConfigurationCopy copy) {
    List<ServiceReference<?>> old = olderServices(file, copy);
    String failure =
        old.isEmpty() || old.get(0).getBundle() == null
            ? ""
            : running.failures(old.get(0).getBundle());
    return (failure.isEmpty() ? "" : ": " + failure) + "; the values before it go on";
  }

  private synchronized List<ServiceReference<?>> olderServices(File file, ConfigurationCopy copy) {
    List<ServiceReference<?>> result = new ArrayList<>();
    copies.getOrDefault(file, new ArrayDeque<>()).stream()
        .filter(other -> !other.equals(copy))
        .forEach(other -> result.addAll(services(other)));
    return result;
  }

  private List<ServiceReference<?>> services(ConfigurationCopy copy) {
    try {
      ServiceReference<?>[] found =
          context.getAllServiceReferences(
              null, "(felix.fileinstall.filename=" + copy.file().toURI() + ")");
      return found == null ? List.of() : Arrays.asList(found);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("a path that no filter can have: " + copy.file(), e);
    }
  }

  private boolean used(Swaps swaps, ConfigurationCopy copy) {
    return services(copy).stream()
        .anyMatch(
            reference -> swaps.usesService((Long) reference.getProperty(Constants.SERVICE_ID)));
  }

  private static boolean underWay(Swaps swaps, List<ServiceReference<?>> services) {
    return swaps.swaps().stream()
        .filter(swap -> !swap.state().over())
        .anyMatch(
            swap ->
                services.stream()
                    .map(ServiceReference::getBundle)
                    .anyMatch(bundle -> bundle != null && bundle.getBundleId() == swap.bundle()));
  }

  private void drop(Iterable<ConfigurationCopy> lost) {
    ArtifactInstaller reader = reader();
    for (ConfigurationCopy copy : lost == null ? List.<ConfigurationCopy>of() : lost) {
      try {
        if (reader != null) {
          reader.uninstall(copy.file());
        }
        Files.deleteIfExists(copy.file().toPath());
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "left behind: " + copy.file(), e);
      } catch (Exception e) {
        LOG.log(Level.WARNING, copy.file().getName() + " cannot be taken back: " + e);
      }
    }
  }
}
