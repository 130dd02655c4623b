package io.hairspring.logger;

import io.hairspring.api.config.Configuration;
import io.hairspring.api.journal.ControlJournal;
import io.hairspring.api.journal.ControlKind;
import io.hairspring.api.journal.ExecutionLogger;
import io.hairspring.api.journal.JournalLine;
import io.hairspring.api.journal.JournalReport;
import io.hairspring.api.journal.JournalStatus;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.logger.journal.JournalFormat;
import io.hairspring.schema.ClockReadingDecoder;
import io.hairspring.schema.ControlEventDecoder;
import io.hairspring.schema.ControlTextDecoder;
import io.hairspring.schema.GapDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import java.lang.System.Logger.Level;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Keeps execution records in a Chronicle Queue, one directory per run. {@link JournalFormat} says
 * how they lie there.
 *
 * <p>{@link #append} is for one thread at a time, the observer's as a rule; {@link #close} may come
 * from another. An append is a copy into a bounded queue, and once in 64 lines a block of them is
 * appended on the spot, or by the journal's own thread, as configured; nothing is allocated. What
 * is in the journal is acknowledged ({@link #written}): it outlives this process, and reaches the
 * disk when the operating system writes it back.
 *
 * <p><b>When the journal cannot be written</b> (disk full, directory gone) the lines wait in the
 * queue; when that is full, {@code append} returns false: the observer offers them again, and what
 * it cannot hold meanwhile is dropped and counted by it, not lost in silence here. One line says
 * what failed and where, and every second the journal is tried again, in the same directory.
 *
 * <p>Nothing is opened before the first line of a session, or the first question where the journal
 * is; what comes before waits in the queue. So a process that only looks at journals makes none,
 * and goes on with none.
 */
@Component(
    configurationPid = JournalSettings.PID,
    service = {ExecutionLogger.class, JournalStatus.class})
public final class ChronicleExecutionLogger implements ExecutionLogger, JournalStatus {
  /** Lines that make it worth to append a block on the observer's thread. */
  static final int BATCH = 64;

  /** Most lines of a block that is appended on the observer's thread. */
  static final int MOST = 2 * BATCH;

  private static final System.Logger LOG =
      System.getLogger(ChronicleExecutionLogger.class.getName());
  private static final long OWN_PERIOD_NANOS = Duration.ofMillis(1).toNanos();
  private static final long PERIOD_NANOS = Duration.ofMillis(5).toNanos();
  private static final int SESSION = ControlKind.SESSION.ordinal();
  private static final long CLOSE_MILLIS = 10_000;

  /** Keeps the journal's thread off the lanes. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ThreadPlacement placement;

  /** Where faults of the journal are written down. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile ControlJournal control;

  private final JournalSettings settings;
  private final LongSupplier utcMillis;
  private final SpaceGuard.Space space;
  private final boolean inPlace;
  private final LineQueue queue;
  private BlockAppender appender;
  private SpaceGuard guard;
  private JournalThread duties;
  private Run run;
  private Thread thread;
  private volatile boolean started;
  private volatile boolean closed;
  private volatile long refused;
  private boolean wanted;
  private String startFailure;
  private long startAgain;

  /**
   * Reads the configuration; opens nothing. Control thread.
   *
   * @throws IllegalArgumentException when a configured value is wrong
   */
  @Activate
  public ChronicleExecutionLogger(Map<String, Object> properties) {
    this(
        Configuration.read(
            JournalSettings.PID,
            properties,
            LOG,
            configuration ->
                JournalSettings.from(configuration, System.getProperty("hairspring.home"))),
        System::currentTimeMillis,
        SpaceGuard::usableOn);
  }

  /** With the checked settings, the time of day and what tells the space on the disk. */
  ChronicleExecutionLogger(
      JournalSettings settings, LongSupplier utcMillis, SpaceGuard.Space space) {
    this.settings = settings;
    this.utcMillis = utcMillis;
    this.space = space;
    this.queue = new LineQueue(settings.queueLines());
    this.inPlace = settings.thread() == AppendThread.OBSERVER;
  }

  @Override
  public synchronized boolean append(DirectBuffer buffer, int offset, int length) {
    if (closed || length <= 0 || length % JournalFormat.LINE != 0) {
      refuse(length);
      return false;
    }
    boolean taken = queue.offer(buffer, offset, length);
    if (!started && (wanted || (taken && ofSession(buffer, offset, length)))) {
      wanted = true;
      startUnlessItFails(System.nanoTime());
    }
    if (!taken) {
      countRefused();
      return false;
    }
    if (started && inPlace && queue.size() >= BATCH && !appender.reserved()) {
      appendInPlace();
    }
    return true;
  }

  /** A directory that cannot be made is tried again, as one that cannot be written to is. */
  private void startUnlessItFails(long now) {
    if (startFailure != null && now - startAgain < 0) {
      return;
    }
    try {
      start();
    } catch (IllegalStateException e) {
      startAgain = now + JournalThread.RETRY.toNanos();
      if (!e.getMessage().equals(startFailure)) {
        startFailure = e.getMessage();
        LOG.log(Level.ERROR, "journal: {0}; records wait in memory", startFailure);
        fault(1, startFailure);
      }
    }
  }

  private void appendInPlace() {
    if (appender.tryEnter()) {
      try {
        appender.step(MOST);
      } finally {
        appender.leave();
      }
    }
  }

  @Override
  public String location() {
    start();
    return run.directory().toString();
  }

  /** Closes the journal, when everything that was taken is in it. Then every batch is refused. */
  @Deactivate
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    Thread running = thread;
    if (running == null) {
      if (wanted) {
        LOG.log(
            Level.ERROR,
            "journal: {0} lines are lost, for there was never a journal to write them to",
            Integer.toString(queue.size()));
      }
      return;
    }
    LockSupport.unpark(running);
    try {
      running.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (running.isAlive()) {
      LOG.log(Level.WARNING, "journal {0}: its thread has not ended in time", run.directory());
    }
  }

  /** Lines that are in the journal, of those that were taken. Any thread. */
  long written() {
    return started ? appender.written() : 0;
  }

  /** Lines that were taken. Any thread. */
  long taken() {
    return queue.put();
  }

  @Override
  public JournalReport report() {
    return new Condition(settings, queue)
        .report(started ? run : null, appender, guard, duties, refused);
  }

  @Override
  public List<JournalLine> tail(int most, Predicate<JournalLine> filter) {
    return started ? JournalTail.of(run.directory(), most, filter) : List.of();
  }

  /** Lines that wait to be appended. Any thread. */
  int waiting() {
    return queue.size();
  }

  /** What may be written to the disk. Any thread. */
  SpaceGuard.State space() {
    return started ? guard.state() : SpaceGuard.State.PLENTY;
  }

  /** Batches that were refused. Any thread. */
  long refused() {
    return refused;
  }

  /** How many appends or attempts to open the journal have failed. */
  long failures() {
    return started ? duties.failures() : 0;
  }

  /** What appends; for tests, which hold it up. */
  BlockAppender appender() {
    start();
    return appender;
  }

  /** Whether there is a line that only a session makes. */
  private static boolean ofSession(DirectBuffer buffer, int offset, int length) {
    for (int at = offset; at < offset + length; at += JournalFormat.LINE) {
      int template = buffer.getShort(at + Short.BYTES, ByteOrder.LITTLE_ENDIAN);
      boolean beside =
          template == ControlEventDecoder.TEMPLATE_ID
              || template == ControlTextDecoder.TEMPLATE_ID
              || template == ClockReadingDecoder.TEMPLATE_ID
              || template == GapDecoder.TEMPLATE_ID;
      if (!beside || (template == ControlEventDecoder.TEMPLATE_ID && kind(buffer, at) == SESSION)) {
        return true;
      }
    }
    return false;
  }

  private static int kind(DirectBuffer buffer, int offset) {
    return buffer.getByte(
        offset + MessageHeaderDecoder.ENCODED_LENGTH + ControlEventDecoder.kindEncodingOffset());
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the thread that appends writes it.
  private void countRefused() {
    refused++;
  }

  private void refuse(int length) {
    countRefused();
    if (!closed) {
      LOG.log(
          Level.ERROR,
          "journal: a batch of {0} bytes is refused; it must be a multiple of {1}",
          Integer.toString(length),
          Integer.toString(JournalFormat.LINE));
    }
  }

  private synchronized void start() {
    if (started) {
      return;
    }
    run = Run.take(settings, Instant.ofEpochMilli(utcMillis.getAsLong()));
    guard = new SpaceGuard(run.directory(), settings, space, this::fault);
    appender = new BlockAppender(queue, new Chain(), guard, settings.whenFull(), utcMillis);
    duties = new JournalThread(run, settings, queue, appender, guard, utcMillis, this::fault);
    thread = new Thread(this::run, "hairspring-journal");
    thread.setDaemon(true);
    started = true;
    thread.start();
  }

  private void run() {
    confine();
    long period = inPlace ? PERIOD_NANOS : OWN_PERIOD_NANOS;
    while (!closed) {
      duties.turn(System.nanoTime());
      LockSupport.parkNanos(period);
    }
    duties.turn(System.nanoTime());
    duties.finish();
  }

  private void confine() {
    ThreadPlacement service = placement;
    if (service == null) {
      return;
    }
    try {
      service.confineCurrentThread();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(
          Level.WARNING,
          "the journal's thread is not kept off the lanes' cores: {0}",
          e.getMessage());
    }
  }

  private void fault(int code, String text) {
    ControlJournal service = control;
    if (service != null) {
      service.note(ControlKind.FAULT, code, 0, text);
    }
  }
}
