package io.hairspring.kernel.control;

import io.hairspring.api.market.MarketEventKind;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.trading.StrategyTask;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.framework.ServiceReference;

/** What a plug-in says of itself in its service properties. */
final class PlugProperties {
  private static final System.Logger LOG = System.getLogger(PlugProperties.class.getName());

  private final ServiceReference<?> reference;
  private final String prefix;

  PlugProperties(ServiceReference<?> reference, String prefix) {
    this.reference = reference;
    this.prefix = prefix;
  }

  /** Registers the plug-in, or says in one line what is wrong with its properties. */
  void ifComplete(Supplier<TaskDefinition> definition, Consumer<TaskDefinition> register) {
    try {
      register.accept(definition.get());
    } catch (final IllegalArgumentException e) {
      LOG.log(Level.ERROR, origin() + " is refused: " + e.getMessage());
    }
  }

  String name() {
    final Object name = property("name");
    if (name == null) {
      throw new IllegalArgumentException(prefix + "name is missing");
    }
    return name.toString();
  }

  String origin() {
    final Object component = reference.getProperty("component.name");
    final String bundle =
        reference.getBundle() == null
            ? "a stopped bundle"
            : reference.getBundle().getSymbolicName();
    return "bundle " + bundle + (component == null ? "" : " (" + component + ")");
  }

  TaskDefinition definition() {
    return new TaskDefinition(
        name(),
        texts("dependencies"),
        constants(TriggerKind.class, "triggers"),
        constants(MarketEventKind.class, "events"),
        Set.copyOf(texts("instruments")),
        number("everyNanos", 0),
        flag("precise"),
        latencyClass(LatencyClass.SENSITIVE),
        (int) number("priority", 0),
        number("budgetNanos", 0),
        number("deadlineNanos", 0),
        texts("resources"),
        flag("sheddable"),
        flag("emitsOrders"),
        (int) number("lane", TaskDefinition.ANY_LANE));
  }

  /** The strategy that stands by for this one; empty for none. */
  String fallback() {
    final Object value = property("fallback");
    return value == null ? "" : value.toString().trim();
  }

  TaskDefinition strategyDefinition() {
    final TaskDefinition.Builder definition =
        StrategyTask.definition(name())
            .instruments(texts("instruments").toArray(String[]::new))
            .latencyClass(latencyClass(LatencyClass.CRITICAL))
            .priority((int) number("priority", 0))
            .budgetNanos(number("budgetNanos", 0))
            .deadlineNanos(number("deadlineNanos", 0));
    return flag("sheddable") ? definition.sheddable().build() : definition.build();
  }

  private LatencyClass latencyClass(LatencyClass byDefault) {
    final Object value = property("latencyClass");
    return value == null
        ? byDefault
        : constant(LatencyClass.class, "latencyClass", value.toString());
  }

  private long number(String key, long byDefault) {
    final Object value = property(key);
    try {
      return value == null ? byDefault : Long.parseLong(value.toString());
    } catch (final NumberFormatException e) {
      throw new IllegalArgumentException(
          prefix + key + " = " + value + ": must be a whole number", e);
    }
  }

  private boolean flag(String key) {
    final Object value = property(key);
    final String text = value == null ? "false" : value.toString();
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(prefix + key + " = " + value + ": must be true or false");
    }
    return text.equals("true");
  }

  private <E extends Enum<E>> Set<E> constants(Class<E> type, String key) {
    final Set<E> constants = EnumSet.noneOf(type);
    texts(key).forEach(text -> constants.add(constant(type, key, text)));
    return constants;
  }

  private List<String> texts(String key) {
    final Object value = property(key);
    if (value == null) {
      return List.of();
    }
    return value instanceof String[] many ? List.of(many) : List.of(value.toString());
  }

  private Object property(String key) {
    return reference.getProperty(prefix + key);
  }

  private <E extends Enum<E>> E constant(Class<E> type, String key, String value) {
    try {
      return Enum.valueOf(type, value);
    } catch (final IllegalArgumentException e) {
      throw new IllegalArgumentException(
          prefix
              + key
              + " = "
              + value
              + ": must be one of "
              + Arrays.toString(type.getEnumConstants()),
          e);
    }
  }
}
