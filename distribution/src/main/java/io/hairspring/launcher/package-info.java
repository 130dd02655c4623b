/** Starts the platform: a Felix framework with the bundles of an installation. */
package io.hairspring.launcher;
