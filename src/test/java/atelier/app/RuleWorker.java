package atelier.app;

import atelier.job.Job;
import atelier.job.JobRow;
import atelier.job.Outcome;
import atelier.job.Worker;
import atelier.json.Json;
import atelier.queue.Message;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.util.Map;
import java.util.Optional;

/// Does what a test says with the key `what` of its payload.
record RuleWorker(QueueType type, Work work) implements Worker<String> {

  /// What it does.
  @FunctionalInterface
  interface Work {
    Outcome process(String what, Job job) throws InterruptedException;
  }

  static RuleWorker that(Work work) {
    return new RuleWorker(QueueType.FTP, work);
  }

  static Message ask(QueueType type, String key) {
    return Message.of(
        Json.write(Map.of("message_type", type.queueName(), "payload", Map.of("what", key))),
        Map.of(Message.JOB_HEADER, key, Message.ATTEMPT_HEADER, 1));
  }

  @Override
  public String read(Payload payload) {
    return payload.text("what");
  }

  @Override
  public Optional<JobRow> row(String what) {
    return Optional.of(new JobRow(1, 12, what, false));
  }

  @Override
  public Outcome process(String what, Job job) throws InterruptedException {
    return work.process(what, job);
  }
}
