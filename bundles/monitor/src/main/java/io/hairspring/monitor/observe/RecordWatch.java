package io.hairspring.monitor.observe;

import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.monitor.LaneGlimpse;
import io.hairspring.api.monitor.TasksInForce;
import io.hairspring.api.monitor.TasksInForce.TaskInForce;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.monitor.measure.MeasureBook;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.MessageHeaderDecoder;
import io.hairspring.schema.TaskTimesDecoder;
import java.util.Queue;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Reads records and looks at lanes. The observer's thread alone. Allocates when a session, a task
 * or an anomaly is new, and never otherwise.
 */
public final class RecordWatch implements ExecutionMonitor {
  private static final int MAX_LANES = 16;
  private static final int MAX_OPEN = 64;
  private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
  private static final int NUMBER_SHIFT = 48;
  private static final long NANOS = (1L << NUMBER_SHIFT) - 1;
  private static final long BLIND_NANOS = 10_000;
  private static final long BLIND_LASTS_NANOS = 5_000_000;
  private static final int EXAMINED = 6;

  private final PlatformClock clock;
  private final MeasureBook book;
  private final DetectorSettings settings;
  private final Episodes episodes;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CycleRecordDecoder cycle = new CycleRecordDecoder();
  private final TaskTimesDecoder times = new TaskTimesDecoder();
  private final LaneObserver[] lanes = new LaneObserver[MAX_LANES];
  private final LaneGlimpse[] glimpses = new LaneGlimpse[MAX_LANES];
  private final Noticing noticing = this::notice;
  private TaskObserver[] tasks = new TaskObserver[0];
  private long lastTurn;
  private long blindNanos;
  private long lastBlind;
  private long blindUntil;
  private long lastEnd;

  private volatile boolean abandoned;
  private volatile long looked;
  private volatile TasksInForce inForce = TasksInForce.NONE;
  private volatile long inForceSince;
  private volatile TasksInForce before = TasksInForce.NONE;

  /**
   * Prepares it.
   *
   * @param found takes each anomaly that is new; bounded
   * @param first is told of each anomaly at once, on the observer's thread, when it is seen a
   *     second time in a row
   */
  public RecordWatch(
      PlatformClock clock,
      MeasureBook book,
      DetectorSettings settings,
      Queue<Episode> found,
      Consumer<Episode> first) {
    this.clock = clock;
    this.book = book;
    this.settings = settings;
    this.episodes = new Episodes(MAX_OPEN, settings.recoveryNanos(), found, first);
  }

  @Override
  public void onRecord(DirectBuffer buffer, int offset) {
    header.wrap(buffer, offset);
    final int template = header.templateId();
    if (template == CycleRecordDecoder.TEMPLATE_ID) {
      cycle.wrap(buffer, offset + HEADER, header.blockLength(), header.version());
      final LaneObserver lane = lanes[cycle.lane() % MAX_LANES];
      if (lane != null) {
        lastEnd = cycle.endNanos();
        lane.cycle(cycle);
      }
    } else if (template == TaskTimesDecoder.TEMPLATE_ID) {
      times.wrap(buffer, offset + HEADER, header.blockLength(), header.version());
      timed(times.time1());
      timed(times.time2());
      timed(times.time3());
      timed(times.time4());
      timed(times.time5());
      timed(times.time6());
    }
  }

  private void timed(long packed) {
    final int number = (int) (packed >>> NUMBER_SHIFT);
    if (number == 0) {
      return;
    }
    if (number >= tasks.length || tasks[number] == null) {
      meet(number);
    }
    final TaskObserver task = number < tasks.length ? tasks[number] : null;
    if (task != null) {
      final long nanos = packed & NANOS;
      final int run = task.add(nanos);
      if (run > 0) {
        noticing.notice(
            AnomalyKind.BUDGET,
            task.subject(),
            lastEnd,
            (double) nanos,
            (double) task.budgetNanos(),
            run);
      }
      if (run > 0 || task.slow(nanos)) {
        episodes.blame(task.subject().lane(), number, nanos, task.excess(nanos));
      } else {
        episodes.fair(task.subject().lane(), number);
      }
    }
  }

