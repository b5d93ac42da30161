package org.distributedmonitor.preflight;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Something that will be refused when it is needed.
 *
 * @param what what is missing and what will not be possible without it, a sentence
 * @param remedy what a person has to do about it, a sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Finding(String what, String remedy) {

  public Finding {
    requireNonNull(what, "what");
    remedy = remedy == null ? "" : remedy;
  }
}
