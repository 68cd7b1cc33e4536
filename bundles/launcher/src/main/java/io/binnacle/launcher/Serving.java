package io.binnacle.launcher;

/**
 * Where the server answers.
 *
 * @param url {@code https://HOST:PORT}
 * @param kubeconfig the administrator's kubeconfig
 */
record Serving(String url, String kubeconfig) {
  String line() {
    return "Serving " + url + ", kubeconfig " + kubeconfig;
  }
}
