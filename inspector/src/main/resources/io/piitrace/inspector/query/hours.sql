-- How much was read in each hour?
select
    date_trunc('hour', first_at) as hour,
    cast(sum(accesses) as bigint) as accesses,
    count(distinct subject) as people,
    count(distinct principal) as principals
from access
where (:principal = '' or principal = :principal)
  and (:all_kinds or kind not in (select kind from folded_kind))
group by date_trunc('hour', first_at)
order by hour
