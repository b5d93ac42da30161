package org.distributedmonitor.demo;

import java.time.Instant;

/** One line of the story. */
record News(Instant at, Voice voice, String text) {}
