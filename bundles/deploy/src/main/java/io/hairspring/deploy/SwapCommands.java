package io.hairspring.deploy;

import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.Swaps;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.felix.service.command.Descriptor;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/**
 * The commands {@code hairspring:swap}, {@code hairspring:swaps} and {@code hairspring:update}.
 * They return data, for scripts to work on; the shell writes it for people. Shell threads.
 */
public final class SwapCommands {
  static final String NO_PLATFORM =
      "no platform: the kernel is not running; 'lb' shows the state of its bundle";

  private final BundleContext context;
  private final BundleSuccession succession;
  private final Running running;

  SwapCommands(BundleContext context, BundleSuccession succession, Running running) {
    this.context = context;
    this.succession = succession;
    this.running = running;
  }

  /** The swaps. */
  @Descriptor("swaps under way and the latest that are over, with their states and reasons")
  public Object swaps() {
    Swaps swaps = running.swaps();
    return swaps == null ? NO_PLATFORM : swaps.swaps().toArray(new SwapStatus[0]);
  }

  /** Replaces what a bundle plugs in by what another version of it does. */
  @Descriptor("installs a bundle beside the one it replaces, waits until it is in force or refused")
  public Object swap(@Descriptor("path or URL of the jar") String jar) {
    if (running.swaps() == null) {
      return NO_PLATFORM;
    }
    try (InputStream in = open(jar)) {
      return swap(jar, in);
    } catch (IOException | IllegalArgumentException e) {
      return jar + " cannot be read: " + e.getMessage() + "; nothing was changed";
    }
  }

  private Object swap(String jar, InputStream in) {
    Bundle bundle;
    try {
      // A location of its own: a path that was installed before stands for the bundle that came of
      // it.
      bundle = succession.install(uri(jar) + "#" + System.nanoTime(), in);
    } catch (BundleException e) {
      return jar
          + " is not a bundle that can be installed: "
          + BundleSuccession.why(e)
          + "; nothing was changed";
    }
    return answer(succession.start(bundle, jar));
  }

  private static Object answer(BundleSuccession.Outcome outcome) {
    return outcome.line().isEmpty() ? outcome.swaps().toArray(new SwapStatus[0]) : outcome.line();
  }

  /** Brings the newest version of a bundle, from where it came from. */
  @Descriptor("replaces a bundle by what its jar has now: by a swap if that is a later version")
  public Object update(@Descriptor("id of the bundle") long id) {
    Bundle bundle = context.getBundle(id);
    if (bundle == null) {
      return "there is no bundle " + id;
    }
    String from = bundle.getHeaders("").get(Constants.BUNDLE_UPDATELOCATION);
    String jar = from == null ? bundle.getLocation() : from;
    return update(id, jar.replaceFirst("^reference:", "").replaceFirst("#.*", ""));
  }

  /** Brings another version of a bundle, from anywhere. */
  @Descriptor("replaces a bundle by another jar: by a swap if that is a later version of it")
  public Object update(
      @Descriptor("id of the bundle") long id, @Descriptor("path or URL of the jar") String jar) {
    Bundle bundle = context.getBundle(id);
    if (bundle == null) {
      return "there is no bundle " + id;
    }
    Path copy = null;
    try {
      copy = Files.createTempFile("update", ".jar");
      try (InputStream in = open(jar)) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      if (running.swaps() != null && succeeds(copy.toFile(), bundle)) {
        try (InputStream in = Files.newInputStream(copy)) {
          return swap(jar, in);
        }
      }
      try (InputStream in = Files.newInputStream(copy)) {
        bundle.update(in);
      }
      return BundleSuccession.name(bundle) + " is updated in place, without a swap";
    } catch (IOException | IllegalArgumentException e) {
      return jar + " cannot be read: " + e.getMessage() + "; nothing was changed";
    } catch (BundleException e) {
      return BundleSuccession.name(bundle) + " cannot be updated: " + BundleSuccession.why(e);
    } finally {
      delete(copy);
    }
  }

  private static boolean succeeds(File jar, Bundle bundle) throws IOException {
    PlugInJar read = PlugInJar.read(jar);
    return bundle.getState() == Bundle.ACTIVE && read.plugIn() && read.succeeds(bundle);
  }

  private static void delete(Path file) {
    if (file != null && !file.toFile().delete()) {
      file.toFile().deleteOnExit();
    }
  }

  private static InputStream open(String jar) throws IOException {
    URI uri = uri(jar);
    if (uri.getScheme().equals("file") && !Files.isRegularFile(Path.of(uri))) {
      throw new IOException("there is no such file");
    }
    return uri.toURL().openStream();
  }

  private static URI uri(String jar) {
    return jar.matches("[a-z]{2,}:.*") ? URI.create(jar) : Path.of(jar).toUri();
  }
}
