package org.distributedmonitor.automonitor.scan;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.distributedmonitor.automonitor.FolderLook;
import org.distributedmonitor.automonitor.FolderOrder;

/** Looks what lies in a folder and changes nothing: for a starter, which has no way to AWS. */
@WorkflowInterface
public interface FolderLookWorkflow {

  @WorkflowMethod(name = "FolderLookWorkflow")
  FolderLook look(FolderOrder order);
}
