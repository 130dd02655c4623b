package io.hairspring.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.hairspring.api.task.HotPath;
import io.hairspring.api.time.PlatformClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a lane executes calls nothing that allocates, waits, writes text or reads a clock of its
 * own. Holds for methods marked {@link HotPath} and for all methods of classes so marked;
 * constructors only when they carry the mark themselves. The compiler is told to write string
 * concatenation as calls of StringBuilder (see the parent), so it is seen here.
 */
class HotPathTest {
  private static final List<String> FORBIDDEN_PACKAGES =
      List.of("java.util.concurrent.locks.", "org.osgi.", "org.slf4j.", "java.util.logging.");

  private static final Set<String> FORBIDDEN_TYPES =
      Set.of(
          "java.util.HashMap",
          "java.util.ArrayList",
          "java.lang.StringBuilder",
          "java.lang.System$Logger");

  private static final Set<String> FORBIDDEN_METHODS =
      Set.of(
          "java.lang.String.format",
          "java.lang.String.formatted",
          "java.lang.String.concat",
          "java.lang.Thread.sleep",
          "java.lang.Object.wait",
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis");

  private static final Set<String> BOXES =
      Set.of("Boolean", "Byte", "Short", "Character", "Integer", "Long", "Float", "Double");

  private static final DescribedPredicate<JavaCodeUnit> ON_THE_HOT_PATH =
      DescribedPredicate.describe(
          "are on the hot path",
          unit ->
              unit.isAnnotatedWith(HotPath.class)
                  || (!unit.isConstructor()
                      && !unit.getName().equals("<clinit>")
                      && unit.getOwner().isAnnotatedWith(HotPath.class)));

  private static final ArchCondition<JavaCodeUnit> CALL_NOTHING_FORBIDDEN =
      new ArchCondition<>("call nothing that allocates, waits, writes text or reads a clock") {
        @Override
        public void check(JavaCodeUnit unit, ConditionEvents events) {
          Stream.concat(
                  unit.getMethodCallsFromSelf().stream(),
                  unit.getConstructorCallsFromSelf().stream())
              .filter(HotPathTest::forbidden)
              .forEach(
                  call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
        }
      };

  private static final ArchRule RULE =
      codeUnits().that(ON_THE_HOT_PATH).should(CALL_NOTHING_FORBIDDEN);

  private static boolean forbidden(JavaAccess<?> call) {
    String owner = call.getTargetOwner().getName();
    String method = owner + "." + call.getName();
    boolean clock = call.getOriginOwner().isAssignableTo(PlatformClock.class);
    return FORBIDDEN_PACKAGES.stream().anyMatch(owner::startsWith)
        || FORBIDDEN_TYPES.contains(owner)
        || (FORBIDDEN_METHODS.contains(method) && !(clock && method.endsWith("nanoTime")))
        || (call.getName().equals("valueOf")
            && owner.startsWith("java.lang.")
            && BOXES.contains(owner.substring("java.lang.".length())));
  }

  @Test
  void shouldCallNothingForbiddenOnTheHotPath() {
    RULE.check(Classes.ALL);
  }

  /** What the rule must find, one method each. */
  @HotPath
  static final class Sins {
    private final ReentrantLock lock = new ReentrantLock();

    Object boxing(long value) {
      return value;
    }

    Object concatenation(long value) {
      return "value " + value;
    }

    long clock() {
      return System.nanoTime();
    }

    void waiting() throws InterruptedException {
      Thread.sleep(1);
    }

    boolean locking() {
      return lock.tryLock();
    }

    Object gathering() {
      return new ArrayList<String>();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"boxing", "concatenation", "clock", "waiting", "locking", "gathering"})
  void shouldFindWhatIsForbidden(String sin) {
    AssertionError found =
        assertThrows(
            AssertionError.class,
            () -> RULE.check(new ClassFileImporter().importClasses(Sins.class)));
    assertTrue(found.getMessage().contains("." + sin + "("), found::getMessage);
  }
}
