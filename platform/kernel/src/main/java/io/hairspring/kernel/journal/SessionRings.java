package io.hairspring.kernel.journal;

import io.hairspring.kernel.ring.LineRing;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What of a session's lanes the journal looks at, besides the taps.
 *
 * @param records the record ring of each lane
 * @param egress order commands of lane 0
 * @param recordsDropped records that lane 0 had no room for
 */
public record SessionRings(List<LineRing> records, LineRing egress, LongSupplier recordsDropped) {}
