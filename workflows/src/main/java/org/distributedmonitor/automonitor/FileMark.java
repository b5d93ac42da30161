package org.distributedmonitor.automonitor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A file as a listing shows it.
 *
 * @param name its key without the folder's prefix
 * @param etag S3's mark of its content; another one may still be of the same content
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FileMark(String name, String etag) {

  public FileMark {
    etag = etag == null ? "" : etag;
  }
}
