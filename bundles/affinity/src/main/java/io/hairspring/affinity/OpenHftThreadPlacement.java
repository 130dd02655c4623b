package io.hairspring.affinity;

import io.hairspring.api.placement.ThreadPlacement;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import net.openhft.affinity.Affinity;
import net.openhft.affinity.impl.NullAffinity;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Thread placement over OpenHFT Affinity, that is {@code sched_setaffinity} on Linux. Any thread
 * may call it, for itself; it makes system calls, so a lane calls it before its first cycle only.
 *
 * <p>Where the native library cannot be used the bundle says so once when it starts; pinning then
 * throws {@link IllegalStateException} with the reason and confining does nothing, because a
 * platform whose threads float is slower but right.
 */
@Component(immediate = true)
public final class OpenHftThreadPlacement implements ThreadPlacement {
  private static final System.Logger LOG = System.getLogger(OpenHftThreadPlacement.class.getName());

  // Of the thread group's first thread, which runs no Java code and is therefore never pinned by
  // us. The mask of the calling thread would be wrong when a pinned thread activates the bundle.
  private static final Path PROCESS_STATUS = Path.of("/proc/self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";

  private final String unusable;
  private final CoreAllocation cores;

  /** Remembers the cores that the process may use now. Control thread. */
  @Activate
  public OpenHftThreadPlacement() {
    this(whyUnusable());
    if (unusable != null) {
      LOG.log(Level.WARNING, "threads cannot be pinned to cores: {0}", unusable);
    }
  }

  /** With the reason why the native library cannot be used; null when it can. */
  OpenHftThreadPlacement(String unusable) {
    this.unusable = unusable;
    cores = new CoreAllocation(unusable == null ? processMask() : new BitSet());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when the native library cannot be used or the operating system
   *     did not do as it was told
   */
  @Override
  public int pinCurrentThread(int core) {
    if (unusable != null) {
      throw new IllegalStateException("threads cannot be pinned to cores: " + unusable);
    }
    Thread thread = Thread.currentThread();
    int chosen = cores.claim(core, thread);
    BitSet wanted = new BitSet();
    wanted.set(chosen);
    BitSet found;
    try {
      Affinity.setAffinity(wanted);
      found = Affinity.getAffinity();
    } catch (RuntimeException e) {
      cores.release(thread);
      throw new IllegalStateException("cannot pin to core " + chosen + ": " + e.getMessage(), e);
    }
    if (!wanted.equals(found)) {
      cores.release(thread);
      throw new IllegalStateException(
          "asked for core " + chosen + ", but the thread may run on " + CoreList.format(found));
    }
    return chosen;
  }

  /**
   * Keeps the calling thread on the cores that are free now; on all that the process may use, when
   * none is. A thread that was pinned gives its core back. To be called again after lanes have been
   * pinned: a thread confined before does not notice.
   */
  @Override
  public void confineCurrentThread() {
    if (unusable != null) {
      return;
    }
    cores.release(Thread.currentThread());
    BitSet free = cores.free();
    Affinity.setAffinity(free.isEmpty() ? cores.allowed() : free);
  }

  private static String whyUnusable() {
    try {
      return Affinity.getAffinityImpl() instanceof NullAffinity
          ? "OpenHFT Affinity has no native call for this operating system, or JNA is missing"
          : null;
    } catch (LinkageError e) {
      return "OpenHFT Affinity does not load: " + e;
    }
  }

  private static BitSet processMask() {
    try {
      for (String line : Files.readAllLines(PROCESS_STATUS, StandardCharsets.UTF_8)) {
        if (line.startsWith(ALLOWED)) {
          return CoreList.parse(line.substring(ALLOWED.length()));
        }
      }
    } catch (IOException | NumberFormatException e) {
      LOG.log(
          Level.INFO,
          "{0} tells no cores ({1}): taking those of the current thread",
          PROCESS_STATUS,
          e);
    }
    return Affinity.getAffinity();
  }
}
