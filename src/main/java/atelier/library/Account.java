package atelier.library;

/// Somebody who has proved who they are and may use the panel.
///
/// - Shape: `locale` as Phraseanet stores it (`en`, `fr`, `fr_FR`); empty when none was chosen.
public record Account(int id, String login, Role role, String locale) {}
