/** Keeps execution records in a journal on disk. */
package io.hairspring.logger;
