-- How much was read in each minute?
select
    date_trunc('minute', first_at) as minute,
    cast(sum(accesses) as bigint) as accesses,
    count(distinct subject) as people,
    count(distinct principal) as principals
from access
where (:principal = '' or principal = :principal)
  and (:all_kinds or kind not in (select kind from folded_kind))
group by date_trunc('minute', first_at)
order by minute
