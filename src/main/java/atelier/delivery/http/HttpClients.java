package atelier.delivery.http;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// The clients that speak HTTP: one that checks certificates, one for partners whose certificate an
/// operator does not want to be checked.
public record HttpClients(HttpClient strict, HttpClient trusting) {
  private static final Duration CONNECTING = Duration.ofSeconds(10);

  /// A proxy; user and password empty when it asks for none.
  ///
  /// - Source: `network-proxies.http-proxy`.
  public record Proxy(String host, int port, String user, String password) {
    /// The password stays unsaid.
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  public static HttpClients through(Optional<Proxy> proxy) {
    return new HttpClients(builder(proxy).build(), builder(proxy).sslContext(blind()).build());
  }

  private static HttpClient.Builder builder(Optional<Proxy> proxy) {
    var builder =
        HttpClient.newBuilder()
            .connectTimeout(CONNECTING)
            .followRedirects(HttpClient.Redirect.NORMAL);
    proxy.ifPresent(
        each -> {
          builder.proxy(ProxySelector.of(new InetSocketAddress(each.host(), each.port())));
          if (!each.user().isEmpty()) {
            builder.authenticator(answering(each));
          }
        });
    return builder;
  }

  private static Authenticator answering(Proxy proxy) {
    return new Authenticator() {
      @Override
      protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        return getRequestorType() == RequestorType.PROXY
            ? new PasswordAuthentication(proxy.user(), proxy.password().toCharArray())
            : null;
      }
    };
  }

  private static SSLContext blind() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustingAll()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  /// Looks at no certificate and no host name.
  private static final class TrustingAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
