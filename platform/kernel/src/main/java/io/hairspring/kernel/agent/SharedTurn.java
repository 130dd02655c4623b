package io.hairspring.kernel.agent;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.CompositeAgent;

/**
 * All agents of a session on one thread. Whoever sends events into the lane has a turn between any
 * two others, so that an event that is due waits for one agent's turn at most, not for all of them.
 */
public final class SharedTurn implements Agent {
  private final CompositeAgent all;
  private final Agent[] turns;

  /**
   * One thread's agents.
   *
   * @param senders of events: they go first, and again after each of the others
   * @param others in the order of their turns
   */
  public SharedTurn(List<? extends Agent> senders, List<? extends Agent> others) {
    final List<Agent> once = new ArrayList<>(senders);
    once.addAll(others);
    all = new CompositeAgent(once);
    final List<Agent> order = new ArrayList<>(senders);
    for (final Agent other : others) {
      order.add(other);
      order.addAll(senders);
    }
    turns = order.toArray(new Agent[0]);
  }

  @Override
  public void onStart() {
    all.onStart();
  }

  @Override
  public int doWork() throws Exception {
    int work = 0;
    for (final Agent turn : turns) {
      work += turn.doWork();
    }
    return work;
  }

  @Override
  public void onClose() {
    all.onClose();
  }

  @Override
  public String roleName() {
    return all.roleName();
  }
}
