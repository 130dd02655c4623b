package io.hairspring.kernel.swap;

import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.SwapStatus.State;
import io.hairspring.api.control.SwapTotals;
import io.hairspring.api.control.Swaps;
import io.hairspring.api.journal.ControlJournal;
import io.hairspring.api.journal.ControlKind;
import io.hairspring.api.task.Task;
import io.hairspring.api.time.PlatformClock;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The swaps: one at a time, the others wait in the order of their arrival. Every step is noted in
 * the journal and in the log. Control thread, except for {@link #swaps}.
 */
public final class SwapDesk implements Swaps {
  private static final System.Logger LOG = System.getLogger(SwapDesk.class.getName());

  private final PlatformClock clock;
  private final Deque<Swap> waiting = new ArrayDeque<>();
  private final Deque<SwapStatus> over = new ArrayDeque<>();
  private SwapSettings settings;
  private Swap current;
  private long lastNumber;
  private volatile List<SwapStatus> published = List.of();
  private volatile SwapTotals totals = new SwapTotals(0, 0, 0, 0, 0);
  private volatile Predicate<Predicate<Rank>> users = this::involves;
  private volatile ControlJournal journal;

  /** Nothing is under way. */
  public SwapDesk(SwapSettings settings, PlatformClock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Where steps are noted, or null. */
  public void journal(ControlJournal where) {
    journal = where;
  }

  /**
   * Who knows whether a component that is looked for is in force or part of a swap; asked by any
   * thread.
   */
  public void users(Predicate<Predicate<Rank>> who) {
    users = who;
  }

  /** How swaps that arrive from now on are made. */
  public void settings(SwapSettings next) {
    settings = next;
  }

  /** How swaps are made. */
  public SwapSettings settings() {
    return settings;
  }

  /**
   * Takes in a swap; {@link #turn} goes on with it. One for the same name that waits is refused.
   */
  public void arrive(Course course) {
    final String why = "a later one has come: " + course.parties().to();
    for (final Swap earlier : List.copyOf(waiting)) {
      if (sameName(earlier, course)) {
        waiting.remove(earlier);
        earlier.refuse(why);
        remember(earlier);
      }
    }
    if (current != null && current.before() && sameName(current, course)) {
      current.refuse(why);
      settle();
    }
    waiting.add(new Swap(++lastNumber, course, settings, clock, this::told));
    publish();
  }

  private static boolean sameName(Swap swap, Course course) {
    final Parties ours = course.parties();
    final Parties theirs = swap.course().parties();
    return ours.kind().equals(theirs.kind()) && ours.name().equals(theirs.name());
  }

  /** Goes on with the swap that is under way, or with the next. */
  public void turn() {
    if (current == null) {
      current = waiting.poll();
    }
    if (current != null) {
      current.turn();
      settle();
      publish();
    }
  }

  /** Whether {@link #turn} is to be called again. */
  public boolean busy() {
    return current != null || !waiting.isEmpty();
  }

  /**
   * A component leaves: if it is the successor of a swap, that ends, and if it is in force the old
   * one comes back; if it is the old one, its successor takes over at once.
   *
   * @return whether it is needed until who takes its place is in force: to be asked again before it
   *     is gone
   */
  public boolean leaves(Object component) {
    final boolean goesBack = current != null && current.course().successor(component);
    boolean needed = false;
    for (final Swap swap : List.copyOf(waiting)) {
      if (swap.course().successor(component)) {
        waiting.remove(swap);
        swap.successorLeaves();
        remember(swap);
      } else if (!goesBack && swap.course().incumbent(component)) {
        // Not in its turn: what it is to take over is there now.
        needed |= swap.incumbentLeaves();
        if (swap.over()) {
          waiting.remove(swap);
          remember(swap);
        }
      }
    }
    if (goesBack) {
      if (current.successorLeaves()) {
        current.turn();
        needed |= !current.over();
      }
    } else if (current != null && current.course().incumbent(component)) {
      needed |= current.incumbentLeaves();
    }
    settle();
    publish();
    return needed;
  }

  /** A component that was needed has left all the same. */
  public void gone(Object component) {
    if (current != null && current.course().incumbent(component)) {
      current.incumbentGone();
      settle();
      publish();
    }
  }

  /** Whether a component is to be replaced by a swap, or to come back from one. */
  public boolean incumbent(Object component) {
    return (current != null && current.course().incumbent(component))
        || waiting.stream().anyMatch(swap -> swap.course().incumbent(component));
  }

  /** A task has failed: whether a swap takes care of it. */
  public boolean failed(Task task, String why) {
    return current != null && current.failed(task, why);
  }

  /** Whether a component is a successor that is not in force. */
  public boolean holds(Object component) {
    return (current != null && current.before() && current.course().successor(component))
        || waiting.stream().anyMatch(swap -> swap.course().successor(component));
  }

  /** What swaps take place in is closed: all of them end. */
  public void closed() {
    if (current != null) {
      current.closed();
      settle();
    }
    while (!waiting.isEmpty()) {
      final Swap swap = waiting.poll();
      swap.closed();
      remember(swap);
    }
    publish();
  }

  @Override
  public List<SwapStatus> swaps() {
    return published;
  }

  @Override
  public boolean uses(long bundle) {
    return users.test(rank -> rank.bundle() == bundle);
  }

  @Override
  public boolean usesService(long service) {
    return users.test(rank -> rank.service() == service);
  }

  @Override
  public SwapTotals totals() {
    return totals;
  }

  /** Whether a swap under way, or one that waits, is from or to whom somebody looks for. */
  public boolean involves(Predicate<Rank> who) {
    return (current != null && current.course().involves(who))
        || waiting.stream().anyMatch(swap -> swap.course().involves(who));
  }

  private void settle() {
    if (current != null && current.over()) {
      remember(current);
      current = null;
    }
  }

  private void remember(Swap swap) {
    over.add(swap.status());
    while (over.size() > REMEMBERED) {
      over.remove();
    }
  }

  private void publish() {
    final List<SwapStatus> all = new ArrayList<>(over);
    if (current != null) {
      all.add(current.status());
    }
    waiting.forEach(swap -> all.add(swap.status()));
    published = List.copyOf(all);
  }

  private void told(SwapStatus status) {
    count(status);
    // Also in the middle of a turn: a hand-over may take its time.
    publish();
    final String line =
        "swap "
            + status.number()
            + " of "
            + new Parties(status.kind(), status.name(), status.from(), status.to(), 0).line()
            + ": "
            + status.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
            + (status.reason().isEmpty() ? "" : ": " + status.reason());
    LOG.log(level(status.state()), line);
    final ControlJournal where = journal;
    if (where != null) {
      where.note(ControlKind.SWAP, status.state().ordinal(), status.number(), line);
    }
  }

  private void count(SwapStatus status) {
    final SwapTotals before = totals;
    final State state = status.state();
    final long adoption = status.figures().adoptionNanos();
    totals =
        new SwapTotals(
            before.retired() + (state == State.RETIRED ? 1 : 0),
            before.refused() + (state == State.REFUSED ? 1 : 0),
            before.rolledBack() + (state == State.ROLLED_BACK ? 1 : 0),
            before.underWay() + (state == State.ARRIVED ? 1 : state.over() ? -1 : 0),
            state == State.PROBATION && adoption > 0 ? adoption : before.adoptionNanos());
  }

  private static Level level(State state) {
    return switch (state) {
      case REFUSED, ROLLING_BACK, ROLLED_BACK -> Level.WARNING;
      case RETIRED -> Level.INFO;
      default -> Level.DEBUG;
    };
  }
}
