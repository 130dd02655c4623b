package io.hairspring.affinity.enforcement;

/**
 * What configuration has a say in.
 *
 * @param locks keeps cores against other processes
 * @param realTime puts lanes under a real-time policy, or does not
 * @param cache gives lanes ways of the last cache, or does not
 * @param device the network device near which lanes are wanted
 */
public record EnforcementMeans(
    CoreLocks locks, RealTimeLanes realTime, CacheAllocation cache, DeviceNode device) {}
