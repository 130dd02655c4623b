/** {@code distribution/run replay}: a recorded journal, run again and compared. */
package io.hairspring.replay;