  private void meet(int number) {
    for (final LaneGlimpse glimpse : glimpses) {
      final TaskInForce task = glimpse == null ? null : glimpse.tasks().task(number);
      if (task != null) {
        final TaskObserver[] more = new TaskObserver[Math.max(tasks.length, number + 1)];
        System.arraycopy(tasks, 0, more, 0, tasks.length);
        more[number] = new TaskObserver(task, glimpse.lane(), book);
        tasks = more;
        return;
      }
    }
  }

  @Override
  public void onTurn(long nowNanos, LaneGlimpse lane) {
    final int number = lane.lane() % MAX_LANES;
    if (number == 0) {
      turn(nowNanos);
      if (abandoned) {
        resume();
      }
    }
    if (glimpses[number] != lane) {
      begin(number, lane);
    }
    if (number == 0 && lane.tasks().epoch() != inForce.epoch()) {
      before = inForce;
      inForceSince = nowNanos;
      inForce = lane.tasks();
      tasks = new TaskObserver[0];
    }
    lanes[number].turn(nowNanos, lane, episodes);
    if (episodes.any()) {
      episodes.recover(nowNanos);
    }
  }

  private void turn(long now) {
    final long gap = now - lastTurn;
    if (gap > BLIND_NANOS && lastTurn != 0) {
      // Somebody who has the core by turns keeps the observer off it several times: one gap is
      // forgotten in as long as it was.
      blindNanos = gap + Math.max(0, blindNanos - (now - gap - lastBlind));
      lastBlind = now;
      blindUntil = now + BLIND_LASTS_NANOS;
    }
    lastTurn = now;
    looked = now;
    book.turn();
  }

  /** What was under way has been ended meanwhile: what still is so is noticed anew. */
  private void resume() {
    abandoned = false;
    episodes.clear();
    for (final LaneObserver lane : lanes) {
      if (lane != null) {
        lane.resume();
      }
    }
  }

  private void begin(int number, LaneGlimpse lane) {
    if (number == 0) {
      book.clear();
      episodes.clear();
      tasks = new TaskObserver[0];
    }
    glimpses[number] = lane;
    lanes[number] = new LaneObserver(number, book, settings, noticing);
  }

  private void notice(
      AnomalyKind kind, Subject subject, long occurred, double value, double limit, int run) {
    final long now = clock.nanoTime();
    episodes.seen(kind, subject, occurred, now, value, limit, run, inForce.epoch(), blind(now));
    // What waits in a ring waits for something else, and that is noticed by itself.
    if (run < EXAMINED && !subject.isRing()) {
      examine(subject.lane());
    }
  }

  /** How long nobody looked, just before or at this moment: this may be the first turn since. */
  private long blind(long now) {
    final long before = now < blindUntil ? blindNanos : 0;
    final long gap = lastTurn == 0 ? 0 : now - lastTurn;
    return gap > BLIND_NANOS ? Math.max(gap, before) : before;
  }

  private void examine(int lane) {
    final LaneGlimpse glimpse = glimpses[lane];
    if (glimpse != null) {
      glimpse.examine();
    }
  }

  /**
   * Everything that is under way is being ended, because the observer has had no turn for long;
   * should it have one again, it begins anew with what it notices then. The monitor's own thread.
   */
  public void abandon() {
    abandoned = true;
  }

  /** When the lanes were looked at last, platform time. Any thread. */
  public long lookedNanos() {
    return looked;
  }

  /** The tasks in force on lane 0. Any thread. */
  public TasksInForce inForce() {
    return inForce;
  }

  /** Those before. Any thread. */
  public TasksInForce before() {
    return before;
  }

  /** Since when those in force are, as far as seen. Any thread. */
  public long inForceSince() {
    return inForceSince;
  }

  /** What is seen of a lane; null when there is none. Any thread. */
  public LaneGlimpse glimpse(int lane) {
    return glimpses[lane];
  }
}
