package org.distributedmonitor.worker.aws;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/** No network: what would be sent is kept, and then the connection fails. */
final class RecordedHttp implements SdkHttpClient {

  final List<SdkHttpRequest> sent = new ArrayList<>();

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    sent.add(request.httpRequest());
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        throw new IOException("There is no network here");
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public void close() {}
}
