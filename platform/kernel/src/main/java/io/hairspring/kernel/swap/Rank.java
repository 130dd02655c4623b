package io.hairspring.kernel.swap;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * Where a component comes from, for who has the same name.
 *
 * @param symbolicName its bundle's
 * @param version its bundle's
 * @param ranking its service's
 * @param bundle its bundle's id, -1 for none
 * @param service its service's id, -1 for none
 */
public record Rank(String symbolicName, Version version, int ranking, long bundle, long service) {
  /** Of a component that comes from no bundle. */
  public static final Rank NONE = new Rank("", Version.emptyVersion, 0, -1, -1);

  /** The rank of a service. */
  public static Rank of(ServiceReference<?> reference) {
    final Bundle bundle = reference.getBundle();
    final int ranking = ranking(reference.getProperty(Constants.SERVICE_RANKING));
    final long service =
        reference.getProperty(Constants.SERVICE_ID) instanceof Long number ? number : -1;
    return bundle == null
        ? new Rank("", Version.emptyVersion, ranking, -1, service)
        : new Rank(
            bundle.getSymbolicName(), bundle.getVersion(), ranking, bundle.getBundleId(), service);
  }

  /** A configuration file whose values have no types has it as text. */
  static int ranking(Object property) {
    if (property instanceof String text && text.strip().matches("[+-]?\\d{1,9}")) {
      return Integer.parseInt(text.strip());
    }
    return property instanceof Integer number ? number : 0;
  }

  /** For a line of text: bundle and version, or nothing. */
  public String line() {
    return bundle < 0 ? "" : " " + version + " [" + bundle + "]";
  }

  /**
   * Whether who has this rank is a successor of who has another: a higher version of the same
   * bundle, or else a higher ranking.
   */
  public boolean outranks(Rank other) {
    final int versions =
        symbolicName.equals(other.symbolicName) ? version.compareTo(other.version) : 0;
    return versions > 0 || (versions == 0 && ranking > other.ranking);
  }
}
