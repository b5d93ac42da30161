package org.distributedmonitor.workflow;

/** Placeholder replaced in the next commit. */
public final class RunState {}
