package io.hairspring.kernel.planner;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Plans: everything on one lane, then list scheduling by several priority rules in both directions
 * of time, each result justified; then an exact search; then a local search. It ends as soon as a
 * lower bound is met, the exact search is exhausted, or the budget is spent.
 *
 * <p>The budget is a number of steps, so that the same problem has the same schedule every time. A
 * step is one look at a job that could be placed, or at a lane, by whichever search.
 *
 * <p>Immutable; control thread, or any other that may take milliseconds.
 */
public final class StaticPlanner {
  /** Steps, unless told otherwise. */
  public static final long BUDGET = 600_000;

  /**
   * Nanoseconds after which a search ends whatever it has left, unless told otherwise: far more
   * than the budget takes, so that it strikes only where something is wrong with the machine.
   */
  public static final long CEILING = 1_000_000_000;

  /** How openings are listed. */
  private static final int[] REACHES = {ListScheduler.NON_DELAY, ListScheduler.STRICT};

  /** The share of the budget after which the exact search gives up. */
  private static final double EXACT_SHARE = 0.25;

  private final long budget;
  private final long ceiling;
  private final LongSupplier clock;

  /** A planner with the default budget and ceiling. */
  public StaticPlanner() {
    this(BUDGET, CEILING);
  }

  /**
   * A planner.
   *
   * @param budget steps for a problem
   * @param ceiling nanoseconds for a problem; a schedule that it cut short says so
   */
  public StaticPlanner(long budget, long ceiling) {
    this(budget, ceiling, System::nanoTime);
  }

  StaticPlanner(long budget, long ceiling, LongSupplier clock) {
    this.budget = budget;
    this.ceiling = ceiling;
    this.clock = clock;
  }

  /** The best schedule that the budget allows. */
  public Schedule plan(Problem problem) {
    return new Search(Network.of(problem), new Effort(budget, ceiling, clock)).run();
  }

  /** List scheduling by upward rank, and nothing else. */
  public Schedule list(Problem problem) {
    final Network network = Network.of(problem);
    final Effort effort = new Effort(budget, ceiling, clock);
    final int[] anyLane = new int[network.size];
    Arrays.fill(anyLane, Job.ANY);
    final Timetable table =
        new ListScheduler(network, effort)
            .schedule(PriorityRule.UPWARD_RANK.keys(network), ListScheduler.NON_DELAY, anyLane, 0);
    final LowerBound bound = LowerBound.of(network);
    final boolean met = table.objective().equals(bound.objective());
    return new Schedule(
        table.placements(),
        table.objective(),
        bound.objective(),
        met ? bound.ending() : Ending.NOT_SEARCHED,
        effort.steps());
  }

  /** One problem's search. */
  private static final class Search {
    private final Network network;
    private final Effort effort;
    private final Incumbent incumbent;
    private final Timetable opening;
    private final ListScheduler forward;
    private final ListScheduler backward;
    private final Justification justification;

    Search(Network network, Effort effort) {
      this.network = network;
      this.effort = effort;
      incumbent = new Incumbent(network.size, LowerBound.of(network));
      opening = new Timetable(network.size);
      forward = new ListScheduler(network, effort);
      backward = new ListScheduler(network.reversed(), effort);
      justification = new Justification(network, forward, backward);
    }

    Schedule run() {
      openings();
      boolean exhausted = false;
      if (!incumbent.meetsBound()) {
        exhausted =
            new BranchAndBound(network, incumbent, effort)
                .run((long) (effort.budget() * EXACT_SHARE));
      }
      if (!exhausted) {
        new LocalSearch(network, forward, backward, justification, incumbent).run(effort);
      }
      return new Schedule(
          incumbent.best().placements(),
          incumbent.best().objective(),
          exhausted ? incumbent.best().objective() : incumbent.bound().objective(),
          ending(exhausted),
          effort.steps());
    }

    private Ending ending(boolean exhausted) {
      if (incumbent.meetsBound()) {
        return incumbent.bound().ending();
      }
      if (exhausted) {
        return Ending.SEARCH_EXHAUSTED;
      }
      return effort.struck() ? Ending.CEILING_STRUCK : Ending.BUDGET_SPENT;
    }

    /** The first opening whatever the budget, so that there is a schedule; the others within it. */
    private void openings() {
      // As much as can be on one lane: what many a hop makes best.
      final double[] rank = PriorityRule.UPWARD_RANK.keys(network);
      offer(forward.schedule(rank, ListScheduler.STRICT, new int[network.size], 0));
      if (!over()) {
        rules();
      }
    }

    private void rules() {
      final int[] anyLane = new int[network.size];
      Arrays.fill(anyLane, Job.ANY);
      final Network reversed = network.reversed();
      for (final PriorityRule rule : PriorityRule.values()) {
        final double[] keys = rule.keys(network);
        final double[] reversedKeys = rule.keys(reversed);
        for (final int reach : REACHES) {
          offer(forward.schedule(keys, reach, anyLane, 0));
          if (over()) {
            return;
          }
          offer(justification.forwards(backward.schedule(reversedKeys, reach, anyLane, 0)));
          if (over()) {
            return;
          }
        }
      }
    }

    private boolean over() {
      return incumbent.meetsBound() || !effort.left();
    }

    private void offer(Timetable table) {
      opening.copyFrom(table);
      justification.improve(opening);
      incumbent.offer(opening);
    }
  }
}
