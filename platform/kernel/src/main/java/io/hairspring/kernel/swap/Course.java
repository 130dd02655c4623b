package io.hairspring.kernel.swap;

import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.task.Task;
import java.util.function.Predicate;

/**
 * The way of one component through a swap: the moves that {@link Swap} asks for, each made for its
 * kind of component. Control thread. No move waits for longer than a few milliseconds: what is not
 * done yet says so and is asked again.
 */
public interface Course {

  /** Who is replaced by whom. */
  Parties parties();

  /** Whether a component is the successor. */
  boolean successor(Object component);

  /** Whether a component is the one to be replaced. */
  boolean incumbent(Object component);

  /** Whether one of the two is whom somebody looks for. */
  boolean involves(Predicate<Rank> who);

  /** Whether a task that failed is the successor's. */
  boolean runs(Task task);

  /**
   * Examines the successor and starts its shadow.
   *
   * @return done when there is nothing to be warmed
   */
  Progress begin();

  /** Looks at the shadow: done when the successor is warm. */
  Progress shadow();

  /**
   * Gets the successor ready at once, warm or not, because the one in force leaves: called in the
   * place of {@link #begin} and {@link #shadow} from then on.
   *
   * @return done when it can take over, waiting as long as it is still busy in the shadow
   */
  Progress hurry();

  /**
   * Puts the successor into force at a boundary. Unless it is done, nothing of the successor can
   * come into force any more by what this call has set going.
   */
  Progress handOver();

  /** Looks at the successor in force: failed when the old one has to come back. */
  Progress probation();

  /** Events since the successor came into force. */
  long eventsSince();

  /** Puts the old one into force again, likewise at a boundary. */
  Progress giveBack();

  /** Lets the old one go. */
  void retire();

  /** Lets the successor go, which is not in force, and ends its shadow. */
  void drop();

  /** What was measured so far. */
  SwapStatus.Figures figures();
}
