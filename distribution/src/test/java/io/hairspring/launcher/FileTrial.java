package io.hairspring.launcher;

import static io.hairspring.launcher.SwapTrialCommand.require;
import static io.hairspring.launcher.SwapTrialCommand.say;

import io.hairspring.api.control.Platform;
import io.hairspring.api.control.SwapStatus;
import io.hairspring.api.control.Swaps;
import io.hairspring.api.control.TaskStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

/**
 * Swaps that come of files: a configuration that is edited, a jar that is replaced in {@code
 * deploy} under its name, an update of a bundle; while a feed runs.
 */
final class FileTrial {
  private static final String QUOTING = "etc/io.hairspring.strategies.QuotingStrategy.cfg";
  private static final String TAKING = "etc/io.hairspring.strategies.TakingStrategy.cfg";
  private static final String NAME = "hairspring.strategy.name";

  private final BundleContext context;
  private final Platform platform;
  private final Swaps swaps;
  private final SwapJars jars = new SwapJars(2);
  private final Path home = Path.of(System.getProperty("hairspring.home"));

  /** Strategies of which for some time there was none. */
  private final Set<String> missed = ConcurrentHashMap.newKeySet();

  FileTrial(BundleContext context, Platform platform, Swaps swaps) {
    this.context = context;
    this.platform = platform;
    this.swaps = swaps;
  }

  void run() throws Exception {
    write("deploy/dropped.jar", jar(""));
    require("a strategy is dropped", () -> planned("dropped") == 1 && services("dropped") == 1);
    context.addServiceListener(this::watch, "(objectClass=*TradingStrategy)");
    edit("edited", "quoting", () -> write(QUOTING, bytes("quantity = 2")));
    edit("edited-again", "quoting", () -> write(QUOTING, bytes("quantity = 3")));
    editWrongly("edited-wrong", "quantity = many");
    edit("removed", "quoting", () -> Files.delete(home.resolve(QUOTING)));
    edit("made", "taking", () -> write(TAKING, bytes("quantity = 4")));
    replace("replaced", jar(""));
    replace("replaced-wrong", jar("shadow"));
    final byte[] half = jar("");
    write("deploy/dropped.jar", Arrays.copyOf(half, half.length / 2));
    require("half a jar is told", () -> log().contains("deploy/dropped.jar cannot be read"));
    show("replaced-half", "dropped", swaps.totals().retired());
    update();
    say("missed", missed);
  }

  private byte[] jar(String fault) throws Exception {
    return jars.strategies("dropped", fault, "");
  }

  /** A change of files. */
  interface Change {
    void make() throws Exception;
  }

  private void edit(String what, String strategy, Change change) throws Exception {
    final long before = latest(strategy);
    change.make();
    require(what, () -> over(strategy, before));
    require(what + " leaves one", () -> services(strategy) == 1);
    show(what, strategy, before);
  }

  private void editWrongly(String what, String line) throws Exception {
    final long before = latest("quoting");
    write(QUOTING, bytes(line));
    require(what, () -> log().contains(QUOTING + " is not in force"));
    require(what + " leaves one", () -> services("quoting") == 1);
    show(what, "quoting", before);
  }

  private static byte[] bytes(String line) {
    return (line + "\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  private void replace(String what, byte[] jar) throws Exception {
    final long before = latest("dropped");
    write("deploy/dropped.jar", jar);
    require(what, () -> over("dropped", before));
    require(what + " leaves one", () -> services("dropped") == 1);
    show(what, "dropped", before);
  }

  private void update() throws Exception {
    final long before = latest("dropped");
    final Path jar = Files.write(Files.createTempFile("update", ".jar"), jar(""));
    final Object commands =
        context.getService(
            context.getAllServiceReferences(null, "(osgi.command.function=update)")[0]);
    commands
        .getClass()
        .getMethod("update", long.class, String.class)
        .invoke(commands, reference("dropped").getBundle().getBundleId(), jar.toString());
    Files.delete(jar);
    show("updated", "dropped", before);
    // Where a later update looks when no jar is named.
    final String from = reference("dropped").getBundle().getLocation();
    say("updated-from-the-jar", from.startsWith(jar.toUri().toString()));
  }

  /** What became of it, and who is in force. */
  private void show(String what, String strategy, long before) {
    say(
        what,
        of(strategy).stream()
            .filter(swap -> swap.number() > before)
            .map(swap -> swap.state() + " " + swap.reason())
            .toList());
    say(what + "-in-plan", planned(strategy));
    say(what + "-services", services(strategy));
    if (!strategy.equals("dropped")) {
      say(what + "-quantity", reference(strategy).getProperty("quantity"));
    } else {
      final Object counter = context.getService(reference(strategy));
      say(what + "-followed", ((LongSupplier) counter).getAsLong() > 0);
    }
  }

  private void watch(ServiceEvent event) {
    final Object name = event.getServiceReference().getProperty(NAME);
    if (event.getType() == ServiceEvent.UNREGISTERING
        && Arrays.stream(references(name)).allMatch(event.getServiceReference()::equals)) {
      missed.add(String.valueOf(name));
    }
  }

  private List<SwapStatus> of(String strategy) {
    return swaps.swaps().stream().filter(swap -> swap.name().equals(strategy)).toList();
  }

  private long latest(String strategy) {
    return of(strategy).stream().mapToLong(SwapStatus::number).max().orElse(0);
  }

  private boolean over(String strategy, long before) {
    return of(strategy).stream()
        .max(Comparator.comparingLong(SwapStatus::number))
        .filter(swap -> swap.number() > before && swap.state().over())
        .isPresent();
  }

  private long planned(String strategy) {
    return platform.tasks().stream()
        .filter(task -> task.definition().name().equals(strategy))
        .filter(task -> task.state() == TaskStatus.State.PLANNED)
        .count();
  }

  private ServiceReference<?> reference(Object strategy) {
    return references(strategy)[0];
  }

  private long services(Object strategy) {
    return references(strategy).length;
  }

  private ServiceReference<?>[] references(Object strategy) {
    try {
      final ServiceReference<?>[] found =
          context.getAllServiceReferences(null, "(" + NAME + "=" + strategy + ")");
      return found == null ? new ServiceReference<?>[0] : found;
    } catch (final org.osgi.framework.InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private String log() {
    try {
      return Files.readString(home.resolve("log/hairspring.log"));
    } catch (final java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void write(String name, byte[] content) throws Exception {
    final Path file = home.resolve(name);
    final Path part = home.resolve(name + ".part");
    Files.write(part, content);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
