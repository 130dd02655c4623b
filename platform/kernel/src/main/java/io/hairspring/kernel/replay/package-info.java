/** Running a recorded journal again, with what is plugged in now. */
@Version("1.1.0")
@Export
package io.hairspring.kernel.replay;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
