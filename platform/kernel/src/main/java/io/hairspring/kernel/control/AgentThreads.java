package io.hairspring.kernel.control;

import io.hairspring.api.placement.AgentRequest;
import io.hairspring.api.placement.ThreadPlacement;
import io.hairspring.kernel.agent.SharedTurn;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.CompositeAgent;

/** The agents on their threads: one for all, or one each. */
final class AgentThreads {
  private static final System.Logger LOG = System.getLogger(AgentThreads.class.getName());

  private static final String FEED = "feed agent";
  private static final String GATEWAY = "gateway agent";
  private static final String OBSERVER = "observer agent";
  private static final String ALL = "all agents";

  private final Map<String, AgentRunner> runners = new LinkedHashMap<>();
  private final ThreadPlacement placement;

  AgentThreads(Threading threading, ThreadPlacement placement, SessionAgents agents) {
    this.placement = placement;
    agents.gateway().placement(placement);
    // The relay stands in for the feed: it writes the same ring and must have the same thread.
    final List<Agent> senders = List.of(agents.feed(), agents.relay());
    final List<Agent> watchers = List.of(agents.observer(), agents.watch());
    if (threading == Threading.DEDICATED) {
      runners.put(FEED, runner(new CompositeAgent(senders)));
      runners.put(GATEWAY, runner(agents.gateway()));
      runners.put(OBSERVER, runner(new CompositeAgent(watchers)));
    } else {
      final List<Agent> others = new ArrayList<>(watchers);
      others.add(0, agents.gateway());
      runners.put(ALL, runner(new SharedTurn(senders, others)));
    }
  }

  /** The threads of agents as they will call themselves, and the lane that all of them serve. */
  static List<AgentRequest> requests(Threading threading, String lane) {
    final List<String> names =
        threading == Threading.DEDICATED ? List.of(FEED, GATEWAY, OBSERVER) : List.of(ALL);
    return names.stream().map(name -> new AgentRequest(name, lane)).toList();
  }

  void start() {
    runners.forEach(
        (name, runner) -> AgentRunner.startOnThread(runner, turns -> thread(name, turns)));
  }

  void close() {
    runners.values().forEach(AgentRunner::close);
  }

  private Thread thread(String name, Runnable turns) {
    final Thread thread =
        new Thread(
            () -> {
              place(name);
              turns.run();
            });
    thread.setDaemon(true);
    return thread;
  }

  private void place(String name) {
    if (placement == null) {
      return;
    }
    try {
      placement.placeCurrentAgent(name);
    } catch (final RuntimeException | Error e) {
      LOG.log(Level.WARNING, name + " could not be kept off the lanes' cores: " + e.getMessage());
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
