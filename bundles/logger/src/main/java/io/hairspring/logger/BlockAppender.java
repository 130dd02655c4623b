package io.hairspring.logger;

import io.hairspring.logger.SpaceGuard.State;
import io.hairspring.logger.journal.JournalFormat;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes blocks of the lines that wait and appends them. Two threads may do so, the observer's and
 * the journal's own, one at a time: whoever has entered. Allocates nothing but what Chronicle does
 * when a file begins.
 */
final class BlockAppender {
  /** What a block was made of: that many lines that wait, some of them kept, and maybe a gap. */
  private record Attempt(State state, int waiting, int kept, boolean gap) {}

  private final LineQueue queue;
  private final Chain chain;
  private final SpaceGuard guard;
  private final WhenFull whenFull;
  private final LongSupplier utcMillis;
  private final Withholding withholding = new Withholding();
  private final byte[] bytes = new byte[JournalFormat.blockLength(JournalFormat.MAX_LINES)];
  private final UnsafeBuffer block = new UnsafeBuffer(bytes);
  private final byte[] line = new byte[JournalFormat.LINE];
  private final UnsafeBuffer leftOut = new UnsafeBuffer(line);
  private final int process = (int) ProcessHandle.current().pid();
  private final AtomicBoolean entered = new AtomicBoolean();
  private JournalWriter writer;
  private Attempt failed;
  private int flags;
  private long fileBytes;

  private volatile boolean reserved;
  private volatile Throwable failure;
  private volatile long written;

  BlockAppender(
      LineQueue queue, Chain chain, SpaceGuard guard, WhenFull whenFull, LongSupplier utcMillis) {
    this.queue = queue;
    this.chain = chain;
    this.guard = guard;
    this.whenFull = whenFull;
    this.utcMillis = utcMillis;
  }

  /** Takes the right to everything below, unless another thread has it. */
  boolean tryEnter() {
    return !entered.get() && entered.compareAndSet(false, true);
  }

  /** Takes the right to everything below, as soon as the other thread has left. */
  void enter() {
    while (!tryEnter()) {
      Thread.onSpinWait();
    }
  }

  /** Gives it back. */
  void leave() {
    entered.set(false);
  }

  /** Appends to this queue from now on. */
  void open(JournalWriter opened, boolean again) {
    writer = opened;
    flags = again ? JournalFormat.RESUMED : 0;
    fileBytes = 0;
  }

  /** Appends to none; the caller closes the one that is returned, null when there was none. */
  JournalWriter detach() {
    JournalWriter old = writer;
    writer = null;
    return old;
  }

  /** A new file begins with the next block. */
  void fileBegins() {
    fileBytes = 0;
  }

  /**
   * Appends one block of what waits.
   *
   * @param most lines to take
   * @return lines that were taken; 0 when there are none, or when they cannot be written now
   */
  int step(int most) {
    int waiting = Math.min(queue.size(), Math.min(most, JournalFormat.MAX_LINES - 1));
    State state = guard.state();
    if (state == State.FULL) {
      return whenFull == WhenFull.DROP ? leaveOut(waiting) : 0;
    }
    boolean gap = withholding.pending();
    if (writer == null || failure != null || (waiting == 0 && !(gap && state == State.PLENTY))) {
      return 0;
    }
    int kept = state == State.PLENTY ? waiting : ofOrders(waiting);
    if (kept == 0 && state != State.PLENTY) {
      return leaveOut(waiting);
    }
    int count = kept + (gap ? 1 : 0);
    fill(state, waiting, gap, JournalFormat.linesOffset(count));
    if (!append(count)) {
      failed = new Attempt(state, waiting, kept, gap);
      return 0;
    }
    appended(state, waiting, kept, gap);
    return waiting;
  }

  private void appended(State state, int waiting, int kept, boolean gap) {
    if (gap) {
      withholding.told();
    }
    if (state != State.PLENTY) {
      countOthers(waiting);
    }
    queue.release(waiting);
    count(kept);
  }

