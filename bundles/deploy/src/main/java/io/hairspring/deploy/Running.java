package io.hairspring.deploy;

import io.hairspring.api.control.Swaps;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Who is there just now: the kernel and the component runtime come after this bundle. */
final class Running {
  private final BundleContext context;

  Running(BundleContext context) {
    this.context = context;
  }

  /** The kernel's swaps, or null. */
  Swaps swaps() {
    return service(Swaps.class);
  }

  /** Which components of a bundle could not be made, and why; empty for none. */
  String failures(Bundle bundle) {
    ServiceComponentRuntime components = service(ServiceComponentRuntime.class);
    return components == null ? "" : ComponentFailures.of(components, bundle);
  }

  private <S> S service(Class<S> type) {
    ServiceReference<S> reference = context.getServiceReference(type);
    return reference == null ? null : context.getService(reference);
  }
}
