package io.hairspring.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Says which bundles are not as they should be, and why, in one line each: those whose start level
 * is reached must be active, those of later levels must resolve. Control thread.
 */
final class BundleCheck {
  /** The last requirement of a resolver's message is the one that nothing provides. */
  private static final Pattern REQUIREMENT =
      Pattern.compile("([a-z]+(?:\\.[a-z]+)+); (\\(\\S+\\))");

  private static final Pattern PACKAGE = Pattern.compile("osgi\\.wiring\\.package=([^)]+)\\)");

  private BundleCheck() {}

  /** One line per bundle that is not as it should be. */
  static List<String> complaints(BundleContext context) {
    Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    framework.adapt(FrameworkWiring.class).resolveBundles(null);
    int level = framework.adapt(FrameworkStartLevel.class).getStartLevel();
    List<String> complaints = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
        boolean due = bundle.adapt(BundleStartLevel.class).getStartLevel() <= level;
        String complaint = due ? whyNotActive(bundle) : whyNotResolved(bundle);
        if (!complaint.isEmpty()) {
          complaints.add(name(bundle) + ": " + complaint);
        }
      }
    }
    return complaints;
  }

  /** What is wrong with a bundle that should be active, in one line; empty when nothing is. */
  static String complaint(Bundle bundle) {
    String reason = whyNotActive(bundle);
    return reason.isEmpty() ? "" : name(bundle) + ": " + reason;
  }

  private static String name(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return name == null
        ? bundle.getLocation().replaceFirst("^reference:(?=file:)", "")
        : name + " " + bundle.getVersion();
  }

  /** Starts the bundle if nothing has yet, as a deployed one; empty when it is active. */
  private static String whyNotActive(Bundle bundle) {
    if (bundle.getSymbolicName() == null) {
      // Active proves nothing: the framework starts any jar, and uses nothing of this one.
      return "its manifest has no Bundle-SymbolicName, so it is not a bundle";
    }
    try {
      bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
    } catch (BundleException e) {
      return condense(e);
    }
    boolean lazy =
        bundle.getState() == Bundle.STARTING
            && bundle.getHeaders().get(Constants.BUNDLE_ACTIVATIONPOLICY) != null;
    return bundle.getState() == Bundle.ACTIVE || lazy ? "" : "does not become active";
  }

  /** Tells by a start that cannot succeed, because only that gives the reason. */
  private static String whyNotResolved(Bundle bundle) {
    if (bundle.getState() != Bundle.INSTALLED) {
      return "";
    }
    try {
      bundle.start();
      return "does not resolve";
    } catch (BundleException e) {
      return condense(e);
    }
  }

  /** What a failed start comes down to, in one line. */
  static String condense(BundleException failure) {
    String message = String.valueOf(failure.getMessage());
    String resolving = message.replaceFirst("Unresolved requirements:.*", "");
    Matcher requirements = REQUIREMENT.matcher(resolving);
    String missing = null;
    while (requirements.find()) {
      Matcher wanted = PACKAGE.matcher(requirements.group(2));
      missing =
          wanted.find()
              ? "missing package " + wanted.group(1) + version(requirements.group(2))
              : "missing requirement " + requirements.group(1) + " " + requirements.group(2);
    }
    if (missing != null) {
      return missing;
    }
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return (cause == failure ? message : message + ": " + cause).replaceAll("\\s+", " ");
  }

  private static String version(String filter) {
    Matcher least = Pattern.compile("\\(version>=([^)]+)\\)").matcher(filter);
    return least.find() ? ", version " + least.group(1) + " or a later one of its kind" : "";
  }
}
