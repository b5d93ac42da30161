/** What of a run there is in AWS. */
package org.distributedmonitor.survey;
