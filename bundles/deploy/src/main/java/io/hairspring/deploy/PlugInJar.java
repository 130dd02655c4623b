package io.hairspring.deploy;

import java.io.File;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * What a jar's manifest says of it.
 *
 * @param symbolicName the bundle's, empty for none
 * @param version the bundle's
 * @param plugIn whether two of it can be there at the same time without anybody minding: it is no
 *     fragment, and nobody can import from it
 */
record PlugInJar(String symbolicName, Version version, boolean plugIn) {

  /**
   * Reads a jar, which may be half written.
   *
   * @throws IOException when it is no whole jar with the manifest of a bundle
   */
  static PlugInJar read(File file) throws IOException {
    try (JarFile jar = new JarFile(file)) {
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        throw new IOException("it has no manifest");
      }
      return of(manifest.getMainAttributes());
    } catch (IllegalArgumentException e) {
      throw new IOException("its version is none: " + e.getMessage(), e);
    }
  }

  private static PlugInJar of(Attributes headers) {
    String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
    return new PlugInJar(
        name == null ? "" : name.replaceFirst(";.*", "").strip(),
        Version.parseVersion(headers.getValue(Constants.BUNDLE_VERSION)),
        name != null
            && headers.getValue(Constants.FRAGMENT_HOST) == null
            && headers.getValue(Constants.EXPORT_PACKAGE) == null);
  }

  /** Whether it is a later version of a bundle. */
  boolean succeeds(Bundle bundle) {
    return symbolicName.equals(bundle.getSymbolicName())
        && version.compareTo(bundle.getVersion()) > 0;
  }
}
