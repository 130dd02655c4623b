package io.hairspring.kernel.graph;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plug-in with a class loader of its own, as a bundle has, which says what it is asked for. */
class CompileRequestsTest {
  /** What the plug-in's methods take. */
  public static final class Taken {}

  /** What its superclass's methods return. */
  public static final class Returned {}

  /** What it extends. */
  public static class Base {
    /** A method that a lane may call. */
    public Returned nothing() {
      return null;
    }
  }

  /** What the methods of a part take. */
  public static final class Asked {}

  /** What the plug-in is made of. */
  public static final class Part {
    /** A method that a lane may call. */
    public void ask(Asked asked) {}
  }

  /** The plug-in. */
  public static final class PlugIn extends Base {
    private final Object[] parts = {null, new Part()};

    /** A look at what it is made of. */
    public int parts() {
      return parts.length;
    }

    /** A method that a lane may call. */
    public void run(Taken taken) {}
  }

  private static final class Bundle extends OwnClasses {
    final List<String> asked = new ArrayList<>();
    private final String missing;

    Bundle(String missing) {
      super(PlugIn.class, Base.class, Part.class);
      this.missing = missing;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      asked.add(name);
      if (name.equals(missing)) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    Object plugIn() throws ReflectiveOperationException {
      return loadClass(PlugIn.class.getName()).getConstructor().newInstance();
    }
  }

  @Test
  void shouldHaveTheClassesOfAPlugInsMethodsLookedUpBeforeALaneCallsThem() throws Exception {
    final Bundle bundle = new Bundle("");
    final Object plugIn = bundle.plugIn();
    bundle.asked.clear();
    CompileRequests.prepare(plugIn);
    assertTrue(bundle.asked.contains(Taken.class.getName()), bundle.asked::toString);
    assertTrue(bundle.asked.contains(Returned.class.getName()), bundle.asked::toString);
    assertTrue(bundle.asked.contains(Asked.class.getName()), bundle.asked::toString);
    bundle.asked.clear();
    // The virtual machine knows the answer now, as it does when it compiles.
    assertSame(Taken.class, Class.forName(Taken.class.getName(), false, bundle));
    assertSame(Returned.class, Class.forName(Returned.class.getName(), false, bundle));
    assertSame(Asked.class, Class.forName(Asked.class.getName(), false, bundle));
    assertEquals(List.of(), bundle.asked);
  }

  @Test
  void shouldPassOverAMethodThatNeedsWhatIsNotThere() throws Exception {
    final Object plugIn = new Bundle(Taken.class.getName()).plugIn();
    assertDoesNotThrow(() -> CompileRequests.prepare(plugIn));
  }
}
