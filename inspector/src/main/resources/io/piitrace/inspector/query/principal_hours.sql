-- How many people each principal read about in each hour: what is usual.
select
    principal, party, roles,
    date_trunc('hour', first_at) as hour,
    count(distinct subject) as people
from access
where principal is not null
  and (:all_kinds or kind not in (select kind from folded_kind))
group by principal, party, roles, date_trunc('hour', first_at)
