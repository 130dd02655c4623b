package io.hairspring.launcher;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The commands that bundles bring: services of type {@link ToIntFunction} over the list of
 * arguments, whose property {@code hairspring.command} is the command's name and whose result is
 * the exit status. Main thread.
 */
final class CommandServices {
  private static final String NAME = "hairspring.command";
  private static final String COMMANDS =
      "(&(objectClass=" + ToIntFunction.class.getName() + ")(" + NAME + "=*))";

  /** Run by {@code bin/hairspring} itself, without the container. */
  private static final String OUTSIDE = "stat";

  private static final long WAIT_MILLIS = 20_000;
  private static final long LEAST_MILLIS = 1_500;
  private static final long STEP_MILLIS = 250;

  private final BundleContext context;
  private final ServiceComponentRuntime components;

  CommandServices(BundleContext context) throws LaunchException {
    this.context = context;
    ServiceReference<ServiceComponentRuntime> reference =
        context.getServiceReference(ServiceComponentRuntime.class);
    if (reference == null) {
      throw new LaunchException(
          LaunchException.BROKEN, "Declarative Services is not running: no command can be run");
    }
    components = context.getService(reference);
  }

  /**
   * Runs a command on the calling thread.
   *
   * @throws LaunchException when there is no such command, or what it needs does not come in time
   */
  int run(String name, List<String> arguments) throws LaunchException, InterruptedException {
    Map<String, ComponentDescriptionDTO> declared = declared();
    TreeSet<String> known = new TreeSet<>(declared.keySet());
    try {
      known.addAll(registered());
      if (!known.contains(name)) {
        known.add(OUTSIDE);
        throw new LaunchException(
            LaunchException.USAGE,
            "unknown command '" + name + "'; known: " + String.join(", ", known));
      }
      Filter filter = context.createFilter("(&" + COMMANDS + "(" + NAME + "=" + name + "))");
      ServiceTracker<Object, Object> tracker = new ServiceTracker<>(context, filter, null);
      tracker.open();
      try {
        @SuppressWarnings("unchecked") // The contract of the property.
        ToIntFunction<List<String>> command = (ToIntFunction<List<String>>) await(tracker);
        if (command == null) {
          throw new LaunchException(
              LaunchException.BROKEN,
              "command " + name + " is not ready: " + obstacle(declared.get(name)));
        }
        return command.applyAsInt(arguments);
      } finally {
        tracker.close();
      }
    } catch (InvalidSyntaxException e) {
      throw new LaunchException(
          LaunchException.BROKEN, "command '" + name + "': its name is not fit for a filter");
    }
  }

  /** Waits for a command; not to the end when a component has failed that will not come then. */
  private Object await(ServiceTracker<?, ?> tracker) throws InterruptedException {
    for (long waited = 0; waited < WAIT_MILLIS; waited += STEP_MILLIS) {
      Object command = tracker.waitForService(STEP_MILLIS);
      if (command != null || (waited >= LEAST_MILLIS && anyFailed())) {
        return command;
      }
    }
    return null;
  }

  private boolean anyFailed() {
    return components.getComponentDescriptionDTOs().stream()
        .flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
        .anyMatch(
            configuration ->
                configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION
                    || configuration.failure != null);
  }

  private List<String> registered() throws InvalidSyntaxException {
    List<String> names = new ArrayList<>();
    ServiceReference<?>[] references = context.getServiceReferences((String) null, COMMANDS);
    if (references != null) {
      for (ServiceReference<?> reference : references) {
        names.add(String.valueOf(reference.getProperty(NAME)));
      }
    }
    return names;
  }

  /** Commands that components declare, whether or not they are ready. */
  private Map<String, ComponentDescriptionDTO> declared() {
    Map<String, ComponentDescriptionDTO> result = new HashMap<>();
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
      if (component.properties.get(NAME) instanceof String name) {
        result.put(name, component);
      }
    }
    return result;
  }

  private String obstacle(ComponentDescriptionDTO component) {
    if (component == null) {
      return "its service is gone";
    }
    Collection<ComponentConfigurationDTO> configurations =
        components.getComponentConfigurationDTOs(component);
    List<String> missing = new ArrayList<>();
    for (ComponentConfigurationDTO configuration : configurations) {
      for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
        missing.add(interfaceOf(component, reference.name));
      }
      if (configuration.failure != null) {
        return configuration.failure.lines().findFirst().orElse("its activation failed");
      }
    }
    return missing.isEmpty()
        ? component.name + " is not registered; see log/hairspring.log"
        : component.name + " waits for the service " + String.join(", ", missing);
  }

  private static String interfaceOf(ComponentDescriptionDTO component, String reference) {
    for (var declared : component.references) {
      if (declared.name.equals(reference)) {
        return declared.interfaceName;
      }
    }
    return reference;
  }
}
