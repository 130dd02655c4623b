package io.hairspring.logger;

import com.sun.jna.Native;
import java.lang.System.Logger.Level;

/**
 * Brings pages of mapped memory in before they are written to, ready to be written, so that the
 * thread that writes does not wait for the kernel to find them. Where the kernel cannot ({@code
 * MADV_POPULATE_WRITE} is there from Linux 5.14 on) nothing happens.
 */
final class PageWarmer {
  private static final System.Logger LOG = System.getLogger(PageWarmer.class.getName());
  private static final int MADV_POPULATE_WRITE = 23;
  private static final long PAGE = 4_096;

  private boolean able = Calls.LINKED;
  private long address;
  private long length;
  private long warmed;

  /** Says where the next writes go. The thread that has the writer. */
  void next(long from, long bytes) {
    address = from;
    length = bytes;
  }

  /**
   * Warms what {@link #next} said, if half of it is still to be warmed. Memory that was unmapped
   * meanwhile is refused by the kernel, and nothing is changed in any.
   */
  void warm() {
    long end = address + length;
    if (!able || length == 0 || (address < warmed && end - warmed < length / 2)) {
      return;
    }
    long from = Math.max(address, warmed > end ? 0 : warmed) & -PAGE;
    if (Calls.madvise(from, end - from, MADV_POPULATE_WRITE) == 0) {
      warmed = end;
    } else {
      failed();
    }
  }

  private void failed() {
    int error = Native.getLastError();
    if (error == Calls.EINVAL) {
      able = false;
      LOG.log(Level.INFO, "the kernel does not bring in pages ahead: the journal goes without");
    }
  }

  /** The system's calls. */
  private static final class Calls {
    static final int EINVAL = 22;
    static final boolean LINKED = link();

    private Calls() {}

    static native int madvise(long address, long length, int advice);

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
