/** Where threads run. */
@Version("1.0.0")
@Export
package io.hairspring.api.placement;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
