package io.hairspring.kernel.control;

import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.kernel.agent.SharedTurn;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.CompositeAgent;

/** The agents on their threads: one for all, or one each. */
final class AgentThreads {
  private static final System.Logger LOG = System.getLogger(AgentThreads.class.getName());

  private final List<AgentRunner> runners = new ArrayList<>();
  private final ThreadPlacement placement;

  AgentThreads(Threading threading, ThreadPlacement placement, SessionAgents agents) {
    this.placement = placement;
    // The relay stands in for the feed: it writes the same ring and must have the same thread.
    final List<Agent> senders = List.of(agents.feed(), agents.relay());
    final List<Agent> watchers = List.of(agents.observer(), agents.watch());
    if (threading == Threading.DEDICATED) {
      runners.add(runner(new CompositeAgent(senders)));
      runners.add(runner(agents.gateway()));
      runners.add(runner(new CompositeAgent(watchers)));
    } else {
      final List<Agent> others = new ArrayList<>(watchers);
      others.add(0, agents.gateway());
      runners.add(runner(new SharedTurn(senders, others)));
    }
  }

  void start() {
    for (final AgentRunner runner : runners) {
      AgentRunner.startOnThread(runner, this::thread);
    }
  }

  void close() {
    runners.forEach(AgentRunner::close);
  }

  private Thread thread(Runnable runner) {
    final Thread thread =
        new Thread(
            () -> {
              confine();
              runner.run();
            });
    thread.setDaemon(true);
    return thread;
  }

  private void confine() {
    if (placement == null) {
      return;
    }
    try {
      placement.confineCurrentThread();
    } catch (final RuntimeException | Error e) {
      LOG.log(Level.WARNING, "an agent could not be kept off the lanes' cores: " + e.getMessage());
    }
  }

  private static AgentRunner runner(Agent agent) {
    return new AgentRunner(
        new BackoffIdleStrategy(
            1_000, 100, TimeUnit.MICROSECONDS.toNanos(1), TimeUnit.MICROSECONDS.toNanos(100)),
        error -> LOG.log(Level.ERROR, "agent failed a turn and goes on", error),
        null,
        agent);
  }
}
