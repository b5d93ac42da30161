package org.distributedmonitor.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * Something a person has to put right.
 *
 * @param what what is wrong, in one sentence
 * @param remedy what to do about it, in one sentence
 * @param since since when
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Problem(String what, String remedy, Instant since) {}
