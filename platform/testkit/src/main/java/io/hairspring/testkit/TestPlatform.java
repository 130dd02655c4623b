package io.hairspring.testkit;

import io.hairspring.api.control.FeedStatus;
import io.hairspring.api.control.Mitigations;
import io.hairspring.api.control.Pace;
import io.hairspring.api.control.Platform;
import io.hairspring.api.control.TaskStatus;
import io.hairspring.api.market.FeedProvider;
import io.hairspring.api.order.GatewayProvider;
import io.hairspring.api.strategy.TradingStrategy;
import io.hairspring.api.task.Task;
import io.hairspring.api.task.TaskDefinition;
import io.hairspring.kernel.control.DeterministicPlatform;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The platform in one JVM, on a virtual clock and one thread: the same input has the same orders
 * and records, byte for byte, in any run and on any machine. What a task takes in virtual time is
 * what it {@linkplain #spend spends}.
 *
 * <p>The methods are for the test's thread; plug-ins are called by another, while the test waits.
 */
public final class TestPlatform implements AutoCloseable {
  private static final long CHUNK_NANOS = 1_000_000;
  private static final long SETTLING_NANOS = 1_000_000_000;

  private final DeterministicPlatform platform;
  private final long seed;
  private final Random random;
  private final OrderLog orders = new OrderLog();
  private final RecordLog records = new RecordLog();
  private final StepLog steps = new StepLog(this);
  private boolean failuresAllowed;
  private volatile RuntimeException gatewayFailure;

  /**
   * Prepares a platform; nothing is open yet.
   *
   * @param seed of {@link #random()}
   * @param settings keys and values as in {@code etc/io.hairspring.kernel.cfg}
   * @throws IllegalArgumentException naming a key whose value is wrong
   */
  public TestPlatform(long seed, Map<String, String> settings) {
    this.seed = seed;
    this.random = new Random(seed);
    this.platform = new DeterministicPlatform(settings);
    platform.monitor(records);
  }

  /** The seed of this test. */
  public long seed() {
    return seed;
  }

  /** Random numbers from the seed: {@link Random}'s algorithm is specified, so they stay. */
  public Random random() {
    return random;
  }

  /** Plugs a feed in. */
  public void feed(String scheme, FeedProvider provider) {
    platform.feed(scheme, provider);
  }

  /** Plugs a gateway in; what it takes is in {@link #orders()}. */
  public void gateway(String scheme, GatewayProvider provider) {
    platform.gateway(scheme, new LoggedGateway(provider, orders, e -> gatewayFailure = e));
  }

  /** Plugs a task in. */
  public void task(TaskDefinition.Builder definition, Task task) {
    platform.task(definition.build(), task);
  }

  /** Plugs a strategy in, with what all strategies declare. */
  public void strategy(String name, TradingStrategy strategy) {
    strategy(name, strategy, UnaryOperator.identity());
  }

  /** Plugs a strategy in, with what it declares besides what all strategies do. */
  public void strategy(
      String name, TradingStrategy strategy, UnaryOperator<TaskDefinition.Builder> more) {
    platform.strategy(name, strategy, more);
  }

  /** Takes a task or a strategy out. */
  public void leave(Object component) {
    platform.leave(component);
  }

  /**
   * Opens a gateway and a feed; no time goes by.
   *
   * @throws AssertionError when a task was refused or could not start
   */
  public void open(String feedUri, Pace pace, String gatewayUri) {
    platform.open(feedUri, pace, gatewayUri);
    requireSound();
  }

  /**
   * Opens a scripted market and a venue that records, and runs to the end of the script.
   *
   * @throws AssertionError when a task was refused or failed, or the gateway did
   */
  public void trade(MarketScript market, RecordingGateway venue) {
    feed("script", market);
    gateway("recording", venue);
    open("script:", Pace.recorded(), "recording:");
    run();
  }

  /**
   * Runs until the feed has ended, and then until nothing is left to do or one second of virtual
   * time has gone by: timers that tick for ever do not keep it.
   *
   * @throws IllegalStateException when the feed never ends
   * @throws AssertionError when a task was refused or failed, or the gateway did
   */
  public void run() {
    final FeedStatus feed = platform().feed();
    if (!feed.finite()) {
      throw new IllegalStateException(
          "feed " + feed.uri() + " has no end: say how long to run it, run(nanos)");
    }
    while (!platform().feed().ended() && platform.step()) {
      platform.run(CHUNK_NANOS);
    }
    run(SETTLING_NANOS);
  }

  /**
   * Runs until nothing is left to do, or virtual time has gone on by so much.
   *
   * @throws AssertionError when a task was refused or failed, or the gateway did
   */
  public void run(long nanos) {
    platform.run(nanos);
    platform.quarantineFailed();
    requireSound();
  }

  /**
   * One round: what is there is done; when there is nothing, the clock goes on to what is next.
   *
   * @return false when nothing is left to do, now or later
   */
  public boolean step() {
    return platform.step();
  }

  /**
   * From now on a task that is refused or throws, or a gateway that does, is no failure of the
   * test.
   */
  public void allowFailures() {
    failuresAllowed = true;
  }

  /** Virtual time, in nanoseconds. */
  public long now() {
    return platform.clock().nanoTime();
  }

  /** Has virtual time go on: for a task or a strategy to say what its work takes. */
  public void spend(long nanos) {
    platform.clock().advance(nanos);
  }

  /** What the gateways took, in order. */
  public OrderLog orders() {
    return orders;
  }

  /** The execution records, in order. */
  public RecordLog records() {
    return records;
  }

  /** Tasks that write down when they run. */
  public StepLog steps() {
    return steps;
  }

  /** The platform as everybody else sees it: its plan, tasks, lanes and books. */
  public Platform platform() {
    return platform.platform();
  }

  /** What can be done to it while it trades. */
  public Mitigations mitigations() {
    return platform.mitigations();
  }

  @Override
  public void close() {
    platform.close();
  }

  private void requireSound() {
    if (failuresAllowed) {
      return;
    }
    final RuntimeException thrown = gatewayFailure;
    if (thrown != null) {
      throw new AssertionError("the gateway failed: " + thrown, thrown);
    }
    for (final TaskStatus task : platform().tasks()) {
      if (task.state() != TaskStatus.State.PLANNED) {
        throw new AssertionError(
            "task " + task.definition().name() + " is " + task.state() + ": " + task.reason());
      }
    }
  }
}
