/**
 * JSON as data files use it: a tree whose every node knows its line and column, a reader of members
 * that collects faults instead of stopping at the first, and a writer that gives equal bytes for
 * equal values.
 *
 * <p>Entry class: {@link io.airgapkit.profile.json.JsonDocument}. The only place of Jackson. Signed
 * documents of a kit are canonical JSON and never pass through here.
 */
package io.airgapkit.profile.json;
