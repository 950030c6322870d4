-- Who was active when: the principals who read about most people, and about how many at each time.
select principal, time, count(distinct subject) as people, cast(sum(accesses) as bigint) as accesses
from (
    select principal, date_trunc(:unit, first_at) as time, subject, accesses
    from access
    where (:all_kinds or kind not in (select kind from folded_kind))
) as read
where principal in (
    select principal
    from access
    where principal is not null and (:all_kinds or kind not in (select kind from folded_kind))
    group by principal
    order by count(distinct subject) desc, principal
    limit :limit)
group by principal, time
order by principal, time
