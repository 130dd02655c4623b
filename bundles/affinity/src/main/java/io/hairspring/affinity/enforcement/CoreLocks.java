package io.hairspring.affinity.enforcement;

import io.hairspring.affinity.topology.CpuSet;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps cores for this process against others that look into the same directory: one file per core,
 * locked by the operating system, which lets go when the holder dies, however it dies. The file
 * names the holder for messages; its being there means nothing. One thread at a time.
 *
 * <p>The system's locks belong to the process, and closing any channel of a file gives them all
 * back. So what this virtual machine holds is noted where all its class loaders see it, and such a
 * file is not opened a second time.
 *
 * <p>Where the directory cannot be used it says so once, and nothing is locked.
 */
public final class CoreLocks implements Closeable {
  private static final System.Logger LOG = System.getLogger(CoreLocks.class.getName());
  private static final int LONGEST_HOLDER = 64;
  private static final String HELD_HERE = "io.hairspring.affinity.cores";

  // Another process that looks whether a core is held holds it for some microseconds.
  private static final int ATTEMPTS = 5;
  private static final long BETWEEN_NANOS = 200_000;

  /** Older files are written again, so that nobody takes them for forgotten. */
  private static final Duration FRESH = Duration.ofHours(1);

  /**
   * A lock.
   *
   * @param file what tells the file that is locked from another of its name
   */
  private record Held(FileChannel channel, Object file) {}

  private Path directory;
  private final Map<Integer, Held> held = new HashMap<>();
  private final Set<Integer> contested = new HashSet<>();
  private boolean usable;

  /** In a directory, which is made when it is not there. */
  public CoreLocks(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
      // By one name, whatever links lead there: what is held here is noted by name.
      this.directory = directory.toRealPath();
      usable = true;
      shareWithOtherUsers(directory, "rwxrwxrwx");
    } catch (IOException e) {
      unusable(e);
    }
  }

  /**
   * Tries to lock a core.
   *
   * @return empty when it is ours now or cannot be locked at all; else who holds it
   */
  public String lock(int core) {
    if (!usable || held.containsKey(core)) {
      return "";
    }
    String key = key(core);
    if (!heldHere().add(key)) {
      return "another platform in this process";
    }
    String holder = "";
    try {
      holder = take(core);
    } catch (IOException e) {
      unusable(e);
    }
    if (!held.containsKey(core)) {
      heldHere().remove(key);
    }
    return holder;
  }

  /** Locks a core's file, in the place of one that is held already; empty, or who holds it. */
  private String take(int core) throws IOException {
    FileChannel channel = open(file(core));
    String holder = patiently(channel);
    if (holder.isEmpty()) {
      held.put(core, new Held(channel, identity(file(core))));
    } else {
      channel.close();
    }
    return holder;
  }

  /**
   * Looks whether what is held can still be seen by others, and sees to it that it can: who cleans
   * a temporary directory removes files that nobody has changed for days, and a lock on a file
   * without a name keeps nobody away. To be called now and then.
   */
  public void renew() {
    List.copyOf(held.keySet()).forEach(this::renew);
  }

  private void renew(int core) {
    Held lock = held.get(core);
    try {
      if (!lock.file().equals(identity(file(core)))) {
        lockAgain(core, lock);
      } else if (lastChange(file(core)).isBefore(Instant.now().minus(FRESH))) {
        sign(lock.channel());
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "{0} cannot be looked at: {1}", file(core), e);
    }
  }

  private void lockAgain(int core, Held lost) throws IOException {
    String holder = take(core);
    if (holder.isEmpty()) {
      close(lost.channel());
      contested.remove(core);
      LOG.log(Level.WARNING, "{0} was removed: made and locked again", file(core));
    } else if (contested.add(core)) {
      LOG.log(
          Level.WARNING,
          "{0} was removed, and core {1} is held by {2} now too: two lanes may share it",
          file(core),
          core,
          holder);
    }
  }

  /** What tells a file from another of the same name; empty when there is none. */
  private static Object identity(Path file) throws IOException {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      // Where files have no keys, one that is there is taken for the one that is held.
      return key == null ? file : key;
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private static Instant lastChange(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }

  /** Which of these cores other processes, or other platforms in this one, hold at this moment. */
  public CpuSet others(CpuSet cores) {
    return usable
        ? CpuSet.of(cores.minus(held()).stream().filter(this::isHeld).toArray())
        : CpuSet.NONE;
  }

  private boolean isHeld(int core) {
    Path file = file(core);
    String key = key(core);
    if (!Files.exists(file)) {
      return false;
    }
    if (!heldHere().add(key)) {
      return true;
    }
    // Shared, so that those who only look do not see one another.
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    } catch (IOException | OverlappingFileLockException e) {
      LOG.log(Level.DEBUG, "{0} cannot be looked at: {1}", file, e);
      return false;
    } finally {
      heldHere().remove(key);
    }
  }

  private Path file(int core) {
    return directory.resolve("core-" + core);
  }

  private String key(int core) {
    return file(core).toString();
  }

  /** Of types of the JDK only: bundles in other frameworks have classes of their own. */
  @SuppressWarnings("unchecked")
  private static Set<String> heldHere() {
    return (Set<String>)
        System.getProperties().computeIfAbsent(HELD_HERE, key -> ConcurrentHashMap.newKeySet());
  }

  /** Gives a core back, if it is held. */
  public void release(int core) {
    Held lock = held.remove(core);
    contested.remove(core);
    if (lock != null) {
      close(lock.channel());
      heldHere().remove(key(core));
    }
  }

  /** The cores that are locked for this process. */
  public CpuSet held() {
    return CpuSet.of(held.keySet().stream().toList());
  }

  /** Whether cores can be locked at all. */
  public boolean usable() {
    return usable;
  }

  /** Gives all back. */
  @Override
  public void close() {
    List.copyOf(held.keySet()).forEach(this::release);
  }

  private static FileChannel open(Path file) throws IOException {
    try {
      // Without CREATE first: fs.protected_regular forbids it for the file of another user.
      return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      shareWithOtherUsers(file, "rw-rw-rw-");
      return channel;
    }
  }

  private static String patiently(FileChannel channel) throws IOException {
    String holder = tryLock(channel);
    for (int again = 1; again < ATTEMPTS && !holder.isEmpty(); again++) {
      LockSupport.parkNanos(BETWEEN_NANOS);
      holder = tryLock(channel);
    }
    return holder;
  }

  private static String tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        return "process " + holder(channel);
      }
    } catch (OverlappingFileLockException e) {
      return "another platform in this process";
    }
    sign(channel);
    return "";
  }

  private static void sign(FileChannel channel) throws IOException {
    channel.truncate(0);
    String self = Long.toString(ProcessHandle.current().pid());
    channel.write(ByteBuffer.wrap(self.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(LONGEST_HOLDER);
    channel.read(text, 0);
    text.flip();
    return text.hasRemaining() ? StandardCharsets.US_ASCII.decode(text).toString() : "unknown";
  }

  /** The owner's alone to do; another user's attempt changes nothing and does not matter. */
  private static void shareWithOtherUsers(Path path, String permissions) throws IOException {
    try {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    } catch (FileSystemException | UnsupportedOperationException e) {
      LOG.log(Level.DEBUG, "permissions of {0} stay as they are: {1}", path, e);
    }
  }

  private void unusable(IOException e) {
    usable = false;
    LOG.log(
        Level.WARNING,
        "cores are not locked against other processes: {0} cannot be used ({1}); set lock.directory"
            + " in etc/io.hairspring.affinity.cfg",
        directory,
        e);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a core's lock could not be closed", e);
    }
  }
}
