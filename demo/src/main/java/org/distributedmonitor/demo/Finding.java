package org.distributedmonitor.demo;

/** Something that was checked, and whether it is as it should be. */
record Finding(boolean well, String sentence) {}
