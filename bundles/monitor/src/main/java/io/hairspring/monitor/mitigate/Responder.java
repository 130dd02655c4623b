package io.hairspring.monitor.mitigate;

import io.hairspring.api.control.Mitigations;
import io.hairspring.api.monitor.Cause;
import io.hairspring.monitor.observe.Episode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * Does what the policy says, and takes it back. A mitigation that several anomalies call for is in
 * force once, until none of them calls for it any more and the cool-down is over: so two anomalies
 * cannot pull at one mitigation from both sides. One that is wanted again soon after it was taken
 * back stays for twice as long the next time, up to a limit: so it does not flap. One that cannot
 * be taken back stays, and is tried again after another cool-down.
 *
 * <p>The observer's thread and the monitor's own thread call; what takes long is done by neither,
 * so that the kill switch never waits behind a plan that a lane cannot adopt. The observer's never
 * waits for the other, which may have been taken off the processor while it held the lock: what the
 * observer finds goes into a queue, and whoever has the lock, or else can have it at once, sees to
 * that.
 */
public final class Responder {
  private static final int NOTICED = 256;

  /** What the machine or the JVM has done would happen to any plan. */
  private static final Set<Cause> BEYOND_PLANNING =
      EnumSet.of(
          Cause.SAFEPOINT,
          Cause.COMPILATION,
          Cause.CONTEXT_SWITCH,
          Cause.HOST_STEAL,
          Cause.CACHE,
          Cause.PAGE_FAULT,
          Cause.HOST_NOISE);

  /** What has been confirmed, and what it was put down to. */
  private record Lasting(Episode episode, Cause cause) {}

  private final Policy policy;
  private final Acts acts;
  private final Executor plans;
  private final Function<Episode, String> blamed;
  private final Standings standings;
  private final List<Lasting> lasting = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final OneToOneConcurrentArrayQueue<Episode> noticed =
      new OneToOneConcurrentArrayQueue<>(NOTICED);
  private final Set<Long> killedFor = new HashSet<>();
  private boolean left;

  /**
   * Responds.
   *
   * @param mitigations what can be done; supplies null when there is nothing
   * @param plans runs what makes another plan, one after another: it may wait for seconds when a
   *     lane cannot adopt it
   * @param blamed name of the task to blame for an anomaly; empty when that is not known
   * @param coolDownNanos for which a mitigation stays after nothing calls for it any more
   * @param longest cool-downs for which one stays at most that is wanted again and again
   */
  public Responder(
      Policy policy,
      Supplier<Mitigations> mitigations,
      Executor plans,
      Function<Episode, String> blamed,
      long coolDownNanos,
      int longest) {
    this.policy = policy;
    this.acts = new Acts(mitigations);
    this.plans = plans;
    this.blamed = blamed;
    this.standings = new Standings(acts, coolDownNanos, longest, this::locked);
  }

  /**
   * Observer's thread: an anomaly is no single disturbance; what is fast and to be done at once is
   * done.
   */
  public void first(Episode episode) {
    // One for which there is no room is seen to once it is confirmed.
    noticed.offer(episode);
    respond();
  }

  private void respond() {
    // Again: it may have come after the last look of who had the lock, and before it was let go.
    while (!noticed.isEmpty() && lock.tryLock()) {
      try {
        noticed.drain(this::begin);
      } finally {
        lock.unlock();
      }
    }
  }

  /** With the lock; what was noticed meanwhile is seen to afterwards. */
  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
      respond();
    }
  }

  private void locked(Runnable work) {
    locked(
        () -> {
          work.run();
          return null;
        });
  }

  private void begin(Episode episode) {
    if (episode.over() || left) {
      // Dismissed a moment ago, or the monitor has left: nobody would take back what is done now.
      return;
    }
    final List<Step> steps = policy.steps(episode.kind());
    for (int i = 0; i < steps.size(); i++) {
      final Step step = steps.get(i);
      // The last resort is for what has been confirmed.
      if (step.afterNanos() == 0 && step.action().fast() && step.action() != Action.KILL) {
        want(step, "", episode, episode.noticedNanos());
      }
    }
  }

  /**
   * An anomaly is confirmed: from now on it climbs the ladder while it lasts. No other plan is made
   * for what the machine has done: that helps nobody, and its code has to be compiled anew.
   *
   * @param cause what it was put down to
   */
  public void confirmed(Episode episode, Cause cause) {
    locked(() -> lasting.add(new Lasting(episode, cause)));
  }

  /** It was nothing, or it is over: it calls for nothing any more. */
  public void over(Episode episode, long now) {
    locked(() -> forget(episode, now));
  }

  private void forget(Episode episode, long now) {
    lasting.removeIf(one -> one.episode() == episode);
    killedFor.remove(episode.number());
    standings.free(episode.number(), now);
  }

  /** The monitor's own thread, again and again: climbs ladders, and takes back. */
  public void turn(long now) {
    locked(() -> decide(now)).forEach(plans::execute);
  }

  /** What is slow is left to be done without the lock: the observer must not wait for it. */
  private List<Runnable> decide(long now) {
    climb(now);
    standings.turn(now);
    return standings.due();
  }

  private void climb(long now) {
    for (final Lasting one : lasting) {
      final Episode episode = one.episode();
      for (final Step step : policy.steps(episode.kind())) {
        if (now - episode.noticedNanos() >= step.afterNanos() && helps(step, one.cause())) {
          climb(step, episode, now);
        }
      }
    }
  }

  private static boolean helps(Step step, Cause cause) {
    return step.action() != Action.REPLAN || !BEYOND_PLANNING.contains(cause);
  }

  private void climb(Step step, Episode episode, long now) {
    if (step.action() == Action.KILL) {
      kill(episode);
      return;
    }
    final String task = step.action().aboutTask() ? blamed.apply(episode) : "";
    if (!step.action().aboutTask() || !task.isEmpty()) {
      want(step, task, episode, now);
    }
  }

  private void want(Step step, String task, Episode episode, long now) {
    final Mitigation mitigation = new Mitigation(step.action(), task, step.argument());
    standings.want(mitigation, episode.number(), now, reason(episode));
  }

  /** An act, and no state: a person ends it, and the next anomaly may want it again. */
  private void kill(Episode episode) {
    if (!killedFor.contains(episode.number()) && acts.kill(reason(episode))) {
      killedFor.add(episode.number());
    }
  }

  private static String reason(Episode episode) {
    return "anomaly " + episode.number() + ", " + episode.subject().name();
  }

  /**
   * Takes everything back: the monitor leaves. The kill switch stays, and so does what another
   * monitor has taken back already.
   */
  public void leave() {
    for (final Mitigation mitigation : locked(this::cleared)) {
      if (mitigation.action().fast()) {
        leave(mitigation);
      } else {
        plans.execute(() -> leave(mitigation));
      }
    }
  }

  private void leave(Mitigation mitigation) {
    if (acts.stands(mitigation)) {
      acts.act(mitigation, false, "the monitor leaves");
    }
  }

  private List<Mitigation> cleared() {
    left = true;
    lasting.clear();
    return standings.clear();
  }

  /** What is in force, one line each. */
  public List<String> inForce() {
    return locked(() -> standings.inForce().map(Mitigation::spelled).sorted().toList());
  }
}
