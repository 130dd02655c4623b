/** What is measured, in histograms of fixed size. */
package io.hairspring.monitor.measure;
