package io.hairspring.kernel.control;

import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.LatencyClass;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.api.task.TriggerKind;
import io.hairspring.kernel.trading.StrategyTask;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
  void ifComplete(Runnable register) {
    try {
      // Reads every property once, so that what is wrong shows before anything changes.
      definition();
      register.run();
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
    final Set<TriggerKind> triggers = EnumSet.noneOf(TriggerKind.class);
    for (final String trigger : texts("triggers")) {
      triggers.add(constant(TriggerKind.class, "triggers", trigger));
    }
    return new TaskDefinition(
        name(), texts("dependencies"), triggers, latencyClass(), budgetNanos(), false);
  }

  Registry.StrategyPlug strategy(TradingStrategy strategy, int slot) {
    return new Registry.StrategyPlug(
        strategy,
        StrategyTask.definition(name(), latencyClass(), budgetNanos()).name(),
        texts("instruments"),
        latencyClass(),
        budgetNanos(),
        origin(),
        slot);
  }

  private LatencyClass latencyClass() {
    final Object value = property("latencyClass");
    return value == null
        ? LatencyClass.SENSITIVE
        : constant(LatencyClass.class, "latencyClass", value.toString());
  }

  private long budgetNanos() {
    final Object value = property("budgetNanos");
    try {
      return value == null ? 0 : Long.parseLong(value.toString());
    } catch (final NumberFormatException e) {
      throw new IllegalArgumentException(
          prefix + "budgetNanos = " + value + ": must be a whole number of nanoseconds", e);
    }
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
