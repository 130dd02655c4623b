package io.hairspring.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: plug-ins and the kernel know the contracts, never each other. */
class ModuleTest {
  private static final String ROOT = "io.hairspring.";

  /** Modules that every other may use. */
  private static final Set<String> CONTRACTS = Set.of("api", "schema", "book");

  /** Families of modules: the module's name has two parts. */
  private static final Set<String> FAMILIES = Set.of("feed", "gateway");

  /** Measures the kernel from inside, so it may know it. */
  private static final String BENCHMARKS = "benchmarks";

  /** Runs a journal, which the logger reads, through the kernel. */
  private static final String REPLAY = "replay";

  /** Feeds what a journal has, which the logger reads. */
  private static final String REPLAY_FEED = "feed.replay";

  /** Measures others beside the kernel, with the benchmarks' tools. */
  private static final String PEERS = "peers";

  /** What plug-ins are tested with: the kernel in a test. Nothing but tests may know it. */
  private static final String TESTKIT = "testkit";

  private static String module(JavaClass type) {
    String[] parts = type.getPackageName().substring(ROOT.length()).split("\\.", -1);
    return FAMILIES.contains(parts[0]) ? parts[0] + "." + parts[1] : parts[0];
  }

  private static boolean allowed(String from, String to) {
    return switch (from) {
      case BENCHMARKS, PEERS -> !to.equals(TESTKIT);
      case REPLAY -> to.equals(from) || to.equals("kernel") || to.equals("logger");
      case REPLAY_FEED -> to.equals(from) || to.equals("logger") || CONTRACTS.contains(to);
      case TESTKIT -> to.equals(from) || to.equals("kernel") || CONTRACTS.contains(to);
      case "api", "schema" -> to.equals(from);
      case "book" -> CONTRACTS.contains(to);
      default -> to.equals(from) || CONTRACTS.contains(to);
    };
  }

  private static final ArchCondition<JavaClass> KNOW_CONTRACTS_ONLY =
      new ArchCondition<>("know no module but their own, api, schema and book") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (target.getPackageName().startsWith(ROOT)
                && !allowed(module(type), module(target))) {
              events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
          }
        }
      };

  @Test
  void shouldKnowNoModuleButItsOwnAndTheContracts() {
    classes().should(KNOW_CONTRACTS_ONLY).check(Classes.ALL);
  }
}
