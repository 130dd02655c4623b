package io.hairspring.monitor.observe;

import io.hairspring.api.monitor.AnomalyKind;
import io.hairspring.api.monitor.LaneGlimpse;
import io.hairspring.api.monitor.TasksInForce;
import io.hairspring.api.monitor.TasksInForce.TaskInForce;
import io.hairspring.monitor.detect.ArrivalBurst;
import io.hairspring.monitor.detect.FeedSilence;
import io.hairspring.monitor.detect.QueueGrowth;
import io.hairspring.monitor.detect.StuckTask;
import io.hairspring.monitor.measure.Measure;
import io.hairspring.monitor.measure.MeasureBook;
import io.hairspring.schema.CycleRecordDecoder;
import io.hairspring.schema.ExecutionReportDecoder;
import io.hairspring.schema.MarketEventDecoder;
import io.hairspring.schema.OutcomeFlagsDecoder;

/** What is measured and noticed of one lane. Observer's thread. */
final class LaneObserver {
  private static final int LOOK_EVERY_NANOS = 1_000_000;
  private static final int QUEUE_LOOKS = 5;
  private static final long LONGEST_LOOK = 1_000_000;

  private final int lane;
  private final DetectorSettings settings;
  private final Noticing noticing;
  private final Subject whole;
  private final Subject ring;
  private final Subject feed;
  private final CycleDetectors market;
  private final CycleDetectors report;
  private final CycleDetectors timer;
  private final CycleDetectors slack;
  private final CycleDetectors wait;
  private final Measure interval;
  private final Measure jitter;
  private final Measure reportHop;
  private final Measure depth;
  private final ArrivalBurst burst;
  private final FeedSilence silence;
  private final QueueGrowth queue;
  private final StuckTask stuck = new StuckTask();
  private final StuckLimit stuckLimit;
  private long lastDue;
  private long lastInterval;
  private long nextLook;
  private long stuckSince;
  private TasksInForce tasks = TasksInForce.NONE;

  LaneObserver(int lane, MeasureBook book, DetectorSettings settings, Noticing noticing) {
    this.lane = lane;
    this.settings = settings;
    this.noticing = noticing;
    this.whole = subject("lane:" + lane);
    this.ring = subject(lane == 0 ? "ring:market" : "ring:hop-" + lane);
    this.feed = subject("feed");
    this.market = cycles("cycle:market", book);
    this.report = cycles("cycle:report", book);
    this.timer = cycles("cycle:timer", book);
    this.slack = cycles("cycle:slack", book);
    this.wait = new CycleDetectors(ring, book.open(ring.name(), "hop"), noticing, settings);
    this.interval = book.open("cycle:market", "interval");
    this.jitter = book.open("cycle:market", "jitter");
    this.reportHop = book.open("gateway", "hop");
    this.depth = book.open(ring.name(), "depth");
    this.burst = new ArrivalBurst(settings.burstNanos(), settings.burstRatio(), 1e-12);
    this.silence = new FeedSilence(settings.silenceNanos(), settings.silenceRatio(), LONGEST_LOOK);
    this.queue = new QueueGrowth(settings.queueLines(), QUEUE_LOOKS);
    this.stuckLimit = new StuckLimit(settings.stuckNanos());
  }

  private Subject subject(String name) {
    return new Subject(name, lane, 0);
  }

  private CycleDetectors cycles(String name, MeasureBook book) {
    final String own = lane == 0 ? name : name + "-" + lane;
    return new CycleDetectors(subject(own), book.open(own, "time"), noticing, settings);
  }

  void cycle(CycleRecordDecoder line) {
    final short bits = (short) line.outcome().getRaw();
    final long start = line.startNanos();
    final long end = line.endNanos();
    final boolean missed = OutcomeFlagsDecoder.deadlineMissed(bits);
    if (OutcomeFlagsDecoder.slack(bits)) {
      slack.add(end - start, end, missed);
      return;
    }
    final int trigger = line.trigger();
    if (trigger == MarketEventDecoder.TEMPLATE_ID) {
      market.add(end - start, end, missed);
      arrived(line.dueNanos(), start);
    } else if (trigger == ExecutionReportDecoder.TEMPLATE_ID) {
      report.add(end - start, end, missed);
      reportHop.record(start - line.dueNanos());
    } else {
      timer.add(end - start, end, missed);
    }
  }

  private void arrived(long due, long start) {
    wait.add(start - due, start, false);
    if (lastDue != 0) {
      final long since = due - lastDue;
      interval.record(since);
      jitter.record(Math.abs(since - lastInterval));
      lastInterval = since;
    }
    lastDue = due;
    if (burst.add(due)) {
      noticing.notice(AnomalyKind.BURST, feed, due, burst.limitCount(), burst.usual(), 2);
    }
  }

  /** Looks at the lane. */
  void turn(long now, LaneGlimpse glimpse, Episodes episodes) {
    final TasksInForce inForce = glimpse.tasks();
    if (inForce.epoch() != tasks.epoch()) {
      adopt(inForce);
    }
    final long busySince = glimpse.busySince();
    if (stuckSince != 0 && busySince != stuckSince) {
      stuckSince = 0;
      episodes.end(AnomalyKind.STUCK, lane);
    }
    // What runs is asked for only then: it stands in lines that the lane needs for each step, and
    // the lane has to fetch each back that another core has looked at.
    if (busySince != 0 && now - busySince > stuckLimit.least()) {
      busy(now, busySince, glimpse.task(), episodes);
    }
    if (lane == 0) {
      final long before = silence.silent();
      if (silence.look(now, glimpse.eventsSent())) {
        noticing.notice(
            AnomalyKind.SILENCE, feed, now, (double) silence.silent(), (double) silence.limit(), 2);
      } else if (before > silence.limit()) {
        episodes.still(AnomalyKind.SILENCE, now);
      }
    }
    if (now >= nextLook) {
      nextLook = now + LOOK_EVERY_NANOS;
      look(now, glimpse);
    }
  }

  private void busy(long now, long busySince, int running, Episodes episodes) {
    final long limit = stuckLimit.nanos(running);
    if (now - busySince > limit) {
      if (stuck.look(now, busySince, limit)) {
        stuckSince = busySince;
        final TaskInForce task = tasks.task(running);
        noticing.notice(
            AnomalyKind.STUCK,
            task == null ? whole : new Subject("task:" + task.name(), lane, task.number()),
            busySince + limit,
            (double) (now - busySince),
            (double) limit,
            2);
      } else {
        episodes.still(AnomalyKind.STUCK, now);
      }
    }
  }

  private void look(long now, LaneGlimpse glimpse) {
    final long waiting = glimpse.marketWaiting();
    depth.record(waiting);
    if (queue.look(waiting)) {
      noticing.notice(AnomalyKind.QUEUE, ring, now, (double) waiting, settings.queueLines(), 2);
    }
  }

  /** What lasts and was noticed before is to be noticed again. */
  void resume() {
    stuckSince = 0;
    stuck.restart();
    silence.restart();
  }

  private void adopt(TasksInForce next) {
    tasks = next;
    stuckLimit.adopt(next);
    market.restart();
    report.restart();
    timer.restart();
    slack.restart();
    wait.restart();
  }
}
