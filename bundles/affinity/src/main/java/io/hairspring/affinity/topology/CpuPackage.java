package io.hairspring.affinity.topology;

/**
 * A processor package: what sits in a socket.
 *
 * @param id the firmware's number, in no particular order
 * @param cpus its processors that are online
 */
public record CpuPackage(int id, CpuSet cpus) {}
