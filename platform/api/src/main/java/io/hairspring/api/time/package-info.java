/** The platform clock, and the timers of a task. */
@Version("1.1.0")
@Export
package io.hairspring.api.time;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
