package io.hairspring.api.task;

import io.hairspring.api.market.MarketEventKind;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Declares a {@link Task} component to the kernel. See {@link TaskDefinition} for what each element
 * means.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface TaskComponent {
  /** Prefix of the service properties. */
  String PREFIX_ = "hairspring.task.";

  /** Unique name. */
  String name();

  /** Names of the tasks whose results it reads. */
  String[] dependencies() default {};

  /** What starts it when it has no dependencies. */
  TriggerKind[] triggers() default {};

  /** Kinds of market events it runs on; none means all. */
  MarketEventKind[] events() default {};

  /** Symbols whose market events it runs on; none means all. */
  String[] instruments() default {};

  /** Period of its own timer, in nanoseconds; 0 for none. */
  long everyNanos() default 0;

  /** Whether nothing may be started that would run into its timer. */
  boolean precise() default false;

  /** How much its delay costs. */
  LatencyClass latencyClass() default LatencyClass.SENSITIVE;

  /** Which of one latency class goes first: higher before lower. */
  int priority() default 0;

  /** The time one run may take, in nanoseconds; 0 when not stated. */
  long budgetNanos() default 0;

  /** Time from the trigger within which it must be done, in nanoseconds; 0 when not stated. */
  long deadlineNanos() default 0;

  /** Names of what it must not use at the same time as another task does. */
  String[] resources() default {};

  /** Whether a run of it may be left out when there is more to do than time. */
  boolean sheddable() default false;

  /** Whether it may send orders. */
  boolean emitsOrders() default false;

  /** Number of the lane it must run on; -1 for any. */
  int lane() default TaskDefinition.ANY_LANE;
}
