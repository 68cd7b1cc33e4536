package io.binnacle.rest.proxy;

import io.binnacle.api.type.Backend;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says why another server could not be reached, in the words that the original's users know. */
final class DialFailure {
  private DialFailure() {}

  static String words(Backend backend, Throwable failure) {
    String target = "dial tcp " + authority(backend);
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof NoRouteToHostException) {
        return target + ": connect: no route to host";
      }
      if (at instanceof SocketTimeoutException || at instanceof TimeoutException) {
        return target + ": i/o timeout";
      }
      if (at instanceof UnknownHostException || at instanceof UnresolvedAddressException) {
        return "dial tcp: lookup " + backend.host() + ": no such host";
      }
      if (at instanceof ConnectException) {
        return target + ": connect: " + lower(at.getMessage(), "connection refused");
      }
      if (at instanceof CertPathValidatorException
          || at.getClass().getSimpleName().equals("SunCertPathBuilderException")) {
        return "tls: failed to verify certificate: x509: certificate signed by unknown authority";
      }
      if (at instanceof CertificateException && at.getCause() == null) {
        return "tls: failed to verify certificate: x509: " + at.getMessage();
      }
      if (at instanceof SSLException && at.getCause() == null) {
        return "tls: " + at.getMessage();
      }
    }
    return failure instanceof java.io.EOFException ? "EOF" : String.valueOf(failure.getMessage());
  }

  private static String lower(String message, String otherwise) {
    if (message == null || message.isEmpty()) {
      return otherwise;
    }
    return message.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + message.substring(1);
  }

  /** Host and port as they stand in a URL. */
  static String authority(Backend backend) {
    String host = backend.host().contains(":") ? "[" + backend.host() + "]" : backend.host();
    return host + ":" + port(backend);
  }

  static String port(Backend backend) {
    if (!backend.port().isEmpty()) {
      return backend.port();
    }
    return backend.scheme().equals("https") ? "443" : "80";
  }
}
