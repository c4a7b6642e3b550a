package atelier.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/// Where log lines go.
///
/// - Shape: warnings always to standard error; a process that works also writes everything from
///   info up to `log/atelier.log`, one file a day, thirty days.
public final class Logs {
  private static final String PATTERN =
      "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{0} %msg"
          + "%replace( [job=%X{job} queue=%X{queue}]){' \\[job= queue=\\]', ''}%n";

  private Logs() {}

  /// For commands that answer and end.
  public static void quiet() {
    LoggerContext context = fresh();
    root(context).setLevel(Level.WARN);
    root(context).addAppender(standardError(context, Level.WARN));
  }

  /// For processes that work: everything to the file, `screen` and up to standard error.
  public static void working(Path folder, boolean verbose) {
    LoggerContext context = fresh();
    root(context).setLevel(Level.INFO);
    context.getLogger("org.apache.qpid").setLevel(Level.WARN);
    context.getLogger("qpid.message").setLevel(Level.WARN);
    context.getLogger("org.flywaydb").setLevel(Level.WARN);
    context.getLogger("com.rabbitmq").setLevel(Level.ERROR);
    context.getLogger("io.javalin").setLevel(Level.WARN);
    context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
    var file = file(context, folder);
    // The embedded broker's own words fill pages, and the same is said in ours.
    context.getLogger("org.apache.qpid").setAdditive(false);
    context.getLogger("org.apache.qpid").addAppender(file);
    root(context).addAppender(standardError(context, verbose ? Level.INFO : Level.ERROR));
    root(context).addAppender(file);
  }

  private static LoggerContext fresh() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    // They tell every refusal of the server before anybody has decided whether it matters.
    context.getLogger("org.mariadb.jdbc").setLevel(Level.OFF);
    context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
    context.getLogger("org.flywaydb.core.internal.command").setLevel(Level.OFF);
    return context;
  }

  private static Logger root(LoggerContext context) {
    return context.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context, Level least) {
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setTarget("System.err");
    var threshold = new ThresholdFilter();
    threshold.setLevel(least.toString());
    threshold.start();
    appender.addFilter(threshold);
    start(context, appender);
    return appender;
  }

  private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Path folder) {
    var appender = new RollingFileAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setFile(folder.resolve("atelier.log").toString());
    var policy = new SizeAndTimeBasedRollingPolicy<ILoggingEvent>();
    policy.setContext(context);
    policy.setParent(appender);
    policy.setFileNamePattern(folder.resolve("atelier.%d{yyyy-MM-dd}.%i.log.gz").toString());
    policy.setMaxFileSize(FileSize.valueOf("50MB"));
    policy.setMaxHistory(30);
    policy.setTotalSizeCap(FileSize.valueOf("1GB"));
    policy.start();
    appender.setRollingPolicy(policy);
    start(context, appender);
    return appender;
  }

  private static void start(LoggerContext context, OutputStreamAppender<ILoggingEvent> appender) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
  }
}