  /**
   * Finds out what became of the block that could not be appended: what failed may have been
   * something after its publication, and then it stands in the journal, and is not to come again.
   *
   * @param found the end of the journal, as it was read again
   */
  void settle(Chain found) {
    final Attempt attempt = failed;
    failed = null;
    if (attempt != null && found.endsWith(bytes) && found.blocks() == chain.blocks() + 1) {
      chain.added(bytes, block);
      appended(attempt.state(), attempt.waiting(), attempt.kept(), attempt.gap());
    }
  }

  /**
   * Appends what there is to say of lines that were left out, when nothing comes any more that it
   * could be said with.
   *
   * @return whether all is said
   */
  boolean tellGap() {
    if (!withholding.pending()) {
      return true;
    }
    if (writer == null || failure != null) {
      return false;
    }
    withholding.tell(block, JournalFormat.linesOffset(1), System.nanoTime());
    if (!append(1)) {
      failed = new Attempt(State.PLENTY, 0, 0, true);
      return false;
    }
    withholding.told();
    return true;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only who has entered writes it.
  private void count(int kept) {
    written += kept;
  }

  private int ofOrders(int waiting) {
    int kept = 0;
    for (int i = 0; i < waiting; i++) {
      if (Withholding.belongsToOrders(queue.template(i))) {
        kept++;
      }
    }
    return kept;
  }

  private void fill(State state, int waiting, boolean gap, int offset) {
    int at = offset;
    if (gap) {
      withholding.tell(block, at, System.nanoTime());
      at += JournalFormat.LINE;
    }
    if (state == State.PLENTY) {
      queue.copy(0, waiting, bytes, at);
      return;
    }
    for (int i = 0; i < waiting; i++) {
      if (Withholding.belongsToOrders(queue.template(i))) {
        queue.copy(i, 1, bytes, at);
        at += JournalFormat.LINE;
      }
    }
  }

  private boolean append(int count) {
    chain.link(bytes, block, count, utcMillis.getAsLong() * 1_000_000, flags, process);
    int length = JournalFormat.blockLength(count);
    try {
      writer.append(bytes, length);
    } catch (Exception | Error e) {
      // InternalError is how the JVM reports that a mapped page cannot be written, AssertionError
      // how Chronicle does some of what it finds.
      failure = e;
      return false;
    }
    chain.added(bytes, block);
    flags = 0;
    fileBytes += length + Integer.BYTES;
    return true;
  }

  private int leaveOut(int waiting) {
    for (int i = 0; i < waiting; i++) {
      leaveOutOne(i);
    }
    queue.release(waiting);
    return waiting;
  }

  private void countOthers(int waiting) {
    for (int i = 0; i < waiting; i++) {
      if (!Withholding.belongsToOrders(queue.template(i))) {
        leaveOutOne(i);
      }
    }
  }

  private void leaveOutOne(int i) {
    queue.copy(i, 1, line, 0);
    withholding.leaveOut(leftOut);
  }

  /** Why the last append failed; null when none did since the queue was opened. */
  Throwable failure() {
    return failure;
  }

  /**
   * Leaves the next block to the journal's own thread, or no more: it begins a file, which takes
   * too long for the observer's. Journal's thread.
   */
  void reserve(boolean wanted) {
    reserved = wanted;
  }

  /** Whether the next block is for the journal's own thread. Any thread. */
  boolean reserved() {
    return reserved;
  }

  /** The failure has been seen to. */
  void clearFailure() {
    failure = null;
  }

  /** Whether there is a queue to append to. */
  boolean isOpen() {
    return writer != null;
  }

  /** What appends; null when there is none. */
  JournalWriter writer() {
    return writer;
  }

  /** The file that is written to; null before its first block. */
  Path file() {
    return writer == null ? null : writer.file();
  }

  Chain chain() {
    return chain;
  }

  /** Bytes of blocks in the present file. */
  long fileBytes() {
    return fileBytes;
  }

  /** Lines that the journal holds since the start: what is acknowledged. Any thread. */
  long written() {
    return written;
  }

  /** Lines that were left out since the start. */
  long withheld() {
    return withholding.total();
  }
}
