package io.hairspring.monitor;

import io.hairspring.api.control.Mitigations;
import io.hairspring.api.journal.ControlJournal;
import io.hairspring.api.monitor.Alert;
import io.hairspring.api.monitor.AlertListener;
import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.Cause;
import io.hairspring.api.monitor.Distribution;
import io.hairspring.api.monitor.ExecutionMonitor;
import io.hairspring.api.monitor.MonitorReport;
import io.hairspring.api.monitor.TasksInForce.TaskInForce;
import io.hairspring.api.placement.LaneContention;
import io.hairspring.api.time.PlatformClock;
import io.hairspring.monitor.explain.Explainer;
import io.hairspring.monitor.explain.Explanation;
import io.hairspring.monitor.explain.JvmLog;
import io.hairspring.monitor.explain.MachineLog;
import io.hairspring.monitor.explain.Standstills;
import io.hairspring.monitor.measure.MeasureBook;
import io.hairspring.monitor.mitigate.Responder;
import io.hairspring.monitor.observe.Episode;
import io.hairspring.monitor.observe.RecordWatch;
import java.lang.System.Logger.Level;
import java.lang.management.GarbageCollectorMXBean;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * The monitor: the observer's thread notices and takes what is fast, a thread of its own explains,
 * tells, climbs ladders and takes back.
 */
final class Monitor implements MonitorReport {
  private static final System.Logger LOG = System.getLogger(Monitor.class.getName());
  private static final int FOUND = 1_024;
  private static final long TREND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long OBSERVER_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long JVM_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long STOP_MILLIS = 5_000;

  private final PlatformClock clock;
  private final MonitorSettings settings;
  private final MeasureBook book = new MeasureBook();
  private final OneToOneConcurrentArrayQueue<Episode> found =
      new OneToOneConcurrentArrayQueue<>(FOUND);
  private final StepInflation inflation = new StepInflation();
  private final Trends trends = new Trends(book, inflation);
  private final Contenders contenders = new Contenders();
  private final AlertDesk desk;
  private final Standstills standstills;
  private final RecordWatch watch;
  private final MachineLog log;
  private final JvmLog jvm;
  private final Explainer explainer;
  private final Responder responder;
  private final Thread thread;

  // The own thread's, from here on.
  private final List<Episode> unexplained = new ArrayList<>();
  private final List<Episode> told = new ArrayList<>();
  private final List<Episode> closing = new ArrayList<>();
  private final ObserverPulse pulse;
  private long nextTrend;

  private final AtomicReference<Mitigations> mitigations = new AtomicReference<>();
  private final AtomicReference<LaneContention> contention = new AtomicReference<>();
  private final AtomicReference<ControlJournal> journal = new AtomicReference<>();
  private volatile long dismissed;
  private volatile boolean running = true;

  /**
   * Prepares it.
   *
   * @param plans runs what makes another plan, one after another; may be kept for seconds
   */
  Monitor(
      PlatformClock clock,
      MonitorSettings settings,
      List<GarbageCollectorMXBean> collectors,
      Executor plans) {
    this.clock = clock;
    this.settings = settings;
    this.desk = new AlertDesk(clock, journal::get);
    this.responder =
        new Responder(
            settings.policy(),
            mitigations::get,
            plans,
            this::blamed,
            settings.coolDownNanos(),
            settings.coolDowns());
    this.watch = new RecordWatch(clock, book, settings.detectors(), found, responder::first);
    this.standstills = new Standstills(settings.toldHostNanos());
    this.log = new MachineLog(clock, contention::get, collectors);
    this.jvm = new JvmLog(clock);
    this.explainer = new Explainer(log, jvm, settings.confirmedRuns(), settings.toldHostNanos());
    this.pulse = new ObserverPulse(OBSERVER_NANOS, 2 * settings.sampleNanos());
    this.thread = new Thread(this::run, "hairspring-monitor");
    thread.setDaemon(true);
  }

  void start() {
    jvm.start();
    thread.start();
  }

