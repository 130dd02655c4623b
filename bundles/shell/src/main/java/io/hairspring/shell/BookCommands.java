package io.hairspring.shell;

import io.hairspring.api.control.Platform;
import io.hairspring.api.market.Instrument;
import io.hairspring.book.ArrayOrderBook;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tells how far the books can be believed. Shell threads. */
@Component(
    service = BookCommands.class,
    property = {"osgi.command.scope=hairspring", "osgi.command.function=bookfaults"})
public final class BookCommands {

  /** Comes and goes with the kernel. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Platform platform;

  /** What the books could not apply. */
  @Descriptor("events that the book of each instrument could not apply, by why")
  public Object bookfaults() {
    Platform running = platform;
    if (running == null) {
      return PlatformCommands.NO_PLATFORM;
    }
    List<BookFaults> faults = new ArrayList<>();
    for (Instrument instrument : running.instruments().all()) {
      running
          .book(instrument.index())
          .filter(ArrayOrderBook.class::isInstance)
          .map(ArrayOrderBook.class::cast)
          .map(
              book ->
                  new BookFaults(
                      instrument.symbol(),
                      book.capacityRejects(),
                      book.unknownOrders(),
                      book.duplicateOrders(),
                      book.invalidEvents()))
          .ifPresent(faults::add);
    }
    return faults.toArray(new BookFaults[0]);
  }
}
