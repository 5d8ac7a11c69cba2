/**
 * What Windows itself has released, train by train, whatever the incident.
 *
 * <p>Entry class: {@link io.airgapkit.profile.windows.WindowsReleases}. The schema is {@code
 * src/docs/profile-format.md}.
 */
package io.airgapkit.profile.windows;
