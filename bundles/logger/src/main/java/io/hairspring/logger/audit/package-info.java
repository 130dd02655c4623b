/**
 * {@code distribution/run audit}: is the journal whole, what happened, and what it says to others.
 */
package io.hairspring.logger.audit;
