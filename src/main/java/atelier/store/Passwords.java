package atelier.store;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Hashes of passwords: Argon2id for accounts made here, Phraseanet's two schemes for its own.
///
/// - Thread-safe.
/// - Source: `docs/phraseanet.md`, users.
final class Passwords {
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 48;
  private static final String ARGON2 = "$argon2";
  private static final String HMAC = "HmacSHA512";

  private final String mainKey;

  Passwords(String mainKey) {
    this.mainKey = mainKey;
  }

  /// What the table says of a password.
  ///
  /// - Shape: `salted` false = Phraseanet's old scheme; `nonce` may be empty.
  record Stored(String hash, String nonce, boolean salted) {
    @Override
    public String toString() {
      return "Stored";
    }
  }

  /// By OWASP's smallest advice for Argon2id: 19 MiB, 2 passes, 1 lane. The text has 97 characters;
  /// the column holds 128. The function is made here because making it slows every start.
  static String hash(String password) {
    return Password.hash(password).addRandomSalt(SALT_BYTES).with(argon2()).getResult();
  }

  private static Argon2Function argon2() {
    return Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);
  }

  /// Phraseanet's current scheme, with a new nonce.
  Stored phraseanet(String password) {
    byte[] random = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(random);
    String nonce = Base64.getEncoder().encodeToString(random);
    return new Stored(keyed(password + nonce), nonce, true);
  }

  boolean matches(String password, Stored stored) {
    if (stored.hash().startsWith(ARGON2)) {
      return Password.check(password, stored.hash())
          .with(Argon2Function.getInstanceFromHash(stored.hash()));
    }
    refuse(password);
    String given = stored.salted() ? keyed(password + stored.nonce()) : plain(password);
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), stored.hash().getBytes(StandardCharsets.UTF_8));
  }

  /// Takes as long as looking at a password does, so that nobody learns by it which logins exist or
  /// how theirs is kept.
  void refuse(String password) {
    hash(password);
  }

  private String keyed(String text) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(mainKey.getBytes(StandardCharsets.UTF_8), HMAC));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no " + HMAC, e);
    }
  }

  private static String plain(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no SHA-256", e);
    }
  }
}
