/** The platform clock. */
@Version("1.0.0")
@Export
package io.hairspring.api.time;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
