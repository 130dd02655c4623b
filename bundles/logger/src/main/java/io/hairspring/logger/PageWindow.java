package io.hairspring.logger;

import com.sun.jna.Native;
import java.lang.System.Logger.Level;

/**
 * The pages of a mapped file around the place where it is written. Those ahead are brought in
 * before, ready to be written, so that the thread that writes does not wait for the kernel to find
 * them; where the kernel cannot ({@code MADV_POPULATE_WRITE} is there from Linux 5.14 on) nothing
 * happens. Those behind are let go: the kernel makes a mapped page read-only before it writes it to
 * the disk, and interrupts every processor that the process runs on for each such page, a lane's
 * too.
 */
final class PageWindow {
  private static final System.Logger LOG = System.getLogger(PageWindow.class.getName());
  private static final int MADV_RANDOM = 1;
  private static final int MADV_DONTNEED = 4;
  private static final int MADV_POPULATE_WRITE = 23;
  private static final int EINVAL = 22;
  private static final long PAGE = 4_096;
  // Small enough that whoever shares the processor does not notice a turn.
  private static final long STEP = 64 << 10;
  // One interrupt for so much, and a turn with the appender's lock held that stays short.
  private static final long LET_GO = 256 << 10;
  // A block that is being written may begin so far behind.
  private static final long KEPT = 128 << 10;

  /** The system's call. */
  interface Advice {
    /**
     * Says how memory will be used: {@code madvise(2)}.
     *
     * @param address of a page
     * @return 0, or the number of the error
     */
    int advise(long address, long length, int advice);
  }

  private final Advice advice;
  private boolean able;
  private long mapping;
  private long warmed;
  private long wanted;
  private long letGo;

  /** Warms through the C library, if there is one. */
  PageWindow() {
    this(Calls::advise);
    able = Calls.LINKED;
  }

  PageWindow(Advice advice) {
    this.advice = advice;
    able = true;
  }

  /**
   * Says where the next writes go, and lets go of what lies well behind. While nobody unmaps it:
   * what another mapping had in its place would be lost.
   *
   * @param start of the mapping
   * @param end of the mapping
   * @param from where the next write goes
   * @param most bytes wanted from there
   */
  void next(long start, long end, long from, long most) {
    if (start != mapping) {
      mapping = start;
      warmed = from & -PAGE;
      letGo = warmed;
      if (able) {
        // Else the kernel reads ahead by its own measure, which in a new file is megabytes of zeros
        // at once: up to 20 ms in which nobody else gets the processor. Huge pages stop it for 5
        // ms.
        // Page by page it takes longest in all, but nobody waits long.
        advice.advise(start, end - start, MADV_RANDOM);
      }
    }
    warmed = Math.max(warmed, from & -PAGE);
    wanted = Math.min(end, from + most) & -PAGE;
    letGo(from - KEPT);
  }

  private void letGo(long to) {
    final long length = (to - letGo) / LET_GO * LET_GO;
    if (able && length > 0) {
      advice.advise(letGo, length, MADV_DONTNEED);
      letGo += length;
    }
  }

  /**
   * Warms some of what {@link #next} said. Memory that was unmapped meanwhile is refused by the
   * kernel, and nothing is changed in any.
   *
   * @return whether there is more to warm
   */
  boolean warm() {
    final long length = Math.min(STEP, wanted - warmed);
    if (!able || length <= 0) {
      return false;
    }
    final int error = advice.advise(warmed, length, MADV_POPULATE_WRITE);
    if (error == EINVAL) {
      able = false;
      LOG.log(Level.INFO, "the kernel does not bring in pages ahead: the journal goes without");
    }
    warmed += error == 0 ? length : 0;
    return error == 0 && warmed < wanted;
  }

  /** The C library. */
  private static final class Calls {
    static final boolean LINKED = link();

    private Calls() {}

    static native int madvise(long address, long length, int advice);

    static int advise(long address, long length, int advice) {
      return madvise(address, length, advice) == 0 ? 0 : Native.getLastError();
    }

    private static boolean link() {
      try {
        Native.register(Calls.class, "c");
        return true;
      } catch (LinkageError | RuntimeException e) {
        LOG.log(Level.INFO, "no call to bring in pages ahead ({0})", e.toString());
        return false;
      }
    }
  }
}
