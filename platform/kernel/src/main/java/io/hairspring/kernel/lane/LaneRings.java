package io.hairspring.kernel.lane;

import io.hairspring.kernel.ring.LineRing;

/**
 * The rings of a lane.
 *
 * @param market events of the feed, to the lane
 * @param reports execution reports of the gateway, to the lane
 * @param egress order commands, from the lane
 * @param records execution records, from the lane
 */
public record LaneRings(LineRing market, LineRing reports, LineRing egress, LineRing records) {}
