/**
 * The static scheduler: places jobs of known duration, with precedence, on identical lanes, so that
 * the last critical job, then the last job, finishes as early as possible. {@link
 * io.hairspring.kernel.planner.StaticPlanner} is the door; {@link
 * io.hairspring.kernel.planner.ScheduleCheck} judges a schedule without the search's code.
 *
 * <p>Control thread only; nothing here is on the hot path. The same problem gives the same
 * schedule: effort is counted in steps, not in time.
 *
 * <p>Exported for benchmarks, as the probe is; plug-ins do not see it.
 */
@Version("1.0.0")
@Export
package io.hairspring.kernel.planner;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
