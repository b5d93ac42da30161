package org.distributedmonitor.simulator.s3;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.distributedmonitor.simulator.api.Pages;
import org.distributedmonitor.simulator.world.World;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A listing of a bucket's objects, page by page; what a delimiter joins counts as one line. */
final class ObjectListing {
  private final World world;
  private final ListObjectsV2Request request;
  private final String prefix;

  ObjectListing(World world, ListObjectsV2Request request) {
    this.world = world;
    this.request = request;
    this.prefix = request.prefix() == null ? "" : request.prefix();
  }

  /** A line: an object, or what keys have in common up to the delimiter, and then no object. */
  private record Line(String name, Buckets.StoredObject object) {}

  ListObjectsV2Response of(Buckets.Bucket bucket) {
    Pages<Line> page =
        world.page(
            lines(bucket),
            Line::name,
            request.continuationToken(),
            request.maxKeys(),
            () -> world.saying("InvalidArgument", "The continuation token provided is incorrect"));
    return ListObjectsV2Response.builder()
        .name(request.bucket())
        .prefix(request.prefix())
        .delimiter(request.delimiter())
        .contents(
            page.items().stream()
                .filter(line -> line.object() != null)
                .map(ObjectListing::listed)
                .toList())
        .commonPrefixes(
            page.items().stream()
                .filter(line -> line.object() == null)
                .map(line -> CommonPrefix.builder().prefix(line.name()).build())
                .toList())
        .keyCount(page.items().size())
        .maxKeys(request.maxKeys())
        .isTruncated(page.nextToken() != null)
        .nextContinuationToken(page.nextToken())
        .build();
  }

  private List<Line> lines(Buckets.Bucket bucket) {
    String start = request.startAfter() == null ? "" : request.startAfter();
    Map<String, Line> lines = new TreeMap<>();
    bucket.objects.forEach(
        (key, object) -> {
          if (key.startsWith(prefix) && key.compareTo(start) > 0) {
            Line line = line(key, object);
            lines.put(line.name(), line);
          }
        });
    return List.copyOf(lines.values());
  }

  private Line line(String key, Buckets.StoredObject object) {
    String delimiter = request.delimiter();
    int end = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
    return end < 0
        ? new Line(key, object)
        : new Line(key.substring(0, end + delimiter.length()), null);
  }

  private static S3Object listed(Line line) {
    return S3Object.builder()
        .key(line.name())
        .size((long) line.object().content().length)
        .eTag(line.object().etag())
        .lastModified(line.object().modified())
        .build();
  }
}
