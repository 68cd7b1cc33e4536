package io.binnacle.launcher.log;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LogService;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerConsumer;
import org.osgi.service.log.LoggerFactory;
import org.slf4j.event.Level;

/**
 * OSGi's log service in front of SLF4J, so that what the component runtime, ConfigAdmin and
 * FileInstall have to say goes where everything goes, in one line an event. Stack traces only from
 * {@code --v=4} on.
 *
 * <p>While the server starts, the launcher itself names every failure with its reason; what the
 * component runtime says of the same is kept back until {@link #startHasEnded}.
 *
 * <p>Threads: any. The logger's interface has some thirty methods of one shape, level by level; one
 * invocation handler stands for all.
 */
public final class OsgiLog implements InvocationHandler {
  private static final String RUNTIME = "org.apache.felix.scr";

  private final Verbosity verbosity = Verbosity.given();
  private volatile boolean starting = true;

  /** Registers the service. */
  public void register(BundleContext context) {
    LogService service =
        (LogService)
            Proxy.newProxyInstance(
                OsgiLog.class.getClassLoader(),
                new Class<?>[] {LogService.class, FormatterLogger.class},
                this);
    context.registerService(
        new String[] {LogService.class.getName(), LoggerFactory.class.getName()},
        service,
        new Hashtable<>());
  }

  /** From now on the component runtime's failures are written. */
  public void startHasEnded() {
    starting = false;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) {
    Object[] arguments = given == null ? new Object[0] : given;
    String name = method.getName();
    if (name.equals("getLogger")) {
      return proxyFor(arguments);
    }
    if (name.equals("log")) {
      log(arguments);
      return null;
    }
    if (method.getDeclaringClass() == Object.class) {
      return switch (name) {
        case "equals" -> proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "OsgiLog";
      };
    }
    return new NamedLog("org.osgi.service.log").invoke(proxy, method, given);
  }

  private Object proxyFor(Object[] arguments) {
    String name = "org.osgi.service.log";
    for (Object argument : arguments) {
      if (argument instanceof Bundle bundle) {
        name = String.valueOf(bundle.getSymbolicName());
        break;
      }
      if (argument instanceof String text) {
        name = text;
      } else if (argument instanceof Class<?> type && !Logger.class.isAssignableFrom(type)) {
        name = type.getName();
      }
    }
    return Proxy.newProxyInstance(
        OsgiLog.class.getClassLoader(), new Class<?>[] {FormatterLogger.class}, new NamedLog(name));
  }

  /** The old form: {@code log([ServiceReference,] int level, String message[, Throwable])}. */
  private void log(Object[] arguments) {
    String name = "org.osgi.service.log";
    Level level = Level.INFO;
    String message = "";
    Throwable thrown = null;
    for (Object argument : arguments) {
      if (argument instanceof ServiceReference<?> reference && reference.getBundle() != null) {
        name = reference.getBundle().getSymbolicName();
      } else if (argument instanceof Integer number) {
        level = List.of(Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG).get(clamp(number) - 1);
      } else if (argument instanceof String text) {
        message = text;
      } else if (argument instanceof Throwable t) {
        thrown = t;
      }
    }
    write(name, level, message, thrown);
  }

  private static int clamp(int level) {
    return Math.max(1, Math.min(4, level));
  }

  private void write(String name, Level level, String message, @Nullable Throwable thrown) {
    boolean full = verbosity.v() >= 4;
    if (starting && !full && message.contains("[") && fromRuntime(name, message)) {
      return;
    }
    String text = message.strip();
    if (thrown != null && !full) {
      text += ": " + deepest(thrown);
    }
    var event = org.slf4j.LoggerFactory.getLogger(name).atLevel(level);
    (full && thrown != null ? event.setCause(thrown) : event)
        .log("{}", text.replaceAll("\\s*[\\r\\n]+\\s*", " "));
  }

  private static boolean fromRuntime(String name, String message) {
    return name.startsWith(RUNTIME) || message.startsWith("bundle ") || message.startsWith("[");
  }

  private static Throwable deepest(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest;
  }

  /** One logger of the new form: {@code level(message, arguments...)}, {@code isLevelEnabled()}. */
  private final class NamedLog implements InvocationHandler {
    private final String name;

    NamedLog(String name) {
      this.name = name;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) {
      String called = method.getName();
      if (called.equals("getName") || called.equals("toString")) {
        return name;
      }
      if (called.equals("hashCode")) {
        return System.identityHashCode(proxy);
      }
      if (called.equals("equals")) {
        return given != null && proxy == given[0];
      }
      if (called.startsWith("is") && called.endsWith("Enabled")) {
        String level = called.substring(2, called.length() - "Enabled".length());
        return org.slf4j.LoggerFactory.getLogger(name).isEnabledForLevel(level(level));
      }
      if (given != null && given[0] instanceof String message) {
        say(level(called), message, flat(given));
      } else if (given != null && given[0] instanceof LoggerConsumer<?>) {
        say(level(called), "(a message made when asked for)", new Object[0]);
      }
      return null;
    }

    private void say(Level level, String format, Object[] arguments) {
      Object last = arguments.length == 0 ? null : arguments[arguments.length - 1];
      String message = org.slf4j.helpers.MessageFormatter.basicArrayFormat(format, arguments);
      write(name, level, message, last instanceof Throwable thrown ? thrown : null);
    }

    private Level level(String text) {
      String upper = text.toUpperCase(Locale.ROOT);
      return upper.equals("AUDIT") ? Level.INFO : Level.valueOf(upper);
    }

    private Object[] flat(Object[] given) {
      if (given.length == 2 && given[1] instanceof Object[] array) {
        return array;
      }
      return Arrays.copyOfRange(given, 1, given.length);
    }
  }
}
