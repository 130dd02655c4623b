package io.hairspring.kernel.control;

import io.hairspring.kernel.agent.FeedAgent;
import io.hairspring.kernel.agent.GatewayAgent;
import io.hairspring.kernel.agent.ObserverAgent;
import io.hairspring.kernel.agent.RelayAgent;
import io.hairspring.kernel.agent.WatchAgent;

/**
 * The agents of a session.
 *
 * @param feed market events in
 * @param relay stands in for the feed when the machine is measured
 * @param gateway orders out
 * @param observer for the records of all lanes
 * @param watch shows the monitors the lanes
 */
record SessionAgents(
    FeedAgent feed,
    RelayAgent relay,
    GatewayAgent gateway,
    ObserverAgent observer,
    WatchAgent watch) {}
