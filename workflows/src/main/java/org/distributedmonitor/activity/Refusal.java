package org.distributedmonitor.activity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The details of a failure of type {@link FailureType#REFUSED}.
 *
 * @param operation the refused operation as IAM names it, such as {@code sqs:DeleteQueue}
 * @param code AWS's error code
 * @param remedy what a person has to do, a sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Refusal(String operation, String code, String remedy) {}
