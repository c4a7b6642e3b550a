package atelier.job;

/// Everything about jobs that is kept in the database.
public record Books(
    JobStore jobs, Wishes wishes, Custody custody, Roster roster, Cleaning cleaning) {}
