/** What goes into the journal, put into lane order on its way to the loggers. */
package io.hairspring.kernel.journal;