  /** Ends, and waits for its thread: that must not outlive the bundle its classes come from. */
  void stop() {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join(STOP_MILLIS);
      if (thread.isAlive()) {
        LOG.log(Level.WARNING, "the monitor did not end within {0} ms", STOP_MILLIS);
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  ExecutionMonitor records() {
    return watch;
  }

  void mitigations(Mitigations service) {
    mitigations.set(service);
  }

  /** One has gone; another may have come before. */
  void left(Mitigations service) {
    mitigations.compareAndSet(service, null);
  }

  void contention(LaneContention service) {
    contention.set(service);
  }

  /** One has gone; another may have come before. */
  void left(LaneContention service) {
    contention.compareAndSet(service, null);
  }

  void journal(ControlJournal service) {
    journal.set(service);
  }

  /** One has gone; another may have come before. */
  void left(ControlJournal service) {
    journal.compareAndSet(service, null);
  }

  void listen(AlertListener listener) {
    desk.listen(listener);
  }

  void forget(AlertListener listener) {
    desk.forget(listener);
  }

  private void run() {
    while (running) {
      try {
        turn();
      } catch (final RuntimeException | Error e) {
        LOG.log(Level.ERROR, "the monitor failed a turn and goes on", e);
      }
      LockSupport.parkNanos(settings.sampleNanos());
    }
    jvm.close();
    responder.leave();
    desk.close();
  }

  /** One turn of its own thread. */
  void turn() {
    log.sample();
    final long now = clock.nanoTime();
    for (Episode next = found.poll(); next != null; next = found.poll()) {
      unexplained.add(next);
    }
    if (now >= nextTrend) {
      nextTrend = now + TREND_NANOS;
      trends.look(now, watch.inForce().epoch(), unexplained::add);
    } else {
      // Not both in one turn: somebody waits for the core.
      contenders.look(
          now, watch.inForce().epoch(), contention.get(), inflation::value, unexplained::add);
    }
    final Episode stood = standstills.look(log, watch.inForce().epoch(), unexplained);
    if (stood != null) {
      unexplained.add(stood);
    }
    if (pulse.stopped(now, watch.lookedNanos())) {
      abandon();
    }
    explain(now);
    end(now);
    responder.turn(now);
  }

  /**
   * The session has been closed, or another monitor has the records now: nobody would say any more
   * when what is under way is over.
   */
  private void abandon() {
    watch.abandon();
    trends.abandon();
    Stream.concat(unexplained.stream(), told.stream())
        .filter(episode -> episode.kind() != AnomalyKind.CONTENTION)
        .forEach(Episode::end);
  }

  private void explain(long now) {
    final Iterator<Episode> all = unexplained.iterator();
    while (all.hasNext()) {
      final Episode episode = all.next();
      if (ripe(episode, now)) {
        all.remove();
        explain(episode, now);
      }
    }
  }

  /**
   * What comes right after it belongs to it, and so does what the machine is then seen to have
   * done. The observer has the same core as this thread: it must have had its turn since.
   */
  private boolean ripe(Episode episode, long now) {
    final long seen = now - episode.noticedNanos() > OBSERVER_NANOS ? now : watch.lookedNanos();
    return seen - episode.noticedNanos() > settings.sampleNanos() / 2
        && log.covers(episode.noticedNanos());
  }

  private void explain(Episode episode, long now) {
    final Explanation explanation = explanation(episode);
    if (explanation.told()) {
      told.add(episode);
      responder.confirmed(episode, explanation.cause());
      desk.tell(episode, true, explanation);
    } else {
      final long more = dismissed + 1;
      dismissed = more;
      episode.end();
      responder.over(episode, now);
    }
  }

  private Explanation explanation(Episode episode) {
    return episode.kind() == AnomalyKind.CONTENTION
        ? contenders.explain(episode)
        : explainer.explain(episode, watch.inForce(), watch.inForceSince(), bursting());
  }

  private boolean bursting() {
    return told.stream().anyMatch(episode -> episode.kind() == AnomalyKind.BURST);
  }

  private void end(long now) {
    final Iterator<Episode> all = told.iterator();
    while (all.hasNext()) {
      final Episode episode = all.next();
      if (episode.over()) {
        all.remove();
        responder.over(episode, now);
        final Explanation explanation = explanation(episode);
        if (explanation.cause() == Cause.UNKNOWN) {
          closing.add(episode);
        } else {
          close(episode, explanation);
        }
      }
    }
    closeUnknown(now);
  }

  /** Those of unknown cause: once the JVM has had the time to say whether it was its doing. */
  private void closeUnknown(long now) {
    final Iterator<Episode> all = closing.iterator();
    while (all.hasNext()) {
      final Episode episode = all.next();
      if (jvm.covers(episode.noticedNanos()) || now - episode.lastSeenNanos() > JVM_NANOS) {
        all.remove();
        close(episode, explanation(episode));
      }
    }
  }

  /** Tells that it is over. */
  private void close(Episode episode, Explanation explanation) {
    desk.tell(episode, false, explanation);
    contenders.forget(episode);
  }

  private String blamed(Episode episode) {
    final int number =
        episode.blame().task() != 0 ? episode.blame().task() : episode.subject().task();
    final TaskInForce task = number == 0 ? null : watch.inForce().task(number);
    return task == null ? "" : task.name();
  }

  /** Noticed, and found to be one of the short disturbances that every machine has. */
  long dismissed() {
    return dismissed;
  }

  @Override
  public List<Distribution> distributions() {
    return book.distributions();
  }

  @Override
  public List<Alert> open() {
    return desk.open();
  }

  @Override
  public List<Alert> recent() {
    return desk.recent();
  }

  @Override
  public long found() {
    return desk.found();
  }

  @Override
  public List<String> mitigations() {
    return responder.inForce();
  }
}
