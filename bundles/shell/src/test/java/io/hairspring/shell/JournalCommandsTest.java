package io.hairspring.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.journal.JournalLine;
import io.hairspring.api.journal.JournalReport;
import io.hairspring.api.journal.JournalStatus;
import java.util.List;
import java.util.function.Predicate;
import org.apache.felix.service.command.Converter;
import org.junit.jupiter.api.Test;

class JournalCommandsTest {
  private static final JournalLine ORDER = new JournalLine(1, "order", 5, "instrument=3");
  private static final JournalLine CYCLE = new JournalLine(2, "cycle", -1, "cycle=1");

  private final JournalCommands commands = new JournalCommands();
  private final JournalTables tables = new JournalTables();

  @Test
  void shouldAnswerWithOneLineWhenThereIsNoJournal() {
    assertEquals(JournalCommands.NO_JOURNAL, commands.journal());
    assertEquals(JournalCommands.NO_JOURNAL, commands.log(20, "", ""));
    assertEquals(1, JournalCommands.NO_JOURNAL.lines().count());
  }

  @Test
  void shouldShowTheLinesOfTheKindsAndTextsThatAreWanted() {
    commands.journal = new Kept();

    assertArrayEquals(new JournalLine[] {ORDER, CYCLE}, (JournalLine[]) commands.log(20, "", ""));
    assertArrayEquals(
        new JournalLine[] {ORDER}, (JournalLine[]) commands.log(20, "order, report", ""));
    assertArrayEquals(new JournalLine[] {CYCLE}, (JournalLine[]) commands.log(20, "", "cycle=1"));
    assertEquals("log: -n 0: from 1 to 10000", commands.log(0, "", ""));
  }

  @Test
  void shouldWriteTables() {
    commands.journal = new Kept();

    assertEquals(
        """
        line  ns  kind   fields
           1   5  order  instrument=3
           2   -  cycle  cycle=1""",
        tables.format(commands.log(20, "", ""), Converter.INSPECT, null).toString());
    String report = tables.format(commands.journal(), Converter.INSPECT, null).toString();
    assertTrue(report.contains("lag        3 of 1024 lines"), report);
    assertNull(tables.format("text", Converter.INSPECT, null));
  }

  private static final class Kept implements JournalStatus {
    @Override
    public JournalReport report() {
      return new JournalReport(
          "/run", "open", 10, 7, 0, 0, 3, 1_024, 5, 1 << 20, 2, "f", 10, "in 1 h", "for ever", -1);
    }

    @Override
    public List<JournalLine> tail(int most, Predicate<JournalLine> filter) {
      return List.of(ORDER, CYCLE).stream().filter(filter).toList();
    }
  }
}
