package io.hairspring.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * A plain table: a header and rows, columns two spaces apart. A column in which every cell is a
 * number is aligned to the right. Immutable; any thread.
 *
 * @param header names of the columns
 * @param rows cells, as many a row as there are columns
 */
record Table(List<String> header, List<List<String>> rows) {

  Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** A table of one row per element. */
  static Builder of(String... header) {
    return new Builder(List.of(header));
  }

  /** The table as lines, without one at the end. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(line(header));
    for (List<String> row : rows) {
      lines.add(line(row));
    }
    return String.join("\n", lines);
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(width(column) - cell.length());
      line.append(column == 0 ? "" : "  ");
      line.append(numeric(column) ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int width = header.get(column).length();
    for (List<String> row : rows) {
      width = Math.max(width, row.get(column).length());
    }
    return width;
  }

  private boolean numeric(int column) {
    return !rows.isEmpty()
        && rows.stream().allMatch(row -> row.get(column).matches("-|-?[0-9]+(\\.[0-9]+)?"));
  }

  /** Gathers rows. */
  static final class Builder {
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    private Builder(List<String> header) {
      this.header = header;
    }

    /** Adds a row; cells are written with {@code toString}. */
    Builder row(Object... cells) {
      if (cells.length != header.size()) {
        throw new IllegalArgumentException(
            "a row of " + cells.length + " cells in a table of " + header.size() + " columns");
      }
      List<String> row = new ArrayList<>();
      for (Object cell : cells) {
        row.add(String.valueOf(cell));
      }
      rows.add(row);
      return this;
    }

    Table build() {
      return new Table(header, rows);
    }
  }
}
