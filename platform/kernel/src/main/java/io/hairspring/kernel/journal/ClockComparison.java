package io.hairspring.kernel.journal;

/**
 * The platform clock against UTC, read together.
 *
 * @param nanos platform clock
 * @param utcNanos from the Unix epoch, at the same time
 * @param uncertaintyNanos the two were read within this time
 * @param driftPpb of UTC against the platform clock, since the first reading
 * @param stepNanos by how much UTC is off what the reading before it led to expect
 * @param source kernel's clock source: 0 unknown, 1 tsc, 2 kvm-clock, 3 hpet, 4 other
 * @param synchronised whether the kernel's clock is disciplined: 0 no, 1 yes, 2 unknown
 */
public record ClockComparison(
    long nanos,
    long utcNanos,
    long uncertaintyNanos,
    long driftPpb,
    long stepNanos,
    int source,
    int synchronised) {}
