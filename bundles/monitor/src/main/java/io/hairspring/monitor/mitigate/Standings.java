package io.hairspring.monitor.mitigate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The mitigations that are or were in force: who calls for them, and until when they stay. With the
 * responder's lock, except for what it is given to do without.
 */
final class Standings {
  private static final int SOON = 10;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Acts acts;
  private final long coolDownNanos;
  private final int longest;
  private final Consumer<Runnable> locked;
  private final Map<Mitigation, Standing> states = new HashMap<>();
  private final List<Runnable> due = new ArrayList<>();
  private long turned;
  private volatile boolean cleared;

  /**
   * None yet.
   *
   * @param coolDownNanos for which one stays after nothing calls for it any more
   * @param longest cool-downs for which one stays at most that is wanted again and again
   * @param locked runs something with the responder's lock
   */
  Standings(Acts acts, long coolDownNanos, int longest, Consumer<Runnable> locked) {
    this.acts = acts;
    this.coolDownNanos = coolDownNanos;
    this.longest = longest;
    this.locked = locked;
  }

  /** An anomaly calls for a mitigation. */
  void want(Mitigation mitigation, long anomaly, long now, String reason) {
    final Standing state = states.computeIfAbsent(mitigation, any -> new Standing());
    state.wantedBy.add(anomaly);
    if (state.inForce) {
      return;
    }
    if (state.takenBack != 0) {
      state.patience =
          now - state.takenBack < SOON * coolDownNanos * state.patience
              ? Math.min(longest, state.patience * 2)
              : 1;
    }
    state.inForce = true;
    state.askedNanos = now;
    act(mitigation, state, true, reason);
  }

  /** An anomaly calls for nothing any more. */
  void free(long anomaly, long now) {
    for (final Standing state : states.values()) {
      if (state.wantedBy.remove(anomaly) && state.wantedBy.isEmpty()) {
        state.freeSince = now;
      }
    }
  }

  /** Takes back what nothing calls for any more, and sees to it that the rest is in force. */
  void turn(long now) {
    turned = now;
    putBack(now);
    takeBack(now);
  }

  /** What another monitor took back, that had put it in force too. */
  private void putBack(long now) {
    states.forEach(
        (mitigation, state) -> {
          if (state.stands()
              && !state.underWay
              && !state.wantedBy.isEmpty()
              && now - state.askedNanos >= coolDownNanos
              && !acts.stands(mitigation)) {
            state.askedNanos = now;
            act(mitigation, state, true, "it was taken back while it is called for");
          }
        });
  }

  private void takeBack(long now) {
    final Iterator<Map.Entry<Mitigation, Standing>> all = states.entrySet().iterator();
    while (all.hasNext()) {
      final Map.Entry<Mitigation, Standing> entry = all.next();
      final Standing state = entry.getValue();
      final long stays = coolDownNanos * state.patience;
      if (!state.inForce) {
        if (now - state.takenBack > SOON * stays) {
          all.remove();
        }
      } else if (!state.underWay && state.wantedBy.isEmpty() && now - state.freeSince >= stays) {
        if (state.refused) {
          state.inForce = false;
          state.takenBack = now;
        } else {
          final String reason = "it is over for " + stays / NANOS_PER_MILLI + " ms";
          act(entry.getKey(), state, false, reason);
        }
      }
    }
  }

  private void act(Mitigation mitigation, Standing state, boolean on, String reason) {
    if (mitigation.action() == Action.THROTTLE) {
      final long lowest = lowestRate(on ? null : state);
      settle(state, on, acts.act(new Mitigation(Action.THROTTLE, "", lowest), lowest > 0, reason));
    } else if (mitigation.action().fast()) {
      settle(state, on, acts.act(mitigation, on, reason));
    } else {
      state.underWay = true;
      due.add(() -> plan(mitigation, state, on, reason));
    }
  }

  /** The platform knows one limit of the monitor's: the lowest of those that are called for. */
  private long lowestRate(Standing except) {
    return states.entrySet().stream()
        .filter(entry -> entry.getKey().action() == Action.THROTTLE)
        .filter(entry -> entry.getValue().inForce && entry.getValue() != except)
        .mapToLong(entry -> entry.getKey().argument())
        .min()
        .orElse(0);
  }

  /** What has become due and makes another plan, to be done in this order and without the lock. */
  List<Runnable> due() {
    final List<Runnable> all = List.copyOf(due);
    due.clear();
    return all;
  }

  private void plan(Mitigation mitigation, Standing state, boolean on, String reason) {
    if (cleared) {
      return;
    }
    boolean done = on;
    try {
      done = acts.act(mitigation, on, reason);
    } finally {
      final boolean settled = done;
      locked.accept(() -> settle(state, on, settled));
    }
  }

  private void settle(Standing state, boolean on, boolean done) {
    state.underWay = false;
    if (on) {
      state.refused = !done;
    } else if (done) {
      state.inForce = false;
      state.takenBack = turned;
    } else {
      // It stays in force, and is tried again when another cool-down is over.
      state.freeSince = turned;
    }
  }

  /** Forgets all, and what was due is not done any more; those that were in force. */
  List<Mitigation> clear() {
    cleared = true;
    final List<Mitigation> all = inForce().toList();
    states.clear();
    return all;
  }

  /** Those in force. */
  Stream<Mitigation> inForce() {
    return states.entrySet().stream()
        .filter(entry -> entry.getValue().stands())
        .map(Map.Entry::getKey);
  }
}
