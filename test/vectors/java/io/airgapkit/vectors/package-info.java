/**
 * Kits with one fault each, made from one good kit, for every implementation of the format.
 *
 * <p>THE KEYS HERE ARE NOT A MODEL. They are computed from their names, so that anybody can make
 * the same vectors; they are products of many small primes, and half of this package shows how
 * signatures must not look. Nothing here may sign what anybody trusts, and no kit signed by it may
 * be anchored anywhere but in a test.
 *
 * <p>Entry classes: {@link io.airgapkit.vectors.Vectors} (the list), {@link
 * io.airgapkit.vectors.VectorFiles} (the list as files).
 */
package io.airgapkit.vectors;
