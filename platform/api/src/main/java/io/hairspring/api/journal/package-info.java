/** Execution loggers, and what they keep. */
@Version("1.2.0")
@Export
package io.hairspring.api.journal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
