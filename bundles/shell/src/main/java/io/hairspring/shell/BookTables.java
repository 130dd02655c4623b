package io.hairspring.shell;

import org.apache.felix.service.command.Converter;
import org.osgi.service.component.annotations.Component;

/** Writes what {@link BookCommands} returns. Shell threads. */
@Component
public final class BookTables implements Converter {

  /** Nothing is made from text. */
  @Override
  public Object convert(Class<?> desiredType, Object in) {
    return null;
  }

  @Override
  public CharSequence format(Object target, int level, Converter escape) {
    if (!(target instanceof BookFaults[] faults)) {
      return null;
    }
    if (faults.length == 0) {
      return "no books: no feed is open";
    }
    Table.Builder table = Table.of("symbol", "full", "unknown", "duplicate", "invalid");
    for (BookFaults fault : faults) {
      table.row(fault.symbol(), fault.full(), fault.unknown(), fault.duplicate(), fault.invalid());
    }
    return table.build().toString();
  }
}
