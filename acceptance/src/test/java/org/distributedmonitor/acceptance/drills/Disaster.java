package org.distributedmonitor.acceptance.drills;

import java.time.Duration;
import java.time.Instant;
import org.distributedmonitor.acceptance.Fault;
import org.distributedmonitor.acceptance.RunInMoto;
import org.distributedmonitor.acceptance.RunningProcess;

/** What befalls the monitor. What it needs to go on comes back by itself; nobody steps in. */
enum Disaster {
  WORKER_DIES("kill -9 of the worker") {
    @Override
    void strike(Site site, Blow blow) {
      site.worker(blow.victim()).end(RunningProcess::kill, Duration.ZERO);
    }
  },

  SERVER_DIES("kill -9 of the Temporal server") {
    @Override
    void strike(Site site, Blow blow) {
      site.server().end(RunningProcess::killChildren, blow.outage());
    }
  },

  BOTH_DIE("kill -9 of the worker and of the Temporal server") {
    @Override
    void strike(Site site, Blow blow) {
      WORKER_DIES.strike(site, blow);
      SERVER_DIES.strike(site, blow);
    }
  },

  AWS_REFUSES("no connection to AWS: refused") {
    @Override
    void strike(Site site, Blow blow) {
      cut(site.toAws(), blow.outage());
    }
  },

  AWS_HANGS("no connection to AWS: it hangs") {
    @Override
    void strike(Site site, Blow blow) {
      silence(site.toAws(), blow.outage());
    }
  },

  TEMPORAL_REFUSES("no connection to Temporal: refused") {
    @Override
    void strike(Site site, Blow blow) {
      cut(site.toTemporal(), blow.outage());
    }
  },

  TEMPORAL_HANGS("no connection to Temporal: it hangs") {
    @Override
    void strike(Site site, Blow blow) {
      silence(site.toTemporal(), blow.outage());
    }
  },

  AWS_STUMBLES("10 % of all calls throttled, 500 or 503, from then on") {
    @Override
    void strike(Site site, Blow blow) {
      site.front().liftFaults(STUMBLING);
      site.front()
          .fault(
              often(Fault.throttle("*"), 4),
              often(Fault.error("*", 500, "InternalFailure"), 3),
              often(Fault.error("*", 503, "ServiceUnavailable"), 3));
    }

    private Fault often(Fault fault, int percent) {
      return fault.caller(Site.ACCESS_KEY).percent(percent).named(STUMBLING);
    }
  },

  REPLIES_ARE_LOST("the call takes effect and its reply is lost, again and again") {
    @Override
    Fault trigger(Moment moment, RunInMoto run) {
      return Fault.loseReply(moment.operation).containing(moment.mark(run));
    }

    @Override
    void strike(Site site, Blow blow) {
      Times.until(Instant.now().plus(blow.outage()));
    }
  },

  CREDENTIALS_EXPIRE("the AWS credentials expire and are renewed later") {
    @Override
    void strike(Site site, Blow blow) {
      String name = "expired-at-" + blow.run();
      site.front().fault(Fault.expire("*").caller(Site.ACCESS_KEY).named(name));
      Times.until(Instant.now().plus(blow.outage()));
      site.front().liftFaults(name);
    }
  },

  WORKERS_ROLL("SIGTERM for each worker in turn, as a new version is rolled out") {
    @Override
    void strike(Site site, Blow blow) {
      site.replaceWorkersInTurn();
    }
  };

  private static final String STUMBLING = "stumbling";

  private final String words;

  Disaster(String words) {
    this.words = words;
  }

  abstract void strike(Site site, Blow blow);

  /** What tells that the moment has come. */
  Fault trigger(Moment moment, RunInMoto run) {
    return held(moment, run);
  }

  /** The call has taken effect, and its reply is held back. */
  static Fault held(Moment moment, RunInMoto run) {
    return Fault.holdReply(moment.operation).containing(moment.mark(run)).times(1);
  }

  @Override
  public String toString() {
    return words;
  }

  private static void cut(Cable cable, Duration outage) {
    cable.cut();
    Times.until(Instant.now().plus(outage));
    cable.mend();
  }

  private static void silence(Cable cable, Duration outage) {
    cable.silence();
    Times.until(Instant.now().plus(outage));
    cable.speak();
  }
}
