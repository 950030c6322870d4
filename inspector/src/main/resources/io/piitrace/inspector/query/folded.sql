-- What the answer above leaves out: reads by which data moved inside the program only.
select kind, cast(sum(accesses) as bigint) as "count"
from access
where kind in (select kind from folded_kind)
  and (:categories = '' or position(',' || category || ',' in :categories) > 0)
  and (:principal = '' or principal = :principal)
  and (:trace = '' or trace = :trace or request = :trace)
group by kind
order by "count" desc, kind
