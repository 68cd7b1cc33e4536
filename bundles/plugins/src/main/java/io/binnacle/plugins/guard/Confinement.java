package io.binnacle.plugins.guard;

import io.binnacle.api.status.StatusException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link Guard} in front of a plugin's objects, by interface: whatever methods the interface
 * has, or gets, are guarded. A method without parameters is taken to be a constant and asked once.
 * One that the plugin leaves as the interface has it does not go to the plugin at all.
 */
public final class Confinement {
  private final Guard guard;
  private final String subject;

  /**
   * @param subject what the objects belong to, for messages, such as {@code crontabs.example.com}
   */
  public Confinement(Guard guard, String subject) {
    this.guard = guard;
    this.subject = subject;
  }

  /** An object behind the guard; a call that may only compute. */
  public <T> T computing(Class<T> type, T object) {
    return confine(type, object, guard.limits().callMillis(), Set.of());
  }

  /** An object behind the guard; a call may ask others, so it has more time. */
  public <T> T acting(Class<T> type, T object) {
    return confine(type, object, guard.limits().actionMillis(), Set.of());
  }

  /**
   * As {@link #computing}, where the exceptions of some methods are answers.
   *
   * @param answering the names of methods whose RuntimeExceptions go to the caller as they are
   */
  public <T> T refusing(Class<T> type, T object, Set<String> answering) {
    return confine(type, object, guard.limits().callMillis(), answering);
  }

  /** A function behind the guard. */
  public <A, B extends @Nullable Object> Function<A, B> function(
      String what, Function<A, B> function) {
    Target<Function<A, B>> target = guard.target(function);
    return argument ->
        guard.call(
            what + " of " + subject,
            guard.limits().callMillis(),
            () -> target.get().apply(argument));
  }

  /** A conversion behind the guard. */
  public <A> UnaryOperator<A> operator(String what, UnaryOperator<A> operator) {
    Function<A, A> guarded = function(what, operator);
    return guarded::apply;
  }

  private <T> T confine(Class<T> type, T object, long millis, Set<String> answering) {
    Map<Method, Object> constants = new HashMap<>();
    Map<Method, Boolean> inherited = new HashMap<>();
    for (Method method : type.getMethods()) {
      if (java.lang.reflect.Modifier.isStatic(method.getModifiers())) {
        continue;
      }
      inherited.put(method, isInherited(method, object));
      // Asked for whatever it takes: the caller is on the plugin's thread already.
      if (method.getParameterCount() == 0 && method.getReturnType() != void.class) {
        constants.put(method, constant(invoke(method, object)));
      }
    }
    Handler<T> handler =
        new Handler<>(
            guard, subject, guard.target(object), millis, answering, constants, inherited);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Absent values are kept as well; a map of constants must not refuse them. */
  private static Object constant(@Nullable Object value) {
    if (value instanceof Set<?> set) {
      return Set.copyOf(set);
    }
    if (value instanceof List<?> list) {
      return List.copyOf(list);
    }
    return value == null ? Absent.VALUE : value;
  }

  private enum Absent {
    VALUE
  }

  private static boolean isInherited(Method method, Object object) {
    try {
      return method.isDefault()
          && object
              .getClass()
              .getMethod(method.getName(), method.getParameterTypes())
              .getDeclaringClass()
              .isInterface();
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static @Nullable Object invoke(Method method, Object object, @Nullable Object... args) {
    try {
      return method.invoke(object, args);
    } catch (InvocationTargetException e) {
      throw Thrown.unchecked(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What stands before one object. */
  private record Handler<T>(
      Guard guard,
      String subject,
      Target<T> target,
      long millis,
      Set<String> answering,
      Map<Method, Object> constants,
      Map<Method, Boolean> inherited)
      implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args)
        throws Throwable {
      if (method.getDeclaringClass() == Object.class) {
        return ofObject(proxy, method, args);
      }
      Object constant = constants.get(method);
      if (constant != null) {
        return constant == Absent.VALUE ? null : constant;
      }
      if (inherited.getOrDefault(method, false)) {
        return InvocationHandler.invokeDefault(proxy, method, args);
      }
      try {
        return guard.<@Nullable Object>interruptibly(
            method.getName() + " of " + subject, millis, () -> call(method, args));
      } catch (RefusedInput e) {
        throw e.original();
      } catch (InterruptedException e) {
        if (List.of(method.getExceptionTypes()).contains(InterruptedException.class)) {
          throw e;
        }
        Thread.currentThread().interrupt();
        throw StatusException.serviceUnavailable("the server is stopping");
      }
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] args) {
      try {
        return Confinement.invoke(method, target.get(), args == null ? new Object[0] : args);
      } catch (StatusException e) {
        throw e;
      } catch (RuntimeException e) {
        throw answering.contains(method.getName()) ? new RefusedInput(e) : e;
      }
    }

    private @Nullable Object ofObject(
        Object proxy, Method method, @Nullable Object @Nullable [] args) {
      return switch (method.getName()) {
        case "equals" -> args != null && args[0] == proxy;
        case "hashCode" -> System.identityHashCode(proxy);
        default -> subject + " of plugin " + guard.plugin();
      };
    }
  }
}
