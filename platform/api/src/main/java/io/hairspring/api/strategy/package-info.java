/** Trading strategies. */
@Version("1.1.0")
@Export
package io.hairspring.api.strategy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
