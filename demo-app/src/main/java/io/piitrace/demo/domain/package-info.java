/**
 * People, plans, quotas, transactions, statements and payouts as the database holds them.
 *
 * <p>Uses annotations and JPA. Start at {@link io.piitrace.demo.domain.Employee}.
 */
@NullMarked
package io.piitrace.demo.domain;

import org.jspecify.annotations.NullMarked;
