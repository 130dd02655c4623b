/** Orders, execution reports and the gateways that carry them. */
@Version("1.0.0")
@Export
package io.hairspring.api.order;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
