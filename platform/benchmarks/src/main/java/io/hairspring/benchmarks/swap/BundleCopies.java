package io.hairspring.benchmarks.swap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;

/**
 * Makes copies of a bundle that is installed, each of a higher version and with one of its
 * components only: classes of their own, as a new build of the bundle would bring them. Main
 * thread.
 */
public final class BundleCopies {
  private static final int BUFFER = 64 * 1024;

  private final BundleContext context;
  private final Bundle original;
  private final String component;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private int copies;

  /**
   * Copies of a bundle.
   *
   * @param symbolicName the bundle's
   * @param component class name of the component that copies have
   * @throws IllegalArgumentException when it is not installed
   */
  public BundleCopies(BundleContext context, String symbolicName, String component) {
    this.context = context;
    this.component = component;
    this.original =
        Arrays.stream(context.getBundles())
            .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no bundle " + symbolicName + " is here to be swapped"));
    for (final URL entry : Collections.list(original.findEntries("/", "*.class", true))) {
      files.put(entry.getPath().substring(1), read(entry));
    }
    files.put(description(), read(original.getEntry(description())));
  }

  private String description() {
    return "OSGI-INF/" + component + ".xml";
  }

  private static byte[] read(URL entry) {
    try (InputStream in = entry.openStream()) {
      return in.readAllBytes();
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bundle that is copied. */
  public Bundle original() {
    return original;
  }

  /** Installs and starts the next copy. */
  public Bundle next() throws IOException, BundleException {
    copies++;
    final Bundle bundle =
        context.installBundle(
            "bench:swap/" + copies + "/" + System.nanoTime(), new ByteArrayInputStream(jar()));
    bundle.start();
    return bundle;
  }

  private byte[] jar() throws IOException {
    final Manifest manifest = new Manifest();
    final Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    for (final String name :
        List.of("Bundle-ManifestVersion", "Bundle-SymbolicName", "Import-Package")) {
      headers.putValue(name, original.getHeaders().get(name));
    }
    final Version version = original.getVersion();
    headers.putValue(
        "Bundle-Version", version.getMajor() + "." + version.getMinor() + "." + (1_000 + copies));
    headers.putValue("Service-Component", description());
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      for (final Map.Entry<String, byte[]> file : files.entrySet()) {
        jar.putNextEntry(new JarEntry(file.getKey()));
        jar.write(file.getValue());
        jar.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
