package io.binnacle.launcher.log;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes {@code TIME LEVEL logger: message} and the stack trace of an exception, if any. */
final class StderrLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;

  private final transient PrintStream out;
  private final transient Clock clock;
  private final Level least;

  StderrLogger(String name, Level least, PrintStream out, Clock clock) {
    this.name = name;
    this.least = least;
    this.out = out;
    this.clock = clock;
  }

  @Override
  public boolean isTraceEnabled() {
    return writes(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return writes(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return writes(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return writes(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return writes(Level.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    StringWriter line = new StringWriter(160);
    line.append(clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
        .append(' ')
        .append(level.toString())
        .append(' ')
        .append(name)
        .append(": ")
        .append(MessageFormatter.basicArrayFormat(pattern, arguments));
    if (thrown != null) {
      line.append(System.lineSeparator());
      thrown.printStackTrace(new PrintWriter(line, true));
      out.print(line);
    } else {
      out.println(line);
    }
  }

  private boolean writes(Level level) {
    return level.toInt() >= least.toInt();
  }
}
