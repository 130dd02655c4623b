package io.hairspring.deploy;

import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/**
 * Components that Declarative Services could not make: a constructor or an activation that threw
 * leaves no service behind, and nobody who looks at services sees why. Any thread.
 */
final class ComponentFailures {
  private static final String CAUSE = "Caused by: ";

  private ComponentFailures() {}

  /** Which components of a bundle have failed, and what they threw; empty for none. */
  static String of(ServiceComponentRuntime components, Bundle bundle) {
    return components.getComponentDescriptionDTOs(bundle).stream()
        .flatMap(declared -> components.getComponentConfigurationDTOs(declared).stream())
        .filter(ComponentFailures::failed)
        .map(
            component ->
                "component "
                    + component.description.name
                    + " could not be made: "
                    + cause(String.valueOf(component.failure)))
        .collect(Collectors.joining("; "));
  }

  private static boolean failed(ComponentConfigurationDTO component) {
    return component.state == ComponentConfigurationDTO.FAILED_ACTIVATION
        || component.failure != null;
  }

  /** The first cause of a stack trace, in one line. */
  static String cause(String trace) {
    String first = trace.lines().findFirst().orElse("");
    return trace
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(CAUSE))
        .reduce((earlier, later) -> later)
        .map(line -> line.substring(CAUSE.length()))
        .orElse(first);
  }
}
