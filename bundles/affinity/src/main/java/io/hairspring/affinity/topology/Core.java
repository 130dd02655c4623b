package io.hairspring.affinity.topology;

/**
 * A physical core.
 *
 * @param id the firmware's number, unique within a package at most
 * @param packageId number of its package
 * @param threads its processors that are online: more than one with SMT
 * @param kind rank of its kind, 0 for the slowest of the machine; all are 0 where all are alike
 */
public record Core(int id, int packageId, CpuSet threads, int kind) {}
