package io.hairspring.monitor.mitigate;

import io.hairspring.api.control.Mitigations;
import io.hairspring.monitor.observe.Episode;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * Does what the policy says, and takes it back. A mitigation that several anomalies call for is in
 * force once, until none of them calls for it any more and the cool-down is over: so two anomalies
 * cannot pull at one mitigation from both sides. One that is wanted again soon after it was taken
 * back stays for twice as long the next time, up to a limit: so it does not flap.
 *
 * <p>The observer's thread and the monitor's own thread call; what takes long is done by the
 * latter. The observer's never waits for the other, which may have been taken off the processor
 * while it held the lock: what the observer finds goes into a queue, and whoever has the lock, or
 * else can have it at once, sees to that.
 */
public final class Responder {
  private static final System.Logger LOG = System.getLogger(Responder.class.getName());
  private static final int SOON = 10;
  private static final int NOTICED = 256;

  /** What is known of a mitigation that is or was in force. */
  private static final class State {
    private final Set<Long> wantedBy = new HashSet<>();
    private boolean inForce;
    private volatile boolean refused;
    private long freeSince;
    private long takenBack;
    private int patience = 1;
  }

  private final Policy policy;
  private final Supplier<Mitigations> mitigations;
  private final Function<Episode, String> blamed;
  private final long coolDownNanos;
  private final int longest;
  private final Map<Mitigation, State> states = new HashMap<>();
  private final List<Episode> lasting = new ArrayList<>();
  private final List<Runnable> slow = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final OneToOneConcurrentArrayQueue<Episode> noticed =
      new OneToOneConcurrentArrayQueue<>(NOTICED);
  private boolean left;

  /**
   * Responds.
   *
   * @param mitigations what can be done; supplies null when there is nothing
   * @param blamed name of the task to blame for an anomaly; empty when that is not known
   * @param coolDownNanos for which a mitigation stays after nothing calls for it any more
   * @param longest cool-downs for which one stays at most that is wanted again and again
   */
  public Responder(
      Policy policy,
      Supplier<Mitigations> mitigations,
      Function<Episode, String> blamed,
      long coolDownNanos,
      int longest) {
    this.policy = policy;
    this.mitigations = mitigations;
    this.blamed = blamed;
    this.coolDownNanos = coolDownNanos;
    this.longest = longest;
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

  /** An anomaly is confirmed: from now on it climbs the ladder while it lasts. */
  public void confirmed(Episode episode) {
    locked(() -> lasting.add(episode));
  }

  /** It was nothing, or it is over: it calls for nothing any more. */
  public void over(Episode episode, long now) {
    locked(() -> forget(episode, now));
  }

  private void forget(Episode episode, long now) {
    lasting.remove(episode);
    for (final State state : states.values()) {
      if (state.wantedBy.remove(episode.number()) && state.wantedBy.isEmpty()) {
        state.freeSince = now;
      }
    }
  }

  /** The monitor's own thread, again and again: climbs ladders, and takes back. */
  public void turn(long now) {
    locked(() -> decide(now)).forEach(Runnable::run);
  }

  /** What is slow is left to be done without the lock: the observer must not wait for it. */
  private List<Runnable> decide(long now) {
    climb(now);
    takeBack(now);
    final List<Runnable> acts = List.copyOf(slow);
    slow.clear();
    return acts;
  }

  private void climb(long now) {
    for (final Episode episode : lasting) {
      for (final Step step : policy.steps(episode.kind())) {
        if (now - episode.noticedNanos() >= step.afterNanos()) {
          final String task = step.action().aboutTask() ? blamed.apply(episode) : "";
          if (!step.action().aboutTask() || !task.isEmpty()) {
            want(step, task, episode, now);
          }
        }
      }
    }
  }

  private void takeBack(long now) {
    final Iterator<Map.Entry<Mitigation, State>> all = states.entrySet().iterator();
    while (all.hasNext()) {
      final Map.Entry<Mitigation, State> entry = all.next();
      final State state = entry.getValue();
      final long stays = coolDownNanos * state.patience;
      if (state.inForce && state.wantedBy.isEmpty() && now - state.freeSince >= stays) {
        state.inForce = false;
        state.takenBack = now;
        if (!state.refused) {
          act(entry.getKey(), state, false, "it is over for " + stays / 1_000_000 + " ms");
        }
      } else if (!state.inForce && now - state.takenBack > SOON * stays) {
        all.remove();
      }
    }
  }

  private void want(Step step, String task, Episode episode, long now) {
    final Mitigation mitigation = new Mitigation(step.action(), task, step.argument());
    final State state = states.computeIfAbsent(mitigation, any -> new State());
    if (!state.wantedBy.add(episode.number()) || state.inForce) {
      return;
    }
    if (state.takenBack != 0) {
      state.patience =
          now - state.takenBack < SOON * coolDownNanos * state.patience
              ? Math.min(longest, state.patience * 2)
              : 1;
    }
    state.inForce = true;
    act(mitigation, state, true, "anomaly " + episode.number() + ", " + episode.subject().name());
  }

  private void act(Mitigation mitigation, State state, boolean on, String reason) {
    if (mitigation.action().fast()) {
      actNow(mitigation, state, on, reason);
    } else {
      slow.add(() -> actNow(mitigation, state, on, reason));
    }
  }

  private void actNow(Mitigation mitigation, State state, boolean on, String reason) {
    state.refused = !accepted(mitigation, on, reason) && on;
  }

  /** Whether the platform did it: what it has refused is not in force, and not taken back. */
  private boolean accepted(Mitigation mitigation, boolean on, String reason) {
    final Mitigations all = mitigations.get();
    if (all == null) {
      return false;
    }
    try {
      mitigation.act(all, on, reason);
      return true;
    } catch (final RuntimeException e) {
      LOG.log(
          on ? Level.WARNING : Level.ERROR,
          "mitigation "
              + mitigation.spelled()
              + (on ? " is refused: " : " cannot be taken back: ")
              + e.getMessage());
      return false;
    }
  }

  /** Takes everything back: the monitor leaves. The kill switch stays. */
  public void leave() {
    locked(this::cleared).forEach(mitigation -> accepted(mitigation, false, "the monitor leaves"));
  }

  private List<Mitigation> cleared() {
    left = true;
    final List<Mitigation> all = inForceNow().toList();
    states.clear();
    lasting.clear();
    return all;
  }

  private Stream<Mitigation> inForceNow() {
    return states.entrySet().stream()
        .filter(entry -> entry.getValue().inForce && !entry.getValue().refused)
        .map(Map.Entry::getKey);
  }

  /** What is in force, one line each. */
  public List<String> inForce() {
    return locked(() -> inForceNow().map(Mitigation::spelled).sorted().toList());
  }
}
