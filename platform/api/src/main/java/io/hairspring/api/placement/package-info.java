/** Where threads run and memory lies: what is asked for, what was decided and why. */
@Version("3.0.0")
@Export
package io.hairspring.api.placement;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
