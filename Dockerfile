# syntax=docker/dockerfile:1

FROM eclipse-temurin:17.0.20_8-jdk-noble AS build
# Without unzip, mvnw fetches Maven as tar.gz, which is not the file whose checksum is pinned.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends unzip \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /build
# .dockerignore decides what this is.
COPY . .
# Tests and formatting are the build's business elsewhere; here is neither their source nor time for them.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw --batch-mode --no-transfer-progress -pl worker -am package \
      -Dmaven.test.skip=true -Dspotless.check.skip=true

FROM eclipse-temurin:17.0.20_8-jre-noble
# Numbers, not a name: whatever user compose chooses, the home is the same and holds ~/.aws.
RUN mkdir -p /home/monitor/.aws
ENV HOME=/home/monitor
WORKDIR /home/monitor
COPY --from=build /build/worker/target/lib/ /opt/distributed-monitor/lib/
COPY --from=build /build/worker/target/worker-*.jar /opt/distributed-monitor/
USER 65532:65532
# -Xmx leaves room below compose's mem_limit. Out of memory, the JVM ends and is started again,
# rather than living on half broken.
ENTRYPOINT ["java", "-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "-Duser.home=/home/monitor", \
    "-cp", "/opt/distributed-monitor/*:/opt/distributed-monitor/lib/*", \
    "org.distributedmonitor.worker.WorkerMain"]
