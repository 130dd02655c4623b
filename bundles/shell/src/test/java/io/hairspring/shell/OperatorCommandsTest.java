package io.hairspring.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hairspring.api.control.HaltStatus;
import io.hairspring.api.control.MitigationStatus;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Descriptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorCommandsTest {
  private final RecordedMitigations mitigations = new RecordedMitigations();
  private final OperatorCommands commands = new OperatorCommands();
  private final MonitorTables tables = new MonitorTables();
  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void plugIn() {
    commands.mitigations = mitigations;
    commands.journal = (kind, code, value, text) -> notes.add(kind + " " + text);
  }

  private String format(Object data) {
    return tables.format(data, Converter.INSPECT, null).toString();
  }

  @Test
  void shouldKillInTheNameOfAnOperatorTellHowFarItIsAndNoteIt() {
    final Object answer = commands.kill("jane", "it", "runs", "away");
    assertEquals(List.of("kill jane it runs away"), mitigations.asked);
    assertEquals(List.of("OPERATOR jane: kill it runs away"), notes);
    assertEquals(
        """
        halted by jane: it runs away
        3 orders cancelled, the last one out after 25.0 us; 0 refused since; 0 open""",
        format(answer));
  }

  @Test
  void shouldTellHowFarTheKillSwitchIsAndWhichLanesAreInACycleThatDoesNotEnd() {
    mitigations.lanesWithout = List.of(0, 2);
    assertEquals(
        """
        halted by jane: by the shell
        3 orders cancelled, the last one out after 25.0 us; 0 refused since; 0 open
        not in force yet on lane 0, 2: a task does not return; what it sends is refused at the \
        gateway's door""",
        format(commands.kill("jane")));
  }

  @Test
  void shouldEnableAgainInTheNameOfAnOperator() {
    final Object answer = commands.enable("joe");
    assertEquals(List.of("enable joe by the shell"), mitigations.asked);
    assertEquals(List.of("OPERATOR joe: enable by the shell"), notes);
    assertEquals("orders are accepted; 0 open", format(assertInstanceOf(HaltStatus.class, answer)));
  }

  @ParameterizedTest
  @CsvSource({
    "shed on too slow, shed OPERATOR true jane: too slow",
    "hold off, hold OPERATOR false jane: by the shell",
    "throttle 5000, throttle OPERATOR 5000 jane: by the shell",
    "quarantine x, quarantine OPERATOR x jane: by the shell",
    "release x, release OPERATOR x jane: by the shell",
    "demote x, demote OPERATOR x jane: by the shell",
    "promote x, promote OPERATOR x jane: by the shell",
    "fallback x, fallback OPERATOR x jane: by the shell",
    "primary x, primary OPERATOR x jane: by the shell",
    "replan, replan jane: by the shell",
  })
  void shouldDoWhatAnOperatorSaysAndShowWhatIsInForce(String action, String asked) {
    final Object answer = commands.mitigate("jane", action.split(" "));
    assertEquals(List.of(asked), mitigations.asked);
    assertEquals(List.of("OPERATOR jane: mitigate " + action), notes);
    assertInstanceOf(MitigationStatus[].class, answer);
  }

  @ParameterizedTest
  @CsvSource({
    "shed, mitigate OPERATOR ACTION",
    "shed maybe, shed maybe: must be on or off",
    "throttle much, throttle much: must be a number",
    "dance now, unknown action dance",
    "quarantine nobody, no task 'nobody'",
  })
  void shouldSayInOneLineWhatIsWrong(String action, String says) {
    final String answer = (String) commands.mitigate("jane", action.split(" "));
    assertTrue(answer.startsWith(says), answer);
    assertEquals(1, answer.lines().count());
    assertEquals(List.of(), mitigations.asked);
  }

  @Test
  void shouldShowWhatIsInForceByWhomAndWhy() {
    assertEquals(
        """
        mitigation  subject     by        reason
        shed        everything  operator  jane: slow
        demote      log         monitor   late""",
        format(commands.mitigate()));
    assertEquals("no mitigation is in force", format(new MitigationStatus[0]));
  }

  @Test
  void shouldGoOnWithoutAJournalAndWithOneThatIsFull() {
    commands.journal = null;
    commands.kill("jane");
    commands.journal = (kind, code, value, text) -> false;
    commands.enable("jane");
    assertEquals(2, mitigations.asked.size());
  }

  @Test
  void shouldAnswerWithOneLineWhenThereIsNoKernel() {
    commands.mitigations = null;
    assertEquals(OperatorCommands.NO_MITIGATIONS, commands.mitigate());
    assertEquals(OperatorCommands.NO_MITIGATIONS, commands.kill("jane"));
  }

  @Test
  void shouldDescribeEveryCommand() {
    for (final Class<?> type :
        List.of(OperatorCommands.class, MonitorCommands.class, TopCommand.class)) {
      assertTrue(
          Arrays.stream(type.getDeclaredMethods())
              .filter(method -> Modifier.isPublic(method.getModifiers()))
              .allMatch(method -> method.isAnnotationPresent(Descriptor.class)),
          type::toString);
    }
  }
}
