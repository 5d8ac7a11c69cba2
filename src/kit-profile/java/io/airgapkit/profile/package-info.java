/**
 * Profiles: what an incident needs on a Windows host, by servicing train, with the source of every
 * value. The built-in profile {@code acs} and a user's own file are read the same way.
 *
 * <p>Entry class: {@link io.airgapkit.profile.ProfileReader}. The schema is {@code
 * src/docs/profile-format.md}.
 */
package io.airgapkit.profile;
