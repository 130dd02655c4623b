/** An exchange in this process: orders are matched against the replayed market. */
package io.hairspring.gateway.simulated;
